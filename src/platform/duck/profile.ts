import type { ColumnType, Value } from '../../tabular/model.ts'
import type { Storage } from './sql.ts'

/** A column as it lies in the Parquet file. */
export interface StoredColumn {
  readonly name: string
  readonly type: ColumnType
  readonly storage: Storage
  /** What a Parquet file of somebody else calls it. */
  readonly title?: string
}

export interface CountedValue {
  readonly value: Value
  readonly count: number
}

/** What one column holds. */
export interface ColumnProfile {
  readonly name: string
  readonly nulls: number
  readonly distinct: number
  /** False where `distinct` is an estimate (HyperLogLog, within a few per cent). */
  readonly distinctExact: boolean
  readonly min: Value
  readonly max: Value
  /** Of integers and decimals. */
  readonly mean?: number
  /** The most frequent values, where they were counted exactly; at most 20. */
  readonly top: readonly CountedValue[]
}
