import type pg from 'pg'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { CHAIN_START, chainOver, merkleRoot } from './chain.ts'
import { HASH_FORMAT } from './record-hash.ts'
import { type SealBatch, SealHalt, type SealLine, type SealSigner, signedBytes } from './seal.ts'
import type { SealFile, Step } from './seal-file.ts'
import { insertBatch, loadHead, loadLines, loadUnsealed, type Place, type Unsealed } from './seal-store.ts'

const BATCH_LIMIT = 1000
const CATCH_UP_LINES = 100

export interface SealingDeps {
  readonly signer: SealSigner
  readonly clock: Clock
  /** Tests end the process here: seals-inserted, seals-committed, seal-line-half-written, seal-line-written, seal-line-synced. */
  readonly step?: Step
}

/** The one process that seals, with its connection, its file and the end of the chain. */
export interface SealSession {
  readonly client: pg.PoolClient
  readonly file: SealFile
  head: SealBatch | undefined
  /** Nothing before it is unsealed; after a start it is known by transaction only. */
  place: Place
}

/** Brings the file up to the database after whatever ended the last process, or refuses where that cannot be honest. */
export async function reconcile(client: pg.PoolClient, file: SealFile, log: Log): Promise<SealSession> {
  const stored = await loadHead(client)
  const end = stored?.batch.number ?? 0
  const written = file.last?.batch.number ?? 0
  if (end < written) throw new SealHalt(`the seal file goes on to batch ${written}, the database ends at ${end}`)
  if (file.last) await requireSameBatch(client, file.last)
  for (let from = written + 1; from <= end; from += CATCH_UP_LINES) {
    const lines = await loadLines(client, from, from + CATCH_UP_LINES - 1)
    for (const line of lines) await file.append(line)
    log.warn({ from, lines: lines.length }, 'seals of an earlier run appended to the seal file')
  }
  return { client, file, head: stored?.batch, place: { xid: stored?.horizon ?? '0', id: 0 } }
}

async function requireSameBatch(client: pg.PoolClient, { batch }: SealLine): Promise<void> {
  const [stored] = await loadLines(client, batch.number, batch.number)
  if (stored?.batch.chain.equals(batch.chain)) return
  throw new SealHalt(`batch ${batch.number} differs between the seal file and the database`)
}

/** Seals one batch; false when there was nothing to seal. */
export async function sealNext(session: SealSession, deps: SealingDeps): Promise<boolean> {
  const { client } = session
  await client.query('begin isolation level repeatable read')
  try {
    await requireSameHead(session)
    const unsealed = await loadUnsealed(client, session.place, BATCH_LIMIT)
    const line = unsealed.ids.length > 0 ? await sealThem(session, unsealed, deps) : undefined
    await deps.step?.('seals-inserted')
    await client.query('commit')
    session.place = unsealed.upTo
    if (!line) return false
    await deps.step?.('seals-committed')
    await session.file.append(line, deps.step)
    await deps.step?.('seal-line-synced')
    session.head = line.batch
    return true
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

async function requireSameHead({ client, head }: SealSession): Promise<void> {
  const stored = (await loadHead(client))?.batch
  const same = head ? stored?.chain.equals(head.chain) : !stored
  if (!same) {
    throw new SealHalt(`the database no longer ends with batch ${head?.number ?? 0}, which this process wrote`)
  }
}

async function sealThem({ client, head }: SealSession, unsealed: Unsealed, deps: SealingDeps): Promise<SealLine> {
  const previous = head?.chain ?? CHAIN_START
  const firstSeq = (head?.lastSeq ?? 0) + 1
  const links = chainOver(previous, firstSeq, unsealed.hashes)
  const unsigned = {
    number: (head?.number ?? 0) + 1,
    format: HASH_FORMAT,
    firstSeq,
    lastSeq: firstSeq + unsealed.ids.length - 1,
    root: merkleRoot(unsealed.hashes),
    previous,
    chain: links.at(-1) ?? previous,
    publicKey: deps.signer.publicKey,
    at: deps.clock.now(),
  }
  const batch = { ...unsigned, signature: Buffer.from(deps.signer.sign(signedBytes(unsigned)), 'base64url') }
  const line = { batch, recordIds: unsealed.ids, recordHashes: unsealed.hashes }
  await insertBatch(client, line, { chain: links, horizon: unsealed.upTo.xid })
  return line
}
