import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConnectTo, createSchemaReader, type ReadOptions } from './index.ts'
import { writesIn } from './mysql.ts'
import { hasMariadb, type LiveServer, startMariadb } from './testing.ts'

const LIMITS: ReadOptions = { connectTimeoutMs: 5000, statementTimeoutMs: 20_000, mostTables: 5000 }
const HOSTILE = '`; drop table nguoi_dan; -- <script>"\'ký tự lạ'

const SCHEMA = [
  'create database lao_dong character set utf8mb4',
  'use lao_dong',
  "create table dm_gioi_tinh (ma char(1) primary key, ten varchar(20) not null) comment 'Danh mục giới tính'",
  `create table nguoi_dan (id bigint unsigned auto_increment primary key,
     so_cccd varchar(12) not null unique comment 'Số định danh cá nhân', ho_ten varchar(200) not null, gioi_tinh char(1),
     luong decimal(12,2), key ten (ho_ten, luong),
     constraint gt foreign key (gioi_tinh) references dm_gioi_tinh (ma)) comment 'Người lao động'`,
  'create view danh_sach as select ho_ten from nguoi_dan',
  `create table \`${HOSTILE.replaceAll('`', '``')}\` (\`cột \`\`lạ\`\`\` int)`,
  "insert into dm_gioi_tinh values ('1', 'Nam'), ('2', 'Nữ')",
  "insert into nguoi_dan (so_cccd, ho_ten) values ('001099012345', 'Nguyễn Văn An'), ('001099012346', 'Lê Thị Bình')",
  "create user doc@'%' identified by 'đọc'",
  "grant select, show view on lao_dong.* to doc@'%'",
]

test('what grants allow besides reading is found, whatever is written behind ON', () => {
  const lines = (grants: readonly string[]) => grants.map((line) => ({ 'Grants for x': line }))
  expect(
    writesIn(lines(['GRANT USAGE ON *.* TO `doc`@`%`', 'GRANT SELECT, SHOW VIEW ON `insert`.* TO `doc`@`%`'])),
  ).toEqual([])
  expect(writesIn(lines(['GRANT ALL PRIVILEGES ON *.* TO `chu`@`%` WITH GRANT OPTION']))).toEqual(['ALL PRIVILEGES'])
  expect(writesIn(lines(['GRANT SELECT (a, b), UPDATE (c) ON `x`.`y` TO `doc`@`%`']))).toEqual(['UPDATE'])
})

describe.skipIf(!hasMariadb)('Debian’s MariaDB over TCP', () => {
  const password = 'mat-khau-rieng'
  let server: LiveServer
  let to: ConnectTo
  beforeAll(async () => {
    server = await startMariadb(password)
    to = {
      engine: 'mysql',
      host: server.host,
      port: server.port,
      database: 'lao_dong',
      user: 'chu',
      password,
      transport: 'plain',
    }
    const connection = await createConnection({
      host: server.host,
      port: server.port,
      user: 'chu',
      password,
      charset: 'utf8mb4',
    })
    for (const line of SCHEMA) await connection.query(line)
    await connection.end()
  })
  afterAll(() => server.stop())

  test('its tables, columns, keys, comments and indexes are found, hostile names as they are', async () => {
    const found = await createSchemaReader().read(to, LIMITS)
    expect(found).toMatchObject({ engine: 'mysql', database: 'lao_dong', cut: false })
    expect(found.version).toMatch(/MariaDB/)
    const byName = new Map(found.tables.map((table) => [table.name, table]))
    expect([...byName.keys()].sort()).toEqual([HOSTILE, 'danh_sach', 'dm_gioi_tinh', 'nguoi_dan'].sort())
    expect(byName.get('nguoi_dan')).toMatchObject({
      comment: 'Người lao động',
      key: ['id'],
      foreignKeys: [{ columns: ['gioi_tinh'], toTable: 'dm_gioi_tinh', toColumns: ['ma'] }],
    })
    expect(byName.get('nguoi_dan')?.columns.map(({ name, type, nullable }) => [name, type, nullable])).toEqual([
      ['id', 'bigint(20) unsigned', false],
      ['so_cccd', 'varchar(12)', false],
      ['ho_ten', 'varchar(200)', false],
      ['gioi_tinh', 'char(1)', true],
      ['luong', 'decimal(12,2)', true],
    ])
    expect(byName.get('nguoi_dan')?.indexes).toContainEqual({
      name: 'ten',
      columns: ['ho_ten', 'luong'],
      unique: false,
    })
    expect(byName.get('danh_sach')).toMatchObject({ kind: 'view' })
    expect(byName.get(HOSTILE)?.columns[0]?.name).toBe('cột `lạ`')
    expect(byName.get('danh_sach')?.comment).toBeUndefined()
  })

  test('an account that can write is told; one that can only read is not', async () => {
    expect((await createSchemaReader().read(to, LIMITS)).mayWrite).toEqual(['ALL PRIVILEGES'])
    const reader = { ...to, user: 'doc', password: 'đọc' }
    const found = await createSchemaReader().read(reader, LIMITS)
    expect([found.mayWrite, found.tables.length]).toEqual([[], 4])
  })

  test('rows are looked at only where asked for, and hostile names are no SQL', async () => {
    const taken = new Map<string, unknown>()
    const sample = { rows: 1, take: (table: { name: string }, columns: unknown) => void taken.set(table.name, columns) }
    await createSchemaReader().read(to, { ...LIMITS, sample })
    expect([...taken.keys()].sort()).toEqual([HOSTILE, 'dm_gioi_tinh', 'nguoi_dan'].sort())
    expect(taken.get('dm_gioi_tinh')).toEqual([
      { column: 'ma', values: ['1'] },
      { column: 'ten', values: ['Nam'] },
    ])
  })

  test.each([
    [{ database: 'khong_co' }, 'schema-reader.no-database'],
    [{ password: 'sai' }, 'schema-reader.wrong-account'],
    [{ port: 1 }, 'schema-reader.refused'],
  ])('%o is told as %s', async (change, code) => {
    await expect(createSchemaReader().read({ ...to, ...change }, LIMITS)).rejects.toMatchObject({ code })
  })

  test('a server that ends the connection in the middle is told so', async () => {
    const killer = await createConnection({ host: server.host, port: server.port, user: 'chu', password })
    const cut = createSchemaReader().read(to, {
      ...LIMITS,
      async onStep(step) {
        if (step !== 'keys') return
        const [rows] = await killer.query('select id from information_schema.processlist where db = "lao_dong"')
        for (const { id } of rows as { id: number }[]) await killer.query(`kill ${id}`)
      },
    })
    await expect(cut).rejects.toMatchObject({ kind: 'unavailable', code: 'schema-reader.cut' })
    await killer.end()
  })
})
