import type { ColumnType, DimensionKind } from '../model.ts'
import type { DateOrder } from '../values/date.ts'
import type { DecimalSign } from '../values/number.ts'

/**
 * One decision on the way from the bytes to the table. `table` is the place of the table in the file, from 0;
 * `column` is its machine name in the wide table. The order of the steps is the order in which they apply.
 */
export type RecipeStep =
  | {
      readonly op: 'table'
      readonly table: number
      readonly name: string
      readonly sheet?: string
      readonly columns: readonly string[]
    }
  | { readonly op: 'drop-table'; readonly table: number }
  /** 0-based sheet rows that label the columns; with `labels` they count only where the same labels stand again. */
  | { readonly op: 'header'; readonly table: number; readonly rows: readonly number[]; readonly labels?: string }
  | { readonly op: 'title'; readonly table: number; readonly title: string }
  /** `printed` is what the file itself said; a later file that says something else is believed. */
  | { readonly op: 'unit'; readonly table: number; readonly unit: string; readonly printed?: string }
  | { readonly op: 'decimal-sign'; readonly table: number; readonly sign: DecimalSign }
  | { readonly op: 'date-order'; readonly table: number; readonly order: DateOrder }
  | { readonly op: 'type'; readonly table: number; readonly column: string; readonly type: ColumnType }
  /** What a column of labels distinguishes. */
  | { readonly op: 'dimension'; readonly table: number; readonly column: string; readonly kind: DimensionKind }
  | {
      readonly op: 'map-name'
      readonly table: number
      readonly column: string
      readonly from: string
      readonly to: string
    }

export interface Recipe {
  readonly version: 1
  readonly steps: readonly RecipeStep[]
}

export type StepOf<Op extends RecipeStep['op']> = Extract<RecipeStep, { op: Op }>
