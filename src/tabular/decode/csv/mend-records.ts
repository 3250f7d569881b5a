import { type Alignment, alignFields } from './align-fields.ts'
import { type ColumnModel, learnColumns } from './column-model.ts'
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
const WINDOW = 12
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

const isBlank = (record: TextRecord): boolean => record.fields.every((f) => f.text.trim() === '')

function findSuspects(records: readonly TextRecord[]): readonly { index: number; width: number }[] {
  const suspects: { index: number; width: number }[] = []
  const good = records.map((r) => r.flaws === 0 && r.fields.length > 1)
  records.forEach((record, index) => {
    if (isLikeNeighbours(records, index) || isBlank(record)) return
    const width = widthAround(records, good, index)
    const odd = record.fields.length !== width || record.flaws > 0 || startsWithBlanks(record, records[index - 1])
    if (width !== undefined && odd) suspects.push({ index, width })
  })
  return suspects
}

// Nearly every record of nearly every file: no need to look further around.
function isLikeNeighbours(records: readonly TextRecord[], index: number): boolean {
  const record = records[index]
  const width = record?.fields.length
  if (!record || record.flaws > 0) return false
  return (
    records[index - 1]?.fields.length === width &&
    records[index + 1]?.fields.length === width &&
    !record.fields[1]?.text.startsWith(' ')
  )
}

// `a, b, c` among records written `a,b,c`: the right number of fields, but each with a blank that is no part of it.
function startsWithBlanks({ fields }: TextRecord, before: TextRecord | undefined): boolean {
  const blank = (list: readonly Field[]): number => list.slice(1).filter((f) => f.text.startsWith(' ')).length
  const filled = fields.slice(1).filter((f) => f.text !== '' && !f.quoted).length
  return filled >= 2 && blank(fields) >= filled && before !== undefined && blank(before.fields) === 0
}

// The width that most sound neighbours have on both sides: a title above or a note below a table is no damaged record.
function widthAround(records: readonly TextRecord[], good: readonly boolean[], index: number): number | undefined {
  const before = new Map<number, number>()
  const after = new Map<number, number>()
  for (let d = 1; d <= WINDOW; d++) {
    for (const [side, at] of [
      [before, index - d],
      [after, index + d],
    ] as const) {
      const width = records[at]?.fields.length
      if (width !== undefined && good[at]) side.set(width, (side.get(width) ?? 0) + 1)
    }
  }
  let best: { width: number; count: number } | undefined
  for (const width of new Set([...before.keys(), ...after.keys()])) {
    const count = (before.get(width) ?? 0) + (after.get(width) ?? 0)
    const bothSides = before.has(width) && (after.has(width) || index >= records.length - 2)
    if (bothSides && (!best || count > best.count)) best = { width, count }
  }
  return best && best.count >= 4 ? best.width : undefined
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
  for (const delimiter of OTHER_DELIMITERS) {
    if (delimiter === separators.delimiter || !damage.text.includes(delimiter)) continue
    const other = readRecord(damage.text, 0, { ...separators, delimiter, quote: separators.quote || '"' })
    if (other.fields.length >= width - 1 && other.end === damage.text.length && other.fields.length <= width * 8 + 40)
      offer(alignFields(other.fields, table.columns, delimiter), OTHER_DELIMITER_COST + other.flaws)
  }
  for (const quote of ["'", '"']) {
    if (quote === separators.quote || !damage.text.includes(separators.delimiter + quote)) continue
    const other = readRecord(damage.text, 0, { ...separators, quote, escape: quote })
    if (other.flaws === 0 && other.end === damage.text.length)
      offer(alignFields(other.fields, table.columns, separators.delimiter), OTHER_DELIMITER_COST)
  }
  readings.sort((a, b) => a.cost - b.cost)
  const best = readings[0]
  return best && best.cost <= table.usual + TOLERANCE ? best : undefined
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
