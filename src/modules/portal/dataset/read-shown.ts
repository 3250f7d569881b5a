import { parseFilters } from '../../../platform/duck/index.ts'
import { fold } from '../../../platform/text.ts'
import type { Column, Value } from '../../../tabular/model.ts'
import type { Held, Version } from '../../datasets/index.ts'
import type { PortalDeps } from '../deps.ts'
import { chosenValues, type DatasetQuery } from './query.ts'
import { formerProvinces, type On34, seeOn34 } from './see-on-34.ts'

/** The rows that a view shows, with the columns they have there. */
export interface ShownTable {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Value[])[]
  readonly count: number
  readonly next?: string | undefined
  /** The table could be seen on the 34 provinces. */
  readonly hasOn34: boolean
  /** Present when it is: what could not be carried over, and why. */
  readonly on34?: Pick<On34, 'refused' | 'problems'> | undefined
}

interface Wanted {
  readonly held: Held
  readonly columns: readonly Column[]
  readonly query: DatasetQuery
}

const ROWS_ON_PAGE = 20
const ROWS_TO_DRAW = 2000

/** One page of the table, or enough of it to draw, as it is or on the 34 provinces. */
export async function readShown(deps: PortalDeps, wanted: Wanted): Promise<ShownTable> {
  const { columns, query, held } = wanted
  const hasOn34 = formerProvinces(columns) !== undefined && (held.version.rows ?? 0) <= ROWS_TO_DRAW
  const moved = hasOn34 && query['dia-gioi'] === '34' ? await readOn34(deps, wanted) : undefined
  if (moved) return { ...moved, count: moved.rows.length, hasOn34, on34: moved }
  const draw = query.xem !== 'bang'
  const page = await deps.datasets.reader.page(held.version, {
    filter: parseFilters([...chosenFilters(query, held.version), ...wordFilter(query, held.version)], columns),
    sort: sortOf(query, columns).map(({ name, descending }) => ({ column: name, descending })),
    limit: draw ? ROWS_TO_DRAW : ROWS_ON_PAGE,
    count: true,
    ...(query.sau && !draw ? { after: query.sau } : {}),
  })
  return { columns, rows: page.rows, count: page.count ?? held.version.rows ?? 0, next: page.next, hasOn34 }
}

/** All parts of a new province are needed, so that places are narrowed only after they were put together. */
async function readOn34(deps: PortalDeps, { held, columns, query }: Wanted): Promise<On34 | undefined> {
  const place = formerProvinces(columns)
  const filters = chosenFilters(query, held.version).filter((filter) => !filter.startsWith(`${place?.name ?? ''}:`))
  const page = await deps.datasets.reader.page(held.version, {
    filter: parseFilters(filters, columns),
    sort: [],
    limit: ROWS_TO_DRAW,
  })
  const moved = await seeOn34(deps.codes, { columns, rows: page.rows })
  if (!moved || !place) return undefined
  const at = moved.columns.findIndex((column) => column.name === place.name)
  const wordsIn = fold(query.tim ?? '')
  const rows = moved.rows.filter((row) => fold(String(row[at] ?? '')).includes(wordsIn))
  return { ...moved, rows: sorted(rows, moved.columns, query) }
}

function sorted(rows: On34['rows'], columns: readonly Column[], query: DatasetQuery): On34['rows'] {
  const [by] = sortOf(query, columns)
  if (!by) return rows
  const at = columns.findIndex((column) => column.name === by.name)
  const sign = by.descending ? -1 : 1
  return rows.toSorted((one, other) => sign * compare(one[at] ?? null, other[at] ?? null))
}

function compare(one: Value, other: Value): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return String(one ?? '').localeCompare(String(other ?? ''), 'vi')
}

function chosenFilters(query: DatasetQuery, version: Version): string[] {
  return [...chosenValues(query, version)].map(([column, value]) => `${column}:eq:${value.replace(/[\\,]/g, '\\$&')}`)
}

function wordFilter(query: DatasetQuery, version: Version): string[] {
  const named = searchColumn(version)
  return query.tim && named ? [`${named}:contains_plain:${query.tim}`] : []
}

/** The column that names the rows: what the search box looks into. */
export function searchColumn(version: Version): string | undefined {
  const text = version.columns.filter((column) => column.type === 'text')
  return (text.find((column) => column.kind === 'place') ?? text[0])?.name
}

function sortOf(query: DatasetQuery, columns: readonly Column[]) {
  const descending = query.xep?.startsWith('-') ?? false
  const name = descending ? query.xep?.slice(1) : query.xep
  return name && columns.some((column) => column.name === name) ? [{ name, descending }] : []
}
