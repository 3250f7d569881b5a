import { createHash } from 'node:crypto'

// Any fixed namespace will do; changing it would change the ids of every tag and group.
const NAMESPACE = Buffer.from('6e67756f6e2d434b414e2d2d6e616d65', 'hex')

// A catalogue says the same few thousand names in every dataset, and a hash costs more than the rest of a tag.
const known = new Map<string, string>()
const MOST_KNOWN = 20_000

/** Id of something CKAN gives a UUID and we know by its name: UUID version 5 (RFC 9562) of kind and name. */
export function namedId(kind: 'tag' | 'group' | 'organization' | 'vocabulary' | 'activity', name: string): string {
  const text = `${kind}:${name}`
  const found = known.get(text)
  if (found !== undefined) return found
  const id = hashedId(text)
  if (known.size >= MOST_KNOWN) known.clear()
  if (text.length <= 120) known.set(text, id)
  return id
}

function hashedId(text: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(text).digest().subarray(0, 16)
  bytes[6] = 0x50 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** CKAN tag name of a keyword: 2–100 letters, digits, spaces and `-_.`. */
export function tagName(keyword: string): string {
  const name = keyword
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} _.-]+/gu, '-')
    .trim()
    .slice(0, 100)
  return name.length >= 2 ? name : `${name}--`.slice(0, 2)
}

/** CKAN name of an agency by its identification code: `G12.18` → `g12-18`. */
export function organizationName(code: string): string {
  const name = code
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100)
  return name.length >= 2 ? name : `co-quan-${name}`.replace(/-+$/, '')
}
