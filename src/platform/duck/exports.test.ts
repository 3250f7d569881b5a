import { buffer, text } from 'node:stream/consumers'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Value } from '../../tabular/model.ts'
import { disarm } from './exports/csv.ts'
import type { ExportFormat } from './exports/model.ts'
import { parseFilters } from './filter.ts'
import type { CsvColumn } from './ingest/model.ts'
import type { TableRef } from './rows/model.ts'
import type { TableColumn } from './sql.ts'
import { createTestDuck, type TestDuck } from './testing.ts'

const columns: readonly TableColumn[] = [
  { name: 'chu', type: 'text' },
  { name: 'so', type: 'integer' },
  { name: 'gia', type: 'decimal' },
  { name: 'co', type: 'boolean' },
  { name: 'ngay', type: 'date' },
  { name: 'luc', type: 'datetime' },
]

const nasty: readonly (readonly Value[])[] = [
  ['a "b"; c, d\r\ne\nf', 1, 0.1, true, '2020-02-29', '2020-01-01T10:00:00'],
  ['=1+1', '9223372036854775807', '12345678901234567.12345678901234567', false, '1999-12-31', '1999-12-31T23:59:59.5'],
  ['007', -12, -1.5, null, '1900-01-01', null],
  ['', 0, 1e-7, true, '2024-01-01', '2024-01-01T00:00:00'],
  [null, null, null, null, null, null],
  ['-5', 123456789012345, 1e20, true, '2024-01-01', '2024-01-01T00:00:00'],
  ['+84 912', 1, 17.5, true, '2024-01-01', '2024-01-01T00:00:00'],
  ['@SUM(A1) đường phố 🏠 <b>&amp;', 1, 2, true, '2024-01-01', '2024-01-01T00:00:00'],
  [' trước và sau ', 1, 2, true, '2024-01-01', '2024-01-01T00:00:00'],
]

let kit: TestDuck
let table: TableRef
beforeAll(async () => {
  kit = await createTestDuck()
  table = { digest: (await kit.duck.ingest.fromRows({ columns, rows: nasty })).digest, columns }
})
afterAll(() => kit.close())

const textOf = (format: ExportFormat, locale: 'vi' | 'en' = 'vi'): Promise<string> =>
  // Not text() of stream/consumers: that swallows a byte order mark.
  buffer(kit.duck.exports.stream({ table, format, locale })).then(String)

/** A small strict reader of RFC 4180; tells an empty text (quoted) from a missing value. */
function readCsv(source: string, separator = ','): readonly (readonly (string | null)[])[] {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\r\n]*))(${separator}|\r\n)`, 'y')
  const rows: (string | null)[][] = [[]]
  for (let found = cell.exec(source); found !== null && cell.lastIndex <= source.length; found = cell.exec(source)) {
    const [, quoted, bare, end] = found
    rows
      .at(-1)
      ?.push(quoted === undefined ? (bare === '' || bare === undefined ? null : bare) : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
    if (cell.lastIndex === source.length) break
  }
  return rows.slice(0, -1)
}

const asText = (value: Value): string | null => (value === null ? null : String(value))

describe('exports give back what the table holds', () => {
  test('CSV: every value exact, nothing apart from the empty text, CRLF and no byte order mark', async () => {
    const source = await textOf('csv')
    expect(source.startsWith('chu,so,gia,co,ngay,luc\r\n')).toBe(true)
    expect(readCsv(source).slice(1)).toEqual(nasty.map((row) => row.map(asText)))
  })

  test('CSV read by our own loader makes the same table again', async () => {
    const file = kit.objects.tempPath()
    const { writeFile, rm } = await import('node:fs/promises')
    const numbers: readonly CsvColumn[] = columns
      .map((column, source) => ({ ...column, source }))
      .filter(({ type }) => type !== 'text')
    await writeFile(file, await textOf('csv'))
    const dialect = { delimiter: ',', quote: '"', skip: 1 }
    const done = await kit.duck.ingest.fromCsv({ file, dialect, width: 6, columns: numbers, onFailure: 'fail' })
    await rm(file)
    const page = await kit.duck.rows.page({ table: { digest: done.digest, columns: numbers }, limit: 100 })
    expect(page.rows).toEqual(nasty.map((row) => row.slice(1)))
  })

  test('CSV for Excel: byte order mark, the separator and decimal sign of the locale, no formulas', async () => {
    const vietnamese = await textOf('excel-csv', 'vi')
    expect(vietnamese.startsWith('\uFEFFchu;so;gia')).toBe(true)
    const rows = readCsv(vietnamese.slice(1), ';').slice(1)
    expect(rows.map((row) => row[0])).toEqual([
      'a "b"; c, d\r\ne\nf',
      "'=1+1",
      '007',
      '',
      null,
      '-5',
      "'+84 912",
      "'@SUM(A1) đường phố 🏠 <b>&amp;",
      ' trước và sau ',
    ])
    expect(rows.map((row) => row[2]).slice(0, 3)).toEqual(['0,1', '12345678901234567,12345678901234567', '-1,5'])
    const english = await textOf('excel-csv', 'en')
    expect(
      readCsv(english.slice(1))
        .slice(1, 4)
        .map((row) => row[2]),
    ).toEqual(['0.1', '12345678901234567.12345678901234567', '-1.5'])
  })

  test('only texts that a spreadsheet would run are disarmed', () => {
    expect(['=A1', '+x', '-x', '@x', '\tx', '\rx', '-1,5', '+84', 'a=b'].map(disarm)).toEqual([
      "'=A1",
      "'+x",
      "'-x",
      "'@x",
      "'\tx",
      "'\rx",
      '-1,5',
      '+84',
      'a=b',
    ])
  })

  test('JSON and NDJSON: objects by column, digits beyond a double as text', async () => {
    const expected = nasty.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])))
    expect(JSON.parse(await textOf('json'))).toEqual(expected)
    const lines = (await textOf('ndjson')).trimEnd().split('\n')
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(expected)
  })

  test('XLSX: text stays text, numbers stay numbers, digits Excel would cut are text', async () => {
    const bytes = await buffer(kit.duck.exports.stream({ table, format: 'xlsx', title: 'Bảng [1]' }))
    const [sheet] = (await readXlsx(bytes)).sheets
    const rows = sheet?.rows ?? []
    expect(sheet?.name).toBe('Bảng  1')
    expect(rows[0]).toEqual(['chu', 'so', 'gia', 'co', 'ngay', 'luc'])
    expect(rows.slice(1).map((row) => row[0] ?? '')).toEqual(nasty.map((row) => String(row[0] ?? '')))
    expect(rows.slice(1, 4).map((row) => row[1])).toEqual([1, '9223372036854775807', -12])
    expect(rows.slice(1, 4).map((row) => row[2])).toEqual([0.1, '12345678901234567.12345678901234567', -1.5])
    expect(rows[1]?.[4]).toEqual(new Date('2020-02-29T00:00:00Z'))
    expect(rows[3]?.[4]).toBe('1900-01-01')
  })

  test('a table without rows is still a file of each kind', async () => {
    const empty = { digest: (await kit.duck.ingest.fromRows({ columns, rows: [] })).digest, columns }
    expect(await text(kit.duck.exports.stream({ table: empty, format: 'csv' }))).toBe('chu,so,gia,co,ngay,luc\r\n')
    expect(JSON.parse(await text(kit.duck.exports.stream({ table: empty, format: 'json' })))).toEqual([])
    const bytes = await buffer(kit.duck.exports.stream({ table: empty, format: 'xlsx' }))
    expect((await readXlsx(bytes)).sheets[0]?.rows).toHaveLength(1)
  })

  test('filter, order and choice of columns hold for exports too', async () => {
    const filter = parseFilters(['so:ge:1'], columns)
    const query = {
      table,
      format: 'csv',
      select: ['so'],
      headers: ['Số'],
      filter,
      sort: [{ column: 'so', descending: true }],
      limit: 2,
    } as const
    expect(await text(kit.duck.exports.stream(query))).toBe('Số\r\n9223372036854775807\r\n123456789012345\r\n')
  })

  test('a reader who leaves early frees the place', async () => {
    for (let time = 0; time < 5; time++) {
      for await (const piece of kit.duck.exports.stream({ table, format: 'csv' })) {
        expect(piece).toBeDefined()
        break
      }
    }
    expect((await textOf('csv')).length).toBeGreaterThan(100)
  })
})
