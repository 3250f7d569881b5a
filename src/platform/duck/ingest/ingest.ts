import { mkdir, rm } from 'node:fs/promises'
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
  close(): Promise<void>
}

export interface IngestDeps {
  readonly dir: string
  readonly objects: Objects
  readonly limits: DuckLimits
  readonly log: Log
}

export function createIngest({ dir, objects, limits, log }: IngestDeps): Ingest {
  const gate = createGate(limits.ingestAtOnce, limits.waiting)
  const running = new Set<Child>()

  /** Each load has a folder and a process of its own, and leaves neither. */
  async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const leave = await gate.enter()
    const folder = join(dir, ownTempName())
    try {
      await mkdir(folder)
      return await work(folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
      leave()
    }
  }

  async function ask<K extends CallName>(
    name: K,
    args: Calls[K]['in'],
    where: { folder: string; files: readonly string[]; signal: AbortSignal | undefined },
  ) {
    const child = startChild({
      settings: {
        threads: limits.threads,
        memoryMb: limits.ingestMemoryMb,
        spillMb: limits.spillMb,
        tempDir: join(where.folder, 'spill'),
        folders: [where.folder],
        files: where.files,
      },
      dataLimitMb: limits.dataLimitMb,
      log,
    })
    running.add(child)
    try {
      return await child.call(name, args, { deadlineMs: limits.ingestDeadlineMs, signal: where.signal })
    } finally {
      running.delete(child)
      await child.stop()
    }
  }

  async function keep(out: string, done: IngestDone): Promise<Ingested> {
    const { digest, size } = await objects.adopt(out)
    return { ...done, digest, bytes: size }
  }

  return {
    fromRows: ({ columns, rows }, { signal } = {}) =>
      inFolder(async (folder) => {
        const file = join(folder, 'rows.csv')
        const out = join(folder, 'table.parquet')
        const { rows: _written, ...spooled } = await writeSpool(file, columns, rows)
        return await keep(out, await ask('ingest.spool', { file, out, ...spooled }, { folder, files: [], signal }))
      }),
    fromCsv: (job, { signal } = {}) =>
      inFolder(async (folder) => {
        checkColumns(job.columns)
        const out = join(folder, 'table.parquet')
        return await keep(out, await ask('ingest.csv', { ...job, out }, { folder, files: [job.file], signal }))
      }),
    fromParquet: (file, { signal } = {}) =>
      inFolder(async (folder) => {
        const out = join(folder, 'table.parquet')
        return await keep(out, await ask('ingest.parquet', { file, out }, { folder, files: [file], signal }))
      }),
    sniffCsv: (file, { signal } = {}) =>
      inFolder((folder) => ask('ingest.sniff', { file }, { folder, files: [file], signal })),
    close: async () => {
      gate.close()
      await Promise.all([...running].map((child) => child.stop()))
    },
  }
}
