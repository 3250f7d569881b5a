import { ROW_ID } from '../../../platform/duck/index.ts'
import type { Value } from '../../../tabular/model.ts'
import type { OpenTable } from '../../datasets/index.ts'
import { type ActionCall, booleanOf, type Params, requireText } from '../ckan/action.ts'
import type { DatastoreDeps } from './deps.ts'
import { openResource } from './open.ts'
import { type RecordsFormat, readWish, recordsFormatOf, refuseUnknown, type SearchWish } from './search-params.ts'
import { searchTableList, TABLE_LIST } from './table-list.ts'
import { type Field, fieldOf, ID_FIELD, linesOf, objectsOf } from './types.ts'

const PATH = '/api/3/action/datastore_search'

/** `datastore_search`: rows of one table by filters and words, a page at a time. */
export async function datastoreSearch(deps: DatastoreDeps, call: ActionCall): Promise<unknown> {
  const { params, actor } = call
  const id = requireText(params, 'resource_id', 'id')
  refuseUnknown(params)
  if (id === TABLE_LIST) return searchTableList(deps, params)
  const table = await openResource(deps, actor, id)
  const wish = readWish(params, table)
  const format = recordsFormatOf(params)
  const counted = booleanOf(params, 'include_total', true)
  deps.datasets.countRead(table)
  const found = await deps.datasets.deps.duck.rows.select(
    { table: table.table, ...selectionOf(wish), limit: wish.limit, offset: wish.offset, count: counted },
    { signal: call.signal },
  )
  return {
    ...echoed(params),
    include_total: counted,
    limit: wish.limit,
    records_format: format,
    resource_id: table.id,
    total_estimation_threshold: null,
    fields: fieldsOf(wish, table),
    records: recordsIn(format, found.columns, found.rows),
    _links: linksOf(params, wish),
    ...(counted ? { total: found.count ?? 0, total_was_estimated: false } : {}),
    ...(booleanOf(params, 'include_next_page', false) ? nextPageOf(wish, found) : {}),
  }
}

/** The part of a wish that the row engine takes. */
export function selectionOf({ select, where, searches, sort, distinct }: SearchWish) {
  return {
    select,
    where,
    sort,
    distinct,
    ranks: searches.map(({ as, columns, words }) => ({ name: as, columns, words })),
  }
}

/** Fields of an answer, in the order of its columns. */
export function fieldsOf({ select, searches }: SearchWish, table: OpenTable): readonly Field[] {
  const byName = new Map(table.columns.map((column) => [column.name, fieldOf(column)]))
  const selected = select.map((name) => byName.get(name) ?? ID_FIELD)
  return [...selected, ...searches.map(({ as }) => ({ id: as, type: 'float4' }))]
}

function recordsIn(
  format: RecordsFormat,
  names: readonly string[],
  rows: readonly (readonly Value[])[],
): string | readonly unknown[] {
  if (format === 'objects') return objectsOf(names, rows)
  return format === 'lists' ? rows : linesOf(rows, format === 'csv' ? ',' : '\t')
}

// CKAN says back what it was asked; clients that page read it there.
function echoed(params: Params): Params {
  const said = ['filters', 'q', 'full_text', 'plain', 'language', 'distinct', 'sort', 'offset'] as const
  return Object.fromEntries(said.filter((name) => params[name] !== undefined).map((name) => [name, params[name]]))
}

/** Relative addresses of the first, the next and the page before; upstream dropped them, scripts still follow them. */
function linksOf(params: Params, { limit, offset }: SearchWish): Readonly<Record<string, string>> {
  const address = (at: number): string => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(params)) {
      if (name === 'offset' || name === 'callback' || value === undefined || value === null) continue
      query.set(name, typeof value === 'string' ? value : JSON.stringify(value))
    }
    if (at > 0) query.set('offset', String(at))
    return `${PATH}?${query.toString()}`
  }
  const prev = offset > 0 ? { prev: address(Math.max(0, offset - limit)) } : {}
  return { start: address(0), next: address(offset + limit), ...prev }
}

function nextPageOf(
  { select, sort, limit, distinct }: SearchWish,
  { rows }: { readonly rows: readonly (readonly Value[])[] },
): { readonly next_page?: unknown } {
  const at = select.indexOf(ROW_ID)
  const byId = !distinct && (sort.length === 0 || (sort[0]?.column === ROW_ID && !sort[0].descending))
  const last = rows.at(-1)?.[at]
  return byId && at >= 0 && rows.length === limit && last !== undefined ? { next_page: { [ROW_ID]: { gt: last } } } : {}
}
