import type { DuckDBConnection } from '@duckdb/node-api'
import type { Value } from '../../../tabular/model.ts'
import { formatExport } from '../exports/format.ts'
import type { ExportJob } from '../exports/model.ts'
import { quoteName, scan } from '../sql.ts'
import { toValue } from '../values.ts'
import type { Work } from './database.ts'
import { createBinds, orderSql, storagesOf, whereSql } from './where.ts'

interface Open {
  readonly pieces: AsyncIterator<Uint8Array, unknown>
  readonly connection: DuckDBConnection
}

const opened = new Map<number, Open>()
let nextHandle = 1

/** Starts an export; its bytes are asked for piece by piece, so that a slow reader holds back the scan. */
export async function openExport({ connection }: Work, job: ExportJob): Promise<number> {
  const binds = createBinds()
  const where = whereSql(job.filter, await storagesOf(connection, job.table.file), binds)
  const limit = job.limit === undefined ? '' : `LIMIT ${job.limit}`
  const sql = `SELECT ${job.select.map(quoteName).join(', ')} FROM ${scan(job.table.file)}
    WHERE ${where} ${orderSql(job.sort)} ${limit}`
  const handle = nextHandle++
  const pieces = formatExport(job, batches(connection, sql, binds.values))[Symbol.asyncIterator]()
  opened.set(handle, { pieces, connection })
  return handle
}

export async function nextPiece(work: Work, handle: number): Promise<Uint8Array | undefined> {
  const open = opened.get(handle)
  if (open === undefined) return undefined
  work.interrupts(open.connection)
  const piece = await open.pieces.next()
  return piece.done === true ? undefined : piece.value
}

export async function closeExport(handle: number): Promise<undefined> {
  const open = opened.get(handle)
  opened.delete(handle)
  await open?.pieces.return?.()
  open?.connection.closeSync()
  return undefined
}

async function* batches(
  connection: DuckDBConnection,
  sql: string,
  values: readonly string[],
): AsyncIterable<readonly (readonly Value[])[]> {
  const result = await connection.stream(sql, [...values])
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    yield chunk.getRows().map((row) => row.map(toValue))
  }
}
