import type { Column, Value } from '../model.ts'
import { fitsType } from './check-type.ts'
import { createDistinctCounter } from './distinct-counter.ts'

export interface NumberSummary {
  readonly min: number
  readonly max: number
  readonly sum: number
  readonly mean: number
  readonly deviation: number
  readonly zeros: number
  readonly negatives: number
}

/** A value that is not what the column's type promises. `row` counts the table's records from 1. */
export interface TypeProblem {
  readonly row: number
  readonly value: string
}

export interface ColumnProfile {
  readonly name: string
  readonly rows: number
  readonly missing: number
  /** Filled cells / rows, 0 to 1. */
  readonly completeness: number
  readonly distinct: number
  readonly distinctExact: boolean
  /** Most frequent values, at most 20. */
  readonly top: readonly { readonly value: string; readonly count: number }[]
  readonly numbers?: NumberSummary
  /** First and last value by text order, for text, dates and periods. */
  readonly first?: string
  readonly last?: string
  /** Characters of the longest text; numbers are not counted. */
  readonly longest: number
  readonly typeProblems: number
  readonly typeExamples: readonly TypeProblem[]
}

export interface ColumnAccumulator {
  /** `hash` is the first hash of the value, where the caller has it already. */
  add(value: Value, row: number, hash?: number): void
  result(): ColumnProfile
  /** Distinct values as text with their counts, as far as they were kept. */
  values(): (readonly [value: string, count: number])[]
}

const TOP = 20
const EXAMPLES = 5

/** Collects the statistics of one column from a stream of its values. */
export function createColumnAccumulator(column: Column, distinctBound?: number): ColumnAccumulator {
  const distinct = createDistinctCounter(distinctBound)
  const numeric = column.type === 'integer' || column.type === 'decimal'
  const numbers = createNumberSummary()
  const texts = createTextSummary()
  const examples: TypeProblem[] = []
  const tally = { rows: 0, missing: 0, typeProblems: 0 }

  function addFilled(value: Exclude<Value, null>, row: number): void {
    if (!fitsType(value, column.type)) {
      tally.typeProblems += 1
      if (examples.length < EXAMPLES) examples.push({ row, value: String(value) })
    }
    if (numeric) numbers.add(Number(value))
    else texts.add(String(value))
  }

  function result(): ColumnProfile {
    const { count, exact, values } = distinct.result()
    const summary = numbers.result()
    return {
      name: column.name,
      ...tally,
      completeness: tally.rows === 0 ? 1 : (tally.rows - tally.missing) / tally.rows,
      distinct: count,
      distinctExact: exact,
      top: mostFrequent(values),
      ...(summary === undefined ? {} : { numbers: summary }),
      ...texts.result(),
      typeExamples: examples,
    }
  }

  return {
    add(value, row, hash) {
      tally.rows += 1
      if (value === null || value === '') tally.missing += 1
      else {
        distinct.add(value, hash)
        addFilled(value, row)
      }
    },
    values: () => Array.from(distinct.result().values, ([value, count]) => [String(value), count] as const),
    result,
  }
}

function createTextSummary(): { add(text: string): void; result(): Pick<ColumnProfile, 'first' | 'last' | 'longest'> } {
  let first: string | undefined
  let last: string | undefined
  let longest = 0
  return {
    add(text) {
      if (text.length > longest) longest = text.length
      if (first === undefined || text < first) first = text
      if (last === undefined || text > last) last = text
    },
    result: () => (first === undefined || last === undefined ? { longest } : { first, last, longest }),
  }
}

function mostFrequent(values: ReadonlyMap<Exclude<Value, null>, number>): { value: string; count: number }[] {
  return Array.from(values, ([value, count]) => ({ value: String(value), count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, TOP)
}

/** Mean and deviation by Welford's method, sum with Kahan's correction: long columns must not drift. */
function createNumberSummary(): { add(value: number): void; result(): NumberSummary | undefined } {
  const state = { count: 0, min: Infinity, max: -Infinity, sum: 0, lost: 0, mean: 0, spread: 0, zeros: 0, negatives: 0 }
  return {
    add(value) {
      if (!Number.isFinite(value)) return
      state.count += 1
      if (value < state.min) state.min = value
      if (value > state.max) state.max = value
      if (value === 0) state.zeros += 1
      if (value < 0) state.negatives += 1
      const corrected = value - state.lost
      const sum = state.sum + corrected
      state.lost = sum - state.sum - corrected
      state.sum = sum
      const step = value - state.mean
      state.mean += step / state.count
      state.spread += step * (value - state.mean)
    },
    result() {
      if (state.count === 0) return undefined
      const { min, max, sum, mean, zeros, negatives } = state
      const deviation = state.count > 1 ? Math.sqrt(state.spread / (state.count - 1)) : 0
      return { min, max, sum, mean, deviation, zeros, negatives }
    },
  }
}
