import type { Value } from '../../../tabular/model.ts'
import { AppError } from '../../errors.ts'
import type { Objects } from '../../objects/index.ts'
import type { Condition } from '../filter.ts'
import type { DuckLimits } from '../limits.ts'
import type { WarmChild } from '../pool.ts'
import type { ColumnProfile } from '../profile.ts'
import type { CallName, Calls } from '../protocol.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type {
  AggregateJob,
  AggregateResult,
  DiffJob,
  DiffResult,
  DistinctJob,
  DistinctResult,
  Sort,
  TableFile,
  TableRef,
} from './model.ts'
import { type Selected, type SelectQuery, selectJob } from './select.ts'

export interface PageQuery {
  readonly table: TableRef
  /** All columns without it. */
  readonly select?: readonly string[]
  readonly filter?: readonly Condition[]
  readonly sort?: readonly Sort[]
  /** `next` of the page before. */
  readonly after?: string
  readonly limit: number
  /** Also counts every row that matches. */
  readonly count?: boolean
}

export interface Page {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
  /** Cursor of the next page; absent on the last. */
  readonly next?: string
  readonly count?: number
}

export interface AskOptions {
  readonly signal?: AbortSignal
  readonly deadlineMs?: number
}

/** Enough to estimate the records two tables share within some per cent. */
const HASHES = 256

type WithTable<Job extends { readonly table: TableFile }> = Omit<Job, 'table'> & { readonly table: TableRef }

/** Questions about stored tables, answered by the warm child. */
export interface Rows {
  page(query: PageQuery, options?: AskOptions): Promise<Page>
  /** Rows by a condition of any shape, from an offset; `_id` numbers the rows of a version. */
  select(query: SelectQuery, options?: AskOptions): Promise<Selected>
  aggregate(query: WithTable<AggregateJob>, options?: AskOptions): Promise<AggregateResult>
  distinct(query: WithTable<DistinctJob>, options?: AskOptions): Promise<DistinctResult>
  summary(table: TableRef, options?: AskOptions): Promise<readonly ColumnProfile[]>
  /** The smallest hashes of the records of a table: tables that share many of them share many records. */
  leastHashes(table: TableRef, options?: AskOptions): Promise<readonly number[]>
  diff(
    query: Omit<DiffJob, 'before' | 'after'> & { readonly before: TableRef; readonly after: TableRef },
    options?: AskOptions,
  ): Promise<DiffResult>
}

export interface RowsDeps {
  readonly child: WarmChild
  /** For the long questions, so that pages do not wait behind them. */
  readonly slowChild: WarmChild
  readonly objects: Objects
  readonly limits: DuckLimits
}

export function createRows({ child, slowChild, objects, limits }: RowsDeps): Rows {
  const ask = <K extends CallName>(name: K, args: Calls[K]['in'], options: AskOptions = {}): Promise<Calls[K]['out']> =>
    child.use((one) => one.call(name, args, { deadlineMs: limits.rowsDeadlineMs, ...options }))
  const askSlow: typeof ask = (name, args, options) =>
    slowChild.use((one) => one.call(name, args, { deadlineMs: limits.exportsDeadlineMs, ...options }))
  const fileOf = ({ digest, columns }: TableRef): TableFile => ({ file: objects.path(digest), columns })
  return {
    page: async (query, options) => {
      const { table, sort = [], filter = [], count = false, limit } = query
      const select = query.select ?? table.columns.map(({ name }) => name)
      checkNames(table, [...select, ...[...sort, ...filter].map(({ column }) => column)])
      const scope = { digest: table.digest, sort, filter }
      const after = query.after === undefined ? {} : { after: readCursor(query.after, scope) }
      const found = await ask(
        'rows.page',
        { table: fileOf(table), select, filter, sort, limit, count, ...after },
        options,
      )
      const next = found.next === undefined ? {} : { next: writeCursor(found.next, scope) }
      const counted = found.count === undefined ? {} : { count: found.count }
      return { columns: select, rows: found.rows, ...next, ...counted }
    },
    select: async (query, options) => {
      const job = selectJob(query, objects.path(query.table.digest))
      const columns = [...job.select, ...job.ranks.map(({ name }) => name)]
      return { columns, ...(await ask('rows.select', job, options)) }
    },
    aggregate: async (query, options) => {
      const measured = query.measures.flatMap(({ column }) => column ?? [])
      checkNames(query.table, [...query.group, ...measured, ...query.filter.map(({ column }) => column)])
      return await ask('rows.aggregate', { ...query, table: fileOf(query.table) }, options)
    },
    distinct: async (query, options) => {
      checkNames(query.table, [query.column, ...query.filter.map(({ column }) => column)])
      return await ask('rows.distinct', { ...query, table: fileOf(query.table) }, options)
    },
    summary: (table, options) => askSlow('rows.summary', { table: fileOf(table) }, options),
    leastHashes: (table, options) => askSlow('rows.least-hashes', { table: fileOf(table), most: HASHES }, options),
    diff: (query, options) =>
      askSlow('rows.diff', { ...query, before: fileOf(query.before), after: fileOf(query.after) }, options),
  }
}

/** SQL is made only from names the table has. */
export function checkNames(table: TableRef, names: readonly string[]): void {
  const known = new Set(table.columns.map(({ name }) => name))
  const unknown = names.find((name) => !known.has(name))
  if (unknown === undefined) return
  const said = { vi: `Bảng không có cột “${unknown}”.`, en: `The table has no column “${unknown}”.` }
  throw new AppError('invalid', 'rows.unknown-column', { ...said, facts: { column: unknown } })
}
