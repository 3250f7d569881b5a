import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemActor } from '../actor.ts'
import { systemClock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { openTestDatabase } from '../db/testing.ts'
import { silentLog } from '../log.ts'
import { acceptEnd, recordAudit, type Sealer, type Step, startSealer, verifySeals } from './index.ts'
import { HASHED_COLUMNS } from './record-hash.ts'
import { testSealPath, testSigner, writeRecords } from './testing.ts'

const signer = testSigner()
let database: Database
let path: string
let sealer: Sealer | undefined

beforeEach(async () => {
  database = await openTestDatabase()
  path = await testSealPath()
})
afterEach(async () => {
  await sealer?.stop()
  sealer = undefined
  await database.close()
})

const start = (step?: Step) =>
  startSealer({ pool: database.pool, path, signer, clock: systemClock, log: silentLog, ...(step ? { step } : {}) })
const write = (count: number) => writeRecords(database.module<'audit'>(), count)
const verify = () => verifySeals({ pool: database.pool, path, publicKeys: [signer.publicKey] })

async function sealAll(): Promise<void> {
  sealer = start()
  await sealer.caughtUp()
  await sealer.stop()
}

/** What a superuser can do, whatever our triggers say. */
async function tamper(sql: string): Promise<void> {
  await database.pool.query(`set session_replication_role = replica; ${sql}; set session_replication_role = origin`)
}

const kinds = (report: Awaited<ReturnType<typeof verify>>) => [
  ...new Set(report.findings.map((finding) => finding.kind)),
]

test('every column of a record but its transaction number is covered by the hash', async () => {
  const { rows } = await database.pool.query<{ column_name: string }>(
    `select column_name from information_schema.columns where table_schema = 'audit' and table_name = 'record'`,
  )
  const columns = rows.map((row) => row.column_name).filter((name) => name !== 'xid')
  const covered = HASHED_COLUMNS.map((expression) => /r\.([a-z_]+)/.exec(expression)?.[1])
  expect(new Set(covered)).toEqual(new Set(columns))
})

test('records are sealed in one chain, in the database and in the file', async () => {
  await write(3)
  sealer = start()
  await sealer.caughtUp()
  await write(2)
  await sealer.caughtUp()
  const report = await verify()
  expect(report).toMatchObject({ records: 5, findings: [], more: 0, unsealed: { count: 0, oldest: undefined } })
  expect(report.batches).toBeGreaterThanOrEqual(2)
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  expect(lines).toHaveLength(report.batches)
})

test('more records than one batch holds are sealed without a gap', async () => {
  await database.pool.query(`
    insert into audit.record (action, actor_kind, actor_name) select 'test.many', 'system', 'x' from generate_series(1, 2500)`)
  await sealAll()
  expect(await verify()).toMatchObject({ batches: 3, records: 2500, findings: [] })
})

test('a long transaction delays no other writer, and their records are sealed beside it', async () => {
  sealer = start()
  const slow = await database.module<'audit'>().startTransaction().execute()
  await recordAudit(slow, { action: 'test.slow', actor: systemActor('chậm') })
  // A writer that had to wait for the open transaction would never come back, since only we end it.
  await write(5)
  await sealer.caughtUp()
  expect(await verify()).toMatchObject({ records: 5, findings: [], unsealed: { count: 0 } })
  await slow.commit().execute()
  await sealer.caughtUp()
  expect(await verify()).toMatchObject({ records: 6, findings: [], unsealed: { count: 0 } })
})

test('the unsealed window names how much waits and since when', async () => {
  await write(4)
  const { unsealed } = await verify()
  expect(unsealed.count).toBe(4)
  expect(unsealed.oldest).toBeInstanceOf(Date)
})

const kills = ['seals-inserted', 'seals-committed', 'seal-line-half-written', 'seal-line-written', 'seal-line-synced']
test.each(kills)('a process that ends at %s neither loses nor forks the chain', async (name) => {
  await write(2)
  await sealAll()
  await write(3)
  const [reached, dead] = [Promise.withResolvers<void>(), Promise.withResolvers<never>()]
  const dying = start((step) => {
    if (step !== name) return
    reached.resolve()
    // What follows in that process never happens: its connection goes, and the file stays as it is.
    return dead.promise
  })
  await reached.promise
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
     and database = (select oid from pg_database where datname = current_database())`,
  )
  await sealAll()
  expect(await verify()).toMatchObject({ records: 5, findings: [], unsealed: { count: 0 } })
  dead.reject(new Error('gone'))
  await dying.stop()
})

test('two processes do not seal at once', async () => {
  sealer = start()
  await write(1)
  await sealer.caughtUp()
  const other = start()
  for (let tries = 0; other.state().state === 'starting' && tries < 100; tries++) await sleep(20)
  expect(other.state()).toEqual({ state: 'waiting' })
  await other.stop()
})

test('a changed record is named', async () => {
  await write(5)
  await sealAll()
  await tamper(`update audit.record set details = '{"index": 99}' where id = 3`)
  expect((await verify()).findings).toEqual([{ kind: 'record-changed', batch: 1, seq: 3, recordId: 3 }])
})

test('a removed record is named', async () => {
  await write(5)
  await sealAll()
  await tamper('delete from audit.record where id = 2')
  expect((await verify()).findings).toEqual([{ kind: 'record-removed', batch: 1, seq: 2, recordId: 2 }])
})

test('two records that changed places are named', async () => {
  await write(5)
  await sealAll()
  await tamper(`update audit.record set id = -id overriding system value where id in (2, 4)`).catch(() => undefined)
  await tamper(`
    alter table audit.record alter id set generated by default;
    update audit.record set id = -id where id in (2, 4);
    update audit.record set id = 6 + id where id < 0`)
  expect((await verify()).findings).toEqual([
    { kind: 'record-changed', batch: 1, seq: 2, recordId: 2 },
    { kind: 'record-changed', batch: 1, seq: 4, recordId: 4 },
  ])
})

test('seals that changed places are named', async () => {
  await write(5)
  await sealAll()
  await tamper(`
    update audit.seal set seq = -seq where seq in (2, 4);
    update audit.seal set seq = 6 + seq where seq < 0`)
  expect((await verify()).findings).toEqual([
    { kind: 'seal-reordered', batch: 1, seq: 2, recordId: 2 },
    { kind: 'seal-reordered', batch: 1, seq: 4, recordId: 4 },
  ])
})

test('an end that was cut off together with its seals is named, and sealing does not go on over it', async () => {
  await write(3)
  await sealAll()
  await write(2)
  await sealAll()
  await tamper(`
    delete from audit.record where id > 3; delete from audit.seal where seq > 3; delete from audit.seal_batch where number > 1`)
  expect((await verify()).findings).toEqual([
    { kind: 'batch-cut', batch: 2 },
    { kind: 'record-cut', batch: 2, seq: 4, recordId: 4 },
    { kind: 'record-cut', batch: 2, seq: 5, recordId: 5 },
  ])
  sealer = start()
  for (let tries = 0; sealer.state().state === 'starting' && tries < 100; tries++) await sleep(20)
  expect(sealer.state()).toMatchObject({ state: 'halted' })
})

test('sealing goes on after a lost end only once somebody has decided so, and the decision is evidence', async () => {
  await write(3)
  await sealAll()
  const deps = { database, path, clock: systemClock }
  const decision = { by: 'Trần B', reason: 'máy dự phòng thay máy chính' }
  await expect(acceptEnd(deps, decision)).rejects.toMatchObject({ code: 'audit.nothing-to-accept' })
  await write(2)
  await sealAll()
  const whole = await readFile(path, 'utf8')
  await tamper(`
    delete from audit.record where id > 3; delete from audit.seal where seq > 3; delete from audit.seal_batch where number > 1`)
  const { keptAt } = await acceptEnd(deps, decision)
  expect(await readFile(keptAt, 'utf8')).toBe(whole)
  await sealAll()
  expect(await verify()).toMatchObject({ records: 4, findings: [] })
  const { rows } = await database.pool.query<{ actor_name: string; details: object }>(
    `select actor_name, details from audit.record where action = 'audit.seal.end-accepted'`,
  )
  expect(rows).toMatchObject([{ actor_name: 'Trần B', details: { fileBatch: 2, fileRecords: 5, databaseBatch: 1 } }])
})

test('a table rewritten with fresh hashes and a fresh key is found out, and the changed record named', async () => {
  await write(4)
  await sealAll()
  await tamper(`update audit.record set actor_name = 'ai đó' where id = 2`)
  await tamper('truncate audit.seal, audit.seal_batch')
  const [truePath, forger] = [path, testSigner()]
  path = await testSealPath()
  sealer = startSealer({ pool: database.pool, path, signer: forger, clock: systemClock, log: silentLog })
  await sealer.caughtUp()
  await sealer.stop()
  expect(kinds(await verify())).toEqual(['file-line-damaged', 'batch-bad-signature'])
  path = truePath
  const report = await verify()
  expect(kinds(report)).toEqual(['batch-bad-signature', 'batch-rewritten', 'seal-changed', 'record-changed'])
  expect(report.findings).toContainEqual({ kind: 'record-changed', batch: 1, seq: 2, recordId: 2 })
})

test('a rewriter who holds the key too is found out by the seal file', async () => {
  await write(4)
  await sealAll()
  await tamper('truncate audit.seal, audit.seal_batch')
  await tamper(`update audit.record set actor_name = 'ai đó' where id = 2`)
  const truePath = path
  path = await testSealPath()
  await sealAll()
  path = truePath
  const report = await verify()
  expect(kinds(report)).toEqual(['batch-rewritten', 'seal-changed', 'record-changed'])
  expect(report.findings.filter((finding) => finding.kind === 'record-changed')).toHaveLength(1)
})

test('a damaged, shortened or missing seal file is named, and its loss alone accuses no record', async () => {
  for (let round = 0; round < 5; round++) {
    await write(2)
    await sealAll()
  }
  const whole = await readFile(path, 'utf8')
  const lines = whole.trimEnd().split('\n')
  await writeFile(path, whole.replace(lines[1] ?? '', 'x'))
  expect(kinds(await verify())).toEqual(['file-line-damaged', 'file-line-missing'])
  await writeFile(path, whole.replace('"hashes":"', '"hashes":"A'))
  expect(kinds(await verify())).toContain('file-line-damaged')
  await writeFile(path, `${lines.slice(0, 2).join('\n')}\n`)
  expect((await verify()).findings).toEqual([{ kind: 'file-cut', batch: 3 }])
  await rm(path)
  expect((await verify()).findings).toEqual([{ kind: 'file-missing' }])
  await sealAll()
  expect(await readFile(path, 'utf8')).toBe(whole)
})

test('a line that a crash cut in the middle is mended at the next start', async () => {
  await write(2)
  await sealAll()
  await write(2)
  await sealAll()
  const whole = await readFile(path, 'utf8')
  await truncate(path, whole.length - 50)
  await sealAll()
  expect(await readFile(path, 'utf8')).toBe(whole)
  await appendFile(path, '{"batch":3,')
  expect(await verify()).toMatchObject({ findings: [] })
})

test('evidence cannot be changed through the program’s own connection by mistake', async () => {
  await write(1)
  await sealAll()
  for (const table of ['record', 'seal', 'seal_batch']) {
    await expect(database.pool.query(`delete from audit.${table}`)).rejects.toThrow(/never changed or removed/)
  }
})
