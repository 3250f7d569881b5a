/** Writes src/platform/db/tables.ts and tables/ from the migrations; test/house compares. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from '../src/platform/db/database.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { silentLog } from '../src/platform/log.ts'
import { tableTypes } from './table-types.ts'

const FOLDER = fileURLToPath(new URL('../src/platform/db/', import.meta.url))

const dataDir = await mkdtemp(join(tmpdir(), 'nguon-tables-'))
const server = await startEmbedded({ dataDir, log: silentLog, durable: false })
const database = connect({ at: { socketDir: server.socketDir, database: 'postgres' }, log: silentLog })
try {
  await migrate(database.pool)
  await mkdir(join(FOLDER, 'tables'), { recursive: true })
  for (const [path, wanted] of await tableTypes(database)) {
    const current = await readFile(join(FOLDER, path), 'utf8').catch(() => '')
    if (wanted !== current) await writeFile(join(FOLDER, path), wanted)
  }
} finally {
  await database.close()
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
  const home = join(server.socketDir, '..')
  if (home.startsWith('/var/lib/nguon/')) await rm(home, { recursive: true, force: true })
}
