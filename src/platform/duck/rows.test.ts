import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Value } from '../../tabular/model.ts'
import { fold } from '../text.ts'
import { type Condition, parseFilters } from './filter.ts'
import { cursorDigest } from './rows/cursor.ts'
import type { Sort, TableRef } from './rows/model.ts'
import type { TableColumn } from './sql.ts'
import { createTestDuck, type TestDuck } from './testing.ts'

type Row = readonly Value[]

let kit: TestDuck
beforeAll(async () => {
  kit = await createTestDuck()
})
afterAll(() => kit.close())

const columns: readonly TableColumn[] = [
  { name: 'ten', type: 'text' },
  { name: 'so', type: 'integer' },
  { name: 'gia', type: 'decimal' },
  { name: 'ngay', type: 'date' },
  { name: 'co', type: 'boolean' },
]

async function store(rows: readonly Row[], of: readonly TableColumn[] = columns): Promise<TableRef> {
  const { digest } = await kit.duck.ingest.fromRows({ columns: of, rows })
  return { digest, columns: of }
}

async function allPages(table: TableRef, filter: readonly Condition[], sort: readonly Sort[]): Promise<readonly Row[]> {
  const rows: Row[] = []
  let after: string | undefined
  do {
    const page = await kit.duck.rows.page({ table, filter, sort, limit: 7, ...(after === undefined ? {} : { after }) })
    rows.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return rows
}

const texts = fc.constantFrom('Hà Nội', 'ha noi', 'Đà Nẵng', 'Huế', '', 'a:b,c', "O'Neil", '%_', '10')
const row = fc.tuple(
  fc.option(texts, { freq: 6 }),
  fc.option(fc.integer({ min: -3, max: 3 }), { freq: 6 }),
  fc.option(fc.constantFrom(-1.5, 0, 0.1, 2, 1e20), { freq: 6 }),
  fc.option(fc.constantFrom('1999-12-31', '2020-02-29', '2024-01-01'), { freq: 6 }),
  fc.option(fc.boolean(), { freq: 6 }),
)
const values = [
  texts,
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(-1.5, 0, 0.1, 2, 1e20),
  fc.constantFrom('1999-12-31', '2020-02-29', '2024-01-01'),
  fc.boolean(),
] as const
const condition = fc.constantFrom(0, 1, 2, 3, 4).chain((at): fc.Arbitrary<Condition> => {
  const ops = ['eq', 'ne', 'in', 'null', 'notnull'] as const
  const ordered = ['lt', 'le', 'gt', 'ge', 'between'] as const
  const words = ['contains', 'contains_plain'] as const
  const usable = [...ops, ...(at < 4 ? ordered : []), ...(at === 0 ? words : [])]
  const value: fc.Arbitrary<string | number | boolean> = values[at as 0]
  return fc
    .record({ op: fc.constantFrom(...usable), list: fc.array(value, { minLength: 2, maxLength: 3 }) })
    .map(({ op, list }) => {
      const size = op === 'null' || op === 'notnull' ? 0 : op === 'in' ? 3 : op === 'between' ? 2 : 1
      return { column: columns[at]?.name ?? '', op, values: list.slice(0, size) }
    })
})
const sorts = fc
  .uniqueArray(fc.constantFrom(...columns.map(({ name }) => name)), { maxLength: 3 })
  .chain((names) =>
    fc.tuple(...names.map((column) => fc.boolean().map((descending): Sort => ({ column, descending })))),
  )

/** What the row API means, without a database. */
function naive(rows: readonly Row[], filter: readonly Condition[], sort: readonly Sort[]): readonly Row[] {
  const at = (name: string): number => columns.findIndex((column) => column.name === name)
  const kept = rows.filter((one) => filter.every((each) => holds(one[at(each.column)] ?? null, each)))
  return kept.toSorted((a, b) => {
    for (const { column, descending } of sort) {
      const [x, y] = [a[at(column)] ?? null, b[at(column)] ?? null]
      if (x === null || y === null) {
        if (x !== y) return x === null ? 1 : -1
      } else if (compare(x, y) !== 0) return descending === true ? compare(y, x) : compare(x, y)
    }
    return 0
  })
}

function compare(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : a > b ? 1 : 0
}

function holds(value: Value, { op, values: [first = '', second = ''], values: all }: Condition): boolean {
  if (op === 'null') return value === null
  if (op === 'ne') return value !== first
  if (value === null) return false
  const order = compare(value, first)
  const answers: Readonly<Record<Exclude<Condition['op'], 'null' | 'ne'>, () => boolean>> = {
    notnull: () => true,
    eq: () => order === 0,
    lt: () => order < 0,
    le: () => order <= 0,
    gt: () => order > 0,
    ge: () => order >= 0,
    between: () => order >= 0 && compare(value, second) <= 0,
    in: () => all.includes(value),
    contains: () => String(value).toLowerCase().includes(String(first).toLowerCase()),
    contains_plain: () => fold(String(value)).includes(fold(String(first))),
  }
  return answers[op]()
}

describe('pages of rows', () => {
  test('are what filtering, sorting and cutting the rows by hand gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.array(fc.tuple(fc.array(condition, { maxLength: 2 }), sorts), { minLength: 12, maxLength: 12 }),
        async (rows, questions) => {
          const table = await store(rows)
          for (const [filter, sort] of questions) {
            const expected = naive(rows, filter, sort)
            expect(await allPages(table, filter, sort)).toEqual(expected)
            expect(await kit.duck.rows.page({ table, filter, limit: 1, count: true })).toMatchObject({
              count: expected.length,
            })
          }
        },
      ),
      { numRuns: 6 },
    )
  })

  test('give the columns asked for, in that order', async () => {
    const table = await store([['a', 1, 2, null, true]])
    expect(await kit.duck.rows.page({ table, select: ['gia', 'ten'], limit: 5 })).toEqual({
      columns: ['gia', 'ten'],
      rows: [[2, 'a']],
    })
  })

  test('compare numbers beyond 64 bits digit by digit', async () => {
    const exact: readonly TableColumn[] = [
      { name: 'n', type: 'integer' },
      { name: 'd', type: 'decimal' },
    ]
    const rows: readonly Row[] = [
      ['12345678901234567890', '0.1234567890123456789'],
      ['12345678901234567891', '0.1234567890123456788'],
      [1, 0.5],
    ]
    const table = await store(rows, exact)
    const where = async (...filter: readonly string[]): Promise<readonly Row[]> =>
      (await kit.duck.rows.page({ table, filter: parseFilters(filter, exact), limit: 9 })).rows
    expect(await where('n:eq:12345678901234567891')).toEqual([rows[1]])
    expect(await where('d:gt:0.1234567890123456788', 'd:lt:0.5')).toEqual([rows[0]])
    expect(await where('d:lt:0.12345678901234567885')).toEqual([rows[1]])
    expect(await where('n:lt:2')).toEqual([rows[2]])
    expect(await allPages(table, [], [{ column: 'd' }])).toEqual([rows[1], rows[0], rows[2]])
  })

  test('continue only with the cursor of the same version, filter and order', async () => {
    const table = await store(Array.from({ length: 5 }, (_, at): Row => [`${at}`, at, null, null, null]))
    const other = await store([['x', 1, null, null, null]])
    const { next = '' } = await kit.duck.rows.page({ table, limit: 2 })
    expect(cursorDigest(next)).toBe(table.digest)
    await expect(kit.duck.rows.page({ table: other, limit: 2, after: next })).rejects.toMatchObject({
      code: 'rows.cursor-stale',
    })
    const sorted = kit.duck.rows.page({ table, limit: 2, after: next, sort: [{ column: 'so' }] })
    await expect(sorted).rejects.toMatchObject({ code: 'rows.cursor-stale' })
    await expect(kit.duck.rows.page({ table, limit: 2, after: 'x' })).rejects.toMatchObject({
      code: 'rows.cursor-invalid',
    })
  })

  test('treat names and values of strangers as names and values', async () => {
    const table = await store([["'; DROP TABLE x; --", 1, null, null, null]])
    const filter = parseFilters([`ten:eq:'; DROP TABLE x; --`], columns)
    expect((await kit.duck.rows.page({ table, filter, limit: 5, count: true })).count).toBe(1)
    const odd: Sort = { column: 'so" ; SELECT 1 --' }
    await expect(kit.duck.rows.page({ table, sort: [odd], limit: 5 })).rejects.toMatchObject({
      code: 'rows.unknown-column',
    })
  })
})

describe('groups and values', () => {
  const rows: readonly Row[] = [
    ['Huế', 1, 0.5, null, true],
    ['Huế', 2, null, null, false],
    ['Đà Nẵng', 3, 1.5, null, true],
    [null, 4, 2.5, null, null],
  ]

  test('count, add up and compare what is in each group', async () => {
    const table = await store(rows)
    const result = await kit.duck.rows.aggregate({
      table,
      group: ['ten'],
      measures: [
        { kind: 'count' },
        { kind: 'sum', column: 'so' },
        { kind: 'avg', column: 'gia' },
        { kind: 'max', column: 'gia' },
      ],
      filter: parseFilters(['so:lt:4'], columns),
      sort: [{ output: 2, descending: true }],
      limit: 10,
    })
    expect(result).toEqual({
      rows: [
        ['Huế', 2, 3, 0.5, 0.5],
        ['Đà Nẵng', 1, 3, 1.5, 1.5],
      ],
      more: false,
    })
  })

  test('list the values of a column, found without diacritics', async () => {
    const table = await store(rows)
    expect(await kit.duck.rows.distinct({ table, column: 'ten', filter: [], limit: 2 })).toEqual({
      values: [
        { value: 'Huế', count: 2 },
        { value: 'Đà Nẵng', count: 1 },
      ],
      more: true,
    })
    const found = await kit.duck.rows.distinct({ table, column: 'ten', contains: 'da nang', filter: [], limit: 2 })
    expect(found.values).toEqual([{ value: 'Đà Nẵng', count: 1 }])
  })
})

describe('the difference of two versions', () => {
  const key: readonly TableColumn[] = [
    { name: 'ma', type: 'text' },
    { name: 'so', type: 'integer' },
  ]

  test('is told by key where the key is unique', async () => {
    const before = await store(
      [
        ['a', 1],
        ['b', 2],
        ['c', 3],
        [null, 4],
      ],
      key,
    )
    const after = await store(
      [
        ['b', 2],
        ['c', 5],
        ['d', 6],
        [null, 4],
      ],
      key,
    )
    expect(await kit.duck.rows.diff({ before, after, key: ['ma'], examples: 5 })).toEqual({
      by: 'key',
      keyNotUnique: false,
      added: 1,
      removed: 1,
      changed: 1,
      unchanged: 2,
      columns: ['ma', 'so'],
      addedRows: [['d', 6]],
      removedRows: [['a', 1]],
      changedRows: [{ key: ['c'], cells: [{ column: 'so', before: 3, after: 5 }] }],
    })
  })

  test('is told by whole rows, counted as often as they stand, where it is not', async () => {
    const before = await store(
      [
        ['a', 1],
        ['a', 1],
        ['b', 2],
      ],
      key,
    )
    const after = await store(
      [
        ['a', 1],
        ['b', 2],
        ['b', 3],
      ],
      key,
    )
    expect(await kit.duck.rows.diff({ before, after, key: ['ma'], examples: 5 })).toMatchObject({
      by: 'rows',
      keyNotUnique: true,
      added: 1,
      removed: 1,
      unchanged: 2,
      addedRows: [['b', 3]],
      removedRows: [['a', 1]],
    })
  })
})
