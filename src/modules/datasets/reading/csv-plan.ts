import type { CsvColumn, CsvDialect } from '../../../platform/duck/index.ts'
import type { Column, DecodedFile, Recipe, TidyTable } from '../../../tabular/index.ts'

/** How DuckDB is to read a large text file, as the sample decided. */
export interface CsvPlan {
  readonly dialect: CsvDialect
  readonly width: number
  readonly columns: readonly CsvColumn[]
}

const MISSING = ['..', '...', '…', '-', '–', 'NA', 'N/A', 'n/a', 'null', 'NULL', '#N/A']

/** The plan of a flat file: UTF-8, one header row on top, one table, columns as they stand. Undefined for any other. */
export function planCsv(decoded: DecodedFile, table: TidyTable, recipe: Recipe): CsvPlan | undefined {
  const { dialect } = decoded
  const width = decoded.sheets[0]?.rows[0]?.length ?? 0
  if (dialect?.delimiter.length !== 1 || !isPlain(decoded) || !isFlat(table, width)) return undefined
  const sign = decimalSign(recipe)
  const columns = table.columns.map((column, source) => {
    return { name: column.name, type: column.type, source, ...readingOf(column, sign, recipe) }
  })
  // A sample without quotes says nothing about the rest: a quoted cell may come in the last line.
  return { dialect: { delimiter: dialect.delimiter, quote: dialect.quote ?? '"', skip: 1 }, width, columns }
}

function isPlain({ encoding, legacyFont, repairs }: DecodedFile): boolean {
  return encoding === 'utf-8' && legacyFont === undefined && repairs.length === 0
}

function isFlat({ source, columns }: TidyTable, width: number): boolean {
  const onTop = source.headerRows.length === 1 && source.headerRows[0] === 0
  return onTop && source.firstColumn === 0 && columns.length === width
}

function decimalSign(recipe: Recipe): '.' | ',' {
  const step = recipe.steps.findLast((item) => item.op === 'decimal-sign')
  return step?.op === 'decimal-sign' ? step.sign : '.'
}

function readingOf(column: Column, sign: '.' | ',', recipe: Recipe): Partial<CsvColumn> {
  if (column.type === 'integer' || column.type === 'decimal') {
    return { decimal: sign, grouping: sign === ',' ? '.' : ',', missing: MISSING }
  }
  const order = recipe.steps.findLast((item) => item.op === 'date-order')
  if (column.type === 'date' && order?.op === 'date-order')
    return { format: order.order === 'dmy' ? '%d/%m/%Y' : '%m/%d/%Y', missing: MISSING }
  return column.type === 'text' ? {} : { missing: MISSING }
}
