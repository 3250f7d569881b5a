import { Readable } from 'node:stream'
import type { Objects } from '../../objects/index.ts'
import type { DuckLimits } from '../limits.ts'
import type { WarmChild } from '../pool.ts'
import type { TableRef } from '../rows/model.ts'
import { checkNames } from '../rows/rows.ts'
import type { ExportFormat, ExportJob } from './model.ts'

export type ExportQuery = Pick<ExportJob, 'format'> &
  Partial<Omit<ExportJob, 'format' | 'table'>> & { readonly table: TableRef; readonly signal?: AbortSignal }

/** Media type and file extension of each format. */
export const exportFormats: Readonly<
  Record<ExportFormat | 'parquet', { readonly type: string; readonly extension: string }>
> = {
  csv: { type: 'text/csv; charset=utf-8; header=present', extension: 'csv' },
  'excel-csv': { type: 'text/csv; charset=utf-8; header=present', extension: 'csv' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  json: { type: 'application/json; charset=utf-8', extension: 'json' },
  ndjson: { type: 'application/x-ndjson; charset=utf-8', extension: 'ndjson' },
  parquet: { type: 'application/vnd.apache.parquet', extension: 'parquet' },
}

/** Stored tables as files, written while they are read. */
export interface Exports {
  /** Bytes of the export; destroying the stream ends the scan. */
  stream(query: ExportQuery): Readable
}

export interface ExportsDeps {
  readonly child: WarmChild
  readonly objects: Objects
  readonly limits: DuckLimits
}

export function createExports({ child, objects, limits }: ExportsDeps): Exports {
  return {
    stream: (query) => Readable.from(pieces({ child, objects, limits }, query), { objectMode: false }),
  }
}

async function* pieces({ child, objects, limits }: ExportsDeps, query: ExportQuery): AsyncGenerator<Uint8Array> {
  const { signal, table, select = table.columns.map(({ name }) => name), ...rest } = query
  checkNames(table, [...select, ...[...(query.sort ?? []), ...(query.filter ?? [])].map(({ column }) => column)])
  const file = { file: objects.path(table.digest), columns: table.columns }
  const job: ExportJob = { filter: [], sort: [], locale: 'vi', ...rest, select, table: file }
  const options = { deadlineMs: limits.exportsDeadlineMs, signal }
  const lease = await child.lease()
  try {
    const handle = await lease.child.call('export.open', job, options)
    try {
      for (;;) {
        const piece = await lease.child.call('export.next', handle, options)
        if (piece === undefined) return
        yield piece
      }
    } finally {
      if (lease.child.alive()) await lease.child.call('export.close', handle, options)
    }
  } finally {
    lease.release()
  }
}
