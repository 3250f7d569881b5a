import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppError } from '../../errors.ts'
import { silentLog } from '../../log.ts'
import type { TableRef } from '../rows/model.ts'
import { createTestDuck, type TestDuck } from '../testing.ts'
import type { SandboxResult } from './model.ts'
import { createSandbox } from './sandbox.ts'

const ROWS = 3_000

let kit: TestDuck
let t: TableRef
let schools: TableRef
beforeAll(async () => {
  kit = await createTestDuck({ sandboxDeadlineMs: 400, sandboxAllowanceMs: 3_600_000 })
  const columns = [
    { name: 'x', type: 'integer' },
    { name: 'y', type: 'text' },
  ] as const
  const rows = Array.from({ length: ROWS }, (_, at) => [at, `văn bản số ${at}`])
  t = { digest: (await kit.duck.ingest.fromRows({ columns, rows })).digest, columns }
  const more = [
    { name: 'ten_truong', type: 'text' },
    { name: 'tinh', type: 'text' },
    { name: 'so_hoc_sinh', type: 'integer' },
    { name: 'diem', type: 'decimal' },
    { name: 'ngay', type: 'date' },
    { name: 'cong_lap', type: 'boolean' },
  ] as const
  const of = [
    ['THPT Chu Văn An', 'Hà Nội', 1890, 8.25, '2025-09-05', true],
    ['THPT Trần Phú', 'Hà Nội', 1500, 7.5, '2025-09-06', true],
    ['THPT Lê Quý Đôn', 'Đà Nẵng', 1200, null, '2026-01-02', false],
    [null, null, null, null, null, null],
  ]
  schools = { digest: (await kit.duck.ingest.fromRows({ columns: more, rows: of })).digest, columns: more }
})
afterAll(() => kit.close())

const SCHOOLS = 'e0c2b2f4-1111-7000-8000-000000000001'
const run = (sql: string, deadlineMs = 20_000): Promise<SandboxResult> =>
  kit.duck.sandbox.query({
    sql,
    caller: 'test',
    tables: new Map([
      ['t', t],
      [SCHOOLS, schools],
    ]),
    limits: { deadlineMs },
  })

describe('what PostgreSQL clients write', () => {
  test.each([
    [`SELECT * FROM (SELECT * FROM "${SCHOOLS}") "q01" WHERE (0 = 1)`, []],
    [`SELECT COUNT(*) AS "n" FROM "${SCHOOLS}"`, [[4]]],
    [
      `SELECT "tinh", COUNT(*) AS "n", SUM("so_hoc_sinh") AS "s" FROM "${SCHOOLS}" GROUP BY "tinh" ORDER BY "tinh"`,
      [
        ['Hà Nội', 2, 3390],
        ['Đà Nẵng', 1, 1200],
        [null, 1, null],
      ],
    ],
    [`SELECT "_id" FROM "${SCHOOLS}" WHERE "ten_truong" ILIKE '%trần%'`, [[2]]],
    [`SELECT date_trunc('month', ngay)::date FROM "${SCHOOLS}" WHERE _id = 1`, [['2025-09-01']]],
    [`SELECT EXTRACT(YEAR FROM ngay) FROM "${SCHOOLS}" WHERE _id = 3`, [[2026]]],
    [`SELECT CASE WHEN (so_hoc_sinh > 1400) THEN 'lớn' ELSE 'nhỏ' END FROM "${SCHOOLS}" WHERE _id = 1`, [['lớn']]],
    [`SELECT round("diem"::numeric, 1), "diem"::text FROM "${SCHOOLS}" WHERE _id = 2`, [[7.5, '7.5']]],
    [`SELECT 0.12345::numeric`, [[0.12345]]],
    [`SELECT 0.1234567890123::float`, [[0.1234567890123]]],
    [`SELECT 7 / 2`, [[3]]],
    [`SELECT so_hoc_sinh FROM "${SCHOOLS}" ORDER BY 1 DESC LIMIT 1`, [[null]]],
    [`SELECT bool_and(cong_lap), bool_or(cong_lap) FROM "${SCHOOLS}"`, [[false, true]]],
    [`SELECT string_agg(tinh, ', ' ORDER BY tinh) FROM "${SCHOOLS}"`, [['Hà Nội, Hà Nội, Đà Nẵng']]],
    [
      `SELECT corr(_id, so_hoc_sinh) < 0, var_samp(_id) > 1, covar_samp(_id, _id) > 1 FROM "${SCHOOLS}"`,
      [[true, true, true]],
    ],
    [
      `SELECT "LHS"."ten_truong", "RHS"."n" FROM "${SCHOOLS}" AS "LHS" LEFT JOIN (SELECT "tinh", COUNT(*) AS "n"
        FROM "${SCHOOLS}" GROUP BY "tinh") "RHS" ON ("LHS"."tinh" = "RHS"."tinh") WHERE (("LHS"."_id" = 1.0))`,
      [['THPT Chu Văn An', 2]],
    ],
    [`SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(n, s) WHERE n IN (2)`, [[2, 'b']]],
    [`WITH a AS (SELECT 1 AS n), b AS (SELECT n + 1 AS n FROM a) SELECT * FROM b`, [[2]]],
    [`SELECT ROW_NUMBER() OVER (PARTITION BY tinh ORDER BY _id) FROM "${SCHOOLS}" WHERE _id = 2`, [[1]]],
    [`SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY so_hoc_sinh) FROM "${SCHOOLS}"`, [[1500]]],
    [`SELECT DISTINCT tinh FROM "${SCHOOLS}" WHERE tinh LIKE 'H%' LIMIT 5;`, [['Hà Nội']]],
    [`SELECT ngay + interval '1 day' FROM "${SCHOOLS}" WHERE _id = 1`, [['2025-09-06T00:00:00']]],
    [`SELECT COALESCE(diem, 0.0), NULLIF(1, 1), GREATEST(1, 2) FROM "${SCHOOLS}" WHERE _id = 3`, [[0, null, 2]]],
    [`SELECT "_id" FROM "${SCHOOLS}" WHERE ("ten_truong" ~ 'Phú|An')`, [[1], [2]]],
    [`SELECT "_id" FROM "${SCHOOLS}" WHERE ("ten_truong" !~ 'Phú')`, [[1], [3]]],
    [`SELECT btrim(' x '), btrim('xyx', 'x'), every(_id > 0) FROM "${SCHOOLS}"`, [['x', 'y', true]]],
    // A text that looks like the serialised tree stays the text it is.
    [
      `SELECT '"cast_type":{"id":"FLOAT","type_info":null}' || 0.1::float`,
      [['"cast_type":{"id":"FLOAT","type_info":null}0.1']],
    ],
    [`SELECT tinh FROM "${SCHOOLS}" WHERE tinh = ANY(ARRAY['Đà Nẵng'])`, [['Đà Nẵng']]],
    [
      `SELECT DISTINCT ON (tinh) tinh, _id FROM "${SCHOOLS}" ORDER BY tinh DESC, _id DESC LIMIT 2`,
      [
        [null, 4],
        ['Đà Nẵng', 3],
      ],
    ],
    [
      `SELECT GROUPING(cong_lap), count(*) FROM "${SCHOOLS}" GROUP BY ROLLUP (cong_lap) ORDER BY 1 DESC, 2 LIMIT 1`,
      [[1, 4]],
    ],
    [`SELECT LEAD(_id) OVER w FROM "${SCHOOLS}" WINDOW w AS (ORDER BY _id) LIMIT 1`, [[2]]],
    [`SELECT 1 -- ; DROP TABLE x`, [[1]]],
    [`SELECT tinh FROM "${SCHOOLS.toUpperCase()}" WHERE _id = 1`, [['Hà Nội']]],
  ])('%s', async (sql, rows) => {
    expect((await run(sql)).rows).toEqual(rows)
  })

  test('gives columns with the types they know', async () => {
    const { columns } = await run(`SELECT *, count(*) OVER () AS n, sum(so_hoc_sinh) OVER () AS s FROM "${SCHOOLS}"`)
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      '_id int8',
      'ten_truong text',
      'tinh text',
      'so_hoc_sinh int8',
      'diem float8',
      'ngay date',
      'cong_lap bool',
      'n int8',
      's numeric',
    ])
  })

  test('says which column is missing', async () => {
    await expect(run(`SELECT "khong_co" FROM "${SCHOOLS}"`)).rejects.toMatchObject({
      code: 'sql.unknown-column',
      details: { facts: { column: 'khong_co' } },
    })
    await expect(run('SELEC 1')).rejects.toMatchObject({ code: 'sql.syntax', kind: 'invalid' })
    await expect(run(`SELECT 'a'::int`)).rejects.toMatchObject({ code: 'sql.wrong', kind: 'invalid' })
  })
})

describe('limits of an answer', () => {
  test('cut the rows and say so', async () => {
    const query = { sql: 'SELECT * FROM "t"', caller: 'test', tables: new Map([['t', t]]) }
    const cut = await kit.duck.sandbox.query({ ...query, limits: { rows: 10, deadlineMs: 20_000 } })
    expect(cut.rows).toHaveLength(10)
    expect(cut.truncated).toBe(true)
    const whole = await kit.duck.sandbox.query({ ...query, limits: { rows: ROWS, deadlineMs: 20_000 } })
    expect(whole.rows).toHaveLength(ROWS)
    expect(whole.truncated).toBe(false)
  })

  test('cut the bytes and say so', async () => {
    const { rows, truncated } = await kit.duck.sandbox.query({
      sql: `SELECT lpad('x', 1000, 'y') FROM "t"`,
      caller: 'test',
      tables: new Map([['t', t]]),
      limits: { bytes: 100_000, deadlineMs: 20_000 },
    })
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.length).toBeLessThan(100)
    expect(truncated).toBe(true)
  })
})

test('more statements of one caller than may wait are refused', async () => {
  const asked = Array.from({ length: 12 }, () => run('SELECT count(*) FROM "t"').catch((error: AppError) => error.code))
  expect((await Promise.all(asked)).filter((code) => code === 'sql.busy')).toHaveLength(3)
}, 60_000)

test('a process that nobody asks ends, and the next question starts another', async () => {
  const options = { objects: kit.objects, log: silentLog, memoryMb: 256, dataLimitMb: 1_000, processes: 1 }
  const sandbox = createSandbox({ ...options, deadlineMs: 20_000, allowanceMs: 60_000, idleMs: 10 })
  const ask = () => sandbox.query({ sql: 'SELECT count(*) FROM "t"', caller: 'a', tables: new Map([['t', t]]) })
  expect((await ask()).rows).toEqual([[ROWS]])
  const [first] = sandbox.pids()
  await expect.poll(() => sandbox.pids()).toEqual([])
  expect((await ask()).rows).toEqual([[ROWS]])
  expect(sandbox.pids()).not.toContain(first)
  await sandbox.close()
})
