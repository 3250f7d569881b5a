import { kindOf, type ValueKind } from '../csv/value-shape.ts'
import type { Grid } from './found-table.ts'

/** What the cells of a column mostly are; `undefined` for columns of text or mixed content. */
export type TypedKind = 'number' | 'date' | 'link'

export interface ColumnKinds {
  readonly typed: readonly (TypedKind | undefined)[]
  /** Whether most figures of the column are years: then a year on top is a record and no label. */
  readonly years: readonly boolean[]
  /** How often each text stands in a column. */
  readonly seen: readonly ReadonlyMap<string, number>[]
}

const MAX_ROWS = 400
const SHARE = 0.6

const broad = (kind: ValueKind): TypedKind | 'text' | 'empty' =>
  kind === 'money'
    ? 'number'
    : kind === 'number' || kind === 'date' || kind === 'link' || kind === 'empty'
      ? kind
      : 'text'

/** The kind of one cell in the terms columns are typed in. */
export const broadKind = (text: string): TypedKind | 'text' | 'empty' => broad(kindOf(text))

/** Whether a text is a year as a column label would have it. */
export const isYear = (text: string): boolean => /^\s*(?:19|20)\d\d\s*$/.test(text)

/** Types the columns by the rows given, most of which should be records. */
export function columnKinds(grid: Grid, rows: readonly number[]): ColumnKinds {
  const step = Math.max(1, Math.floor(rows.length / MAX_ROWS))
  const sample = rows.filter((_, i) => i % step === 0)
  const columns = Array.from({ length: grid.width }, (_, c) =>
    kindsOfColumn(sample.map((r) => grid.texts[r]?.[c] ?? '')),
  )
  return {
    typed: columns.map((c) => c.typed),
    years: columns.map((c) => c.years),
    seen: columns.map((c) => c.seen),
  }
}

function kindsOfColumn(values: readonly string[]): {
  typed: TypedKind | undefined
  years: boolean
  seen: Map<string, number>
} {
  const counts = { number: 0, date: 0, link: 0, text: 0, empty: 0 }
  const seen = new Map<string, number>()
  let years = 0
  for (const value of values) {
    counts[broadKind(value)]++
    if (isYear(value)) years++
    const text = value.trim()
    if (text !== '') seen.set(text, (seen.get(text) ?? 0) + 1)
  }
  const filled = values.length - counts.empty
  const typed = (['number', 'date', 'link'] as const).find((kind) => filled > 0 && counts[kind] / filled >= SHARE)
  return { typed, years: filled > 0 && years / filled > 0.5, seen }
}
