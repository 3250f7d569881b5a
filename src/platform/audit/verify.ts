import type pg from 'pg'
import { CHAIN_START } from './chain.ts'
import { type BatchSides, type Comparing, compareBatch } from './compare-batch.ts'
import { collectFindings, type SealFinding } from './finding.ts'
import type { SealLine } from './seal.ts'
import { readSealFile, sealFileSize } from './seal-file.ts'
import { loadBatches, loadHead, type Queryable, readUnsealedWindow, type UnsealedWindow } from './seal-store.ts'
import { countSeals, hashRecords, loadSeals } from './verify-store.ts'

export interface VerifyOptions {
  readonly pool: pg.Pool
  /** The seal file. */
  readonly path: string
  /** Keys this node signs or once signed with: Ed25519, base64url of the 32 bytes. */
  readonly publicKeys: readonly string[]
}

export interface SealReport {
  readonly batches: number
  readonly records: number
  readonly lastSealedAt: Date | undefined
  readonly unsealed: UnsealedWindow
  readonly findings: readonly SealFinding[]
  /** Findings beyond those listed. */
  readonly more: number
}

const GROUP = 20
// The commit comes before the file: a running sealer is one batch ahead, and may make one more while we begin to read.
const MAY_LAG = 2

/** Compares evidence, seals, signatures and seal file, in one snapshot and without stopping anybody. */
export async function verifySeals({ pool, path, publicKeys }: VerifyOptions): Promise<SealReport> {
  const size = await sealFileSize(path)
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const head = (await loadHead(client))?.batch
    const [last, records] = head ? [head.number, head.lastSeq] : [0, 0]
    const found = collectFindings()
    const add = (finding: SealFinding) => found.add(finding)
    await compareAll(client, { path, size, last }, { publicKeys, add })
    if (found.result().findings.length === 0 && (await countSeals(client)) !== records) add({ kind: 'seal-added' })
    const unsealed = await readUnsealedWindow(client)
    return { batches: last, records, lastSealedAt: head?.at, unsealed, ...found.result() }
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

interface Extent {
  readonly path: string
  /** Bytes of the seal file; undefined when there is none. */
  readonly size: number | undefined
  /** Number of the last batch in the database. */
  readonly last: number
}

async function compareAll(db: Queryable, { path, size, last }: Extent, comparing: Omit<Comparing, 'previous'>) {
  if (size === undefined && last > 0) comparing.add({ kind: 'file-missing' })
  const file = createLineReader(path, size ?? 0, comparing.add)
  const meaning = (batch: number): SealFinding | undefined => {
    if (size === undefined || (file.ended() && batch > last - MAY_LAG)) return undefined
    return { kind: file.ended() ? 'file-cut' : 'file-line-missing', batch }
  }
  let previous: Buffer | undefined = CHAIN_START
  for (let from = 1; from <= last || !(await file.isPast()); from += GROUP) {
    for (const sides of await loadGroup(db, { from, to: from + GROUP - 1, last }, { file, meaning })) {
      previous = compareBatch(sides, { ...comparing, previous })
    }
  }
}

interface FileSide {
  readonly file: LineReader
  readonly meaning: (batch: number) => SealFinding | undefined
}

async function loadGroup(
  db: Queryable,
  range: { from: number; to: number; last: number },
  { file, meaning }: FileSide,
): Promise<BatchSides[]> {
  const { from, to, last } = range
  const batches = new Map((await loadBatches(db, from, to)).map((batch) => [batch.number, batch]))
  const seals = await loadSeals(db, from, to)
  const sealsOf = Map.groupBy(seals, (seal) => seal.batch)
  const known: { number: number; line: SealLine | undefined; withoutLine: SealFinding | undefined }[] = []
  for (let number = from; number <= to; number++) {
    const line = await file.take(number)
    if (line || number <= last) known.push({ number, line, withoutLine: meaning(number) })
  }
  const ids = [...seals.map((seal) => seal.record_id), ...known.flatMap(({ line }) => line?.recordIds ?? [])]
  const hashes = await hashRecords(db, [...new Set(ids)])
  return known.map((side) => ({
    ...side,
    stored: batches.get(side.number),
    seals: sealsOf.get(side.number) ?? [],
    hashes,
    beyondEnd: side.number > last,
  }))
}

/** The seal file, read forward by batch number. */
interface LineReader {
  /** The line of this batch, if the file has it; numbers are asked for in order. */
  take(batch: number): Promise<SealLine | undefined>
  /** Whether no line is left, having looked. */
  isPast(): Promise<boolean>
  ended(): boolean
}

function createLineReader(path: string, size: number, add: (finding: SealFinding) => void): LineReader {
  const lines = readSealFile(path, size)
  let next: SealLine | undefined
  let ended = false

  async function fill(): Promise<void> {
    while (!next && !ended) {
      const read = await lines.next()
      if (read.done) ended = true
      else if (read.value.line) next = read.value.line
      else add({ kind: 'file-line-damaged', line: read.value.lineNumber })
    }
  }

  return {
    async take(batch) {
      await fill()
      // A line that repeats a number already passed can only have been put in by hand.
      while (next && next.batch.number < batch) {
        add({ kind: 'file-line-damaged', batch: next.batch.number })
        next = undefined
        await fill()
      }
      if (next?.batch.number !== batch) return undefined
      const line = next
      next = undefined
      await fill()
      return line
    },
    async isPast() {
      await fill()
      return ended && !next
    },
    ended: () => ended && !next,
  }
}
