import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Value } from '../../tabular/model.ts'
import type { CsvColumn } from './ingest/model.ts'
import type { TableColumn } from './sql.ts'
import { createTestDuck, type TestDuck } from './testing.ts'

let kit: TestDuck
beforeAll(async () => {
  kit = await createTestDuck()
})
afterAll(() => kit.close())

const everyType: readonly TableColumn[] = [
  { name: 'chu', type: 'text' },
  { name: 'nguyen', type: 'integer' },
  { name: 'thap_phan', type: 'decimal' },
  { name: 'dung_sai', type: 'boolean' },
  { name: 'ngay', type: 'date' },
  { name: 'luc', type: 'datetime' },
  { name: 'ky', type: 'period' },
]

async function readBack(digest: string, columns: readonly TableColumn[]): Promise<readonly (readonly Value[])[]> {
  return (await kit.duck.rows.page({ table: { digest, columns }, limit: 10_000 })).rows
}

async function csv(text: string | Buffer): Promise<string> {
  const file = join(kit.dir, 'given.csv')
  await writeFile(file, text)
  return file
}

const comma = { delimiter: ',', quote: '"', skip: 1 }

describe('loading typed rows', () => {
  test('keeps every value as it was: quotes, line ends, nothing and the empty text, digits beyond a double', async () => {
    const rows: readonly (readonly Value[])[] = [
      ['a "b", c\r\nd\n', 1, 0.1, true, '2020-02-29', '2020-01-01T10:00:00', '2020-Q1'],
      [
        '',
        '9223372036854775807',
        '123456789012345678.123456789',
        false,
        '0001-01-01',
        '1999-12-31T23:59:59.5',
        '2015/2016',
      ],
      [null, null, null, null, null, null, null],
      ['\\N', -5, -1e-7, true, '2024-12-31', '2020-01-01T00:00:00', '2016'],
      ['=1+1\t\u0000 đ', 0, 5, true, '2024-12-31', '2020-01-01T00:00:00', '2016-H1'],
    ]
    const done = await kit.duck.ingest.fromRows({ columns: everyType, rows })
    expect(await readBack(done.digest, everyType)).toEqual(rows)
    expect(done.rows).toBe(5)
    expect(done.columns.map(({ storage }) => storage)).toEqual([
      'VARCHAR',
      'DECIMAL(38,0)',
      'DECIMAL(38,9)',
      'BOOLEAN',
      'DATE',
      'TIMESTAMP',
      'VARCHAR',
    ])
    expect(await kit.objects.size(done.digest)).toBe(done.bytes)
    expect(await kit.leftOvers()).toEqual([])
  })

  test('gives back what it was given, whatever the texts and numbers are', async () => {
    const row = fc.tuple(
      fc.option(fc.string({ unit: 'binary' })),
      fc.option(fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n))),
      fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n))),
    )
    const columns = everyType.slice(0, 3)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (rows) => {
        const done = await kit.duck.ingest.fromRows({ columns, rows })
        expect(await readBack(done.digest, columns)).toEqual(rows)
      }),
      { numRuns: 8 },
    )
  })

  test('makes equal bytes of equal rows, in batches or one by one', async () => {
    const columns = everyType.slice(0, 2)
    const rows = Array.from({ length: 5_000 }, (_, at): readonly Value[] => [`dòng\n${at}`, at])
    async function* batches(): AsyncGenerator<readonly (readonly Value[])[]> {
      yield rows.slice(0, 7)
      yield rows.slice(7)
    }
    const one = await kit.duck.ingest.fromRows({ columns, rows })
    const two = await kit.duck.ingest.fromRows({ columns, rows: batches() })
    expect(two.digest).toBe(one.digest)
  })

  test('counts what the columns hold', async () => {
    const rows: readonly (readonly Value[])[] = [
      ['b', 3],
      ['a', 1],
      ['b', null],
      [null, 2],
    ]
    const { profile } = await kit.duck.ingest.fromRows({ columns: everyType.slice(0, 2), rows })
    expect(profile).toEqual([
      {
        name: 'chu',
        nulls: 1,
        distinct: 2,
        distinctExact: true,
        min: 'a',
        max: 'b',
        top: [
          { value: 'b', count: 2 },
          { value: 'a', count: 1 },
        ],
      },
      expect.objectContaining({ name: 'nguyen', nulls: 1, distinct: 3, min: 1, max: 3, mean: 2 }),
    ])
  })

  test('takes a table without rows and refuses one without columns or with a name twice', async () => {
    const empty = await kit.duck.ingest.fromRows({ columns: everyType, rows: [] })
    expect([empty.rows, await readBack(empty.digest, everyType)]).toEqual([0, []])
    await expect(kit.duck.ingest.fromRows({ columns: [], rows: [] })).rejects.toMatchObject({ code: 'duck.no-columns' })
    const twice = [...everyType, { name: 'Chu', type: 'text' as const }]
    await expect(kit.duck.ingest.fromRows({ columns: twice, rows: [] })).rejects.toMatchObject({
      code: 'duck.column-name',
    })
  })

  test('names the cell that is not of its type and keeps nothing', async () => {
    const load = kit.duck.ingest.fromRows({
      columns: everyType.slice(0, 2),
      rows: [
        ['a', 1],
        ['b', 1.5],
      ],
    })
    await expect(load).rejects.toMatchObject({
      code: 'duck.value-not-typed',
      details: { facts: { row: 2, column: 'nguyen' } },
    })
    expect(await kit.leftOvers()).toEqual([])
  })
})

describe('loading a flat text file', () => {
  const columns: readonly CsvColumn[] = [
    { name: 'so', source: 0, type: 'decimal', decimal: ',', grouping: '.', missing: ['..'] },
    { name: 'dem', source: 1, type: 'integer' },
    { name: 'ngay', source: 2, type: 'date', format: '%d/%m/%Y', missing: ['-'] },
    { name: 'chu', source: 3, type: 'text', missing: ['..'] },
  ]
  const semicolon = { delimiter: ';', quote: '"', skip: 1 }

  test('cleans cells by plan: decimal sign, grouping, dates, marks of missing values, blanks, composed letters', async () => {
    const file = await csv(
      'a;b;c;d\r\n 1.234,5 ;007;31/12/2020;\u00a0x \r\n..;-12;-;y\u0300\r\n0,5;;;..\r\n-1.000.000;+5;1/2/1999;"q""\n;"\r\n',
    )
    const done = await kit.duck.ingest.fromCsv({ file, dialect: semicolon, width: 4, columns, onFailure: 'fail' })
    expect(await readBack(done.digest, columns)).toEqual([
      [1234.5, 7, '2020-12-31', 'x'],
      [null, -12, null, 'ỳ'],
      [0.5, null, null, null],
      [-1000000, 5, '1999-02-01', 'q"\n;'],
    ])
    expect(done.failures).toEqual([])
  })

  test('counts cells that do not fit, shows where, and leaves them empty', async () => {
    const file = await csv('a;b;c;d\n1;2;01/01/2020;x\nabc;1.5;2020-01-01;y\n1.5;1_000;31/02/2020;z\n')
    const done = await kit.duck.ingest.fromCsv({ file, dialect: semicolon, width: 4, columns, onFailure: 'empty' })
    expect(done.failures).toEqual([
      {
        name: 'so',
        count: 2,
        examples: [
          { row: 2, text: 'abc' },
          { row: 3, text: '1.5' },
        ],
      },
      {
        name: 'dem',
        count: 2,
        examples: [
          { row: 2, text: '1.5' },
          { row: 3, text: '1_000' },
        ],
      },
      {
        name: 'ngay',
        count: 2,
        examples: [
          { row: 2, text: '2020-01-01' },
          { row: 3, text: '31/02/2020' },
        ],
      },
    ])
    expect((await readBack(done.digest, columns)).at(-1)).toEqual([null, null, null, 'z'])
    const strict = kit.duck.ingest.fromCsv({ file, dialect: semicolon, width: 4, columns, onFailure: 'fail' })
    await expect(strict).rejects.toMatchObject({ kind: 'invalid', code: 'duck.cells-do-not-fit' })
    expect(await kit.leftOvers()).toEqual([])
  })

  test('moves to exact decimals where 64 bits would lose digits', async () => {
    const file = await csv('a,b\n0.12345678901234567890,9223372036854775999\n1.5,3\n')
    const exact: readonly CsvColumn[] = [
      { name: 'a', source: 0, type: 'decimal' },
      { name: 'b', source: 1, type: 'integer' },
    ]
    const done = await kit.duck.ingest.fromCsv({ file, dialect: comma, width: 2, columns: exact, onFailure: 'fail' })
    expect(await readBack(done.digest, exact)).toEqual([
      ['0.1234567890123456789', '9223372036854775999'],
      [1.5, 3],
    ])
  })

  test.each([
    ['a,b\n1,2\n1\n', 'duck.csv-ragged', 3],
    ['a,b\n1,2\n1,2,3\n', 'duck.csv-ragged', 3],
    ['a,b\n1,2\n"1,2\n', 'duck.csv-quotes', 3],
    [Buffer.from('a,b\n\xff,2\n', 'latin1'), 'duck.csv-encoding', 2],
    ['a,b\n1,2\r\n3,4\n', 'duck.csv-line-ends', undefined],
  ])('says what is wrong with the file and in which line: %j', async (text, code, line) => {
    const file = await csv(text)
    const two: readonly CsvColumn[] = [{ name: 'a', source: 0, type: 'text' }]
    const load = kit.duck.ingest.fromCsv({ file, dialect: comma, width: 2, columns: two, onFailure: 'empty' })
    await expect(load).rejects.toMatchObject({
      kind: 'invalid',
      code,
      details: { facts: line === undefined ? {} : { line } },
    })
    expect(await kit.leftOvers()).toEqual([])
  })

  test('refuses one endless line within its memory', async () => {
    const file = await csv(Buffer.concat([Buffer.from('a\n'), Buffer.alloc(8_000_000, 'x')]))
    const one: readonly CsvColumn[] = [{ name: 'a', source: 0, type: 'text' }]
    const load = kit.duck.ingest.fromCsv({ file, dialect: comma, width: 1, columns: one, onFailure: 'empty' })
    await expect(load).rejects.toMatchObject({ code: 'duck.csv-line-too-long' })
  })

  test('says how the head of a file is cut', async () => {
    const file = await csv('mã;tên\n1;a\n2;b\n')
    expect(await kit.duck.ingest.sniffCsv(file)).toMatchObject({ delimiter: ';', hasHeader: true })
  })
})

describe('loading Parquet of somebody else', () => {
  test('copies it with machine names, the same rows and its own titles', async () => {
    const columns: readonly TableColumn[] = [
      { name: 'a', type: 'text' },
      { name: 'b', type: 'decimal' },
    ]
    const given = await kit.duck.ingest.fromRows({
      columns,
      rows: [
        ['x', 1.5],
        [null, null],
      ],
    })
    const done = await kit.duck.ingest.fromParquet(kit.objects.path(given.digest))
    expect(done.columns).toEqual([
      { name: 'a', title: 'a', type: 'text', storage: 'VARCHAR' },
      { name: 'b', title: 'b', type: 'decimal', storage: 'DOUBLE' },
    ])
    expect(done.digest).toBe(given.digest)
  })

  test('refuses a file that only says it is Parquet', async () => {
    const file = await csv('PAR1 but not really PAR1')
    await expect(kit.duck.ingest.fromParquet(file)).rejects.toMatchObject({ code: 'duck.parquet-unreadable' })
  })
})
