import type { ColumnType } from '../../../tabular/model.ts'
import type { TableFile } from './model.ts'

/** Number of a row in its version, from 1; a column that every table has and no table may name. */
export const ROW_ID = '_id'

export type TermFunction =
  | 'lower'
  | 'upper'
  | 'trim'
  | 'length'
  | 'indexof'
  | 'substring'
  | 'concat'
  | 'year'
  | 'month'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'date'
  | 'round'
  | 'floor'
  | 'ceiling'
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'mod'

/** Something with a value in each row; what a literal is must fit its type. */
export type Term =
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'value'; readonly value: string | number | boolean; readonly type: ColumnType }
  | { readonly kind: 'call'; readonly name: TermFunction; readonly of: readonly Term[] }

export type Comparison = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'contains' | 'startswith' | 'endswith'

/** A condition of any depth. Comparing with a missing value is neither true nor false, as in SQL. */
export type Where =
  | { readonly kind: 'all'; readonly of: readonly Where[] }
  | { readonly kind: 'any'; readonly of: readonly Where[] }
  | { readonly kind: 'not'; readonly of: Where }
  | { readonly kind: 'missing'; readonly term: Term }
  | { readonly kind: 'compare'; readonly op: Comparison; readonly left: Term; readonly right: Term }
  /** Every word stands somewhere in these columns, without regard to case and diacritics. */
  | { readonly kind: 'words'; readonly columns: readonly string[]; readonly words: readonly string[] }

export interface SelectSort {
  readonly column: string
  readonly descending: boolean
  /** Where rows without a value stand; last without it. */
  readonly nulls?: 'first' | 'last'
}

export interface Rank {
  readonly name: string
  readonly columns: readonly string[]
  readonly words: readonly string[]
}

export interface SelectJob {
  readonly table: TableFile
  /** Columns of the table and `_id`. */
  readonly select: readonly string[]
  readonly distinct: boolean
  /** Columns behind those selected: how well a row answers the words; the more often and the shorter, the higher. */
  readonly ranks: readonly Rank[]
  readonly where?: Where
  readonly sort: readonly SelectSort[]
  readonly limit: number
  readonly offset: number
  /** Also counts all rows that match. */
  readonly count: boolean
}
