import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDuck, type TestDuck } from '../../../platform/duck/testing.ts'
import { decodeFile, tidySheets } from '../../../tabular/index.ts'
import { planCsv } from '../reading/csv-plan.ts'

/** Over cells and by DuckDB: a recipe means the same to both, whatever stands in a flat file. */
let kit: TestDuck
beforeAll(async () => {
  kit = await createTestDuck()
})
afterAll(() => kit.close())

const WORDS = ['Hà Nội', 'Huế', 'Đắk Lắk', 'Bà Rịa - Vũng Tàu', 'a"b', 'x;y', 'p,q', 'Cần Thơ '.normalize('NFD'), '']
const groupsOf = (digits: string, mark: string) => digits.replace(/\B(?=(\d{3})+$)/g, mark)

interface Drawn {
  readonly head: string
  readonly cells: readonly string[]
}

const whole = fc.integer({ min: -99_999_999, max: 99_999_999 })
const day = fc.date({ min: new Date('1975-01-13'), max: new Date('2026-11-22'), noInvalidDate: true })
const two = (value: number) => String(value).padStart(2, '0')

function numberText(sign: '.' | ',', grouped: boolean, places: number) {
  return whole.map((value) => {
    const digits = String(Math.abs(value)).padStart(places + 1, '0')
    const [front, back] = places === 0 ? [digits, ''] : [digits.slice(0, -places), digits.slice(-places)]
    const head = grouped ? groupsOf(front, sign === ',' ? '.' : ',') : front
    return `${value < 0 ? '-' : ''}${head}${back ? sign + back : ''}`
  })
}

const missingOr = (texts: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 9, arbitrary: texts }, { weight: 1, arbitrary: fc.constantFrom('', '..', '-', '…') })

function columnsOf(rows: number, sign: '.' | ',', iso: boolean): fc.Arbitrary<readonly Drawn[]> {
  const cells = (texts: fc.Arbitrary<string>) => fc.array(texts, { minLength: rows, maxLength: rows })
  const date = day.map((at) =>
    iso ? at.toISOString().slice(0, 10) : `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`,
  )
  const kinds: Readonly<Record<string, fc.Arbitrary<string>>> = {
    'Mã đơn vị': fc.integer({ min: 0, max: 9999 }).map((value) => String(value).padStart(5, '0')),
    'Tên đơn vị': fc.constantFrom(...WORDS),
    'Số hộ': missingOr(numberText(sign, false, 0)),
    'Diện tích': missingOr(numberText(sign, true, 2)),
    'Tỷ lệ': missingOr(numberText(sign, false, 4)),
    'Ngày cấp': missingOr(date),
    'Ghi chú': fc.constantFrom('', 'đã rà soát', '1 phần', '..'),
  }
  const drawn = Object.entries(kinds).map(([head, texts]) => cells(texts).map((values) => ({ head, cells: values })))
  return fc.shuffledSubarray(drawn, { minLength: 3 }).chain((some) => fc.tuple(...some))
}

const files = fc
  .record({
    rows: fc.integer({ min: 12, max: 30 }),
    sign: fc.constantFrom<'.' | ','>('.', ','),
    iso: fc.boolean(),
    delimiter: fc.constantFrom(',', ';', '\t'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    quoteAll: fc.boolean(),
  })
  .chain((shape) =>
    columnsOf(shape.rows, shape.sign, shape.iso).map((columns) => {
      const quoted = (text: string) =>
        shape.quoteAll || /["\n]/.test(text) || text.includes(shape.delimiter)
          ? `"${text.replaceAll('"', '""')}"`
          : text
      const lines = [
        columns.map(({ head }) => head),
        ...Array.from({ length: shape.rows }, (_, row) => columns.map(({ cells }) => cells[row] ?? '')),
      ]
      return lines.map((line) => line.map(quoted).join(shape.delimiter) + shape.lineEnd).join('')
    }),
  )

async function* batch<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows
}

test('a flat file becomes the same table over cells and by DuckDB', { timeout: 300_000 }, async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(files, async (text) => {
      const decoded = await decodeFile({ bytes: Buffer.from(text), name: 'bang.csv' })
      const { tables, recipe } = tidySheets(decoded)
      const [table] = tables
      const plan = table && tables.length === 1 ? planCsv(decoded, table, recipe) : undefined
      if (!table || !plan) return
      compared += 1
      const { columns } = table
      const file = join(kit.dir, 'bang.csv')
      await writeFile(file, text)
      const byDuck = await kit.duck.ingest.fromCsv({ file, ...plan, onFailure: 'empty' })
      const overCells = await kit.duck.ingest.fromRows({ columns, rows: batch(table.rows) })
      expect(byDuck.rows).toBe(overCells.rows)
      const read = (digest: string) =>
        kit.duck.rows.page({ table: { digest, columns }, filter: [], sort: [], limit: 100 })
      expect((await read(byDuck.digest)).rows).toEqual((await read(overCells.digest)).rows)
      expect(byDuck.profile.map(({ name, nulls, distinct }) => ({ name, nulls, distinct }))).toEqual(
        overCells.profile.map(({ name, nulls, distinct }) => ({ name, nulls, distinct })),
      )
    }),
    { numRuns: 20 },
  )
  expect(compared).toBeGreaterThan(14)
})
