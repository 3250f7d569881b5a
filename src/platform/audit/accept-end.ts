import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { systemActor } from '../actor.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { recordAudit } from './record.ts'
import type { SealBatch } from './seal.ts'
import { openSealFile } from './seal-file.ts'
import { loadBatches, loadHead } from './seal-store.ts'

export interface AcceptedEnd {
  /** Where the seal file was put; it stays the proof of what was lost. */
  readonly keptAt: string
  readonly fileBatch: number
  readonly databaseBatch: number
}

/**
 * Lets sealing go on after the database has lost its end, e.g. when a replica took over: the seal file is put aside, and
 * who decided it, why, and what the file said become evidence. Refused while file and database agree.
 */
export async function acceptEnd(
  deps: { readonly database: Database; readonly path: string; readonly clock: Clock },
  decision: { readonly by: string; readonly reason: string },
): Promise<AcceptedEnd> {
  const { database, path, clock } = deps
  const last = await lastOfFile(path)
  const head = (await loadHead(database.pool))?.batch
  const [same] = last ? await loadBatches(database.pool, last.number, last.number) : []
  if (!last || same?.chain.equals(last.chain)) throw nothingToAccept()
  const keptAt = `${path}.${clock.now().toISOString().replace(/[:.]/g, '-')}`
  const details = {
    reason: decision.reason,
    fileBatch: last.number,
    fileRecords: last.lastSeq,
    fileChain: last.chain.toString('hex'),
    databaseBatch: head?.number ?? 0,
    keptAt,
    fileSha256: await sha256Of(path),
  }
  await database
    .module<'audit'>()
    .transaction()
    .execute((tx) => recordAudit(tx, { action: 'audit.seal.end-accepted', actor: systemActor(decision.by), details }))
  await rename(path, keptAt)
  return { keptAt, fileBatch: last.number, databaseBatch: head?.number ?? 0 }
}

async function lastOfFile(path: string): Promise<SealBatch | undefined> {
  const file = await openSealFile(path)
  await file.close()
  return file.last?.batch
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest('hex')
}

function nothingToAccept(): AppError {
  return new AppError('conflict', 'audit.nothing-to-accept', {
    vi: 'Tệp niêm phong và cơ sở dữ liệu đang khớp nhau; không có gì phải chấp nhận.',
    en: 'The seal file and the database agree; there is nothing to accept.',
  })
}
