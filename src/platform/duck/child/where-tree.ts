import { type Comparison, ROW_ID, type Term, type TermFunction, type Where } from '../rows/select-model.ts'
import { quoteName, ROW_NUMBER, usualStorage } from '../sql.ts'
import { type Binds, foldSql, literalStorage, type Storages } from './where.ts'

/** What SQL of a condition is made with. */
export interface Making {
  readonly storages: Storages
  readonly binds: Binds
}

/** SQL of a condition; names come from the table and values are bound, so nothing of it is a stranger's text. */
export function treeSql(where: Where, making: Making): string {
  switch (where.kind) {
    case 'all':
      return where.of.length === 0 ? 'TRUE' : `(${where.of.map((one) => treeSql(one, making)).join(' AND ')})`
    case 'any':
      return where.of.length === 0 ? 'FALSE' : `(${where.of.map((one) => treeSql(one, making)).join(' OR ')})`
    case 'not':
      return `(NOT ${treeSql(where.of, making)})`
    case 'missing':
      return `(${termSql(where.term, making)} IS NULL)`
    case 'words':
      return wordsSql(where, making)
    case 'compare':
      return compareSql(where, making)
  }
}

function wordsSql({ columns, words }: Extract<Where, { kind: 'words' }>, making: Making): string {
  const whole = foldedSql(columns, making)
  const each = words.map((word) => `contains(${whole}, ${foldSql(making.binds.add(word, 'VARCHAR'))})`)
  return each.length === 0 ? 'TRUE' : `(${each.join(' AND ')})`
}

/** All these columns as one text without case and diacritics. */
export function foldedSql(columns: readonly string[], { storages }: Making): string {
  const texts = columns.map((column) => `CAST(${columnSql(column, storages)} AS VARCHAR)`)
  return foldSql(texts.length === 0 ? `''` : `concat_ws(' ', ${texts.join(', ')})`)
}

const SIGNS: Readonly<Record<Exclude<Comparison, 'contains' | 'startswith' | 'endswith'>, string>> = {
  eq: '=',
  ne: '<>',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
}
const TEXT_TESTS = { contains: 'contains', startswith: 'starts_with', endswith: 'ends_with' } as const

function compareSql({ op, left, right }: Extract<Where, { kind: 'compare' }>, making: Making): string {
  if (isRowId(left) && right.kind === 'value' && typeof right.value === 'number' && op in SIGNS) {
    // On the number itself, not on a sum: so whole groups of rows are passed over.
    return `(${ROW_NUMBER} ${SIGNS[op as keyof typeof SIGNS]} ${making.binds.add(right.value - 1, Number.isInteger(right.value) ? 'BIGINT' : 'DOUBLE')})`
  }
  const one = termSql(left, making, right)
  const other = termSql(right, making, left)
  if (op === 'contains' || op === 'startswith' || op === 'endswith') return `${TEXT_TESTS[op]}(${one}, ${other})`
  return `(${one} ${SIGNS[op]} ${other})`
}

function isRowId(term: Term): boolean {
  return term.kind === 'column' && term.column === ROW_ID
}

const CALLS: Readonly<Record<TermFunction, (of: readonly string[]) => string>> = {
  lower: ([a]) => `lower(${a})`,
  upper: ([a]) => `upper(${a})`,
  trim: ([a]) => `trim(${a})`,
  length: ([a]) => `length(${a})`,
  // OData counts from 0, SQL from 1.
  indexof: ([a, b]) => `(strpos(${a}, ${b}) - 1)`,
  substring: ([a, b, c]) =>
    `substring(${a}, CAST(${b} AS BIGINT) + 1${c === undefined ? '' : `, CAST(${c} AS BIGINT)`})`,
  concat: ([a, b]) => `(${a} || ${b})`,
  year: ([a]) => `year(${a})`,
  month: ([a]) => `month(${a})`,
  day: ([a]) => `day(${a})`,
  hour: ([a]) => `hour(${a})`,
  minute: ([a]) => `minute(${a})`,
  second: ([a]) => `second(${a})`,
  date: ([a]) => `CAST(${a} AS DATE)`,
  round: ([a]) => `round(${a})`,
  floor: ([a]) => `floor(${a})`,
  ceiling: ([a]) => `ceil(${a})`,
  // A double never overflows into an error, as a sum of two 64-bit numbers would.
  add: ([a, b]) => `(CAST(${a} AS DOUBLE) + ${b})`,
  sub: ([a, b]) => `(CAST(${a} AS DOUBLE) - ${b})`,
  mul: ([a, b]) => `(CAST(${a} AS DOUBLE) * ${b})`,
  div: ([a, b]) => `(CAST(${a} AS DOUBLE) / ${b})`,
  mod: ([a, b]) => `(CAST(${a} AS DOUBLE) % ${b})`,
}

function termSql(term: Term, making: Making, beside?: Term): string {
  if (term.kind === 'column') return columnSql(term.column, making.storages)
  if (term.kind === 'call') return CALLS[term.name](term.of.map((one) => termSql(one, making)))
  // Beside a column a literal takes the column's storage, so that an index of the file still helps.
  const storage = beside?.kind === 'column' && fitsColumn(term.type, beside.column, making.storages)
  return making.binds.add(term.value, literalStorage(term.value, storage || usualStorage[term.type]))
}

function fitsColumn(type: string, column: string, storages: Storages): string | undefined {
  const storage = column === ROW_ID ? 'BIGINT' : storages.get(column)
  const whole = storage === 'BIGINT' || storage?.startsWith('DECIMAL') === true
  if (type === 'decimal' && whole) return 'DECIMAL(38,0)'
  return type === 'integer' || type === 'decimal' ? storage : undefined
}

/** A column of the file, or the number of the row. */
export function columnSql(name: string, storages: Storages): string {
  if (name === ROW_ID) return `(${ROW_NUMBER} + 1)`
  if (!storages.has(name)) throw new Error('a condition names a column the file does not have')
  return quoteName(name)
}
