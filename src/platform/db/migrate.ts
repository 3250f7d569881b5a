import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { StartError } from './start-error.ts'

export interface Migration {
  /** `0010_identity.sql` has number 10. */
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly hash: string
}

const FOLDER = fileURLToPath(new URL('../../../migrations/', import.meta.url))
// Any number will do, as long as no other program of ours uses it on the same server.
const LOCK = 1_142_2023

/** Reads the migrations in order. */
export async function readMigrations(folder = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${folder}/${name}`, 'utf8')
      return { number: Number(name.slice(0, 4)), name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** Applies what is missing, each in a transaction of its own; refuses when a landed one was changed. Returns the names applied. */
export async function migrate(
  pool: pg.Pool,
  options: { upTo?: number; folder?: string } = {},
): Promise<readonly string[]> {
  const migrations = await readMigrations(options.folder)
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await requireVersion(client)
    await client.query(`
      create schema if not exists platform;
      create table if not exists platform.migration (
        number integer primary key, name text not null, hash text not null, applied_at timestamptz not null default now())`)
    return await applyMissing(client, migrations, options.upTo ?? Number.POSITIVE_INFINITY)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
    client.release()
  }
}

async function applyMissing(client: pg.PoolClient, migrations: readonly Migration[], upTo: number): Promise<string[]> {
  const rows = await client.query<{ number: number; hash: string }>('select number, hash from platform.migration')
  const landed = new Map(rows.rows.map((row) => [row.number, row.hash]))
  const applied: string[] = []
  for (const migration of migrations) {
    const hash = landed.get(migration.number)
    if (hash !== undefined && hash !== migration.hash) throw changedMigration(migration.name)
    if (hash !== undefined || migration.number > upTo) continue
    await applyOne(client, migration)
    applied.push(migration.name)
  }
  return applied
}

async function applyOne(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into platform.migration (number, name, hash) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.hash,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${migration.name} failed`, { cause: error })
  }
}

async function requireVersion(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
  const version = Number(rows[0]?.server_version_num ?? 0)
  if (version >= 150_000) return
  throw new StartError('old-postgres', {
    vi: `Máy chủ PostgreSQL là bản ${Math.floor(version / 10_000)}; Nguồn cần từ bản 15.`,
    en: `The PostgreSQL server is version ${Math.floor(version / 10_000)}; Nguồn needs 15 or later.`,
  })
}

function changedMigration(name: string): StartError {
  return new StartError('changed-migration', {
    vi: `Tệp ${name} đã bị sửa sau khi áp dụng. Hãy lấy lại bản gốc của phiên bản này.`,
    en: `${name} was changed after it had been applied. Restore the original of this release.`,
  })
}
