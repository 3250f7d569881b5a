import { chainOver, merkleRoot } from './chain.ts'
import type { SealFinding } from './finding.ts'
import { hasGoodSignature, type SealBatch, type SealLine } from './seal.ts'
import type { StoredSeal } from './verify-store.ts'

/** One batch as the database and the seal file tell it. */
export interface BatchSides {
  readonly number: number
  readonly line: SealLine | undefined
  readonly stored: SealBatch | undefined
  readonly seals: readonly StoredSeal[]
  /** Hashes of the records as they stand now. */
  readonly hashes: ReadonlyMap<number, Buffer>
  /** What it means that the file has no such line; undefined where that is in order. */
  readonly withoutLine: SealFinding | undefined
  /** Whether the database ends before this batch. */
  readonly beyondEnd: boolean
}

export interface Comparing {
  readonly publicKeys: readonly string[]
  readonly add: (finding: SealFinding) => void
  /** Head of the chain before this batch; undefined after a batch nobody could vouch for. */
  readonly previous: Buffer | undefined
}

/** Compares one batch and returns the head of the chain after it. */
export function compareBatch(sides: BatchSides, comparing: Comparing): Buffer | undefined {
  const { publicKeys, add } = comparing
  const { number: batch, line, stored } = sides
  const fileSide = line && holds(line, publicKeys) ? line : undefined
  const fromSeals = stored && lineOfSeals(stored, sides.seals)
  const trusted = fileSide ?? (fromSeals && holds(fromSeals, publicKeys) ? fromSeals : undefined)
  compareEnds(sides, fileSide, comparing)
  if (!trusted) return compareUntrusted(fromSeals, sides, add)
  if (comparing.previous && !trusted.batch.previous.equals(comparing.previous)) add({ kind: 'chain-broken', batch })
  if (stored) compareSeals(trusted, sides, add)
  compareRecords(trusted, sides, add)
  return trusted.batch.chain
}

/** Without anyone to trust, the seals of the database at least name the rows that do not fit them. */
function compareUntrusted(fromSeals: SealLine | undefined, sides: BatchSides, add: Comparing['add']): undefined {
  if (!fromSeals) return
  const consistent = merkleRoot(fromSeals.recordHashes).equals(fromSeals.batch.root)
  if (!consistent) add({ kind: 'seal-changed', batch: sides.number })
  compareRecords(fromSeals, sides, add)
}

/** What the presence and the signatures of the two sides say, before looking at any record. */
function compareEnds(sides: BatchSides, fileSide: SealLine | undefined, { publicKeys, add }: Comparing): void {
  const { number: batch, line, stored } = sides
  if (line && !fileSide) add({ kind: 'file-line-damaged', batch })
  if (!line && sides.withoutLine) add(sides.withoutLine)
  if (!stored) return add({ kind: sides.beyondEnd ? 'batch-cut' : 'batch-removed', batch })
  if (!hasGoodSignature(stored, publicKeys)) add({ kind: 'batch-bad-signature', batch })
  if (fileSide && !sameBatch(stored, fileSide.batch)) add({ kind: 'batch-rewritten', batch })
}

/** Whether hashes, root, chain and signature of a line belong together. */
function holds({ batch, recordHashes }: SealLine, publicKeys: readonly string[]): boolean {
  return (
    batch.lastSeq - batch.firstSeq + 1 === recordHashes.length &&
    merkleRoot(recordHashes).equals(batch.root) &&
    chainOver(batch.previous, batch.firstSeq, recordHashes).at(-1)?.equals(batch.chain) === true &&
    hasGoodSignature(batch, publicKeys)
  )
}

function sameBatch(a: SealBatch, b: SealBatch): boolean {
  return a.chain.equals(b.chain) && a.root.equals(b.root) && a.signature.equals(b.signature)
}

function lineOfSeals(batch: SealBatch, seals: readonly StoredSeal[]): SealLine {
  return { batch, recordIds: seals.map((seal) => seal.record_id), recordHashes: seals.map((seal) => seal.record_hash) }
}

function compareSeals(trusted: SealLine, sides: BatchSides, add: Comparing['add']): void {
  const { previous, firstSeq } = trusted.batch
  const links = chainOver(previous, firstSeq, trusted.recordHashes)
  const bySeq = new Map(sides.seals.map((seal) => [seal.seq, seal]))
  for (const [index, recordId] of trusted.recordIds.entries()) {
    const seq = firstSeq + index
    const seal = bySeq.get(seq)
    bySeq.delete(seq)
    const place = { batch: sides.number, seq, recordId }
    if (!seal) add({ kind: 'seal-removed', ...place })
    else if (seal.record_id !== recordId) add({ kind: 'seal-reordered', ...place })
    else if (!same(seal.record_hash, trusted.recordHashes[index]) || !same(seal.chain_hash, links[index])) {
      add({ kind: 'seal-changed', ...place })
    }
  }
  for (const seal of bySeq.values()) {
    add({ kind: 'seal-added', batch: sides.number, seq: seal.seq, recordId: seal.record_id })
  }
}

function same(a: Buffer, b: Buffer | undefined): boolean {
  return b !== undefined && a.equals(b)
}

function compareRecords(expected: SealLine | undefined, sides: BatchSides, add: Comparing['add']): void {
  if (!expected) return
  for (const [index, recordId] of expected.recordIds.entries()) {
    const now = sides.hashes.get(recordId)
    const place = { batch: sides.number, seq: expected.batch.firstSeq + index, recordId }
    if (!now) add({ kind: sides.beyondEnd ? 'record-cut' : 'record-removed', ...place })
    else if (!same(now, expected.recordHashes[index])) add({ kind: 'record-changed', ...place })
  }
}
