import type { Log } from '../log.ts'
import { connect } from './database.ts'

/** Makes the program's own database in a fresh cluster. */
export async function ensureDatabase(socketDir: string, name: string, log: Log): Promise<void> {
  const admin = connect({ at: { socketDir, database: 'postgres' }, log, poolSize: 1 })
  try {
    const { rowCount } = await admin.pool.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount === 0) await admin.pool.query(`create database ${name}`)
  } finally {
    await admin.close()
  }
}
