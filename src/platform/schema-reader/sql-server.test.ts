import { expect, test } from 'vitest'
import type { ReadOptions } from './index.ts'
import { readSqlServer } from './sql-server.ts'

const LIMITS: ReadOptions = { connectTimeoutMs: 5000, statementTimeoutMs: 20_000, mostTables: 5000 }
const LONG = `[${'bảng '.repeat(24)}]`

type Rows = readonly Readonly<Record<string, unknown>>[]
type Answers = readonly (readonly [asks: RegExp, rows: Rows | Error])[]

const STRUCTURE: Answers = [
  [/serverproperty/, [{ version: '16.0.1', name: 'LaoDong', INSERT: 1, UPDATE: 0, DELETE: 0, CONTROL: 0 }]],
  [/dm_db_partition_stats/, new Error('The user does not have permission to perform this action.')],
  [
    /sys\.objects o join sys\.schemas/,
    [
      { id: 7, schema: 'dbo', name: LONG, kind: 'U ', comment: 'Người lao động', rows: 12, bytes: 16_384 },
      { id: 9, schema: 'dbo', name: 'v', kind: 'V ', comment: null, rows: null, bytes: null },
    ],
  ],
  [
    /from sys\.columns/,
    [
      { table: 7, name: 'id', type: 'int', length: 4, digits: 10, scale: 0, nullable: false, comment: null },
      {
        table: 7,
        name: 'HoTen',
        type: 'nvarchar',
        length: 400,
        digits: 0,
        scale: 0,
        nullable: true,
        comment: 'Họ tên',
      },
      { table: 7, name: 'Luong', type: 'decimal', length: 9, digits: 12, scale: 2, nullable: true, comment: null },
      { table: 7, name: 'GhiChu', type: 'varchar', length: -1, digits: 0, scale: 0, nullable: true, comment: null },
      { table: 8, name: 'khong thuoc', type: 'int', length: 4, digits: 10, scale: 0, nullable: true, comment: null },
    ],
  ],
  [
    /from sys\.foreign_keys/,
    [{ table: 7, name: 'fk', column: 'id', toSchema: 'dbo', toTable: 'Nguoi', toColumn: 'id' }],
  ],
  [
    /from sys\.indexes/,
    [
      { table: 7, name: 'pk', unique: true, primary: true, column: 'id' },
      { table: 7, name: 'ten', unique: false, primary: false, column: 'HoTen' },
      { table: 7, name: 'ten', unique: false, primary: false, column: 'Luong' },
    ],
  ],
  [/select top \(3\)/, [{ c0: '1', c1: null, c2: '5.00', c3: 'x' }]],
]

/** A server that answers by what a question is about; only the port is under test, no real SQL Server. */
function stub(answers: Answers) {
  const asked: string[] = []
  return {
    asked,
    session: {
      ask: (sql: string): Promise<Rows> => {
        asked.push(sql)
        const answer = answers.find(([asks]) => asks.test(sql))?.[1] ?? []
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
      },
      close: () => undefined,
    },
  }
}

test('rows of the catalogue become tables, with types as the server writes them', async () => {
  const found = await readSqlServer(stub(STRUCTURE).session, LIMITS)
  expect(found).toMatchObject({ engine: 'sqlserver', version: '16.0.1', database: 'LaoDong', mayWrite: ['INSERT'] })
  expect(found.tables.map(({ name, kind }) => [name, kind])).toEqual([
    [LONG, 'table'],
    ['v', 'view'],
  ])
  expect(found.tables[0]?.columns.map(({ name, type }) => [name, type])).toEqual([
    ['id', 'int'],
    ['HoTen', 'nvarchar(200)'],
    ['Luong', 'decimal(12,2)'],
    ['GhiChu', 'varchar(max)'],
  ])
  expect(found.tables[0]).toMatchObject({
    key: ['id'],
    indexes: [{ name: 'ten', columns: ['HoTen', 'Luong'], unique: false }],
    foreignKeys: [{ toTable: 'Nguoi', toColumns: ['id'] }],
  })
})

test('an account that may not see sizes still reads the structure', async () => {
  const { session, asked } = stub(STRUCTURE)
  await readSqlServer(session, LIMITS)
  expect(asked.filter((sql) => /from sys\.objects o join sys\.schemas/.test(sql))).toHaveLength(2)
})

test('names are quoted when rows are looked at, and only then are they', async () => {
  const { session, asked } = stub(STRUCTURE)
  const taken: unknown[] = []
  await readSqlServer(session, { ...LIMITS, sample: { rows: 3, take: (_table, columns) => void taken.push(columns) } })
  expect(asked.at(-1)).toContain(`[dbo].[${LONG.replaceAll(']', ']]')}] with (nolock)`)
  expect(taken).toHaveLength(1)
  const quiet = stub(STRUCTURE)
  await readSqlServer(quiet.session, LIMITS)
  expect(quiet.asked.some((sql) => sql.includes('nolock'))).toBe(false)
})
