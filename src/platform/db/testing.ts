import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { silentLog } from '../log.ts'
import { connect, type Database } from './database.ts'

/** A fresh migrated database of its own; close it in `afterAll`. */
export async function openTestDatabase(): Promise<Database> {
  const socketDir = inject('socketDir')
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = connect({ at: { socketDir, database: 'postgres' }, log: silentLog, poolSize: 1 })
  await admin.pool.query(`create database ${name} template template_nguon`)
  await admin.close()
  return connect({ at: { socketDir, database: name }, log: silentLog })
}
