import { zonedUtc } from './dates.ts'
import { parsed } from './texts.ts'

export type Dict = Readonly<Record<string, unknown>>

export function isDict(value: unknown): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Fields of a foreign dict under any of the names catalogues give them: first level, then extras. */
export interface Fields {
  /** The first that is there; JSON in a text is read. */
  any(...names: readonly string[]): unknown
  /** The first that is text. */
  text(...names: readonly string[]): string | undefined
  /** A list, whether it came as one, as JSON text, between commas or as one dict. */
  list(...names: readonly string[]): readonly unknown[]
  /** Dates among the names: as given when zoned or a day, otherwise read as UTC. */
  date(...names: readonly string[]): string | undefined
  /** Extras and unknown first-level fields nobody asked for, as text. */
  rest(known: ReadonlySet<string>): Readonly<Record<string, string>>
}

/** Prepares a dict for reading; remembers which fields were asked for. */
export function fieldsOf(raw: Dict): Fields {
  const extras = extrasOf(raw['extras'], isOurs(raw) ? (value) => value : unquoted)
  const asked = new Set<string>(['extras'])

  function find(name: string): unknown {
    for (const spelled of [name, `dcat_${name}`]) {
      asked.add(spelled)
      const value = raw[spelled] ?? extras.get(spelled)
      if (value !== undefined && value !== null && value !== '') return value
    }
    return undefined
  }

  function any(...names: readonly string[]): unknown {
    let first: unknown
    // Every name is asked, so that the ones passed over do not turn up again as unknown fields.
    for (const name of names) first ??= find(name)
    return typeof first === 'string' ? parsed(first) : first
  }

  function text(...names: readonly string[]): string | undefined {
    let first: string | undefined
    for (const name of names) first ??= wordsOf(find(name))
    return first
  }

  return {
    any,
    text,
    list(...names) {
      const value = any(...names)
      if (Array.isArray(value)) return value as readonly unknown[]
      if (typeof value === 'string') return value.split(',').flatMap((part) => part.trim() || [])
      return value === undefined ? [] : [value]
    },
    date(...names) {
      let first: string | undefined
      for (const name of names) first ??= dateOf(find(name))
      return first
    },
    rest(known) {
      const pairs = [...extras, ...Object.entries(raw)].filter(([key]) => !asked.has(key) && !known.has(key))
      return Object.fromEntries(
        pairs.flatMap(([key, value]) => {
          const words = wordsOf(value) ?? (isStructure(value) ? JSON.stringify(value) : undefined)
          return words === undefined ? [] : [[key, words]]
        }),
      )
    },
  }
}

function isStructure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

const ZONED = /T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/

function dateOf(value: unknown): string | undefined {
  const read = zonedUtc(value)
  return read !== undefined && typeof value === 'string' && ZONED.test(value.trim()) ? value.trim() : read
}

function wordsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** Written by a node of ours, which fills in nothing and quotes nothing. */
export function isOurs(raw: Dict): boolean {
  return raw['uri'] !== undefined && raw['title_translated'] !== undefined
}

// A list of `{key, value}`, or the plain dict of CKAN 1 and udata.
function extrasOf(extras: unknown, read: (value: unknown) => unknown): ReadonlyMap<string, unknown> {
  if (Array.isArray(extras)) {
    return new Map(
      extras.flatMap((extra: unknown) =>
        isDict(extra) && typeof extra['key'] === 'string' ? [[extra['key'], read(extra['value'])] as const] : [],
      ),
    )
  }
  return new Map(isDict(extras) ? Object.entries(extras) : [])
}

// CKAN 1 wrote values as JSON, so that a text stands in quotes.
function unquoted(value: unknown): unknown {
  if (typeof value !== 'string' || !/^".*"$/s.test(value)) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
