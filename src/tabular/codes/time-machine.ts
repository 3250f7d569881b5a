import type { Column, Value } from '../model.ts'
import { decimalsOf, sumExactly } from './exact-sum.ts'
import { createMatcher } from './matcher.ts'
import type { CodeItem, CodeList } from './model.ts'

/** How a measure behaves when places are merged; somebody has to say so, it cannot be guessed from numbers. */
export type MeasureRule =
  /** Counts and amounts: the whole is the sum of its parts. */
  | { readonly kind: 'sum' }
  /** `factor` × `numerator` ÷ `denominator`, both columns of the table that add up. */
  | { readonly kind: 'ratio'; readonly numerator: string; readonly denominator: string; readonly factor?: number }

export interface TimeTravel {
  readonly columns: readonly Column[]
  readonly rows: Iterable<readonly Value[]>
  /** Name of the column that holds the places, as names or codes of `from`. */
  readonly place: string
  readonly from: CodeList
  readonly to: CodeList
  readonly measures: Readonly<Record<string, MeasureRule>>
  /** Places that are not of the list and stay as they are, e.g. the whole country. */
  readonly untouched?: readonly string[]
}

export type RefusalCode = 'not-declared' | 'part-unknown' | 'part-not-additive'

/** A measure that cannot be seen on the new map. */
export interface Refusal {
  readonly column: string
  readonly code: RefusalCode
  readonly message: string
}

export type TravelProblemCode =
  | 'unknown-place'
  | 'no-successor'
  | 'split-place'
  | 'missing-part'
  | 'not-a-number'
  | 'repeated-place'

/** A record, or a cell of the result, that could not be made; nothing is left out silently. */
export interface TravelProblem {
  readonly code: TravelProblemCode
  readonly place: string
  readonly column?: string
  readonly message: string
}

export interface Travelled {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Value[])[]
  readonly refused: readonly Refusal[]
  readonly problems: readonly TravelProblem[]
}

type Row = readonly Value[]

interface Group {
  readonly target: CodeItem
  /** Records by old code. */
  readonly parts: Map<string, Row>
}

/**
 * Shows a table of old places on the places that succeeded them: amounts are added, ratios computed anew from their
 * declared parts, everything else refused with a reason. A new place with a part missing gets no number.
 */
export function seeOnSuccessors(travel: TimeTravel): Travelled {
  const { columns, place } = travel
  const at = columns.findIndex((column) => column.name === place)
  if (at < 0) throw new Error(`no column "${place}"`)
  const refused = columns.filter(isMeasure).flatMap((column) => refusal(column, travel) ?? [])
  const kept = columns.filter((column) => !refused.some((refusedColumn) => refusedColumn.column === column.name))
  const { groups, untouched, problems } = groupRows(travel, at)
  const rows = groups.map((group) => mergeGroup(group, kept, { travel, problems }))
  const through = untouched.map((row) => kept.map((column) => row[columns.indexOf(column)] ?? null))
  return { columns: kept.map((column) => relabel(column, travel)), rows: [...through, ...rows], refused, problems }
}

function isMeasure(column: Column): boolean {
  return column.role === 'measure'
}

function refusal(column: Column, { columns, measures }: TimeTravel): Refusal | undefined {
  const rule = measures[column.name]
  const refuse = (code: RefusalCode, message: string): Refusal => ({ column: column.name, code, message })
  if (!rule) {
    return refuse(
      'not-declared',
      `Chưa khai “${column.title}” là số cộng được hay tỷ lệ tính từ cột nào, nên không gộp.`,
    )
  }
  if (rule.kind === 'sum') return undefined
  for (const part of [rule.numerator, rule.denominator]) {
    if (!columns.some((other) => other.name === part && isMeasure(other))) {
      return refuse('part-unknown', `“${column.title}” cần cột “${part}” nhưng bảng không có.`)
    }
    if (measures[part]?.kind !== 'sum')
      return refuse('part-not-additive', `“${column.title}” cần cột “${part}” là số cộng được.`)
  }
  return undefined
}

function groupRows(travel: TimeTravel, at: number): { groups: Group[]; untouched: Row[]; problems: TravelProblem[] } {
  const matcher = createMatcher(travel.from)
  const targets = new Map(travel.to.items.map((item) => [item.code, item]))
  const keyColumns = keyColumnsOf(travel.columns, at)
  const untouchedNames = new Set(travel.untouched ?? [])
  const groups = new Map<string, Group>()
  const untouched: Row[] = []
  const problems: TravelProblem[] = []
  for (const row of travel.rows) {
    const text = String(row[at] ?? '')
    if (untouchedNames.has(text)) {
      untouched.push(row)
      continue
    }
    const match = matcher.match(text)
    const found = targetOf(
      travel.from.items.find((item) => item.code === match.code && match.confidence >= 0.5),
      targets,
    )
    if ('problem' in found) {
      problems.push({ code: found.problem, place: text, message: `“${text}”: ${REASONS[found.problem]}.` })
      continue
    }
    const key = JSON.stringify([found.target.code, ...keyColumns.map((column) => row[column] ?? null)])
    const group = groups.get(key) ?? { target: found.target, parts: new Map<string, Row>() }
    if (group.parts.has(found.source.code)) {
      problems.push({ code: 'repeated-place', place: text, message: `“${text}”: ${REASONS['repeated-place']}.` })
    } else group.parts.set(found.source.code, row)
    groups.set(key, group)
  }
  return { groups: [...groups.values()], untouched, problems }
}

const REASONS = {
  'unknown-place': 'không có trong danh mục, bỏ ra ngoài',
  'no-successor': 'danh mục không ghi đơn vị kế tiếp',
  'split-place': 'đã chia cho nhiều đơn vị, không biết chia số thế nào',
  'repeated-place': 'có hai dòng giống nhau ở mọi chiều, chỉ lấy dòng đầu',
} as const

/** Records belong together if they agree in every dimension but the place; the place's own attributes follow it. */
function keyColumnsOf(columns: readonly Column[], place: number): number[] {
  return columns.flatMap((column, at) => (at !== place && column.role === 'dimension' ? [at] : []))
}

type Target =
  | { readonly source: CodeItem; readonly target: CodeItem }
  | { readonly problem: 'unknown-place' | 'no-successor' | 'split-place' }

function targetOf(source: CodeItem | undefined, targets: ReadonlyMap<string, CodeItem>): Target {
  if (!source) return { problem: 'unknown-place' }
  const [first, second] = source.successors ?? []
  if (second !== undefined) return { problem: 'split-place' }
  const target = first === undefined ? undefined : targets.get(first)
  return target ? { source, target } : { problem: 'no-successor' }
}

interface Merging {
  readonly travel: TimeTravel
  readonly problems: TravelProblem[]
}

function mergeGroup(group: Group, kept: readonly Column[], { travel, problems }: Merging): Value[] {
  const { columns, from, place } = travel
  const rows = [...group.parts.values()]
  const wanted = from.items.filter((item) => item.successors?.includes(group.target.code))
  const absent = wanted.filter((item) => !group.parts.has(item.code))
  const add = (column: Column): Value => {
    const sum = addParts(rows.map((row) => row[columns.indexOf(column)] ?? null))
    if ('value' in sum && absent.length === 0) return sum.value
    const code = 'fault' in sum ? sum.fault : 'missing-part'
    const message = `${group.target.name}, “${column.title}”: ${faultOf(sum, absent)}.`
    problems.push({ code, place: group.target.name, column: column.name, message })
    return null
  }
  const sums = new Map(
    kept.filter((column) => travel.measures[column.name]?.kind === 'sum').map((column) => [column.name, add(column)]),
  )
  return kept.map((column) => {
    if (column.name === place) return placeValue(group, travel)
    if (column.codeList === from.id) return group.target.code
    const rule = isMeasure(column) ? travel.measures[column.name] : undefined
    if (rule?.kind === 'sum') return sums.get(column.name) ?? null
    const values = rows.map((row) => row[columns.indexOf(column)] ?? null)
    return rule ? divide(rule, sums, values) : agreed(values)
  })
}

/** Codes stay codes, names stay names. */
function placeValue(group: Group, { columns, place, from }: TimeTravel): string {
  const at = columns.findIndex((column) => column.name === place)
  const codes = new Set(from.items.map((item) => item.code))
  const byCode = [...group.parts.values()].every((row) => codes.has(String(row[at])))
  return byCode ? group.target.code : group.target.name
}

type Sum = { readonly value: number | string } | { readonly fault: 'missing-part' | 'not-a-number' }

function addParts(values: readonly Value[]): Sum {
  const filled = values.filter((value) => value !== null && value !== '')
  if (filled.length < values.length) return { fault: 'missing-part' }
  const parts = filled.filter((value) => typeof value === 'number' || typeof value === 'string')
  const value = parts.length === filled.length ? sumExactly(parts) : undefined
  return value === undefined ? { fault: 'not-a-number' } : { value }
}

function faultOf(sum: Sum, absent: readonly CodeItem[]): string {
  if (absent.length > 0) return `thiếu số của ${absent.map((item) => item.name).join(', ')}`
  return 'fault' in sum && sum.fault === 'not-a-number' ? 'có ô không phải là số' : 'có ô trống ở một đơn vị thành phần'
}

/** Rounded like the printed ratios, so that 63.7 does not become 63.699999. */
function divide(
  rule: Extract<MeasureRule, { kind: 'ratio' }>,
  sums: ReadonlyMap<string, Value>,
  printed: readonly Value[],
): Value {
  const [above, below] = [sums.get(rule.numerator) ?? null, sums.get(rule.denominator) ?? null]
  if (above === null || below === null || Number(below) === 0) return null
  const ratio = ((rule.factor ?? 1) * Number(above)) / Number(below)
  const decimals = Math.max(
    0,
    ...printed.map((value) => (typeof value === 'number' || typeof value === 'string' ? decimalsOf(value) : 0)),
  )
  return Number.isFinite(ratio) ? Number(ratio.toFixed(Math.min(decimals, 20))) : null
}

/** An attribute that differs between the parts says nothing of the whole. */
function agreed(values: readonly Value[]): Value {
  const [first = null] = values
  return values.every((value) => value === first) ? first : null
}

function relabel(column: Column, { from, to, place }: TimeTravel): Column {
  if (column.codeList !== from.id && column.name !== place) return column
  return { ...column, codeList: to.id }
}
