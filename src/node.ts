import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { systemClock } from './platform/clock.ts'
import { ensureDatabase } from './platform/db/ensure-database.ts'
import { findRunning } from './platform/db/find-running.ts'
import { connect, type Database, migrate, startEmbedded } from './platform/db/index.ts'
import { createIds } from './platform/ids.ts'
import { migrateJobs } from './platform/jobs/index.ts'
import type { Log } from './platform/log.ts'
import { createDiskObjects, type Objects } from './platform/objects/index.ts'
import { type NodeKeys, openNodeKeys } from './platform/secrets/index.ts'

/** What every part of the program stands on. */
export interface NodeResources {
  readonly config: Config
  readonly database: Database
  readonly keys: NodeKeys
  readonly objects: Objects
  readonly clock: typeof systemClock
  readonly ids: ReturnType<typeof createIds>
  readonly log: Log
  /** Names of the migrations this start applied. */
  readonly migrated: readonly string[]
  /** Resolves when the embedded PostgreSQL has gone by itself; never with a server of your own. */
  readonly databaseGone: Promise<void>
  close(): Promise<void>
}

export interface OpenOptions {
  readonly log: Log
  /** `server` owns the embedded PostgreSQL; `tool` uses the one a running server has started. */
  readonly as: 'server' | 'tool'
  /** Told before each step that may take a moment. */
  readonly onStep?: (step: 'postgres' | 'migrate') => void
}

const DATABASE = 'nguon'

/** Opens the store, the keys and the blobs of a node; migrates the store to this program. */
export async function openNode(config: Config, options: OpenOptions): Promise<NodeResources> {
  const { log } = options
  await mkdir(config.dataDir, { recursive: true })
  const keys = await openNodeKeys(config.keyFile)
  const objects = await createDiskObjects({ dir: join(config.dataDir, 'objects') })
  options.onStep?.('postgres')
  const store = await openStore(config, options)
  try {
    options.onStep?.('migrate')
    const migrated = await migrate(store.database.pool)
    await migrateJobs(store.database.pool, log)
    const ids = createIds(systemClock)
    return { config, keys, objects, clock: systemClock, ids, log, migrated, ...store }
  } catch (error) {
    await store.close()
    throw error
  }
}

type Store = Pick<NodeResources, 'database' | 'close' | 'databaseGone'>

/** Opens the store alone, not migrated. */
export async function openStore(config: Config, { log, as }: OpenOptions): Promise<Store> {
  if (config.databaseUrl) {
    const database = connect({ at: config.databaseUrl, log })
    return { database, close: () => database.close(), databaseGone: new Promise(() => undefined) }
  }
  const running = as === 'tool' ? await findRunning(config.dataDir) : undefined
  if (running) {
    const database = connect({ at: { socketDir: running.socketDir, database: DATABASE }, log, poolSize: 4 })
    return { database, close: () => database.close(), databaseGone: new Promise(() => undefined) }
  }
  const server = await startEmbedded({ dataDir: config.dataDir, log })
  await ensureDatabase(server.socketDir, DATABASE, log)
  const database = connect({ at: { socketDir: server.socketDir, database: DATABASE }, log })
  const close = async () => {
    await database.close()
    await server.stop()
  }
  return { database, close, databaseGone: server.gone }
}
