import type pg from 'pg'

/** A backup this node made; where it lies now is known to the operator only. */
export interface KnownBackup {
  readonly sha256: string
  /** It holds what was committed before this moment. */
  readonly madeAt: Date
  readonly path: string
  readonly size: number
  readonly withKey: boolean
}

/** Backups that may hold what existed at some time since `since`, newest first. */
export async function listBackups(pool: pg.Pool, since: Date = new Date(0)): Promise<readonly KnownBackup[]> {
  const { rows } = await pool.query<KnownBackup>(
    `select sha256, made_at as "madeAt", path, size, with_key as "withKey" from platform.backup
     where made_at >= $1 order by made_at desc`,
    [since],
  )
  return rows
}

export async function noteBackup(pool: pg.Pool, backup: KnownBackup): Promise<void> {
  await pool.query(
    'insert into platform.backup (sha256, made_at, path, size, with_key) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [backup.sha256, backup.madeAt, backup.path, backup.size, backup.withKey],
  )
}
