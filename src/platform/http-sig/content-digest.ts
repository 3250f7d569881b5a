import { hash } from 'node:crypto'

const ALGORITHMS: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-512': 'sha512' }
const MEMBER = /(?:^|,)\s*(sha-256|sha-512)=:([A-Za-z0-9+/]+={0,2}):/g

/** Value of a Content-Digest field (RFC 9530) over the bytes as they travel. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${hash('sha256', body, 'base64')}:`
}

/** Whether a Content-Digest names these bytes; every algorithm it knows must agree, and there must be one. */
export function digestMatches(field: string | undefined, body: Uint8Array): boolean {
  const members = [...(field ?? '').matchAll(MEMBER)]
  return (
    members.length > 0 &&
    members.every(([, name = '', value]) => hash(ALGORITHMS[name] ?? '', body, 'base64') === value)
  )
}
