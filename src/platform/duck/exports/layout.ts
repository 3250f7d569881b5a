import type { ColumnType, Value } from '../../../tabular/model.ts'

export type Batches = AsyncIterable<readonly (readonly Value[])[]>

/** What a writer knows of the selected columns. */
export interface Layout {
  readonly names: readonly string[]
  readonly headers: readonly string[]
  readonly types: readonly ColumnType[]
  readonly locale: 'vi' | 'en'
  readonly title: string
}
