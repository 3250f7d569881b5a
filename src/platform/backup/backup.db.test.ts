import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Type from 'typebox'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { startSealer, verifySeals } from '../audit/index.ts'
import { writeRecords } from '../audit/testing.ts'
import { systemClock } from '../clock.ts'
import { connect, type Database } from '../db/index.ts'
import { openTestDatabase } from '../db/testing.ts'
import { announce, type Follower, readEvents } from '../events/index.ts'
import { storedCursor } from '../events/stored-cursor.ts'
import { uuidV7 } from '../ids.ts'
import { enqueue, migrateJobs, type TaskKind } from '../jobs/index.ts'
import { silentLog } from '../log.ts'
import { createDiskObjects, type Objects } from '../objects/index.ts'
import { openNodeKeys } from '../secrets/index.ts'
import { readArchive } from './archive-reader.ts'
import { createBackup, restoreBackup } from './index.ts'
import { hasPostgres15, startPostgres15 } from './testing.ts'

interface Node {
  readonly database: Database
  readonly objects: Objects
  readonly sealPath: string
  readonly keyFile: string
}

const opened: Database[] = []
afterAll(async () => {
  for (const database of opened) await database.close()
})

async function nodeOn(database: Database): Promise<Node> {
  opened.push(database)
  const dir = await mkdtemp(join(tmpdir(), 'nguon-node-'))
  return {
    database,
    objects: await createDiskObjects({ dir: join(dir, 'objects') }),
    sealPath: join(dir, 'seals', 'seals.ndjson'),
    keyFile: join(dir, 'node-key.json'),
  }
}

async function emptyDatabase(): Promise<Database> {
  const socketDir = inject('socketDir')
  const name = `empty_${randomBytes(6).toString('hex')}`
  const admin = connect({ at: { socketDir, database: 'postgres' }, log: silentLog, poolSize: 1 })
  await admin.pool.query(`create database ${name}`)
  await admin.close()
  return connect({ at: { socketDir, database: name }, log: silentLog })
}

const deps = ({ database, ...rest }: Node) => ({
  ...rest,
  database,
  pool: database.pool,
  clock: systemClock,
  log: silentLog,
})
const backupOf = (node: Node, path: string, withKey = true) =>
  createBackup(deps(node), { path, ...(withKey ? { keyFile: node.keyFile } : {}) })

async function seal(node: Node): Promise<void> {
  const signer = await openNodeKeys(node.keyFile)
  const sealer = startSealer({ ...deps(node), path: node.sealPath, signer })
  await sealer.caughtUp()
  await sealer.stop()
}

/** All rows of all our tables as text, but for transaction numbers, which are of one cluster only. */
async function contentOf({ pool }: Database): Promise<Record<string, string[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public')
      and table_schema || '.' || table_name not in ('platform.migration', 'platform.worker_heartbeat')`)
  const content: Record<string, string[]> = {}
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(
      `select (to_jsonb(t) - 'xid' - 'horizon')::text as row from ${name} t order by 1`,
    )
    content[name] = rows.map((row) => row.row)
  }
  return content
}

const task = {
  name: 'test.later',
  version: 1,
  schema: Type.Object({ word: Type.String() }),
  retry: { attempts: 5 },
} satisfies TaskKind

let source: Node
let digests: string[]
let archive: string
const strange = 'Đắk Lắk\t“ngoặc”\n\\N \\. \u0001 0,5'

async function fill(node: Node): Promise<void> {
  const { pool } = node.database
  const parent = uuidV7(new Date())
  await pool.query(
    `insert into identity.agency (id, code, name, kind, parent_id, seeded, note)
     values ($1, 'T00', $3, 'ministry', null, false, null), ($2, 'T00.01', 'Cục thử', 'department', $1, false, '')`,
    [parent, uuidV7(new Date()), strange],
  )
  // Longer than one part of the archive, so that rows lie across parts.
  await pool.query(`insert into platform.setting (name, value)
    select 'big' || n, to_jsonb(repeat(md5(n::text), 4000)) from generate_series(1, 60) n`)
  digests = []
  for (const bytes of [Buffer.from('một tệp nhỏ'), randomBytes(3_000_000), Buffer.alloc(0)]) {
    digests.push((await node.objects.put(bytes)).digest)
  }
  const named = [...digests, `sha256:${'0'.repeat(64)}`]
  await pool.query(`insert into platform.setting (name, value) values ('named', $1)`, [JSON.stringify({ named })])
  const db = node.database.module<'platform'>()
  for (let index = 0; index < 4; index++) {
    const event = { type: `test.${index}`, version: 1, resourceId: undefined, payload: { strange } }
    await db.transaction().execute((tx) => announce(tx, event))
  }
  const seen = () => readEvents(pool, { xid: '0', id: 0 })
  const two = await vi.waitUntil(async () => (await seen())[1], { timeout: 60_000 })
  await storedCursor(pool, 'reader').save({ xid: two.xid, id: two.id })
  await db.transaction().execute((tx) => enqueue(tx, task, { payload: { word: strange }, key: 'once' }))
}

beforeAll(async () => {
  source = await nodeOn(await openTestDatabase())
  await migrateJobs(source.database.pool, silentLog)
  await fill(source)
  await writeRecords(source.database.module<'audit'>(), 30)
  await seal(source)
  await writeRecords(source.database.module<'audit'>(), 3)
  archive = join(await mkdtemp(join(tmpdir(), 'nguon-backup-')), 'backup.tar')
  await backupOf(source, archive)
})

async function expectSame(node: Node): Promise<void> {
  const [before, after] = [await contentOf(source.database), await contentOf(node.database)]
  const own = (content: Record<string, string[]>) => {
    const ignored = ['audit.record', 'platform.setting', 'platform.follower', 'platform.backup']
    return Object.fromEntries(Object.entries(content).filter(([name]) => !ignored.includes(name)))
  }
  expect(own(after)).toEqual(own(before))
  expect(after['platform.setting']).toEqual(expect.arrayContaining(before['platform.setting'] ?? []))
  // One row more: the evidence of the restore itself.
  expect(after['audit.record']).toEqual(expect.arrayContaining(before['audit.record'] ?? []))
  expect(after['audit.record']).toHaveLength((before['audit.record'] ?? []).length + 1)
  for (const digest of digests) {
    expect(await readFile(node.objects.path(digest))).toEqual(await readFile(source.objects.path(digest)))
  }
}

test('a restored node holds the same rows, files, seals and key, and goes on from there', async () => {
  const node = await nodeOn(await emptyDatabase())
  const report = await restoreBackup(deps(node), archive)
  expect(report).toMatchObject({ objects: 3, absentObjects: 1, jobs: 1, key: 'restored', sealsKeptAt: undefined })
  expect(report.seals).toMatchObject({ records: 30, findings: [], unsealed: { count: 3 } })
  await expectSame(node)
  expect(await readFile(node.sealPath, 'utf8')).toBe(await readFile(source.sealPath, 'utf8'))
  expect((await openNodeKeys(node.keyFile)).publicKey).toBe((await openNodeKeys(source.keyFile)).publicKey)

  await seal(node)
  const { publicKey } = await openNodeKeys(node.keyFile)
  const verified = await verifySeals({ pool: node.database.pool, path: node.sealPath, publicKeys: [publicKey] })
  expect(verified).toMatchObject({ records: 34, findings: [], unsealed: { count: 0 } })
})

test('after a restore a follower sees what it had not seen, and new events after it', async () => {
  const node = await nodeOn(await emptyDatabase())
  await restoreBackup(deps(node), archive)
  const follower: Pick<Follower, 'load'> = storedCursor(node.database.pool, 'reader')
  const event = { type: 'test.new', version: 1, resourceId: undefined, payload: {} }
  await node.database
    .module<'platform'>()
    .transaction()
    .execute((tx) => announce(tx, event))
  // An event is seen once older transactions have ended, also those of other databases of the server.
  const seen = async () => (await readEvents(node.database.pool, await follower.load())).map(({ type }) => type)
  await expect.poll(seen, { timeout: 60_000 }).toEqual(['test.2', 'test.3', 'test.new'])
})

test('waiting jobs come along with their key', async () => {
  const node = await nodeOn(await emptyDatabase())
  await restoreBackup(deps(node), archive)
  const { rows } = await node.database.pool.query('select key, payload from graphile_worker._private_jobs')
  expect(rows).toEqual([{ key: 'once', payload: { word: strange } }])
})

test('without the key a restored node gets its own and still trusts the old seals', async () => {
  const path = `${archive}.nokey`
  expect(await backupOf(source, path, false)).toMatchObject({ withKey: false })
  for await (const entry of readArchive(path)) expect(entry.name).not.toBe('node-key.json')
  const node = await nodeOn(await emptyDatabase())
  const report = await restoreBackup(deps(node), path)
  expect(report).toMatchObject({ key: 'new', seals: { findings: [] } })
})

test('a restore into a database that is in use is refused and changes nothing', async () => {
  const before = await contentOf(source.database)
  await expect(restoreBackup(deps(source), archive)).rejects.toMatchObject({ code: 'backup.target-not-empty' })
  expect(await contentOf(source.database)).toEqual(before)
})

test('a backup never overwrites a file and leaves no half archive behind', async () => {
  await expect(backupOf(source, archive)).rejects.toMatchObject({ code: 'backup.file-exists' })
  const path = `${archive}.bad`
  await expect(createBackup(deps(source), { path, keyFile: '/nonexistent' })).rejects.toThrow('ENOENT')
  for (const left of [path, `${path}.part`]) await expect(stat(left)).rejects.toThrow('ENOENT')
})

test('a damaged archive is refused with the entry that is wrong, and the database stays empty', async () => {
  const whole = await readFile(archive)
  const node = await nodeOn(await emptyDatabase())
  const damage = async (bytes: Buffer) => {
    const path = `${archive}.damaged`
    await writeFile(path, bytes)
    return restoreBackup(deps(node), path).then(
      () => 'restored',
      (error: { code: string; said: { en: string } }) => `${error.code}: ${error.said.en}`,
    )
  }
  const flipped = (at: number) => {
    const copy = Buffer.from(whole)
    copy.writeUInt8((copy[at] ?? 0) ^ 0xff, at)
    return copy
  }
  const inside = whole.indexOf((digests[1] ?? '').replace('sha256:', 'objects/')) + 512 + 100
  expect(await damage(flipped(inside))).toMatch(/^backup\.damaged: .*"objects\/[0-9a-f]{64}"/)
  expect(await damage(flipped(whole.indexOf('tables/identity.agency/') + 512 + 40))).toMatch(
    /"tables\/identity\.agency\/00001\.gz"/,
  )
  expect(await damage(whole.subarray(0, whole.length / 2))).toMatch(/^backup\.damaged: .*ends too early/)
  expect(await damage(Buffer.from('not a backup at all'))).toMatch(/^backup\.damaged/)
  expect(await damage(Buffer.alloc(4096))).toMatch(/^backup\.damaged/)
  const { rows } = await node.database.pool.query(`select to_regclass('platform.migration') as made`)
  expect(rows).toEqual([{ made: null }])
})

test('an archive of a newer program is refused by name, and the target can be used afterwards', async () => {
  const { pool } = source.database
  const client = await pool.connect()
  await client.query(`insert into platform.migration (number, name, hash) values (9999, '9999_future.sql', 'x')`)
  const path = `${archive}.future`
  await backupOf(source, path)
  await client.query('delete from platform.migration where number = 9999')
  client.release()
  const node = await nodeOn(await emptyDatabase())
  await expect(restoreBackup(deps(node), path)).rejects.toMatchObject({ code: 'backup.newer-program' })
  await restoreBackup(deps(node), archive)
  await expectSame(node)
})

test('the table parts of an archive are plain COPY text', async () => {
  for await (const entry of readArchive(archive)) {
    if (entry.name !== 'tables/identity.agency/00001.gz') continue
    expect(gunzipSync(await entry.whole()).toString()).toContain('Cục thử')
  }
})

const is15 = await hasPostgres15()
test.skipIf(!is15)('a node moves from the embedded server to PostgreSQL 15 and back', async () => {
  const server = await startPostgres15()
  try {
    const there = await nodeOn(await server.open())
    await restoreBackup(deps(there), archive)
    await expectSame(there)
    const path = `${archive}.15`
    await backupOf(there, path)
    const back = await nodeOn(await emptyDatabase())
    await restoreBackup(deps(back), path)
    await there.database.close()
    opened.splice(opened.indexOf(there.database), 1)
    const { rows } = await back.database.pool.query<{ count: number }>('select count(*) as count from identity.agency')
    expect(rows[0]?.count).toBe(2)
  } finally {
    await server.stop()
  }
})
