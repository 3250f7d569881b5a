import type { Condition } from '../filter.ts'
import type { Sort, TableFile } from '../rows/model.ts'

export type ExportFormat = 'csv' | 'excel-csv' | 'xlsx' | 'json' | 'ndjson'

export interface ExportJob {
  readonly table: TableFile
  readonly format: ExportFormat
  readonly select: readonly string[]
  /** Header texts of the selected columns; machine names without it. */
  readonly headers?: readonly string[]
  readonly filter: readonly Condition[]
  readonly sort: readonly Sort[]
  readonly limit?: number
  readonly locale: 'vi' | 'en'
  /** Sheet name of a workbook. */
  readonly title?: string
}
