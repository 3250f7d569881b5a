/**
 * The shapes that travel through `tabular`: bytes → workbook of cells → tables with typed columns.
 * Rows and columns are 0-based here; a `Problem` counts from 1, as people do.
 */

/** What a cell holds once decoded. A `Date` is a calendar date or time in UTC: spreadsheets know no zone. */
export type CellValue = string | number | boolean | Date | undefined

export interface Cell {
  /** The text as a reader of the sheet sees it (number format applied), NFC, legacy fonts undone. */
  readonly text: string
  readonly value: CellValue
  /** Number format code of a workbook cell, e.g. `#,##0.0`. */
  readonly format?: string
  /** Font name of a workbook cell, e.g. `.VnTime`. */
  readonly font?: string
  readonly bold?: boolean
  /** Indentation level of the cell's alignment; statistics offices indent sub-items. */
  readonly indent?: number
}

export interface Merge {
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

/** A rectangular grid: every row has the same number of cells. A text file is one sheet without a name. */
export interface Sheet {
  readonly name: string | undefined
  readonly rows: readonly (readonly Cell[])[]
  readonly merges: readonly Merge[]
  readonly hiddenRows: readonly number[]
  readonly hiddenColumns: readonly number[]
  /** The tab is hidden in the workbook. */
  readonly hidden?: boolean
  /** Number of header rows where the format itself tells (JSON keys, SDMX concepts); otherwise to be found. */
  readonly headerRows?: number
}

export type Severity = 'error' | 'warning' | 'info'

/** Something the officer should know; the sentence is made by `describeProblem` from the code and the parameters. */
export interface Problem {
  readonly code: string
  readonly severity: Severity
  readonly sheet?: string
  /** 1-based physical record of the source. */
  readonly row?: number
  /** 1-based. */
  readonly column?: number
  readonly params?: Readonly<Record<string, string | number>>
}

/** `period` is 2016, 2016-Q2, 2016-H1, 2016-04 or 2015/2016. */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'datetime' | 'period'
export type ColumnRole = 'dimension' | 'attribute' | 'measure'
export type DimensionKind = 'time' | 'place' | 'category'

export interface Column {
  /** Machine name: `[a-z][a-z0-9_]*`, unique in the table. */
  readonly name: string
  /** Label in words of the source. */
  readonly title: string
  readonly role: ColumnRole
  readonly type: ColumnType
  readonly kind?: DimensionKind
  readonly unit?: string
  /** Name of the code list its values are bound to, e.g. `province-63`. */
  readonly codeList?: string
}

/** A typed value: dates and periods are ISO 8601 text, decimals are numbers or exact text where a double would lose digits. */
export type Value = string | number | boolean | null
