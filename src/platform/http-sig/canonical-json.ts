/**
 * JSON Canonicalization Scheme (RFC 8785): one text for one value, so that a signature survives storage as jsonb and another
 * program's serializer. Keys in order of their UTF-16 units, numbers and strings as ECMAScript writes them.
 * Throws for what JSON cannot hold: undefined, functions, NaN, lone surrogates.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) return canonicalObject(value as Readonly<Record<string, unknown>>)
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${value} is no JSON number`)
  if (typeof value === 'string' && !value.isWellFormed()) throw new Error('a lone surrogate is no JSON text')
  const text = JSON.stringify(value) as string | undefined
  if (text === undefined) throw new Error(`${typeof value} is no JSON value`)
  return text
}

function canonicalObject(value: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${canonicalJson(key)}:${canonicalJson(value[key])}`).join(',')}}`
}
