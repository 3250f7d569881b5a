import { ckanErrors } from '../errors.ts'
import type { SortKey } from './orders.ts'

const FIELDS: ReadonlySet<string> = new Set(
  'score id name title_string title metadata_created metadata_modified views_recent views_total num_resources num_tags'.split(
    ' ',
  ),
)

export const DEFAULT_SORT = 'score desc, metadata_modified desc'

/** `field dir, field dir` as keys; 400 for a field nobody can sort by. */
export function sortKeys(text: string | undefined): readonly SortKey[] {
  const given = text === undefined || text.trim() === '' || text === 'rank' ? DEFAULT_SORT : text
  return given.split(',').map((part) => {
    const [field = '', direction = 'asc', ...more] = part.trim().split(/\s+/)
    const word = direction.toLowerCase()
    if (!FIELDS.has(field) || more.length > 0 || (word !== 'asc' && word !== 'desc')) {
      throw ckanErrors.searchQuery('Search Query is invalid: "Invalid "sort" parameter"')
    }
    return { field, descending: word === 'desc' }
  })
}
