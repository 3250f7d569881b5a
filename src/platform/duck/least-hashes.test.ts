import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Column, Value } from '../../tabular/model.ts'
import { createTestDuck, type TestDuck } from './testing.ts'

let kit: TestDuck
beforeAll(async () => {
  kit = await createTestDuck()
})
afterAll(() => kit.close())

const column = (name: string, type: Column['type']): Column => ({ name, title: name, type, role: 'attribute' })
const COLUMNS = [column('ten', 'text'), column('so', 'integer'), column('gia', 'decimal'), column('ngay', 'date')]
const record = (i: number): readonly Value[] => [`Hộ ${i}`, i, i / 4, '2024-01-31']
const records = (from: number, to: number): (readonly Value[])[] =>
  Array.from({ length: to - from }, (_, i) => record(from + i))

async function hashesOf(columns: readonly Column[], rows: readonly (readonly Value[])[]): Promise<readonly number[]> {
  async function* batch(): AsyncGenerator<readonly (readonly Value[])[]> {
    yield rows
  }
  const { digest } = await kit.duck.ingest.fromRows({ columns, rows: batch() })
  return kit.duck.rows.leastHashes({ digest, columns })
}

test('records in another order, columns in another order and letters in another case are the same records', async () => {
  const found = await hashesOf(COLUMNS, records(0, 1000))
  expect(found).toHaveLength(256)
  expect(found).toEqual([...new Set(found)].sort((a, b) => a - b))
  expect(found.every(Number.isSafeInteger)).toBe(true)
  const moved = records(0, 1000)
    .toReversed()
    .map(([name, ...rest]) => [...rest, String(name).toUpperCase()])
  expect(await hashesOf([...COLUMNS.slice(1), ...COLUMNS.slice(0, 1)], moved)).toEqual(found)
})

test('of a table that grew, every smallest hash that is left belongs to an old or a new record', async () => {
  const [old, grown, added] = await Promise.all([
    hashesOf(COLUMNS, records(0, 2000)),
    hashesOf(COLUMNS, records(0, 3000)),
    hashesOf(COLUMNS, records(2000, 3000)),
  ])
  expect([...new Set([...old, ...added])].sort((a, b) => a - b).slice(0, 256)).toEqual(grown)
})

test('empty cells are records too, and repeated records count once', async () => {
  const rows = Array.from({ length: 50 }, (): readonly Value[] => [null, null, null, null])
  expect(await hashesOf(COLUMNS, [...rows, record(1)])).toHaveLength(2)
})

test('a whole amount is the same in a column of integers and in one of decimals', async () => {
  const [whole, decimal] = [column('so', 'integer'), column('so', 'decimal')]
  expect(await hashesOf([decimal], [[3], [-40], [null]])).toEqual(await hashesOf([whole], [[3], [-40], [null]]))
})
