import type { Value } from '../../../tabular/model.ts'
import { AppError } from '../../errors.ts'
import type { TableRef } from './model.ts'
import { ROW_ID, type SelectJob, type Term, type Where } from './select-model.ts'

export interface SelectQuery
  extends Omit<SelectJob, 'table' | 'select' | 'distinct' | 'ranks' | 'offset' | 'sort' | 'count'> {
  readonly table: TableRef
  /** `_id` and all columns without it. */
  readonly select?: readonly string[]
  readonly distinct?: boolean
  readonly ranks?: SelectJob['ranks']
  readonly sort?: SelectJob['sort']
  readonly offset?: number
  readonly count?: boolean
}

export interface Selected {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
  readonly count?: number
}

/** The job of a query, once every name in it is one of the table. Throws `rows.unknown-column`. */
export function selectJob(query: SelectQuery, file: string): SelectJob {
  const { table, where, limit, distinct = false, ranks = [], sort = [], offset = 0, count = false } = query
  const select = query.select ?? [ROW_ID, ...table.columns.map(({ name }) => name)]
  const known = new Set([ROW_ID, ...table.columns.map(({ name }) => name)])
  const ranked = ranks.map(({ name }) => name)
  const sorted = sort.map(({ column }) => column).filter((name) => !ranked.includes(name))
  const used = [...select, ...sorted, ...ranks.flatMap(({ columns }) => columns), ...(where ? columnsOf(where) : [])]
  const unknown = used.find((name) => !known.has(name))
  if (unknown !== undefined) throw unknownColumn(unknown)
  return {
    table: { file, columns: table.columns },
    select,
    distinct,
    ranks,
    sort,
    limit,
    offset,
    count,
    ...(where ? { where } : {}),
  }
}

/** Names of all columns in a condition. */
function columnsOf(where: Where): readonly string[] {
  switch (where.kind) {
    case 'all':
    case 'any':
      return where.of.flatMap(columnsOf)
    case 'not':
      return columnsOf(where.of)
    case 'missing':
      return columnsIn(where.term)
    case 'words':
      return where.columns
    case 'compare':
      return [...columnsIn(where.left), ...columnsIn(where.right)]
  }
}

function columnsIn(term: Term): readonly string[] {
  if (term.kind === 'column') return [term.column]
  return term.kind === 'call' ? term.of.flatMap(columnsIn) : []
}

function unknownColumn(column: string): AppError {
  const said = { vi: `Bảng không có cột “${column}”.`, en: `The table has no column “${column}”.` }
  return new AppError('invalid', 'rows.unknown-column', { ...said, facts: { column } })
}
