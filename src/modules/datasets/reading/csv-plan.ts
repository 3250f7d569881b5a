import type { CsvColumn, CsvDialect } from '../../../platform/duck/index.ts'
import {
  type Column,
  type DateOrder,
  type DecodedFile,
  orderEvidence,
  type Recipe,
  type TidyTable,
} from '../../../tabular/index.ts'

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
  // DuckDB writes no name anew: such a file is read in memory.
  if (recipe.steps.some((step) => step.op === 'map-name')) return undefined
  if (dialect?.delimiter.length !== 1 || !isPlain(decoded) || !isFlat(table, width)) return undefined
  const sign = decimalSign(recipe)
  const columns = table.columns.map((column, source) => {
    const cells = (decoded.sheets[0]?.rows ?? []).slice(1).map((row) => row[source]?.text.trim() ?? '')
    return { name: column.name, type: column.type, source, ...readingOf(column, { sign, recipe, cells }) }
  })
  // A sample without quotes says nothing about the rest: a quoted cell may come in the last line.
  return { dialect: { delimiter: dialect.delimiter, quote: dialect.quote ?? '"', skip: 1 }, width, columns }
}

/** DuckDB composes letters itself; any other repair it would not make. */
function isPlain({ encoding, legacyFont, repairs }: DecodedFile): boolean {
  return encoding === 'utf-8' && legacyFont === undefined && repairs.every((repair) => repair === 'nfd')
}

function isFlat({ source, columns }: TidyTable, width: number): boolean {
  const onTop = source.headerRows.length === 1 && source.headerRows[0] === 0
  return onTop && source.firstColumn === 0 && columns.length === width
}

function decimalSign(recipe: Recipe): '.' | ',' {
  const step = recipe.steps.findLast((item) => item.op === 'decimal-sign')
  return step?.op === 'decimal-sign' ? step.sign : '.'
}

interface ColumnSample {
  readonly sign: '.' | ','
  readonly recipe: Recipe
  readonly cells: readonly string[]
}

function readingOf(column: Column, { sign, recipe, cells }: ColumnSample): Partial<CsvColumn> {
  if (column.type === 'integer' || column.type === 'decimal') {
    return { decimal: sign, grouping: sign === ',' ? '.' : ',', missing: MISSING }
  }
  if (column.type === 'date') return { ...dateFormat(cells, recipe), missing: MISSING }
  return column.type === 'text' ? {} : { missing: MISSING }
}

const WRITTEN = /^\d{1,2}([/.-])\d{1,2}\1\d{4}$/

/** What the cells prove of day and month goes before what the recipe says; ISO 8601 needs no format. */
function dateFormat(cells: readonly string[], recipe: Recipe): Pick<CsvColumn, 'format'> {
  const separator = cells.flatMap((text) => WRITTEN.exec(text)?.[1] ?? [])[0]
  if (separator === undefined) return {}
  const proofs = cells.map(orderEvidence)
  const count = (order: DateOrder) => proofs.filter((proof) => proof === order).length
  const step = recipe.steps.findLast((item) => item.op === 'date-order')
  const said = step?.op === 'date-order' ? step.order : 'dmy'
  const [dmy, mdy] = [count('dmy'), count('mdy')]
  const order = dmy > mdy ? 'dmy' : mdy > 0 ? 'mdy' : said
  return { format: (order === 'dmy' ? ['%d', '%m', '%Y'] : ['%m', '%d', '%Y']).join(separator) }
}
