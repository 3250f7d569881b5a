import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect, type Database } from '../db/index.ts'
import { silentLog } from '../log.ts'
import { type ConnectTo, createSchemaReader, type FoundSchema, type ReadOptions } from './index.ts'
import { hasPostgresql, type LiveServer, startPostgresql } from './testing.ts'

const LIMITS: ReadOptions = { connectTimeoutMs: 5000, statementTimeoutMs: 20_000, mostTables: 5000 }
// As long as a name may be there: 63 bytes.
const HOSTILE = `"; drop table nguoi_dan; --\n<script>ký tự lạ ${'x'.repeat(13)}`

const SCHEMA = `
  create schema so_lao_dong;
  create table so_lao_dong.dm_gioi_tinh (ma char(1) primary key, ten text not null);
  comment on table so_lao_dong.dm_gioi_tinh is 'Danh mục giới tính';
  create table so_lao_dong.nguoi_dan (
    id bigint generated always as identity primary key, so_cccd varchar(12) not null unique, ho_ten text not null,
    gioi_tinh char(1) references so_lao_dong.dm_gioi_tinh, ngay_sinh date, luong numeric(12,2));
  comment on table so_lao_dong.nguoi_dan is 'Người lao động';
  comment on column so_lao_dong.nguoi_dan.so_cccd is 'Số định danh cá nhân';
  create index nguoi_dan_ten on so_lao_dong.nguoi_dan (ho_ten, ngay_sinh);
  create table so_lao_dong.nhat_ky (ngay date not null, noi_dung text) partition by range (ngay);
  create table so_lao_dong.nhat_ky_2026 partition of so_lao_dong.nhat_ky for values from ('2026-01-01') to ('2027-01-01');
  create view so_lao_dong.danh_sach as select ho_ten from so_lao_dong.nguoi_dan;
  create table ${pg.escapeIdentifier(HOSTILE)} (${pg.escapeIdentifier('cột "lạ"')} int);
  insert into so_lao_dong.dm_gioi_tinh values ('1', 'Nam'), ('2', 'Nữ');
  insert into so_lao_dong.nguoi_dan (so_cccd, ho_ten) select lpad(n::text, 12, '0'), 'Người ' || n from generate_series(1, 500) n;
  insert into so_lao_dong.nhat_ky select '2026-05-05', 'x' from generate_series(1, 40);
  analyze;`

function expectSchema(found: FoundSchema): void {
  const byName = new Map(found.tables.map((table) => [table.name, table]))
  expect([...byName.keys()].sort()).toEqual([HOSTILE, 'danh_sach', 'dm_gioi_tinh', 'nguoi_dan', 'nhat_ky'].sort())
  expect(byName.get('nguoi_dan')).toMatchObject({
    schema: 'so_lao_dong',
    kind: 'table',
    comment: 'Người lao động',
    rows: 500,
    key: ['id'],
    foreignKeys: [{ columns: ['gioi_tinh'], toSchema: 'so_lao_dong', toTable: 'dm_gioi_tinh', toColumns: ['ma'] }],
  })
  expect(byName.get('nguoi_dan')?.columns.map(({ name, type, nullable }) => [name, type, nullable])).toEqual([
    ['id', 'bigint', false],
    ['so_cccd', 'character varying(12)', false],
    ['ho_ten', 'text', false],
    ['gioi_tinh', 'character(1)', true],
    ['ngay_sinh', 'date', true],
    ['luong', 'numeric(12,2)', true],
  ])
  expect(byName.get('nguoi_dan')?.columns[1]?.comment).toBe('Số định danh cá nhân')
  expect(byName.get('nguoi_dan')?.indexes).toEqual([
    { name: 'nguoi_dan_so_cccd_key', columns: ['so_cccd'], unique: true },
    { name: 'nguoi_dan_ten', columns: ['ho_ten', 'ngay_sinh'], unique: false },
  ])
  expect(byName.get('nguoi_dan')?.bytes).toBeGreaterThan(8192)
  expect(byName.get('nhat_ky')).toMatchObject({ rows: 40, kind: 'table' })
  expect(byName.get('danh_sach')).toMatchObject({ kind: 'view' })
  expect(byName.get(HOSTILE)?.columns[0]?.name).toBe('cột "lạ"')
}

describe('the PostgreSQL that came with npm, through its socket', () => {
  let admin: Database
  let own: Database
  const name = `live_${randomBytes(5).toString('hex')}`
  const socketDir = inject('socketDir')
  const to: ConnectTo = {
    engine: 'postgresql',
    host: socketDir,
    database: name,
    user: 'nguon',
    password: '',
    transport: 'plain',
  }
  beforeAll(async () => {
    admin = connect({ at: { socketDir, database: 'postgres' }, log: silentLog, poolSize: 1 })
    await admin.pool.query(`create database ${name}`)
    own = connect({ at: { socketDir, database: name }, log: silentLog, poolSize: 2 })
    await own.pool.query(SCHEMA)
  })
  afterAll(async () => {
    await own.close()
    await admin.pool.query(`drop database ${name} with (force)`)
    await admin.pool.query(`drop role if exists ${name}_doc`)
    await admin.close()
  })

  test('its tables, columns, keys, comments, sizes and indexes are found, hostile names as they are', async () => {
    const found = await createSchemaReader().read(to, LIMITS)
    expect(found).toMatchObject({ engine: 'postgresql', database: name, cut: false })
    expectSchema(found)
  })

  test('an account that can write is told by what it may do; one that can only read is not', async () => {
    expect((await createSchemaReader().read(to, LIMITS)).mayWrite).toContain('SUPERUSER')
    await own.pool.query(`create role ${name}_doc login; grant usage on schema so_lao_dong to ${name}_doc;
      grant select on all tables in schema so_lao_dong to ${name}_doc; revoke create on schema public from public`)
    const reader = { ...to, user: `${name}_doc` }
    expect((await createSchemaReader().read(reader, LIMITS)).mayWrite).toEqual([])
    await own.pool.query(`grant update on so_lao_dong.nguoi_dan to ${name}_doc`)
    expect((await createSchemaReader().read(reader, LIMITS)).mayWrite).toEqual(['UPDATE'])
  })

  test('no value is asked for unless sampling is allowed, and then a bounded few', async () => {
    const taken = new Map<string, number>()
    await createSchemaReader().read(to, {
      ...LIMITS,
      sample: { rows: 50, take: (table, columns) => taken.set(table.name, columns[0]?.values.length ?? 0) },
    })
    expect([taken.get('dm_gioi_tinh'), taken.has('danh_sach')]).toEqual([2, false])
    expect(taken.get('nguoi_dan')).toBeLessThanOrEqual(50)
  })

  test('more tables than are taken in are cut, and said to be', async () => {
    const found = await createSchemaReader().read(to, { ...LIMITS, mostTables: 2 })
    expect([found.tables.length, found.cut]).toEqual([2, true])
  })

  test('reading takes no lock that keeps writers out, and no transaction number', async () => {
    const client = new pg.Client({ host: socketDir, database: name, user: 'nguon' })
    await client.connect()
    const seen: string[] = []
    await createSchemaReader().read(to, {
      ...LIMITS,
      async onStep(step) {
        if (step !== 'indexes') return
        const { rows } = await client.query<{ locks: number }>(
          `select count(*)::int as locks from pg_locks l join pg_stat_activity a using (pid)
           where a.datname = $1 and a.application_name = 'nguon' and a.state = 'idle in transaction'
             and (l.mode like '%Exclusive%' and l.locktype in ('relation', 'transactionid'))`,
          [name],
        )
        seen.push(String(rows[0]?.locks))
      },
    })
    await client.end()
    expect(seen).toEqual(['0'])
  })

  test.each([
    [{ database: 'khong_co' }, 'schema-reader.no-database'],
    [{ user: 'khong_co' }, 'schema-reader.wrong-account'],
    [{ host: '/tmp/khong-co-o-day' }, 'schema-reader.refused'],
  ])('%o is told as %s', async (change, code) => {
    await expect(createSchemaReader().read({ ...to, ...change }, LIMITS)).rejects.toMatchObject({ code })
  })

  test('a server that ends the connection in the middle is told so', async () => {
    const cut = createSchemaReader().read(to, {
      ...LIMITS,
      async onStep(step) {
        if (step !== 'columns') return
        await own.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = $1 and application_name = 'nguon' and pid <> pg_backend_pid() and state = 'idle in transaction'`,
          [name],
        )
      },
    })
    await expect(cut).rejects.toMatchObject({ kind: 'unavailable', code: 'schema-reader.cut' })
  })

  test('a question that was stopped for taking too long is told so', async () => {
    const slow = createSchemaReader().read(to, {
      ...LIMITS,
      async onStep(step) {
        if (step !== 'keys') return
        const blocker = await own.pool.connect()
        await blocker.query('begin; lock table pg_catalog.pg_constraint in access exclusive mode')
        setTimeout(() => void blocker.query('rollback').finally(() => blocker.release()), 600)
      },
      statementTimeoutMs: 200,
    })
    await expect(slow).rejects.toMatchObject({ kind: 'unavailable', code: 'schema-reader.too-slow' })
  })

  test('a table that somebody holds keeps nobody from reading the rest', async () => {
    await own.pool.query('create table so_lao_dong.khoa (a int)')
    const blocker = await own.pool.connect()
    await blocker.query('begin; lock table so_lao_dong.khoa in access exclusive mode')
    const sampled: string[] = []
    const found = await createSchemaReader().read(to, {
      ...LIMITS,
      sample: { rows: 5, take: ({ name: table }) => void sampled.push(table) },
    })
    await blocker.query('rollback; drop table so_lao_dong.khoa')
    blocker.release()
    expect(found.tables.map((table) => table.name)).toContain('khoa')
    expect([sampled.includes('khoa'), sampled.includes('nguoi_dan')]).toEqual([false, true])
  })
})

describe.skipIf(!hasPostgresql)('Debian’s PostgreSQL over TCP', () => {
  const password = 'Mật-khẩu-rất-riêng'
  let server: LiveServer
  beforeAll(async () => {
    server = await startPostgresql(password)
    const client = new pg.Client({ host: server.host, port: server.port, user: 'chu', password, database: 'postgres' })
    await client.connect()
    await client.query(SCHEMA)
    await client.end()
  })
  afterAll(() => server.stop())
  const to = (): ConnectTo => ({
    engine: 'postgresql',
    host: server.host,
    port: server.port,
    database: 'postgres',
    user: 'chu',
    password,
    transport: 'plain',
  })

  test('is read the same', async () => {
    const found = await createSchemaReader().read(to(), LIMITS)
    expect(found).toMatchObject({ engine: 'postgresql', database: 'postgres', cut: false })
    expectSchema(found)
  })

  test('a wrong password is told without being repeated', async () => {
    const wrong = createSchemaReader().read({ ...to(), password: 'sai-bét-nhè' }, LIMITS)
    const error = await wrong.catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'schema-reader.wrong-account' })
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('sai-bét-nhè')
  })

  test('a server without encryption is not talked to in the clear when encryption was asked for', async () => {
    await expect(createSchemaReader().read({ ...to(), transport: 'encrypted' }, LIMITS)).rejects.toMatchObject({
      code: 'schema-reader.no-encryption',
    })
  })
})
