import type { Where } from '../../../platform/duck/index.ts'
import type { Value } from '../../../tabular/model.ts'
import type { OpenTable } from '../../datasets/index.ts'
import { jsonOf, KEY, type Property, propertiesOf } from './edm.ts'
import { odataErrors } from './errors.ts'
import type { Options } from './options.ts'
import { type OdataDeps } from './service.ts'
import { type Place, writePlace } from './skip-token.ts'

/** Rows of one answer, unless the client prefers fewer. */
export const PAGE_ROWS = 10_000

export interface PageWish {
  readonly options: Options
  readonly place: Place | undefined
  readonly pageRows: number
  readonly context: string | undefined
  readonly signal: AbortSignal
  /** Address of the page that begins at a `$skiptoken`. */
  readonly next: (token: string) => string
}

/** One page of an entity set as OData's JSON; keyset paging in the order of the file, by offset where it is sorted. */
export async function pageJson(deps: OdataDeps, table: OpenTable, wish: PageWish): Promise<string> {
  const { options, signal } = wish
  deps.datasets.countRead(table)
  const cut = cutOf(wish)
  const selection = {
    table: table.table,
    select: [...new Set([KEY.name, ...options.select])],
    ...whereOf(options.where, wish.place),
    sort: options.sort,
  }
  const { rows: engine } = deps.datasets.deps.duck
  // One row more than wanted tells whether another page follows.
  const found = await engine.select({ ...selection, limit: cut.limit + 1, offset: cut.offset }, { signal })
  const rows = found.rows.slice(0, cut.limit)
  const more = found.rows.length > cut.limit && cut.left !== rows.length
  return writePage(table, wish, {
    columns: found.columns,
    rows,
    count: options.count ? await countRows(deps, table, options.where) : undefined,
    next: more ? nextPlace(table, cut, rows) : undefined,
  })
}

interface Cut {
  readonly limit: number
  readonly offset: number
  readonly by: Place['by']
  /** Rows still wanted with this page; all without it. */
  readonly left: number | undefined
}

function cutOf({ options, place, pageRows }: PageWish): Cut {
  const left = place === undefined ? options.top : place.left
  const limit = Math.min(pageRows, left ?? pageRows)
  if (place !== undefined) return { limit, left, by: place.by, offset: place.by === 'skip' ? place.at : 0 }
  return { limit, left, by: options.sort.length === 0 ? 'row' : 'skip', offset: options.skip }
}

function nextPlace(table: OpenTable, { by, offset, left }: Cut, rows: readonly (readonly Value[])[]): string {
  return writePlace({
    version: table.version.number ?? 0,
    by,
    at: by === 'row' ? Number(rows.at(-1)?.[0] ?? 0) : offset + rows.length,
    left: left === undefined ? undefined : left - rows.length,
  })
}

function whereOf(where: Where | undefined, place: Place | undefined): { readonly where?: Where } {
  if (place?.by !== 'row') return where === undefined ? {} : { where }
  const behind: Where = {
    kind: 'compare',
    op: 'gt',
    left: { kind: 'column', column: KEY.name },
    right: { kind: 'value', value: place.at, type: 'integer' },
  }
  return { where: where === undefined ? behind : { kind: 'all', of: [behind, where] } }
}

/** How many rows match, whichever page is asked for. */
export async function countRows(deps: OdataDeps, table: OpenTable, where: Where | undefined): Promise<number> {
  if (where === undefined) return table.rows
  const select = { table: table.table, select: [KEY.name], where, limit: 0, count: true }
  return (await deps.datasets.deps.duck.rows.select(select)).count ?? 0
}

interface Written {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
  readonly count: number | undefined
  readonly next: string | undefined
}

function writePage(table: OpenTable, { options, context, next: addressOf }: PageWish, written: Written): string {
  const shown = shownIn(table, options.select, written.columns)
  const parts = [
    ...(context === undefined ? [] : [`"@odata.context":${JSON.stringify(context)}`]),
    ...(written.count === undefined ? [] : [`"@odata.count":${written.count}`]),
    `"value":[${written.rows.map((row) => rowJson(row, shown)).join(',\n')}]`,
    ...(written.next === undefined ? [] : [`"@odata.nextLink":${JSON.stringify(addressOf(written.next))}`]),
  ]
  return `{${parts.join(',')}}`
}

interface Shown {
  readonly property: Property
  readonly key: string
  readonly at: number
}

function shownIn(table: OpenTable, select: readonly string[], columns: readonly string[]): readonly Shown[] {
  return propertiesOf(table)
    .filter(({ name }) => select.includes(name))
    .map((property) => ({ property, key: JSON.stringify(property.name), at: columns.indexOf(property.name) }))
}

function rowJson(row: readonly Value[], shown: readonly Shown[]): string {
  return `{${shown.map(({ property, key, at }) => `${key}:${jsonOf(row[at] ?? null, property.type)}`).join(',')}}`
}

/** One row by its number; throws `odata.no-such-row`. */
export async function entityJson(
  deps: OdataDeps,
  table: OpenTable,
  wish: { readonly row: number; readonly select: readonly string[]; readonly context: string },
): Promise<string> {
  const where: Where = {
    kind: 'compare',
    op: 'eq',
    left: { kind: 'column', column: KEY.name },
    right: { kind: 'value', value: wish.row, type: 'integer' },
  }
  const select = [...new Set([KEY.name, ...wish.select])]
  const found = await deps.datasets.deps.duck.rows.select({ table: table.table, select, where, limit: 1 })
  const [row] = found.rows
  if (row === undefined) throw odataErrors.noSuchRow()
  const fields = rowJson(row, shownIn(table, wish.select, found.columns)).slice(1)
  return `{"@odata.context":${JSON.stringify(`${wish.context}/$entity`)},${fields}`
}
