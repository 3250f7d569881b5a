import type { DateOrder } from '../values/date.ts'
import { periodShare } from '../values/decide.ts'
import { fold, tidyBlanks } from '../values/fold.ts'
import { isMissingMark } from '../values/missing.ts'
import { formatPeriod, readPeriod } from '../values/period.ts'
import { isUnitText, splitUnit } from '../values/unit.ts'
import {
  isCodeHeader,
  isGenericHeader,
  isOwnTimeHeader,
  isTimeHeader,
  isTotalLabel,
  unitHeader,
} from '../values/words.ts'
import { isPlaceHeader, isResidence, type PlaceBook, placeShare } from './places.ts'

/** What the labels of a column distinguish. `attribute` columns only describe. */
export type AxisKind = 'time' | 'place' | 'category' | 'measure' | 'unit' | 'code' | 'attribute'

/** A column of labels with its meaning. */
export interface RowAxis {
  /** Column of the sheet. */
  readonly column: number
  readonly title: string
  readonly kind: AxisKind
  /** The header says that every value is a place, also those nobody knows. */
  readonly placesByHeader: boolean
  /** A place stands at the end of every label: "Malnutrition rate urban". */
  readonly placeAtEnd: boolean
  /** Every label of a time axis is a period with its year; else some rows tell other things ("Average of the year"). */
  readonly allPeriods: boolean
  /** Labels written by a program carry underscores for blanks. */
  readonly underscores: boolean
  /** Its labels are places that hold those of an inner column; a row without an inner one is about them. */
  readonly holdsPlaces?: boolean
  /** The word that makes the labels periods: "Tháng" before 1 to 12. */
  readonly periodWord?: string
  /** The labels are dates written in this order. */
  readonly dates?: DateOrder
  /** The dates carry the time of day, which tells readings of one day apart. */
  readonly hours?: boolean
}

export interface LabelColumn {
  readonly column: number
  readonly title: string
  /** Distinct texts, in order of appearance. */
  readonly values: readonly string[]
  readonly dates?: DateOrder
  readonly hours?: boolean
}

/** Blanks tidied; underscores are blanks where a program wrote the labels. */
export const plainLabel = (text: string, axis: Pick<RowAxis, 'underscores'>): string =>
  tidyBlanks(axis.underscores ? text.replace(/_+/g, ' ') : text)

const END = /^(.+?)[\s,:–-]+(\S+(?: (?:thị|thôn|areas?))?)$/u

/** Splits the place at the end of a label from what stands before it. */
export function splitPlaceAtEnd(label: string): { label: string; place: string } | undefined {
  const found = END.exec(label)
  if (found?.[1] === undefined || found[2] === undefined || !isResidence(found[2])) return undefined
  return { label: found[1], place: found[2] }
}

/** Labels with different units are different measures: "Area (km2)", "Population (thous. pers.)". */
export function unitsDiffer(labels: readonly string[]): boolean {
  const units = new Set(
    labels.filter((label) => !isTotalLabel(label)).map((label) => fold(splitUnit(label).unit ?? '')),
  )
  return units.size > 1 || (units.size === 1 && !units.has(''))
}

const DITTO = /^(?:["”“″'’]+|nt|như trên|do\.)$/i

/** Under "Đơn vị" stand units of measure if they read so; offices otherwise, above all where nothing else names the rows. */
function areUnits(title: string, values: readonly string[], first: boolean): boolean {
  const header = unitHeader(title)
  if (header !== 'maybe') return header === 'yes'
  const units = values.filter((value) => isUnitText(value) || DITTO.test(value)).length
  return units > 0 && units >= (first ? 0.9 : 0.5) * values.length
}

/** Under "Tháng" the numbers 1 to 12 are months, under "Quý" 1 to 4 or I to IV quarters: the word they lack. */
function numberedTime(title: string, values: readonly string[]): string | undefined {
  const head = /^(tháng|quý|month|quarter)$/iu.exec(tidyBlanks(title).normalize('NFC'))?.[1]?.toLowerCase()
  if (head === undefined) return undefined
  const isMonth = head === 'tháng' || head === 'month'
  const shape = isMonth ? /^(?:0?[1-9]|1[0-2])$/ : /^(?:[1-4]|I|II|III|IV)$/
  const numbers = values.filter((value) => !isTotalLabel(value) && readPeriod(value) === undefined)
  return numbers.length > 1 && numbers.every((value) => shape.test(value)) ? (isMonth ? 'Tháng' : 'Quý') : undefined
}

function kindByHeader(title: string, values: readonly string[], first: boolean): AxisKind | undefined {
  if (areUnits(title, values, first)) return 'unit'
  if (isOwnTimeHeader(title) && periodShare(values) >= 0.5) return 'attribute'
  if (isTimeHeader(title) && periodShare(values.filter((value) => !isTotalLabel(value))) >= 0.5) return 'time'
  return undefined
}

function kindOf(
  label: LabelColumn,
  values: readonly string[],
  { book, first }: { book: PlaceBook; first: boolean },
): AxisKind {
  const { title } = label
  if (numberedTime(title, values) !== undefined) return 'time'
  const stated = kindByHeader(title, values, first)
  if (stated !== undefined) return stated
  if (periodShare(values) >= 0.8) return 'time'
  if (isCodeHeader(title)) return 'code'
  if (isPlaceHeader(title) || placeShare(values, book) >= 0.5) return 'place'
  return namesMeasures(title, values) ? 'measure' : 'category'
}

/** Labels with units of their own name what is measured, not a part of it. */
const namesMeasures = (title: string, values: readonly string[]): boolean =>
  values.length > 1 &&
  values.length <= 400 &&
  unitsDiffer(values) &&
  (isGenericHeader(title) || unitShare(values) >= 0.5)

const unitShare = (values: readonly string[]): number =>
  values.filter((value) => splitUnit(value).unit !== undefined).length / values.length

const ONCE: readonly AxisKind[] = ['time', 'place', 'unit']

/** Days label observations where the header says so or nothing else does; beside other labels (day of birth) they describe. */
function readDateAxis(label: LabelColumn, dates: DateOrder, { taken, alone }: Reading): RowAxis {
  const kind = (alone || isTimeHeader(label.title)) && !taken.has('time') ? 'time' : 'attribute'
  taken.add(kind)
  const plain = { placesByHeader: false, placeAtEnd: false, allPeriods: true, underscores: false }
  const hours = label.hours ? { hours: true } : {}
  return { column: label.column, title: label.title, kind, dates, ...hours, ...plain }
}

interface Reading {
  /** Meanings that earlier columns have. */
  readonly taken: Set<AxisKind>
  /** It is the only column of labels. */
  readonly alone: boolean
}

const writtenByProgram = (values: readonly string[]): boolean =>
  values.some((value) => value.includes('_')) && !values.some((value) => /\s/.test(value.trim()))

const periodWordOf = (kind: AxisKind, word: string | undefined): Pick<RowAxis, 'periodWord'> =>
  word === undefined || kind !== 'time' ? {} : { periodWord: word }

/** "Tháng 1" or "Cả năm" without a year is the part of a period: such a column keeps its words. */
const areWholePeriods = (values: readonly string[]): boolean =>
  values.length > 0 && values.every((value) => formatPeriod(readPeriod(value)?.time ?? {}) !== undefined)

function readRowAxis(label: LabelColumn, { taken, alone }: Reading, book: PlaceBook): RowAxis {
  if (label.dates !== undefined) return readDateAxis(label, label.dates, { taken, alone })
  const underscores = writtenByProgram(label.values)
  const values = label.values
    .filter((value) => !isMissingMark(value))
    .map((value) => plainLabel(value, { underscores }))
  const found = kindOf(label, values, { book, first: taken.size === 0 })
  const kind = ONCE.includes(found) && taken.has(found) ? 'category' : found
  taken.add(kind)
  const placeAtEnd = (kind === 'category' || kind === 'measure') && !taken.has('place') && endInPlaces(values)
  if (placeAtEnd) taken.add('place')
  return {
    column: label.column,
    title: label.title,
    kind,
    placesByHeader: kind === 'place' && isPlaceHeader(label.title) && !isGenericMix(values, book),
    placeAtEnd,
    allPeriods: kind === 'time' && areWholePeriods(values.filter((value) => !isTotalLabel(value))),
    underscores,
    ...periodWordOf(kind, numberedTime(label.title, values)),
  }
}

function endInPlaces(values: readonly string[]): boolean {
  const ends = values.filter((value) => splitPlaceAtEnd(value) !== undefined).length
  return ends >= 2 && ends >= 0.8 * values.length
}

/** Says what the columns of labels distinguish. Only the first place and the first time count as such. */
export function readRowAxes(
  labels: readonly LabelColumn[],
  book: PlaceBook,
  isWithin: (inner: number, outer: number) => boolean,
): RowAxis[] {
  const taken = new Set<AxisKind>()
  const axes = labels.map((label) => readRowAxis(label, { taken, alone: labels.length === 1 }, book))
  return preferInnerPlace(axes, { labels, book, isWithin })
}

/** "Vùng | Tỉnh", "Huyện | Xã": the inner of two columns of places is where the figures belong, the outer one holds it. */
function preferInnerPlace(
  axes: readonly RowAxis[],
  context: { labels: readonly LabelColumn[]; book: PlaceBook; isWithin: (inner: number, outer: number) => boolean },
): RowAxis[] {
  const outer = axes.findIndex((axis) => axis.kind === 'place')
  const inner = axes.findLastIndex((axis, i) => {
    const label = context.labels[i]
    if (i <= outer || label === undefined || axis.kind !== 'category' || axis.placeAtEnd) return false
    const values = label.values.filter((value) => !isMissingMark(value))
    if (!isPlaceHeader(label.title) && placeShare(values, context.book) < 0.5) return false
    return !values.some(isResidence) && context.isWithin(axis.column, axes[outer]?.column ?? -1)
  })
  if (outer < 0 || inner < 0) return [...axes]
  return axes.map((axis, i) => {
    if (i === outer) return { ...axis, kind: 'category', placesByHeader: false, holdsPlaces: true }
    return i === inner ? { ...axis, kind: 'place', placesByHeader: isPlaceHeader(axis.title) } : axis
  })
}

/** Under a header that names places, dashed groups ("Sex - Male") show that other things are listed too. */
const isGenericMix = (values: readonly string[], book: PlaceBook): boolean => {
  const known = placeShare(values, book)
  return (
    known >= 0.5 &&
    known < 1 &&
    values.some((value) => / - /.test(value) && isResidence(value.split(' - ').at(-1) ?? ''))
  )
}
