import type { Said } from '../../../platform/errors.ts'
import type { Field, FieldValue } from '../fields/field.ts'
import { fieldOf, withValue } from '../fields.ts'
import type { DatabaseRecord } from '../record.ts'
import type { ValueMatchers } from '../values/codes-of-field.ts'
import { readValue } from '../values/read-value.ts'
import type { InventoryRow, InventoryTable } from './find-table.ts'
import type { CellProblem, Mended, UnknownWord } from './model.ts'

export interface Place {
  readonly tableIndex: number
  readonly table: InventoryTable
  readonly row: InventoryRow
}

export function rowKeyOf({ tableIndex, row }: Pick<Place, 'tableIndex' | 'row'>): string {
  return `${tableIndex}:${row.number}`
}

/** The key under which a word is asked about. */
export function wordKey(target: string, word: string): string {
  return `${target}|${word}`
}

/** Collects what is wrong and what is not known, a word once however often it stands there. */
export interface Ledger {
  readonly problems: CellProblem[]
  readonly unknown: Map<string, UnknownWord>
  readonly notes: Map<string, Said>
}

export function newLedger(): Ledger {
  return { problems: [], unknown: new Map(), notes: new Map() }
}

/** The text of a cell: as mended, else as it stands in the workbook. */
export function textOf(place: Place, target: string, mended: Mended): string {
  const fixed = mended.cells[`${rowKeyOf(place)}:${target}`]
  if (fixed !== undefined) return fixed
  const column = place.table.columns.find((one) => one.target === target)
  return column === undefined ? '' : (place.row.cells[column.place] ?? '')
}

export interface Told {
  readonly target: string
  readonly text: string
  readonly said: Said
}

/** Notes that a cell is wrong, with the place where it stands. */
export function tellCell(ledger: Ledger, place: Place, { target, text, said }: Told): void {
  const column = place.table.columns.find((one) => one.target === target)
  ledger.problems.push({
    key: `${rowKeyOf(place)}:${target}`,
    rowKey: rowKeyOf(place),
    sheet: place.table.sheet,
    row: place.row.number,
    column: column && lettersOf(column.place),
    heading: column?.heading ?? fieldOf(target)?.vi ?? '',
    text,
    said,
  })
}

export interface Asked {
  readonly target: string
  readonly word: string
  readonly near: readonly string[]
}

/** Notes a word to ask about. */
export function askWord(ledger: Ledger, place: Place, { target, word, near }: Asked): void {
  const key = wordKey(target, word)
  const known = ledger.unknown.get(key)
  const heading = place.table.columns.find((one) => one.target === target)?.heading ?? target
  const first = { key, target, heading, word, sheet: place.table.sheet, row: place.row.number, near }
  ledger.unknown.set(key, known ? { ...known, count: known.count + 1 } : { ...first, count: 1 })
}

export interface FieldReading {
  readonly matchers: ValueMatchers
  readonly mended: Mended
  readonly ledger: Ledger
  /** Columns to read; absent: all. */
  readonly wanted?: (target: string) => boolean
}

/** Puts the cells of a row over a record, of all columns or some; what is empty in the workbook stays as it was. */
export function overlay(record: DatabaseRecord, place: Place, reading: FieldReading): DatabaseRecord {
  const { wanted = () => true } = reading
  let next = record
  for (const { target } of place.table.columns) {
    const field = target === undefined || !wanted(target) ? undefined : fieldOf(target)
    if (!field) continue
    const value = readCell(field, place, reading)
    if (value !== undefined) next = withValue(next, field, value)
  }
  return next
}

function readCell(field: Field, place: Place, { matchers, mended, ledger }: FieldReading): FieldValue {
  const text = textOf(place, field.id, mended)
  const read = readValue(field, text, matchers)
  switch (read.kind) {
    case 'empty':
      return undefined
    case 'value':
      return read.value
    case 'wrong':
      tellCell(ledger, place, { target: field.id, text, said: read.said })
      return undefined
    case 'unknown': {
      const chosen = mended.words[wordKey(field.id, read.word)]
      if (chosen === undefined) askWord(ledger, place, { target: field.id, word: read.word, near: read.near })
      return chosen === undefined || chosen === '' ? undefined : valueFor(field, chosen)
    }
    default:
      return read satisfies never
  }
}

function valueFor(field: Field, code: string): FieldValue {
  if (field.kind === 'choices') return [code]
  return field.kind === 'yes' ? code === 'yes' : code
}

/** Letters of a column as spreadsheets name it; 0 is A. */
export function lettersOf(place: number): string {
  const rest = Math.floor(place / 26)
  return `${rest > 0 ? lettersOf(rest - 1) : ''}${String.fromCharCode(65 + (place % 26))}`
}
