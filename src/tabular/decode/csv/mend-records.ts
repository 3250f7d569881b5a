import { type Alignment, alignFields } from './align-fields.ts'
import { type ColumnModel, learnColumns } from './column-model.ts'
import { findSuspects } from './find-suspects.ts'
import { type Field, readRecord, type Separators, type TextRecord } from './text-record.ts'

/** A record fitted to its table, by its 0-based place in the file. */
export interface MendedRecord {
  readonly index: number
  readonly fields: readonly Field[]
}

interface Table {
  readonly columns: readonly ColumnModel[]
  /** What a sound record of this table may cost. */
  readonly usual: number
}

const MIN_SOUND = 6
const MAX_MENDED = 400
const TOLERANCE = 8

/**
 * Finds the records inside a table that have too few, too many or misplaced separators and fits each to the columns
 * its neighbours have; leaves a record alone when no reading of it looks like theirs.
 */
export function mendRecords(
  text: string,
  records: readonly TextRecord[],
  separators: Separators,
): readonly MendedRecord[] {
  const suspects = findSuspects(records)
  if (suspects.length === 0 || suspects.length > MAX_MENDED) return []
  const tables = new Map<number, Table | undefined>()
  const tableOf = (width: number): Table | undefined => {
    if (!tables.has(width)) tables.set(width, learnTable(records, width))
    return tables.get(width)
  }
  return suspects.flatMap(({ index, width }) => {
    const record = records[index]
    const table = tableOf(width)
    if (!record || !table) return []
    const best = bestReading({ text: text.slice(record.start, record.end), record, separators, table })
    return best ? [{ index, fields: best.fields }] : []
  })
}

function learnTable(records: readonly TextRecord[], width: number): Table | undefined {
  const sound = records.filter((r) => r.fields.length === width && r.flaws === 0).map((r) => r.fields)
  if (sound.length < MIN_SOUND) return undefined
  const columns = learnColumns(sound, width)
  const costs = sound.slice(0, 200).map((fields) => costOf(fields, columns))
  costs.sort((a, b) => a - b)
  return { columns, usual: costs[Math.floor(costs.length * 0.9)] ?? 0 }
}

function costOf(fields: readonly Field[], columns: readonly ColumnModel[]): number {
  return columns.reduce((sum, column, j) => sum + column.cost(fields[j] ?? { text: '', quoted: false }), 0)
}

interface Damage {
  readonly text: string
  readonly record: TextRecord
  readonly separators: Separators
  readonly table: Table
}

const OTHER_DELIMITERS = [', ', ',', ';', '\t', '|', ' ', ':', '~', '^']
/** A line written with another delimiter is a stronger claim than one separator too many. */
const OTHER_DELIMITER_COST = 3
const INSERT_COST = 2

function bestReading(damage: Damage): Alignment | undefined {
  const { record, separators, table } = damage
  const width = table.columns.length
  const readings: Alignment[] = []
  const offer = (alignment: Alignment | undefined, extra: number): void => {
    if (alignment) readings.push({ fields: alignment.fields, cost: alignment.cost + extra })
  }
  const quotePenalty = Math.min(record.flaws, 3)
  offer(alignFields(record.fields, table.columns, separators.delimiter), quotePenalty)
  for (const fields of withDelimiterAtQuotes(damage, width))
    offer({ fields, cost: costOf(fields, table.columns) }, INSERT_COST)
  for (const other of otherwise(damage)) {
    const { fields, flaws } = readRecord(damage.text, 0, other)
    if (fields.length >= width - 1 && fields.length <= width * 8 + 40)
      offer(alignFields(fields, table.columns, other.delimiter), OTHER_DELIMITER_COST + flaws)
  }
  readings.sort((a, b) => a.cost - b.cost)
  const best = readings[0]
  return best && best.cost <= table.usual + TOLERANCE ? best : undefined
}

// The same line with other separators than the file has.
function otherwise({ text, separators }: Damage): readonly Separators[] {
  const quote = separators.quote || '"'
  const delimiters = OTHER_DELIMITERS.filter((d) => d !== separators.delimiter && text.includes(d))
  const quotes = ["'", '"'].filter((q) => q !== separators.quote && text.includes(separators.delimiter + q))
  return [
    ...delimiters.map((delimiter) => ({ ...separators, quote, delimiter })),
    ...quotes.map((q) => ({ ...separators, quote: q, escape: q })),
  ]
}

// `Boots"The best, …"`: the separator before or behind a quoted field is lost.
function withDelimiterAtQuotes({ text, separators }: Damage, width: number): readonly (readonly Field[])[] {
  const { quote, delimiter } = separators
  const found: (readonly Field[])[] = []
  if (quote === '' || delimiter === '') return found
  let tried = 0
  for (let at = text.indexOf(quote, 1); at >= 0 && tried < 60; at = text.indexOf(quote, at + 1), tried++) {
    for (const cut of [at, at + 1]) {
      const read = readRecord(text.slice(0, cut) + delimiter + text.slice(cut), 0, separators)
      if (read.flaws === 0 && read.fields.length === width) found.push(read.fields)
    }
  }
  return found
}
