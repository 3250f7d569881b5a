import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../../log.ts'
import { type Digest, type Objects, ownTempName } from '../../objects/index.ts'
import type { DuckLimits } from '../limits.ts'
import { createGate } from '../pool.ts'
import type { CallName, Calls } from '../protocol.ts'
import type { TableColumn } from '../sql.ts'
import { type Child, startChild } from '../supervise.ts'
import type { CsvJob, IngestDone, Sniffed } from './model.ts'
import { checkColumns, type Rows, writeSpool } from './spool.ts'

/** A table as it now lies in the object store. */
export interface Ingested extends IngestDone {
  readonly digest: Digest
  readonly bytes: number
}

export interface IngestOptions {
  readonly signal?: AbortSignal
}

/** Loads that end in one immutable Parquet blob, or in nothing. */
export interface Ingest {
  /** Typed rows of our own reading. */
  fromRows(
    table: { readonly columns: readonly TableColumn[]; readonly rows: Rows },
    options?: IngestOptions,
  ): Promise<Ingested>
  /** A flat UTF-8 text file of any size, read and cleaned by DuckDB. */
  fromCsv(job: Omit<CsvJob, 'out'>, options?: IngestOptions): Promise<Ingested>
  /** A Parquet file of somebody else: checked and rewritten in our types. */
  fromParquet(file: string, options?: IngestOptions): Promise<Ingested>
  /** What DuckDB makes of the head of a text file. */
  sniffCsv(file: string, options?: IngestOptions): Promise<Sniffed>
  /** Process ids of the loads under way. */
  pids(): readonly number[]
  close(): Promise<void>
}

export interface IngestDeps {
  readonly dir: string
  readonly objects: Objects
  readonly limits: DuckLimits
  readonly log: Log
}

export function createIngest(deps: IngestDeps): Ingest {
  const { objects } = deps
  const jobs = createJobs(deps)
  const keep = async (out: string, done: IngestDone): Promise<Ingested> => {
    const { digest, size } = await objects.adopt(out)
    return { ...done, digest, bytes: size }
  }
  return {
    fromRows: ({ columns, rows }, { signal } = {}) =>
      jobs.inFolder(async (folder) => {
        const file = join(folder, 'rows.csv')
        const out = join(folder, 'table.parquet')
        const spooled = await writeSpool(file, columns, rows)
        return await keep(
          out,
          await jobs.ask(
            'ingest.spool',
            { file, out, ...spooled },
            { folder, files: [], signal, columns: columns.length },
          ),
        )
      }),
    fromCsv: (job, { signal } = {}) =>
      jobs.inFolder(async (folder) => {
        checkColumns(job.columns)
        const out = join(folder, 'table.parquet')
        // One thread makes equal text equal bytes; with more, row groups may end a block apart.
        const threads = (await stat(job.file)).size < PARALLEL_BYTES ? 1 : undefined
        const where = { folder, files: [job.file], signal, threads, columns: job.columns.length }
        return await keep(out, await jobs.ask('ingest.csv', { ...job, out }, where))
      }),
    fromParquet: (file, { signal } = {}) =>
      jobs.inFolder(async (folder) => {
        const out = join(folder, 'table.parquet')
        return await keep(out, await jobs.ask('ingest.parquet', { file, out }, { folder, files: [file], signal }))
      }),
    sniffCsv: (file, { signal } = {}) =>
      jobs.inFolder((folder) => jobs.ask('ingest.sniff', { file }, { folder, files: [file], signal })),
    pids: () => jobs.pids(),
    close: () => jobs.close(),
  }
}

/** From here on speed counts more than equal bytes for equal text. */
const PARALLEL_BYTES = 64_000_000

interface Where {
  readonly folder: string
  readonly files: readonly string[]
  readonly signal: AbortSignal | undefined
  readonly threads?: number | undefined
  readonly columns?: number
}

// Reader and writer hold a block of 2,048 values for every column at once, however few the rows are.
const WIDE_COLUMNS = 1_000
const WIDE_MEMORY_MB = 512
const WIDE_DATA_MB = 3_000

interface Jobs {
  /** Each load has a folder of its own and leaves none. */
  inFolder<T>(work: (folder: string) => Promise<T>): Promise<T>
  /** Asks a process of its own that sees this folder and these files only. */
  ask<K extends CallName>(name: K, args: Calls[K]['in'], where: Where): Promise<Calls[K]['out']>
  pids(): readonly number[]
  close(): Promise<void>
}

function createJobs({ dir, limits, log }: IngestDeps): Jobs {
  const gate = createGate(limits.ingestAtOnce, limits.waiting)
  const running = new Set<Child>()
  return {
    inFolder: async (work) => {
      const leave = await gate.enter()
      const folder = join(dir, ownTempName())
      try {
        await mkdir(folder)
        return await work(folder)
      } finally {
        await rm(folder, { recursive: true, force: true })
        leave()
      }
    },
    ask: async (name, args, { folder, files, signal, threads, columns = 0 }) => {
      const wide = columns > WIDE_COLUMNS
      const settings = {
        threads: threads ?? limits.threads,
        memoryMb: wide ? Math.max(WIDE_MEMORY_MB, limits.ingestMemoryMb) : limits.ingestMemoryMb,
        spillMb: limits.spillMb,
        tempDir: join(folder, 'spill'),
        folders: [folder],
        files,
      }
      const dataLimitMb = wide ? Math.max(WIDE_DATA_MB, limits.dataLimitMb) : limits.dataLimitMb
      const child = startChild({ settings, dataLimitMb, log })
      running.add(child)
      try {
        return await child.call(name, args, { deadlineMs: limits.ingestDeadlineMs, signal })
      } finally {
        running.delete(child)
        await child.stop()
      }
    },
    pids: () => [...running].flatMap((child) => child.pid() ?? []),
    close: async () => {
      gate.close()
      await Promise.all([...running].map((child) => child.stop()))
    },
  }
}
