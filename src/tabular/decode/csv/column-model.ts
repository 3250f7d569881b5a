import type { Field } from './text-record.ts'
import { exactShape, kindOf, looseShape } from './value-shape.ts'

/** How little a value looks like the other values of its column: 0 is perfectly at home. */
export interface ColumnModel {
  readonly cost: (field: Field) => number
}

interface Counts {
  readonly exact: Map<string, number>
  readonly loose: Map<string, number>
  readonly kind: Map<string, number>
  readonly seen: Map<string, number>
  quoted: number
  /** Values with a blank in front. */
  blank: number
  filled: number
  total: number
  shortest: number
  longest: number
}

const MAX_RECORDS = 1500

/** Learns what each column holds from records that are beyond doubt. */
export function learnColumns(records: readonly (readonly Field[])[], width: number): readonly ColumnModel[] {
  const step = Math.max(1, Math.floor(records.length / MAX_RECORDS))
  const sample = records.filter((_, i) => i % step === 0)
  return Array.from({ length: width }, (_, column) => {
    const counts = newCounts()
    for (const record of sample) {
      const field = record[column]
      if (field) count(counts, field)
    }
    return { cost: (field) => costOf(field, counts) }
  })
}

function newCounts(): Counts {
  return {
    exact: new Map(),
    loose: new Map(),
    kind: new Map(),
    seen: new Map(),
    quoted: 0,
    blank: 0,
    filled: 0,
    total: 0,
    shortest: Number.POSITIVE_INFINITY,
    longest: 0,
  }
}

function count(counts: Counts, field: Field): void {
  const add = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1)
  const value = field.text.trim()
  counts.total++
  add(counts.exact, exactShape(value))
  add(counts.loose, looseShape(value))
  add(counts.kind, kindOf(value))
  add(counts.seen, value)
  if (value === '') return
  counts.filled++
  if (field.quoted) counts.quoted++
  if (startsBlank(field)) counts.blank++
  counts.shortest = Math.min(counts.shortest, value.length)
  counts.longest = Math.max(counts.longest, value.length)
}

function costOf(field: Field, counts: Counts): number {
  const value = field.text.trim()
  const share = (map: Map<string, number>, key: string): number => (map.get(key) ?? 0) / Math.max(counts.total, 1)
  const seen = Math.min(1, (counts.seen.get(value) ?? 0) / 2)
  const likely =
    0.35 * share(counts.exact, exactShape(value)) +
    0.25 * share(counts.loose, looseShape(value)) +
    0.2 * share(counts.kind, kindOf(value)) +
    0.2 * seen
  return -Math.log(
    (likely + 0.002) * sizeFactor(value, counts) * quoteFactor(field, counts) * blankFactor(field, counts),
  )
}

const startsBlank = (field: Field): boolean => !field.quoted && /^\s\S/.test(field.text)

function blankFactor(field: Field, counts: Counts): number {
  if (field.text === '' || counts.filled === 0) return 1
  const share = counts.blank / counts.filled
  return 0.3 + 0.7 * (startsBlank(field) ? share : 1 - share)
}

function sizeFactor(value: string, counts: Counts): number {
  if (value === '' || counts.filled === 0) return 1
  if (value.length > counts.longest * 1.25 + 4) return 0.15
  return value.length < counts.shortest * 0.6 ? 0.4 : 1
}

// A program quotes a column always or only where it must; a quote in a column without any is out of place.
function quoteFactor(field: Field, counts: Counts): number {
  if (field.text === '' || counts.filled === 0) return 1
  const share = counts.quoted / counts.filled
  const stray = !field.quoted && field.text.includes('"') ? 0.5 : 1
  return stray * (0.25 + 0.75 * (field.quoted ? share : 1 - share))
}
