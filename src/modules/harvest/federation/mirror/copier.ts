import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { createBell } from '../../../../platform/events/index.ts'
import { sayFailure } from '../client.ts'
import type { FederationDeps } from '../deps.ts'
import { nodeErrors } from '../errors.ts'
import { claimTables, noteCopied, noteNotCopied, type WantedTable } from './store.ts'

export interface Copier {
  start(): void
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 2_000
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 3_600_000
const TIMEOUT_MS = 600_000

/** Fetches tables of mirrored nodes in the background, one after the other. */
export function createCopier(deps: FederationDeps): Copier {
  const bell = createBell()
  const end = new AbortController()
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      try {
        for (const table of await claimTables(deps.db, deps.clock.now())) {
          if (!end.signal.aborted) await copy(deps, table, end.signal)
        }
      } catch (error) {
        deps.harvest.log.error({ err: error }, 'tables of other nodes could not be copied; they are tried again')
      }
      await bell.wait(LOOK_EVERY_MS)
    }
  }

  return {
    start() {
      running ??= run()
    },
    async stop() {
      end.abort()
      bell.ring()
      await running
    },
  }
}

async function copy(deps: FederationDeps, table: WantedTable, signal: AbortSignal): Promise<void> {
  try {
    const digest = await fetchTable(deps, table, signal)
    await noteCopied(deps.db, table.tableId, { digest, bytes: table.bytes, at: deps.clock.now() })
  } catch (error) {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(table.attempts - 1, 12))
    const until = new Date(deps.clock.now().getTime() + wait)
    await noteNotCopied(deps.db, table.tableId, { until, ...sayFailure(error, table.url) })
  }
}

/** Nothing becomes a blob before its digest is that which the owner signed. */
async function fetchTable(
  { outgoing, objects }: FederationDeps,
  { tableId, wanted, bytes, url }: WantedTable,
  signal: AbortSignal,
): Promise<string> {
  const digest = `sha256:${wanted}`
  if (await objects.has(digest)) return digest
  const address = `${url}/api/v1/tables/${tableId}/download?format=parquet`
  const answer = await outgoing.ask(address, { maxBytes: bytes, timeoutMs: TIMEOUT_MS, signal })
  if (answer.status !== 200) {
    answer.discard()
    throw nodeErrors.answered(url, answer.status)
  }
  const path = objects.tempPath()
  try {
    if ((await writeHashed(path, answer.body)) !== wanted) throw nodeErrors.wrongCopy(url)
    return (await objects.adopt(path)).digest
  } finally {
    await rm(path, { force: true })
  }
}

async function writeHashed(path: string, body: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx')
  try {
    for await (const piece of body) {
      hash.update(piece)
      await file.write(piece)
    }
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}
