import { ckanErrors } from './errors.ts'

/** What a body turned out to be. */
export interface ReadBody {
  readonly kind: 'none' | 'json' | 'form'
  readonly fields: Readonly<Record<string, unknown>>
}

const NOTHING: ReadBody = { kind: 'none', fields: {} }
const FORM = 'application/x-www-form-urlencoded'

/**
 * Reads a body of any content type: JSON, a form, JSON sent as a form (`curl -d '{"id":"x"}'`, or percent-encoded as old
 * Python scripts do). Throws `ckan.bad-body` for what is none of these.
 */
export function readBody(text: string, contentType: string): ReadBody {
  const body = text.trim()
  if (body === '') return NOTHING
  if (/^[[{"]/.test(body)) return jsonBody(body)
  if (/^%7b/i.test(body)) return jsonBody(decoded(body))
  if (contentType.startsWith(FORM)) return { kind: 'form', fields: formFields(body) }
  if (contentType === '' && /^[\w.-]+=/.test(body)) return { kind: 'form', fields: formFields(body) }
  return jsonBody(body)
}

// A form of one key without a value: what curl sends with -d, followed by "=" or "=1" from some libraries.
function jsonBody(body: string): ReadBody {
  for (const text of [body, body.replace(/=1?$/, '')]) {
    const read = parse(text)
    if (read.value === undefined) continue
    if (isObject(read.value)) return { kind: 'json', fields: read.value }
    throw ckanErrors.badBody('JSON Error: Request data JSON decoded to something that is not a dictionary.')
  }
  throw ckanErrors.badBody(`JSON Error: Error decoding JSON data: ${parse(body).fault ?? ''}`)
}

function parse(text: string): { value?: unknown; fault?: string } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : 'unreadable' }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function decoded(body: string): string {
  try {
    return decodeURIComponent(body.replaceAll('+', '%20'))
  } catch {
    return body
  }
}

function formFields(body: string): Readonly<Record<string, unknown>> {
  return gather(new URLSearchParams(body))
}

/** Pairs as a dict: what is repeated becomes a list, what stands once stays text. */
export function gather(pairs: Iterable<readonly [string, string]>): Readonly<Record<string, unknown>> {
  const fields = new Map<string, string | string[]>()
  for (const [name, value] of pairs) {
    const before = fields.get(name)
    fields.set(name, before === undefined ? value : [...[before].flat(), value])
  }
  return Object.fromEntries(fields)
}

export interface Sources {
  readonly query: Readonly<Record<string, unknown>>
  readonly body: ReadBody
}

/** A form counts before the query string, the query string before JSON. */
export function mergeParams({ query, body }: Sources): Readonly<Record<string, unknown>> {
  return body.kind === 'form' ? { ...query, ...body.fields } : { ...body.fields, ...query }
}
