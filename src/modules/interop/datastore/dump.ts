import { Readable } from 'node:stream'
import { ROW_ID, type Where } from '../../../platform/duck/index.ts'
import type { OpenTable } from '../../datasets/index.ts'
import type { Actor } from '../../identity/index.ts'
import type { Params } from '../ckan/action.ts'
import type { DatastoreDeps } from './deps.ts'
import { type DumpFormat, dumpWriter } from './dump-formats.ts'
import { openResource } from './open.ts'
import { fieldsOf, selectionOf } from './search.ts'
import { readWish, type SearchWish } from './search-params.ts'

const ROWS_AT_ONCE = 5_000

export interface Dump {
  readonly body: Readable
  readonly type: string
  readonly fileName: string
}

export interface DumpWish {
  readonly id: string
  readonly format: DumpFormat
  readonly bom: boolean
  /** The parameters of `datastore_search`. */
  readonly params: Params
}

/** A whole table, or what matches, written while it is read; the use is recorded before the first byte. */
export async function dumpTable(
  deps: DatastoreDeps,
  actor: Actor,
  { id, format, bom, params }: DumpWish,
): Promise<Dump> {
  const table = await openResource(deps, actor, id)
  const wish = readWish(params, table, Number.MAX_SAFE_INTEGER)
  const limit = params['limit'] === undefined ? Number.MAX_SAFE_INTEGER : wish.limit
  const writer = dumpWriter(format, fieldsOf(wish, table), bom)
  await deps.datasets.noteDownload(actor, { id: table.id, resource: table.resource, version: table.version, format })
  async function* pieces(): AsyncGenerator<Buffer> {
    yield Buffer.from(writer.head)
    let first = true
    for await (const rows of pagesOf(deps, table, { ...wish, limit })) {
      yield Buffer.from(writer.rows(rows, first))
      first = false
    }
    yield Buffer.from(writer.tail)
  }
  return { body: Readable.from(pieces(), { objectMode: false }), type: writer.type, fileName: `${table.id}.${format}` }
}

/** Pages in one order; in the order of the file each begins behind the last row, which stays fast on long tables. */
async function* pagesOf(deps: DatastoreDeps, table: OpenTable, wish: SearchWish) {
  const { rows: engine } = deps.datasets.deps.duck
  const inFileOrder = wish.sort.length === 0 && !wish.distinct && wish.searches.length === 0
  const selection = selectionOf(wish)
  // The row number comes along, last, to know where the next page begins.
  const select = inFileOrder ? [...wish.select, ROW_ID] : wish.select
  let left = wish.limit
  let offset = wish.offset
  let after: Where | undefined
  while (left > 0) {
    const limit = Math.min(left, ROWS_AT_ONCE)
    const where: Where = after === undefined ? selection.where : { kind: 'all', of: [after, selection.where] }
    const { rows } = await engine.select({
      table: table.table,
      ...selection,
      select: [...new Set(select)],
      where,
      limit,
      offset,
    })
    if (rows.length > 0) yield rows.map((row) => row.slice(0, wish.select.length + wish.searches.length))
    if (rows.length < limit) return
    left -= rows.length
    if (inFileOrder) {
      after = behind(rows.at(-1)?.[select.indexOf(ROW_ID)])
      offset = 0
    } else offset += rows.length
  }
}

function behind(row: unknown): Where {
  const right = { kind: 'value', value: Number(row), type: 'integer' } as const
  return { kind: 'compare', op: 'gt', left: { kind: 'column', column: ROW_ID }, right }
}
