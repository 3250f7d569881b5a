import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fold } from '../../text.ts'
import { createTestDuck, type TestDuck } from '../testing.ts'
import type { TableRef } from './model.ts'
import type { Comparison, SelectSort, Term, Where } from './select-model.ts'

const columns = [
  { name: 'ten', type: 'text' },
  { name: 'so', type: 'integer' },
] as const
type Row = readonly [string | null, number | null]
const rows: readonly Row[] = [
  ['Hà Nội', 3],
  ['Huế', null],
  [null, 1],
  ['Đà Nẵng', 3],
  ['hà nội', 2],
  ['', -1],
]

let kit: TestDuck
let table: TableRef
beforeAll(async () => {
  kit = await createTestDuck()
  table = { digest: (await kit.duck.ingest.fromRows({ columns, rows })).digest, columns }
})
afterAll(() => kit.close())

const column = (name: string): Term => ({ kind: 'column', column: name })
const number = (value: number): Term => ({ kind: 'value', value, type: 'integer' })
const text = (value: string): Term => ({ kind: 'value', value, type: 'text' })
const compare = (op: Comparison, left: Term, right: Term): Where => ({ kind: 'compare', op, left, right })

const leaf: fc.Arbitrary<Where> = fc.oneof(
  fc
    .tuple(fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'), fc.integer({ min: -2, max: 4 }))
    .map(([op, value]) => compare(op as Comparison, column('so'), number(value))),
  fc
    .tuple(fc.constantFrom('eq', 'contains', 'startswith', 'endswith'), fc.constantFrom('Hà', 'i', '', 'Huế'))
    .map(([op, value]) => compare(op as Comparison, column('ten'), text(value))),
  fc.constantFrom('ten', 'so').map((name): Where => ({ kind: 'missing', term: column(name) })),
  fc
    .constantFrom(['ha noi'], ['da', '3'], ['HUE'])
    .map((words): Where => ({ kind: 'words', columns: ['ten', 'so'], words })),
)
const byRow: fc.Arbitrary<Where> = fc
  .tuple(fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'), fc.constantFrom(-1, 0, 1, 3, 2.5, 6, 7))
  .map(([op, value]) =>
    compare(op as Comparison, column('_id'), {
      kind: 'value',
      value,
      type: Number.isInteger(value) ? 'integer' : 'decimal',
    }),
  )
const where = fc.letrec<{ tree: Where }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    byRow,
    fc.array(tie('tree'), { maxLength: 3 }).map((of): Where => ({ kind: 'all', of })),
    fc.array(tie('tree'), { maxLength: 3 }).map((of): Where => ({ kind: 'any', of })),
    tie('tree').map((of): Where => ({ kind: 'not', of })),
  ),
})).tree

function truthOfMany(kind: 'all' | 'any', each: readonly (boolean | undefined)[]): boolean | undefined {
  const decides = kind === 'any'
  if (each.includes(decides)) return decides
  return each.includes(undefined) ? undefined : !decides
}

/** Truth in three values; `undefined` is SQL's unknown. */
function truth(of: Where, row: Row): boolean | undefined {
  switch (of.kind) {
    case 'all':
    case 'any':
      return truthOfMany(
        of.kind,
        of.of.map((one) => truth(one, row)),
      )
    case 'not': {
      const inner = truth(of.of, row)
      return inner === undefined ? undefined : !inner
    }
    case 'missing':
      return valueOf(of.term, row) === null
    case 'words': {
      const whole = fold(row.filter((cell) => cell !== null).join(' '))
      return of.words.every((word) => whole.includes(fold(word)))
    }
    case 'compare': {
      const [a, b] = [valueOf(of.left, row), valueOf(of.right, row)]
      return a === null || b === null ? undefined : compared(of.op, a, b)
    }
  }
}

function valueOf(term: Term, row: Row): string | number | boolean | null {
  if (term.kind === 'column' && term.column === '_id') return rows.indexOf(row) + 1
  if (term.kind === 'column') return term.column === 'ten' ? row[0] : row[1]
  return term.kind === 'value' ? term.value : null
}

function compared(op: Comparison, a: string | number | boolean, b: string | number | boolean): boolean {
  const answers: Readonly<Record<Comparison, () => boolean>> = {
    eq: () => a === b,
    ne: () => a !== b,
    lt: () => a < b,
    le: () => a <= b,
    gt: () => a > b,
    ge: () => a >= b,
    contains: () => String(a).includes(String(b)),
    startswith: () => String(a).startsWith(String(b)),
    endswith: () => String(a).endsWith(String(b)),
  }
  return answers[op]()
}

describe('selected rows', () => {
  test('are those for which the condition is true, in the order of the file, counted', async () => {
    await fc.assert(
      fc.asyncProperty(where, async (condition) => {
        const expected = rows.flatMap((row, at) => (truth(condition, row) === true ? [[at + 1, ...row]] : []))
        const found = await kit.duck.rows.select({ table, where: condition, limit: 100, count: true })
        expect(found.rows).toEqual(expected)
        expect(found.count).toBe(expected.length)
      }),
      { numRuns: 150 },
    )
  })

  test('come in the order asked for, page by page without a gap', async () => {
    const sort: readonly SelectSort[] = [{ column: 'so', descending: true, nulls: 'first' }]
    const pages = await Promise.all(
      [0, 2, 4].map((offset) => kit.duck.rows.select({ table, select: ['_id', 'so'], sort, limit: 2, offset })),
    )
    expect(pages.flatMap((page) => page.rows)).toEqual([
      [2, null],
      [1, 3],
      [4, 3],
      [5, 2],
      [3, 1],
      [6, -1],
    ])
  })

  test('can be distinct, and are counted so', async () => {
    const found = await kit.duck.rows.select({ table, select: ['so'], distinct: true, limit: 2, count: true })
    expect(found).toEqual({ columns: ['so'], rows: [[-1], [1]], count: 5 })
  })

  test('can be compared by what functions make of them', async () => {
    const ids = async (condition: Where): Promise<readonly unknown[]> =>
      (await kit.duck.rows.select({ table, select: ['_id'], where: condition, limit: 9 })).rows.flat()
    const call = (name: 'lower' | 'length' | 'indexof' | 'substring' | 'mul', ...of: readonly Term[]): Term => ({
      kind: 'call',
      name,
      of,
    })
    expect(await ids(compare('eq', call('lower', column('ten')), text('hà nội')))).toEqual([1, 5])
    expect(await ids(compare('eq', call('length', column('ten')), number(3)))).toEqual([2])
    expect(await ids(compare('eq', call('indexof', column('ten'), text('Nội')), number(3)))).toEqual([1])
    expect(await ids(compare('eq', call('substring', column('ten'), number(3)), text('Nội')))).toEqual([1])
    expect(await ids(compare('eq', call('mul', column('so'), number(2)), number(6)))).toEqual([1, 4])
    expect(await ids(compare('gt', column('_id'), number(4)))).toEqual([5, 6])
  })

  test('can be ranked by words, best first', async () => {
    const words = { columns: ['ten', 'so'], words: ['noi'] }
    const found = await kit.duck.rows.select({
      table,
      select: ['_id', 'ten'],
      where: { kind: 'words', ...words },
      ranks: [{ name: 'rank', ...words }],
      sort: [{ column: 'rank', descending: true }],
      limit: 5,
      count: true,
    })
    expect(found).toEqual({
      columns: ['_id', 'ten', 'rank'],
      rows: [
        [1, 'Hà Nội', 3 / 8],
        [5, 'hà nội', 3 / 8],
      ],
      count: 2,
    })
  })

  test('name only columns of the table', async () => {
    const odd = compare('eq', column('so" OR TRUE --'), number(1))
    await expect(kit.duck.rows.select({ table, where: odd, limit: 1 })).rejects.toMatchObject({
      code: 'rows.unknown-column',
    })
  })
})
