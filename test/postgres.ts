import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect, migrate, startEmbedded } from '../src/platform/db/index.ts'
import { migrateJobs } from '../src/platform/jobs/index.ts'
import { silentLog } from '../src/platform/log.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    socketDir: string
  }
}

/** One embedded PostgreSQL for the whole run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'nguon-test-'))
  const server = await startEmbedded({ dataDir, log: silentLog, durable: false })
  const admin = connect({ at: { socketDir: server.socketDir, database: 'postgres' }, log: silentLog })
  await admin.pool.query('create database template_nguon')
  await admin.close()
  const template = connect({ at: { socketDir: server.socketDir, database: 'template_nguon' }, log: silentLog })
  await migrate(template.pool)
  await migrateJobs(template.pool, silentLog)
  await template.close()
  project.provide('socketDir', server.socketDir)
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
    const home = dirname(server.socketDir)
    if (home.startsWith('/var/lib/nguon/')) await rm(home, { recursive: true, force: true })
  }
}
