import { hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findRunning } from '../../src/platform/db/find-running.ts'
import { connect, type Database } from '../../src/platform/db/index.ts'
import { silentLog } from '../../src/platform/log.ts'

/** Asks the store of a running program directly. */
export async function inStore<T>(dataDir: string, work: (database: Database) => Promise<T>): Promise<T> {
  const place = await findRunning(dataDir)
  if (!place) throw new Error('the PostgreSQL of the program does not run')
  const database = connect({ at: { socketDir: place.socketDir, database: 'nguon' }, log: silentLog, poolSize: 1 })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Each asks for what may never be; a row of an answer is a finding. */
const NEVER = {
  'a version is public though its change is not': `select v.id from datasets.version v join catalog.change c on c.id = v.change_id
     where v.state = 'published' and c.state <> 'published'`,
  'a change is public though a version of it is not': `select v.id from datasets.version v join catalog.change c on c.id = v.change_id
     where v.state = 'staged' and c.state = 'published'`,
  'a public dataset has a file without its table, or a table without its file': `select r.id from catalog.resource r join datasets.version v on v.resource_id = r.id and v.state = 'published'
     where r.state = 'published' group by r.id, v.change_id having count(*) < 2`,
  'a resource is at another version than its changes': `select r.id from catalog.resource r join catalog.change c on c.resource_id = r.id and c.state = 'published'
     group by r.id having max(c.published_version) <> r.version`,
  'a file was read but nothing of it is there': `select s.id from datasets.source s where s.state = 'read'
     and not exists (select from datasets.version v where v.source_id = s.id)`,
}

/** Sentences about what the store must never hold. */
export async function findings({ pool }: Database): Promise<readonly string[]> {
  const found: string[] = []
  for (const [name, query] of Object.entries(NEVER)) {
    const { rows } = await pool.query<{ id: string }>(query)
    found.push(...rows.map(({ id }) => `${name}: ${id}`))
  }
  return found
}

/** Waits until no file is being read any more; says which still are when time is up. */
export async function untilNothingReads({ pool }: Database, withinMs: number): Promise<readonly string[]> {
  const query = `select id, file_name, created_at from datasets.source where state = 'reading'`
  for (const until = performance.now() + withinMs; ; await sleep(200)) {
    const { rows } = await pool.query<{ id: string }>(query)
    if (rows.length === 0 || performance.now() > until) return rows.map(({ id }) => id)
  }
}

/** Digests that the store names and whose bytes are missing or other ones; `known` are not read again. */
export async function brokenBlobs({ pool }: Database, dataDir: string, known: Set<string>): Promise<readonly string[]> {
  const { rows } = await pool.query<{ digest: string }>(
    `select digest from datasets.source where state <> 'erased' union select digest from datasets.version where state <> 'erased'`,
  )
  const broken: string[] = []
  for (const { digest } of rows.filter((row) => !known.has(row.digest))) {
    const hex = digest.slice('sha256:'.length)
    const path = join(dataDir, 'objects', 'blobs', hex.slice(0, 2), hex.slice(2, 4), hex)
    const bytes = await readFile(path).catch(() => undefined)
    if (bytes && hash('sha256', bytes) === hex) known.add(digest)
    else broken.push(digest)
  }
  return broken
}

/** Temporary files that lie about while the program has nothing to do. */
export async function leftOvers(database: Database, dataDir: string): Promise<readonly string[]> {
  const uploads = await database.pool.query<{ id: string }>('select id from datasets.upload')
  const waiting = new Set(uploads.rows.map(({ id }) => join('uploads', id)))
  const lists = await Promise.all(
    ['objects/temp', 'reading', 'uploads', 'duck'].map((folder) => filesUnder(dataDir, folder)),
  )
  return lists.flat().filter((file) => !waiting.has(file))
}

async function filesUnder(dataDir: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(dataDir, folder), { withFileTypes: true, recursive: true }).catch(() => [])
  const files = entries.filter((entry) => !entry.isDirectory())
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(dataDir.length + 1))
}
