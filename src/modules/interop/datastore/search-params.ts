import { ROW_ID, type SelectSort, type Where } from '../../../platform/duck/index.ts'
import type { ColumnType } from '../../../tabular/model.ts'
import type { OpenTable } from '../../datasets/index.ts'
import { booleanOf, listOf, type Params, textOf, wholeOf } from '../ckan/action.ts'
import { ckanErrors } from '../ckan/errors.ts'
import { readFilters } from './filters.ts'
import { readSort } from './sort.ts'
import { readSearches, type Search } from './words.ts'

const RECORD_FORMATS = ['objects', 'lists', 'csv', 'tsv'] as const
export type RecordsFormat = (typeof RECORD_FORMATS)[number]

/** As CKAN's `ckan.datastore.search.rows_max`. */
const MAX_ROWS = 32_000

/** What one `datastore_search` asks of a table, checked. */
export interface SearchWish {
  readonly select: readonly string[]
  readonly where: Where
  readonly searches: readonly Search[]
  readonly sort: readonly SelectSort[]
  readonly distinct: boolean
  readonly limit: number
  readonly offset: number
}

const KNOWN = new Set([
  'resource_id',
  'id',
  'filters',
  'q',
  'full_text',
  'plain',
  'language',
  'distinct',
  'fields',
  'sort',
  'limit',
  'offset',
  'include_total',
  'records_format',
  'include_next_page',
  'total_estimation_threshold',
  'callback',
  'format',
  'bom',
])

/** 409 for a parameter that means nothing here, so that a mistyped filter does not return everything. */
export function refuseUnknown(params: Params): void {
  const unknown = Object.keys(params).filter((name) => !KNOWN.has(name))
  if (unknown.length === 0) return
  throw ckanErrors.invalid(Object.fromEntries(unknown.map((name) => [name, ['unknown parameter']])))
}

/** Reads the parameters of a search. Throws 409 by parameter. */
export function readWish(params: Params, table: OpenTable, mostRows = MAX_ROWS): SearchWish {
  const names = table.columns.map(({ name }) => name)
  const types = new Map<string, ColumnType>([[ROW_ID, 'integer'], ...table.columns.map(typed)])
  const searches = readSearches(params['q'] ?? params['full_text'], names, booleanOf(params, 'plain', true))
  const filters = objectOf(params, 'filters')
  const distinct = booleanOf(params, 'distinct', false)
  const select = fieldsOf(params, { names, types, distinct })
  const ranks = new Set(searches.map(({ as }) => as))
  const sortable = (name: string): boolean => ranks.has(name) || (distinct ? select.includes(name) : types.has(name))
  const sort = readSort(listOf(params, 'sort'), sortable)
  const where: Where[] = searches.map(({ columns, words }) => ({ kind: 'words', columns, words }))
  return {
    select,
    where: { kind: 'all', of: [...(filters === undefined ? [] : [readFilters(filters, types)]), ...where] },
    searches,
    sort: sort.length > 0 ? sort : searches.map(({ as }) => ({ column: as, descending: true })),
    distinct,
    limit: wholeOf(params, 'limit', { fallback: 100, most: mostRows }),
    offset: wholeOf(params, 'offset', { fallback: 0 }),
  }
}

function typed({ name, type }: OpenTable['columns'][number]): [string, ColumnType] {
  return [name, type]
}

interface Known {
  readonly names: readonly string[]
  readonly types: ReadonlyMap<string, ColumnType>
  readonly distinct: boolean
}

function fieldsOf(params: Params, { names, types, distinct }: Known): readonly string[] {
  const asked = listOf(params, 'fields', { commas: true })
  const unknown = asked.filter((name) => !types.has(name))
  if (unknown.length > 0) throw ckanErrors.invalid({ fields: unknown.map((name) => `column "${name}" does not exist`) })
  if (asked.length > 0) return [...new Set(asked)]
  // Every row number is different; with it no two rows would be the same.
  return distinct ? names : [ROW_ID, ...names]
}

/** A parameter that is an object, as JSON text or already read. */
function objectOf(params: Params, name: string): unknown {
  const value = params[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw ckanErrors.invalid({ [name]: ['Cannot parse JSON'] })
  }
}

/** How the records are written; 409 for an unknown word. */
export function recordsFormatOf(params: Params): RecordsFormat {
  const word = textOf(params, 'records_format') ?? 'objects'
  const known = RECORD_FORMATS.find((format) => format === word)
  if (known === undefined) throw ckanErrors.invalid({ records_format: [`must be one of ${RECORD_FORMATS.join(', ')}`] })
  return known
}
