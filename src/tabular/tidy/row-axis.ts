import type { DateOrder } from '../values/date.ts'
import { periodShare } from '../values/decide.ts'
import { fold, tidyBlanks } from '../values/fold.ts'
import { isMissingMark } from '../values/missing.ts'
import { splitUnit } from '../values/unit.ts'
import { isCodeHeader, isGenericHeader, isTimeHeader, isTotalLabel, isUnitHeader } from '../values/words.ts'
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
  /** Every label of a time axis is a period; else some rows tell other things ("Average of the year"). */
  readonly allPeriods: boolean
  /** Labels written by a program carry underscores for blanks. */
  readonly underscores: boolean
  /** The labels are dates written in this order. */
  readonly dates?: DateOrder
}

export interface LabelColumn {
  readonly column: number
  readonly title: string
  /** Distinct texts, in order of appearance. */
  readonly values: readonly string[]
  readonly dates?: DateOrder
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

function kindByHeader(title: string, values: readonly string[]): AxisKind | undefined {
  if (isUnitHeader(title)) return 'unit'
  if (isTimeHeader(title) && periodShare(values.filter((value) => !isTotalLabel(value))) >= 0.5) return 'time'
  return undefined
}

function kindOf(label: LabelColumn, values: readonly string[], book: PlaceBook): AxisKind {
  const { title } = label
  const stated = kindByHeader(title, values)
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
  return { column: label.column, title: label.title, kind, dates, ...plain }
}

interface Reading {
  /** Meanings that earlier columns have. */
  readonly taken: Set<AxisKind>
  /** It is the only column of labels. */
  readonly alone: boolean
}

function readRowAxis(label: LabelColumn, { taken, alone }: Reading, book: PlaceBook): RowAxis {
  if (label.dates !== undefined) return readDateAxis(label, label.dates, { taken, alone })
  const underscores =
    label.values.some((value) => value.includes('_')) && !label.values.some((value) => /\s/.test(value.trim()))
  const values = label.values
    .filter((value) => !isMissingMark(value))
    .map((value) => plainLabel(value, { underscores }))
  const first = kindOf(label, values, book)
  const kind = ONCE.includes(first) && taken.has(first) ? 'category' : first
  taken.add(kind)
  const placeAtEnd = (kind === 'category' || kind === 'measure') && !taken.has('place') && endInPlaces(values)
  if (placeAtEnd) taken.add('place')
  return {
    column: label.column,
    title: label.title,
    kind,
    placesByHeader: kind === 'place' && isPlaceHeader(label.title) && !isGenericMix(values, book),
    placeAtEnd,
    allPeriods: kind === 'time' && periodShare(values.filter((value) => !isTotalLabel(value))) === 1,
    underscores,
  }
}

function endInPlaces(values: readonly string[]): boolean {
  const ends = values.filter((value) => splitPlaceAtEnd(value) !== undefined).length
  return ends >= 2 && ends >= 0.8 * values.length
}

/** Says what the columns of labels distinguish. Only the first place and the first time count as such. */
export function readRowAxes(labels: readonly LabelColumn[], book: PlaceBook): RowAxis[] {
  const taken = new Set<AxisKind>()
  return labels.map((label) => readRowAxis(label, { taken, alone: labels.length === 1 }, book))
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
