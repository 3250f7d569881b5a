import type { BodyRecord } from '../layout/body.ts'
import { type Grid, shownAt } from '../layout/grid.ts'
import { isoOfDate, readDate } from '../values/date.ts'
import { tidyBlanks } from '../values/fold.ts'
import { isMissingMark } from '../values/missing.ts'
import { readPeriod, type TimeParts } from '../values/period.ts'
import { splitUnit } from '../values/unit.ts'
import { isTotalLabel } from '../values/words.ts'
import { type PlaceBook, placeBehindDash } from './places.ts'
import { plainLabel, type RowAxis, splitPlaceAtEnd } from './row-axis.ts'

/** What the labels of one record say, sorted by meaning. */
export interface RowLabels {
  time?: TimeParts
  /** The label the time was read from, and its axis: needed where no year makes it a period. */
  timeLabel?: { readonly index: number; readonly text: string }
  status?: string
  place?: string
  /** Values of the category axes, by their place among the axes. */
  readonly categories: Map<number, string>
  measure: string
  unit?: string
}

export interface LabelContext {
  readonly grid: Grid
  readonly axes: readonly RowAxis[]
  readonly book: PlaceBook
}

function readTime(labels: RowLabels, text: string, { axis, index }: { axis: RowAxis; index: number }): void {
  const bare = axis.periodWord !== undefined && /^(?:\d+|[IV]+)$/.test(text)
  const [day = '', hour] = axis.hours ? text.split('T') : [text]
  const read = readPeriod(bare ? `${axis.periodWord} ${day}` : day)
  // The day is the period; the hour tells the readings of a day apart.
  if (axis.hours)
    labels.categories.set(
      index,
      (hour ?? '00:00').replace(/:00$/, (zero, at) => (at > 2 ? '' : zero)),
    )
  if (!read) {
    labels.categories.set(index, text)
    return
  }
  labels.time = { ...labels.time, ...read.time }
  labels.timeLabel = { index, text }
  if (read.status !== undefined) labels.status = read.status
}

function readPlace(labels: RowLabels, text: string, context: { axis: RowAxis; index: number; book: PlaceBook }): void {
  const { axis, book } = context
  if (axis.placesByHeader) {
    labels.place = text
    return
  }
  const place = book.read(text) ?? placeBehindDash(text, book)
  if (place) labels.place = place.name
  else if (isTotalLabel(text)) labels.place = text
  else labels.categories.set(context.index, text)
}

function readMeasure(labels: RowLabels, text: string): void {
  const { label, unit } = splitUnit(text)
  // "Number | Teachers (thous. pers.)": two columns may say together what is measured, an index keeps its per cent.
  labels.measure = labels.measure === '' ? label : `${labels.measure} – ${label}`
  if (unit !== undefined && !labels.unit?.includes('%')) labels.unit = unit
}

function labelAt(grid: Grid, row: number, axis: RowAxis): string {
  const cell = grid.sheet.rows[row]?.[axis.column]
  if (axis.dates === undefined || cell === undefined) return tidyBlanks(shownAt(grid, row, axis.column))
  if (cell.value instanceof Date) return isoOfDate(cell.value)
  return readDate(cell.text.trim(), axis.dates) ?? tidyBlanks(cell.text)
}

/** Reads the labels of a record by the meaning of their columns. */
export function readRowLabels(context: LabelContext, record: BodyRecord): RowLabels {
  const labels: RowLabels = { categories: new Map(), measure: '' }
  context.axes.forEach((axis, index) => {
    const shown = labelAt(context.grid, record.row, axis)
    if (isMissingMark(shown)) return
    let text = plainLabel(shown, axis)
    if (axis.placeAtEnd) {
      const split = splitPlaceAtEnd(text)
      if (split) {
        labels.place = split.place
        text = split.label
      }
    }
    if (axis.kind === 'time') readTime(labels, text, { axis, index })
    else if (axis.kind === 'place') readPlace(labels, text, { axis, index, book: context.book })
    else if (axis.kind === 'measure') readMeasure(labels, text)
    else if (axis.kind === 'unit') labels.unit = text
    else labels.categories.set(index, text)
  })
  const holder = context.axes.findIndex((axis) => axis.holdsPlaces)
  const held = labels.categories.get(holder)
  if (labels.place === undefined && held !== undefined) labels.place = held
  return labels
}

/** A ditto mark in a column of units repeats the unit above. */
export function carryUnits(rows: readonly RowLabels[]): void {
  let last: string | undefined
  for (const row of rows) {
    if (row.unit !== undefined && /^["”“″'']+$|^(?:nt|như trên|do\.)$/i.test(row.unit)) {
      if (last !== undefined) row.unit = last
    } else if (row.unit !== undefined) last = row.unit
  }
}
