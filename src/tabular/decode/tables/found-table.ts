/** Where a table lies in its sheet; rows are 0-based rows of the sheet, in order. */
export interface FoundTable {
  readonly preamble: readonly number[]
  readonly header: readonly number[]
  readonly body: readonly number[]
  readonly footer: readonly number[]
  readonly firstColumn: number
  readonly lastColumn: number
}

/** The texts of a sheet with what is asked of them again and again. */
export interface Grid {
  readonly texts: readonly (readonly string[])[]
  /** Number of cells with text in each row. */
  readonly filled: readonly number[]
  readonly width: number
}

/** Prepares the texts of a sheet for the search. */
export function gridOf(texts: readonly (readonly string[])[]): Grid {
  return {
    texts,
    filled: texts.map((row) => row.reduce((n, text) => (text.trim() === '' ? n : n + 1), 0)),
    width: texts[0]?.length ?? 0,
  }
}

/** The texts of a row without blanks around them. */
export function trimmedRow(grid: Grid, row: number): readonly string[] {
  return (grid.texts[row] ?? []).map((text) => text.trim())
}
