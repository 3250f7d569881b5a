import { fold, tidyBlanks } from '../values/fold.ts'
import {
  endsInComparison,
  isPlanLabel,
  isStatusLabel,
  readPeriod,
  type SplitLabel,
  splitPeriod,
  type TimeParts,
  undoProgramName,
} from '../values/period.ts'
import { isUnitText, splitUnit } from '../values/unit.ts'
import { isTotalLabel } from '../values/words.ts'
import type { PlaceBook } from './places.ts'
import { unitsDiffer } from './row-axis.ts'

/** A column of figures with what its labels say. */
export interface ValueColumn {
  readonly column: number
  /** The whole label, joined from top to bottom. */
  readonly title: string
  readonly time?: TimeParts
  /** The label the time was read from. */
  readonly timeLabel?: string
  readonly status?: string
  readonly place?: string
  readonly category?: string
  /** What the label adds to the measure; empty if all of it was period, place or category. */
  readonly measure: string
  readonly unit?: string
}

interface Draft {
  readonly column: number
  readonly title: string
  readonly unit: string | undefined
  parts: string[]
  time?: TimeParts
  timeLabel?: string
  status?: string
  place?: string
}

export interface LabelPath {
  readonly column: number
  readonly parts: readonly string[]
  readonly unit?: string
}

export interface ColumnContext {
  readonly book: PlaceBook
  /** The records have places (years) of their own. */
  readonly rowPlaces: boolean
  readonly rowYears: boolean
  /** The table prints a title of its own. */
  readonly titled: boolean
  /** Name of the dimension over the columns, from the title. */
  readonly dimension: string | undefined
}

interface TimeUse {
  /** Some column is headed by a period alone. */
  readonly whole: boolean
  /** Most columns carry a period within their label. */
  readonly within: boolean
  /** The records have years of their own: a year in a label is then part of its name. */
  readonly rowYears: boolean
}

const isUsable = (split: SplitLabel, use: TimeUse): boolean =>
  (split.where === 'whole' ? use.whole : use.within) && !(use.rowYears && split.time.year !== undefined)

function takeTimeOf(draft: Draft, splits: readonly (SplitLabel | undefined)[], use: TimeUse): void {
  const kept: string[] = []
  draft.parts.forEach((part, p) => {
    const split = splits[p]
    const isBase = draft.parts.slice(0, p).some(endsInComparison)
    if (!split || isBase || !isUsable(split, use)) {
      kept.push(part)
      return
    }
    draft.time = { ...draft.time, ...split.time }
    draft.timeLabel = draft.timeLabel === undefined ? part : `${draft.timeLabel} ${part}`
    if (split.status !== undefined && isPlanLabel(split.status)) kept.push(split.status)
    else if (split.status !== undefined) draft.status = split.status
    if (split.rest !== '') kept.push(split.rest)
  })
  // "Ước TH" above "2005" tells how firm the figures are, not what they count.
  const status =
    draft.time && splits.length > 1 ? kept.find((part) => isStatusLabel(part) && !isPlanLabel(part)) : undefined
  if (status !== undefined) draft.status = draft.status === undefined ? status : `${status} ${draft.status}`
  draft.parts = status === undefined ? kept : kept.filter((part) => part !== status)
}

const MONTHS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

/** Twelve columns I to XII (or 1 to 12) side by side are the months of a year, whatever stands above them. */
function nameMonths(drafts: readonly Draft[]): void {
  for (let first = 0; first + MONTHS.length <= drafts.length; first++) {
    const run = drafts.slice(first, first + MONTHS.length)
    if (!run.every(({ parts }, i) => parts.at(-1) === MONTHS[i] || parts.at(-1) === String(i + 1))) continue
    run.forEach((draft, i) => {
      draft.parts = [...draft.parts.slice(0, -1), `Tháng ${i + 1}`]
    })
  }
}

/** Takes the period out of each label, if most columns carry one. */
function takeTime(drafts: readonly Draft[], context: ColumnContext): void {
  const splits = drafts.map((draft) => draft.parts.map((part) => splitPeriod(part)))
  const dated = splits.filter((parts) => parts.some((split) => split !== undefined)).length
  const use: TimeUse = {
    whole: splits.some((parts) => parts.some((split) => split?.where === 'whole')),
    within: dated > 0 && dated >= 0.6 * drafts.length,
    rowYears: context.rowYears,
  }
  drafts.forEach((draft, i) => takeTimeOf(draft, splits[i] ?? [], use))
}

/** Level of the header at which every label is a place (urban, rural, provinces …), or -1. */
function placeLevel(drafts: readonly Draft[], book: PlaceBook): number {
  const depth = Math.max(...drafts.map((draft) => draft.parts.length))
  for (let level = 0; level < depth; level++) {
    const labels = [...new Set(drafts.map((draft) => draft.parts[level] ?? ''))]
    const places = labels.filter((label) => book.read(label) !== undefined)
    if (places.length >= 2 && labels.every((label) => book.read(label) !== undefined || isTotalLabel(label)))
      return level
  }
  return -1
}

function takePlace(drafts: readonly Draft[], context: ColumnContext): void {
  if (context.rowPlaces) return
  const level = placeLevel(drafts, context.book)
  if (level < 0) return
  for (const draft of drafts) {
    const place = draft.parts[level]
    if (place !== undefined) draft.place = place
    draft.parts = draft.parts.filter((_, p) => p !== level)
  }
}

// "Chia ra", "Of which" only hold the labels below them together.
const CONNECTIVE = /^(?:chia ra|trong do|of which|bao gom|gom|phan theo .*|chia theo .*|including)\s*:?$/

const IN_BRACKETS = /^(.+?)\s*\((\p{L}[^()\d]{1,24})\)$/u

/**
 * Where most labels end in a unit in brackets, the word in brackets at the end of the others is one too, known or not:
 * "Số đầu sách (Cuốn)", "Lượt bạn đọc (Lượt)", "Số thư viện (Thư viện)".
 */
function ownUnits(labels: readonly string[]): ReadonlyMap<string, { label: string; unit: string }> {
  const ends = [...new Set(labels)].flatMap((label) => {
    const found = IN_BRACKETS.exec(label)
    return found?.[1] === undefined || found[2] === undefined ? [] : [{ whole: label, label: found[1], unit: found[2] }]
  })
  const known = ends.filter(({ unit }) => isUnitText(unit)).length
  return new Map(known >= 2 && 2 * known > ends.length ? ends.map(({ whole, ...parts }) => [whole, parts]) : [])
}

/** The label without its unit; the unit stays where labels would otherwise become equal. */
function splitLabels(drafts: readonly Draft[]): { label: string; unit: string | undefined }[] {
  const own = ownUnits(drafts.flatMap((draft) => draft.parts))
  const split = drafts.map((draft) => {
    let unit = draft.unit
    const parts = draft.parts.map((part) => {
      const found = own.get(part) ?? splitUnit(part)
      unit = found.unit ?? unit
      return found.label
    })
    const label = parts
      .filter((part) => part !== '' && (parts.length === 1 || !CONNECTIVE.test(fold(part))))
      .join(' – ')
    return { label, unit, whole: draft.parts.join(' – ') }
  })
  const unitsOf = new Map<string, Set<string | undefined>>()
  for (const { label, unit } of split) unitsOf.set(label, (unitsOf.get(label) ?? new Set()).add(unit))
  return split.map(({ label, unit, whole }) => ({ label: (unitsOf.get(label)?.size ?? 1) > 1 ? whole : label, unit }))
}

/** Reads the labels of the columns of figures: period, place, category and measure. */
export function readValueColumns(paths: readonly LabelPath[], context: ColumnContext): ValueColumn[] {
  const program = paths.length > 1 && paths.every((path) => path.parts.every((part) => !/\s/.test(part)))
  const drafts = paths.map((path): Draft => {
    const parts = path.parts.map((part) =>
      program && /[a-z]\.|^X\d{4}|\.\./i.test(part) ? undoProgramName(part) : tidyBlanks(part),
    )
    return { column: path.column, title: parts.join(' '), unit: path.unit, parts }
  })
  nameMonths(drafts)
  takeTime(drafts, context)
  takePlace(drafts, context)
  const labels = splitLabels(drafts)
  const rest = [...new Set(labels.map(({ label }) => label))]
  const differs = unitsDiffer([...new Set(drafts.map((draft) => draft.parts.join(' ')))])
  const isCategory = context.dimension !== undefined && rest.length > 1 && !differs
  // One label that is only a unit ("Tấn") over all columns says nothing about what is counted.
  const lone = rest.length === 1 ? (rest[0] ?? '') : ''
  const loneUnit =
    lone !== '' &&
    isUnitText(lone) &&
    context.titled &&
    !/^(?:so|number)\b|^\d+$/.test(fold(lone)) &&
    readPeriod(lone) === undefined
      ? lone
      : undefined
  return drafts.map((draft, i) =>
    finish(draft, { label: labels[i]?.label ?? '', unit: labels[i]?.unit ?? loneUnit, isCategory, loneUnit }),
  )
}

interface Finishing {
  readonly label: string
  readonly unit: string | undefined
  readonly isCategory: boolean
  readonly loneUnit: string | undefined
}

function finish(draft: Draft, { label, unit, isCategory, loneUnit }: Finishing): ValueColumn {
  const found: ValueColumn = {
    column: draft.column,
    title: draft.title,
    measure: isCategory || loneUnit !== undefined ? '' : label,
  }
  const { time, timeLabel, status, place } = draft
  const extra = { time, timeLabel, status, place, unit, category: isCategory ? label : undefined }
  return { ...found, ...withoutUndefined(extra) }
}

/** Optional fields are absent rather than undefined. */
function withoutUndefined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
