import type { Value } from '../../../tabular/model.ts'
import type { Condition } from '../filter.ts'
import type { TableColumn } from '../sql.ts'

export interface Sort {
  readonly column: string
  readonly descending?: boolean
}

/** Where a page begins: the sort values and row number of the row before it. */
export interface Position {
  readonly values: readonly Value[]
  readonly row: number
}

/** A stored table: its Parquet blob and its columns. */
export interface TableRef {
  readonly digest: string
  readonly columns: readonly TableColumn[]
}

/** One Parquet file and the columns its table has. */
export interface TableFile {
  readonly file: string
  readonly columns: readonly TableColumn[]
}

export interface PageJob {
  readonly table: TableFile
  readonly select: readonly string[]
  readonly filter: readonly Condition[]
  readonly sort: readonly Sort[]
  readonly after?: Position
  readonly limit: number
  readonly count: boolean
}

export interface PageRows {
  readonly rows: readonly (readonly Value[])[]
  /** Position of the last row, when more follow. */
  readonly next?: Position
  readonly count?: number
}

export type MeasureKind = 'count' | 'distinct' | 'sum' | 'avg' | 'min' | 'max'

/** `count` without a column counts rows, with one its values. */
export interface Measure {
  readonly kind: MeasureKind
  readonly column?: string
}

export interface AggregateJob {
  readonly table: TableFile
  readonly group: readonly string[]
  readonly measures: readonly Measure[]
  readonly filter: readonly Condition[]
  /** Position of the output column (groups first, then measures) that sorts the result; by groups without it. */
  readonly sort: readonly { readonly output: number; readonly descending?: boolean }[]
  readonly limit: number
}

export interface AggregateResult {
  /** Groups first, then measures. */
  readonly rows: readonly (readonly Value[])[]
  /** True when more groups exist than were returned. */
  readonly more: boolean
}

export interface DistinctJob {
  readonly table: TableFile
  readonly column: string
  /** Keeps values that contain this, without regard to case and diacritics. */
  readonly contains?: string
  readonly filter: readonly Condition[]
  readonly limit: number
}

export interface DistinctResult {
  readonly values: readonly { readonly value: Value; readonly count: number }[]
  readonly more: boolean
}

export interface SummaryJob {
  readonly table: TableFile
}

export interface LeastHashesJob {
  readonly table: TableFile
  readonly most: number
}

export interface DiffJob {
  readonly before: TableFile
  readonly after: TableFile
  /** Columns that tell rows apart; empty compares whole rows. */
  readonly key: readonly string[]
  readonly examples: number
}

export interface ChangedRow {
  readonly key: readonly Value[]
  readonly cells: readonly { readonly column: string; readonly before: Value; readonly after: Value }[]
}

export interface DiffResult {
  /** `rows` when whole rows were compared, also because the key was not unique. */
  readonly by: 'key' | 'rows'
  readonly keyNotUnique: boolean
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly unchanged: number
  /** Names of the columns below, in order. */
  readonly columns: readonly string[]
  readonly addedRows: readonly (readonly Value[])[]
  readonly removedRows: readonly (readonly Value[])[]
  readonly changedRows: readonly ChangedRow[]
}
