import { createHash } from 'node:crypto'
import { access, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { exportSeals } from '../audit/index.ts'
import type { Clock } from '../clock.ts'
import { isAppError } from '../errors.ts'
import type { Objects } from '../objects/index.ts'
import { type ArchiveWriter, createArchive, type EntryFacts } from './archive-writer.ts'
import { alreadyThere } from './errors.ts'
import { noteBackup } from './known-backups.ts'
import { FIRST_ENTRY, LAST_ENTRY, type Manifest, type Opening } from './manifest.ts'
import { createDigestCollector } from './named-digests.ts'
import { copyOut, listOurTables, listSequences, type OurTable } from './our-tables.ts'
import { listWaitingJobs } from './waiting-jobs.ts'

export interface BackupDeps {
  readonly pool: pg.Pool
  readonly objects: Objects
  readonly sealPath: string
  readonly clock: Clock
  /** Told what is being written, for a progress line. */
  readonly onStep?: (what: string) => void
}

export interface BackupTarget {
  readonly path: string
  /** The node's key file, when it is to be part of the archive. */
  readonly keyFile?: string
}

export interface BackupReport {
  readonly path: string
  readonly size: number
  readonly sha256: string
  readonly tables: number
  readonly rows: number
  readonly objects: Manifest['objects']
  readonly withKey: boolean
}

/** Writes everything a node holds into one file, as of one moment, while the node goes on working. */
export async function createBackup(deps: BackupDeps, target: BackupTarget): Promise<BackupReport> {
  if (await exists(target.path)) throw alreadyThere(target.path)
  await mkdir(dirname(target.path), { recursive: true })
  const client = await deps.pool.connect()
  const madeAt = deps.clock.now()
  const archive = await createArchive(target.path, madeAt)
  try {
    await client.query('begin isolation level repeatable read read only')
    const manifest = await writeAll({ ...deps, client, archive }, target)
    await archive.add(LAST_ENTRY, Buffer.from(JSON.stringify(manifest)))
    const rows = Object.values(manifest.rows)
    const { objects, withKey } = manifest
    const file = await archive.finish()
    await noteBackup(deps.pool, { ...file, path: target.path, madeAt, withKey })
    return { path: target.path, ...file, tables: rows.length, rows: rows.reduce((a, b) => a + b, 0), objects, withKey }
  } catch (error) {
    await archive.abandon()
    throw error
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

interface Writing extends BackupDeps {
  readonly client: pg.PoolClient
  readonly archive: ArchiveWriter
}

async function writeAll(writing: Writing, target: BackupTarget): Promise<Manifest> {
  const { client, archive, onStep } = writing
  const tables = await listOurTables(client)
  const entries: EntryFacts[] = [
    await archive.add(FIRST_ENTRY, Buffer.from(JSON.stringify(await opening(writing, tables)))),
  ]
  const digests = createDigestCollector()
  const rows: Record<string, number> = {}
  for (const table of tables) {
    onStep?.(table.name)
    const stream = client.query(copyTo(copyOut(table)))
    entries.push(...(await archive.addParts(`tables/${table.name}`, digests.watch(stream as AsyncIterable<Buffer>))))
    rows[table.name] = stream.rowCount
  }
  entries.push(...(await archive.addParts('jobs', jobLines(client))))
  entries.push(...(await archive.addParts('seals', exportSeals(client, writing.sealPath))))
  if (target.keyFile) entries.push(await archive.add('node-key.json', await readFile(target.keyFile)))
  const objects = await writeObjects(writing, [...digests.found].sort())
  return {
    entries,
    rows,
    sequences: [...(await listSequences(client))],
    objects,
    sealedRecords: rows['audit.seal'] ?? 0,
    withKey: target.keyFile !== undefined,
  }
}

async function opening({ client, clock }: Writing, tables: readonly OurTable[]): Promise<Opening> {
  const { rows } = await client.query<Opening['migrations'][number]>(
    'select number, name, hash from platform.migration order by number',
  )
  return {
    format: 1,
    madeAt: clock.now().toISOString(),
    migrations: rows,
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
  }
}

async function* jobLines(client: pg.PoolClient): AsyncGenerator<Buffer> {
  for (const job of await listWaitingJobs(client)) yield Buffer.from(`${JSON.stringify(job)}\n`)
}

async function writeObjects(
  { objects, archive, onStep }: Writing,
  named: readonly string[],
): Promise<Manifest['objects']> {
  const list = createHash('sha256')
  const sum = { count: 0, bytes: 0, absent: 0 }
  for (const digest of named) {
    const size = await objects.size(digest)
    if (size === undefined) {
      sum.absent++
      continue
    }
    onStep?.(digest)
    if (await addObject({ objects, archive }, { digest, size })) {
      list.update(digest)
      sum.count++
      sum.bytes += size
    } else sum.absent++
  }
  return { ...sum, list: list.digest('hex') }
}

async function addObject(
  { objects, archive }: Pick<Writing, 'objects' | 'archive'>,
  { digest, size }: { digest: string; size: number },
): Promise<boolean> {
  const bytes = await objects.open(digest).catch((error: unknown) => {
    // Erased by decision since we asked for its size.
    if (isAppError(error) && error.kind === 'not-found') return undefined
    throw error
  })
  if (!bytes) return false
  await archive.addStream({ name: `objects/${digest.replace('sha256:', '')}`, size }, bytes as AsyncIterable<Buffer>)
  return true
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
