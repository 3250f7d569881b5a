import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import type { Objects } from '../objects/index.ts'
import { isLeftOver, ownTempName } from '../objects/index.ts'
import { createExports, type Exports } from './exports/exports.ts'
import { createIngest, type Ingest } from './ingest/ingest.ts'
import { type DuckLimits, defaultLimits } from './limits.ts'
import { createWarmChild, type WarmChild } from './pool.ts'
import { createRows, type Rows } from './rows/rows.ts'
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts'
import { findLimiter } from './supervise.ts'

export interface DuckOptions {
  /** Folder for temporary files; swept at start. */
  readonly dir: string
  readonly objects: Objects
  readonly log: Log
  readonly limits?: Partial<DuckLimits>
}

/** DuckDB in child processes: one per load, one warm for rows, one for exports, some for strangers. */
export interface Duck {
  readonly ingest: Ingest
  readonly rows: Rows
  readonly exports: Exports
  /** SQL of strangers. */
  readonly sandbox: Sandbox
  /** False where `prlimit` is missing: then only DuckDB's own limit bounds a child's memory. */
  readonly memoryIsBounded: boolean
  /** Process ids of the children that run now; for the operator's page and for tests. */
  pids(): {
    readonly rows: number | undefined
    readonly exports: number | undefined
    readonly ingest: readonly number[]
    readonly sandbox: readonly number[]
  }
  close(): Promise<void>
}

/** Opens the data engine; its children start when they are first needed. */
export async function createDuck(options: DuckOptions): Promise<Duck> {
  const { dir, objects, log } = options
  const limits: DuckLimits = { ...defaultLimits, ...options.limits }
  const own = join(dir, ownTempName())
  await mkdir(own, { recursive: true })
  for (const name of (await readdir(dir)).filter(isLeftOver))
    await rm(join(dir, name), { recursive: true, force: true })
  const memoryIsBounded = findLimiter() !== undefined
  if (!memoryIsBounded)
    log.warn({}, 'prlimit (util-linux) is missing: the memory of data processes is not bounded hard')

  const warm = (name: string, memoryMb: number, atOnce: number): WarmChild =>
    createWarmChild({
      settings: {
        threads: limits.threads,
        memoryMb,
        spillMb: limits.spillMb,
        tempDir: join(own, name),
        folders: [objects.folder, join(own, name)],
        files: [],
      },
      dataLimitMb: limits.dataLimitMb,
      atOnce,
      waiting: limits.waiting,
      log,
    })
  const rowsChild = warm('rows', limits.rowsMemoryMb, limits.rowsAtOnce)
  const exportsChild = warm('exports', limits.exportsMemoryMb, limits.exportsAtOnce)
  const ingest = createIngest({ dir: own, objects, limits, log })
  const sandbox = createSandbox({ objects, log, ...sandboxLimits(limits) })
  return {
    ingest,
    rows: createRows({ child: rowsChild, slowChild: exportsChild, objects, limits }),
    exports: createExports({ child: exportsChild, objects, limits }),
    sandbox,
    memoryIsBounded,
    pids: () => ({
      rows: rowsChild.pid(),
      exports: exportsChild.pid(),
      ingest: ingest.pids(),
      sandbox: sandbox.pids(),
    }),
    close: async () => {
      await Promise.all([ingest.close(), rowsChild.close(), exportsChild.close(), sandbox.close()])
      await rm(own, { recursive: true, force: true })
    },
  }
}

function sandboxLimits(limits: DuckLimits) {
  return {
    memoryMb: limits.sandboxMemoryMb,
    dataLimitMb: limits.sandboxDataLimitMb,
    processes: limits.sandboxAtOnce,
    deadlineMs: limits.sandboxDeadlineMs,
    allowanceMs: limits.sandboxAllowanceMs,
  }
}
