import { createHash } from 'node:crypto'
import type { Entry } from '../../../formats/model.ts'

/** SHA-256 of a value's JSON, base64url. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}

const UUID = /[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}/gi

/**
 * What a record says, without anything that changes with its id: equal in two records means one and the same dataset
 * under another id. A record that says too little is equal to none.
 */
export function contentDigestOf(entry: Entry): string {
  const addresses = entry.distributions
    .map(({ accessUrl, downloadUrl }) => (downloadUrl ?? accessUrl).replace(UUID, '*'))
    .sort((a, b) => (a < b ? -1 : 1))
  const title = Object.values(entry.title)[0] ?? ''
  const text = Object.values(entry.description)[0] ?? ''
  if (title.length < 3 || (addresses.length === 0 && text.length < 40)) return digestOf(['only itself', entry.id])
  return digestOf([title, text, entry.publisher.name, addresses])
}

/** UUID version 5 of a name under another UUID (RFC 9562 §5.5): the same distribution keeps its id at every reading. */
export function derivedId(under: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(under.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16)
  bytes[6] = 0x50 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
