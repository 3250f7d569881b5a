import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { systemActor } from '../actor.ts'
import { recordAudit, type SealReport, trustKey, verifySeals } from '../audit/index.ts'
import type { Clock } from '../clock.ts'
import { type Database, migrate, readMigrations } from '../db/index.ts'
import { migrateJobs } from '../jobs/index.ts'
import type { Log } from '../log.ts'
import type { Objects } from '../objects/index.ts'
import { openNodeKeys } from '../secrets/index.ts'
import { type ArchiveEntry, readArchive } from './archive-reader.ts'
import { type ArchiveFacts, checkArchive } from './check-archive.ts'
import { damagedArchive, newerArchive, notEmpty } from './errors.ts'
import { createTableLoader, setSequences, withBareTables } from './load-tables.ts'
import type { Opening } from './manifest.ts'
import { addWaitingJob, type WaitingJob } from './waiting-jobs.ts'

export interface RestoreDeps {
  readonly database: Database
  readonly objects: Objects
  readonly sealPath: string
  readonly keyFile: string
  readonly clock: Clock
  readonly log: Log
  readonly onStep?: (what: string) => void
}

export interface RestoreReport {
  /** When the backup was made. */
  readonly madeAt: string
  readonly rows: number
  readonly objects: number
  readonly absentObjects: number
  readonly jobs: number
  /** `restored`: from the archive; `kept`: this machine had one; `new`: secrets of the old node cannot be opened. */
  readonly key: 'restored' | 'kept' | 'new'
  /** Where an older seal file of this folder was put. */
  readonly sealsKeptAt: string | undefined
  readonly seals: SealReport
}

/** Fills an empty database and the folders of a node from a backup; on any failure the database is empty again. */
export async function restoreBackup(deps: RestoreDeps, path: string): Promise<RestoreReport> {
  const { pool } = deps.database
  await requireFresh(pool)
  deps.onStep?.('kiểm tra tệp sao lưu')
  const facts = await checkArchive(path)
  const keyWasHere = await exists(deps.keyFile)
  let jobs = 0
  try {
    await migrateExactly(pool, facts.opening)
    await migrateJobs(pool, deps.log)
    jobs = await loadAll(deps, facts, path)
    await migrate(pool)
  } catch (error) {
    await dropEverything(pool, facts.opening)
    throw error
  }
  const sealsKeptAt = await placeSeals(deps)
  const keys = await trustFormerKeys(deps)
  const seals = await verifySeals({ pool, path: deps.sealPath, publicKeys: keys })
  await noteRestore(deps, facts)
  const { manifest, opening } = facts
  return {
    madeAt: opening.madeAt,
    rows: Object.values(manifest.rows).reduce((a, b) => a + b, 0),
    objects: manifest.objects.count,
    absentObjects: manifest.objects.absent,
    jobs,
    key: keyWasHere ? 'kept' : manifest.withKey ? 'restored' : 'new',
    sealsKeptAt,
    seals,
  }
}

async function requireFresh(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ used: boolean }>(`select to_regclass('platform.migration') is not null as used`)
  if (rows[0]?.used) throw notEmpty()
}

// Migrations come in ranges per module, so "up to a number" would also apply ones the archive has never seen.
async function migrateExactly(pool: pg.Pool, { migrations }: Opening): Promise<void> {
  const known = new Map((await readMigrations()).map((migration) => [migration.number, migration]))
  const folder = await mkdtemp(join(tmpdir(), 'nguon-migrations-'))
  try {
    for (const { number, name, hash } of migrations) {
      const migration = known.get(number)
      if (!migration || migration.hash !== hash) throw newerArchive(name)
      await writeFile(join(folder, migration.name), migration.sql)
    }
    await migrate(pool, { folder })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function loadAll(deps: RestoreDeps, facts: ArchiveFacts, path: string): Promise<number> {
  const { manifest, opening } = facts
  const client = await deps.database.pool.connect()
  const jobs = createLineCollector()
  try {
    await client.query('begin')
    await withBareTables(client, opening.tables, async () => {
      const loader = createTableLoader(client, opening.tables)
      for await (const entry of readArchive(path)) await placeEntry(deps, { entry, loader, jobs })
      await loader.end()
      for (const [name, rows] of Object.entries(manifest.rows)) {
        if ((loader.rows[name] ?? 0) !== rows)
          throw damagedArchive(`tables/${name}`, { vi: 'thiếu dòng', en: 'rows are missing' })
      }
    })
    await setSequences(client, manifest.sequences)
    for (const job of jobs.lines()) await addWaitingJob(client, JSON.parse(job) as WaitingJob)
    await client.query('commit')
    return jobs.lines().length
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    // A failed COPY leaves the connection in the middle of a message.
    client.release(true)
  }
}

interface Placing {
  readonly entry: ArchiveEntry
  readonly loader: ReturnType<typeof createTableLoader>
  readonly jobs: ReturnType<typeof createLineCollector>
}

async function placeEntry(deps: RestoreDeps, { entry, loader, jobs }: Placing): Promise<void> {
  const [kind, rest = ''] = entry.name.split('/')
  if (kind === 'tables') {
    if (entry.name.endsWith('/00001.gz')) deps.onStep?.(rest)
    return loader.add(rest, await entry.part())
  }
  if (kind === 'jobs') return jobs.add(await entry.part())
  if (kind === 'seals') return appendSeals(deps, await entry.part(), entry.name.endsWith('/00001.gz'))
  if (kind === 'node-key.json') return placeKey(deps.keyFile, await entry.whole())
  if (kind !== 'objects') return
  const { digest } = await deps.objects.put(entry.bytes())
  if (digest !== `sha256:${rest}`)
    throw damagedArchive(entry.name, { vi: 'nội dung không khớp', en: 'its content differs' })
}

function createLineCollector() {
  const chunks: Buffer[] = []
  return {
    add: (bytes: Buffer) => void chunks.push(bytes),
    lines: () => Buffer.concat(chunks).toString().split('\n').filter(Boolean),
  }
}

const draftOf = (sealPath: string) => `${sealPath}.restored`

async function appendSeals({ sealPath }: RestoreDeps, bytes: Buffer, first: boolean): Promise<void> {
  await mkdir(dirname(sealPath), { recursive: true })
  await pipeline([bytes], createWriteStream(draftOf(sealPath), { flags: first ? 'w' : 'a', mode: 0o640, flush: true }))
}

async function placeKey(keyFile: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(keyFile), { recursive: true })
  // A key that is here already seals secrets of its own; it is never overwritten.
  await writeFile(keyFile, bytes, { mode: 0o600, flag: 'wx', flush: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

async function placeSeals({ sealPath, clock }: RestoreDeps): Promise<string | undefined> {
  if (!(await exists(draftOf(sealPath)))) return undefined
  const aside = `${sealPath}.${clock.now().toISOString().replace(/[:.]/g, '-')}`
  const hadOne = await exists(sealPath)
  if (hadOne) await rename(sealPath, aside)
  await rename(draftOf(sealPath), sealPath)
  return hadOne ? aside : undefined
}

async function trustFormerKeys({ database, sealPath, keyFile }: RestoreDeps): Promise<readonly string[]> {
  const own = (await openNodeKeys(keyFile)).publicKey
  const { rows } = await database.pool.query<{ public_key: string }>('select distinct public_key from audit.seal_batch')
  const former = rows.map((row) => row.public_key).filter((key) => key !== own)
  for (const key of former) await trustKey(sealPath, key)
  return [own, ...former]
}

async function noteRestore({ database, clock }: RestoreDeps, { opening, manifest }: ArchiveFacts): Promise<void> {
  const details = { madeAt: opening.madeAt, objects: manifest.objects.count, absentObjects: manifest.objects.absent }
  await database
    .module<'audit'>()
    .transaction()
    .execute((tx) =>
      recordAudit(tx, { action: 'platform.node.restored', actor: systemActor('nguon restore'), details }),
    )
  await database.pool.query(
    `insert into platform.setting (name, value) values ('restored', $1)
     on conflict (name) do update set value = excluded.value, updated_at = now()`,
    [JSON.stringify({ at: clock.now().toISOString(), madeAt: opening.madeAt })],
  )
}

async function dropEverything(pool: pg.Pool, { tables }: Opening): Promise<void> {
  const schemas = new Set([...tables.map((table) => table.name.split('.')[0] ?? ''), 'platform', 'graphile_worker'])
  for (const schema of schemas) await pool.query(`drop schema if exists "${schema}" cascade`)
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
