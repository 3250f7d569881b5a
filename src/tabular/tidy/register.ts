import type { Value } from '../model.ts'
import { makeUnique } from '../values/fold.ts'
import type { LongColumn, LongTable } from './model.ts'
import type { WideTable } from './wide.ts'

/** Columns that together name a record: one column of distinct values if there is one, else from the left. */
function findKey(wide: WideTable): number[] {
  const width = wide.columns.length
  const usable = Array.from({ length: width }, (_, c) => c).filter((c) => wide.columns[c]?.name !== 'la_dong_tong')
  const distinct = usable.filter(
    (c) =>
      new Set(wide.rows.map((row) => row[c])).size === wide.rows.length && wide.rows.every((row) => row[c] !== null),
  )
  const single = distinct.find((c) => wide.columns[c]?.axis?.kind === 'code') ?? distinct[0]
  if (single !== undefined) return [single]
  const key: number[] = []
  for (const c of usable.slice(0, -1)) {
    key.push(c)
    if (new Set(wide.rows.map((row) => JSON.stringify(key.map((k) => row[k])))).size === wide.rows.length) break
  }
  return key
}

function* cells(wide: WideTable, key: readonly number[], marks: readonly string[] | undefined): Generator<Value[]> {
  const titles = makeUnique(
    wide.columns.map((column) => column.title),
    ' #',
  )
  const measured = wide.columns.flatMap((_, c) => (key.includes(c) ? [] : [c]))
  for (let r = 0; r < wide.rows.length; r++) {
    const row = wide.rows[r] ?? []
    for (const c of measured) {
      const value = row[c] ?? null
      if (value === null) continue
      yield [
        ...key.map((k) => row[k] ?? null),
        ...(marks ? [marks[r] || null] : []),
        titles[c] ?? '',
        value,
        wide.columns[c]?.unit ?? '',
      ]
    }
  }
}

function countRepeats(wide: WideTable, key: readonly number[]): string[] | undefined {
  const seen = new Map<string, number>()
  const marks = wide.rows.map((row) => {
    const name = JSON.stringify(key.map((k) => row[k]))
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? '' : String(count)
  })
  return marks.some((mark) => mark !== '') ? marks : undefined
}

/** The long form of a list of things (schools, communes): its key columns, and one observation for every other cell. */
export function buildRegisterLong(wide: WideTable): LongTable {
  const key = findKey(wide)
  const marks = countRepeats(wide, key)
  const reserved = ['measure', 'value', 'unit']
  const names = makeUnique([...reserved, ...key.map((k) => wide.columns[k]?.name ?? ''), 'lan_lap']).slice(
    reserved.length,
  )
  const repeat: LongColumn[] = marks
    ? [{ name: names.at(-1) ?? 'lan_lap', title: 'Lần lặp', role: 'dimension', kind: 'category', type: 'text' }]
    : []
  const columns: LongColumn[] = [
    ...key.map(
      (k, i): LongColumn => ({
        name: names[i] ?? '',
        title: wide.columns[k]?.title ?? '',
        role: 'dimension',
        kind: 'category',
        type: wide.columns[k]?.type ?? 'text',
      }),
    ),
    ...repeat,
    { name: 'measure', title: 'Chỉ tiêu', role: 'measure', type: 'text' },
    { name: 'value', title: 'Giá trị', role: 'value', type: 'text' },
    { name: 'unit', title: 'Đơn vị tính', role: 'unit', type: 'text' },
  ]
  return { columns, rows: { [Symbol.iterator]: () => cells(wide, key, marks) } }
}
