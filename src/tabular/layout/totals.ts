/** Figures of a record in the value columns; `undefined` where there is none. */
export type Figures = readonly (number | undefined)[]

const MOST_ROWS = 3000
const MOST_PARTS = 80

interface Tally {
  compared: number
  equal: number
  nonZero: number
  /** Sums so exact against their size that chance cannot have made them. */
  strong: number
}

/** Printed parts are rounded: a sum of k parts may be off by half a unit of the last place for each. */
const tolerance = (total: number, parts: number, step: number): number =>
  Math.max(step * 0.5 * (parts + 1), Math.abs(total) * 1e-9)

/** Size of the last printed place of a column: 0.1 where figures have one decimal. */
function stepOf(values: readonly (number | undefined)[]): number {
  let places = 0
  for (const value of values) {
    if (value === undefined || Number.isInteger(value)) continue
    const fraction = String(value).split('.')[1]?.length ?? 0
    places = Math.max(places, Math.min(fraction, 6))
  }
  return 10 ** -places
}

function compare(
  total: Figures,
  sums: readonly number[],
  context: { parts: number; steps: readonly number[]; present: readonly number[] },
): Tally {
  const tally: Tally = { compared: 0, equal: 0, nonZero: 0, strong: 0 }
  total.forEach((value, c) => {
    if (value === undefined || (context.present[c] ?? 0) < 2) return
    tally.compared++
    if (value !== 0) tally.nonZero++
    const allowed = tolerance(value, context.parts, context.steps[c] ?? 1)
    if (Math.abs(value - (sums[c] ?? 0)) > allowed) return
    tally.equal++
    if (Math.abs(value) > 40 * allowed) tally.strong++
  })
  return tally
}

function agrees(tally: Tally, columns: number): boolean {
  if (tally.nonZero < 1 || tally.compared < Math.max(1, Math.min(2, columns)) || tally.equal < Math.min(columns, 2))
    return false
  // Rates and shares beside the counts do not add up: some exact sums are enough then.
  return tally.equal >= 0.85 * tally.compared || (tally.strong >= 3 && tally.equal >= 0.6 * tally.compared)
}

/** How many records right after (or before) one add up to it; 0 if none do. */
function partsOf(
  records: readonly Figures[],
  index: number,
  context: { steps: readonly number[]; direction: 1 | -1; blocked: (i: number) => boolean },
): number {
  const total = records[index] ?? []
  const sums = total.map(() => 0)
  const present = total.map(() => 0)
  for (let k = 1; k <= MOST_PARTS; k++) {
    const at = index + k * context.direction
    const part = records[at]
    if (part === undefined || context.blocked(at)) return 0
    part.forEach((value, c) => {
      if (value === undefined) return
      sums[c] = (sums[c] ?? 0) + value
      present[c] = (present[c] ?? 0) + 1
    })
    if (k < 2) continue
    const tally = compare(total, sums, { parts: k, steps: context.steps, present })
    // Two equal figures prove little in a single column, and small counts (2 = 1 + 1 + 0) prove nothing there.
    if (agrees(tally, total.length) && (tally.compared > 1 || (k >= 3 && tally.strong > 0))) return k
  }
  return 0
}

/** Size of the last printed place of every column. */
export const stepsOf = (records: readonly Figures[]): number[] =>
  Array.from({ length: records[0]?.length ?? 0 }, (_, c) => stepOf(records.map((record) => record[c])))

/** Whether a record is the sum of the others given, in so many columns that chance cannot have made it. */
export function addsUp(total: Figures, parts: readonly Figures[], steps: readonly number[]): boolean {
  const sums = total.map((_, c) => parts.reduce((sum, part) => sum + (part[c] ?? 0), 0))
  const present = total.map((_, c) => parts.filter((part) => part[c] !== undefined).length)
  const tally = compare(total, sums, { parts: parts.length, steps, present })
  return agrees(tally, total.length) && (tally.compared > 1 || (parts.length >= 3 && tally.strong > 0))
}

/** Records that are the sum of those below them (or of all above): totals by arithmetic, whatever their label says. */
export function findTotals(records: readonly Figures[]): boolean[] {
  const derived = records.map(() => false)
  const width = records[0]?.length ?? 0
  if (records.length > MOST_ROWS || records.length < 3 || width === 0) return derived
  const steps = stepsOf(records)
  const varied = records.map(
    (record) => new Set(record.filter((value) => value !== undefined && value !== 0)).size >= Math.min(2, width),
  )
  for (let i = 0; i < records.length; i++) {
    if (!varied[i]) continue
    if (partsOf(records, i, { steps, direction: 1, blocked: () => false }) > 0) derived[i] = true
  }
  const last = records.length - 1
  if (varied[last] && partsOf(records, last, { steps, direction: -1, blocked: (at) => derived[at] ?? false }) > 0)
    derived[last] = true
  return derived
}

const MOST_COLUMNS = 60

/** How sure it is that a column is computed from others: `certain` needs no word in its heading. */
export type SumEvidence = 'none' | 'likely' | 'certain'

/** Sum of the parts that are there; undefined where fewer than two are. */
function sumOfParts(record: Figures, columns: readonly number[]): { sum: number; nonZero: number } | undefined {
  const values = columns.map((column) => record[column]).filter((value) => value !== undefined)
  if (values.length < 2) return undefined
  return { sum: values.reduce((sum, value) => sum + value, 0), nonZero: values.filter((value) => value !== 0).length }
}

interface SumTally {
  compared: number
  equal: number
  nonZero: number
  /** Different sums too large and exact for chance. */
  readonly strong: Set<number>
}

function tallySums(
  records: readonly Figures[],
  column: number,
  parts: { columns: readonly number[]; step: number },
): SumTally {
  const tally: SumTally = { compared: 0, equal: 0, nonZero: 0, strong: new Set() }
  for (const record of records) {
    const total = record[column]
    const found = total === undefined ? undefined : sumOfParts(record, parts.columns)
    if (total === undefined || found === undefined) continue
    tally.compared++
    if (total !== 0 && total !== found.sum - total) tally.nonZero++
    const allowed = tolerance(total, parts.columns.length, parts.step)
    if (Math.abs(total - found.sum) > allowed) continue
    tally.equal++
    if (found.nonZero >= 2 && Math.abs(total) > 40 * allowed) tally.strong.add(total)
  }
  return tally
}

/** Whether a column is, in nearly every record, the sum of the columns given. */
function sumEvidence({ compared, equal, nonZero, strong }: SumTally): SumEvidence {
  if (compared < 4 || nonZero < 0.5 * compared || equal < 0.9 * compared) return 'none'
  // Eight different large sums without one exception are no chance.
  return equal === compared && strong.size >= 8 ? 'certain' : 'likely'
}

/** Sets of columns that may add up to a column: its neighbours, every second or third one, or two of those near it. */
function* candidates(column: number, width: number): Generator<number[]> {
  for (const stride of [1, 2, 3]) {
    const columns: number[] = []
    for (let c = column + stride; c < width && columns.length < 24; c += stride) {
      columns.push(c)
      if (columns.length >= 2) yield [...columns]
    }
  }
  const near = Math.min(width, column + 13)
  for (let a = column + 1; a < near; a++) for (let b = a + 2; b < near; b++) yield [a, b]
}

/** Columns that are the sum of columns to their right: "Total", "Both sexes", "Chung". */
export function findTotalColumns(records: readonly Figures[]): SumEvidence[] {
  const width = records[0]?.length ?? 0
  const found = Array.from({ length: width }, (): SumEvidence => 'none')
  if (!isComparable(records)) return found
  for (let column = 0; column < width - 2; column++) {
    const step = stepOf(records.map((record) => record[column]))
    for (const columns of candidates(column, width)) {
      const evidence = sumEvidence(tallySums(records, column, { columns, step }))
      if (evidence === 'none') continue
      found[column] = evidence
      break
    }
  }
  return found
}

const isComparable = (records: readonly Figures[]): boolean => {
  const width = records[0]?.length ?? 0
  return width >= 3 && width <= MOST_COLUMNS && records.length >= 4 && records.length <= MOST_ROWS
}

/** Four exact sums of so many parts, each far larger than what rounding allows, are no chance. */
const SURE_PARTS = 3

/** Columns that close those before them with their sum ("Cộng", "Ba kho"), in every record without exception. */
export function findClosingTotals(records: readonly Figures[]): SumEvidence[] {
  const width = records[0]?.length ?? 0
  return Array.from({ length: width }, (_, column): SumEvidence => {
    if (column < 2 || !isComparable(records)) return 'none'
    const step = stepOf(records.map((record) => record[column]))
    const all = Array.from({ length: column }, (__, c) => c)
    const tallies = [all, all.slice(-SURE_PARTS)].map((columns) => tallySums(records, column, { columns, step }))
    const exact = tallies.filter((tally) => sumEvidence(tally) !== 'none' && tally.equal === tally.compared)
    if (exact.length === 0) return 'none'
    return column >= SURE_PARTS && exact.some(({ strong }) => strong.size >= 4) ? 'certain' : 'likely'
  })
}
