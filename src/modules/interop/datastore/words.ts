import { ckanErrors } from '../ckan/errors.ts'

/** Words to look for and where; `as` is the name of the column with the rank. */
export interface Search {
  readonly as: string
  readonly columns: readonly string[]
  readonly words: readonly string[]
}

const MAX_WORDS = 20

/**
 * Reads `q` of `datastore_search`: text is looked for in all columns, an object column by column. Without `plain` the signs of
 * PostgreSQL's search language fall away; `a & b` and `a:*` find the same rows here. Throws 409 `{"q": [...]}`.
 */
export function readSearches(given: unknown, columns: readonly string[], plain: boolean): readonly Search[] {
  const value = typeof given === 'string' && given.trim().startsWith('{') ? (parseObject(given) ?? given) : given
  if (value === undefined || value === null || value === '') return []
  if (typeof value === 'string' || typeof value === 'number') {
    return withWords([{ as: 'rank', columns, text: String(value) }], plain)
  }
  if (typeof value !== 'object' || Array.isArray(value)) throw ckanErrors.invalid({ q: ['needs a text or an object'] })
  const each = Object.entries(value).map(([column, text]: [string, unknown]) => {
    if (!columns.includes(column)) throw ckanErrors.invalid({ q: [`column "${column}" does not exist`] })
    if (typeof text !== 'string' && typeof text !== 'number')
      throw ckanErrors.invalid({ q: [`"${column}" needs a text`] })
    return { as: `rank ${column}`, columns: [column], text: String(text) }
  })
  return withWords(each, plain)
}

function withWords(
  asked: readonly { readonly as: string; readonly columns: readonly string[]; readonly text: string }[],
  plain: boolean,
): readonly Search[] {
  return asked
    .map(({ as, columns, text }) => {
      const spoken = plain ? text : text.replace(/:\*|[&|!():*<>'-]/g, ' ')
      return { as, columns, words: spoken.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS) }
    })
    .filter(({ words }) => words.length > 0)
}

function parseObject(text: string): object | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null ? read : undefined
  } catch {
    return undefined
  }
}
