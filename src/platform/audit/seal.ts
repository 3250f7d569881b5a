import { createPublicKey, verify } from 'node:crypto'

/** A signed piece of the chain. */
export interface SealBatch {
  /** From 1, without gaps. */
  readonly number: number
  readonly format: number
  readonly firstSeq: number
  readonly lastSeq: number
  readonly root: Buffer
  readonly previous: Buffer
  readonly chain: Buffer
  /** Ed25519, base64url of its 32 bytes. */
  readonly publicKey: string
  readonly signature: Buffer
  readonly at: Date
}

/** A batch with the records it seals, in the order of the chain: a line of the seal file. */
export interface SealLine {
  readonly batch: SealBatch
  readonly recordIds: readonly number[]
  readonly recordHashes: readonly Buffer[]
}

/** The node's Ed25519 key, as much of it as sealing needs. */
export interface SealSigner {
  /** Base64url of its 32 bytes. */
  readonly publicKey: string
  /** Signature in base64url. */
  sign(bytes: Uint8Array): string
}

/** Sealing must not go on: the file and the database tell different stories, and going on would fork the chain. */
export class SealHalt extends Error {
  override readonly name = 'SealHalt'
}

/** The bytes a signature covers. */
export function signedBytes(batch: Omit<SealBatch, 'signature'>): Buffer {
  const { number, format, firstSeq, lastSeq, root, previous, chain, publicKey, at } = batch
  const hex = [root, previous, chain].map((bytes) => bytes.toString('hex'))
  return Buffer.from(
    JSON.stringify(['nguon-seal', format, number, firstSeq, lastSeq, ...hex, publicKey, at.toISOString()]),
  )
}

/** Whether one of these keys signed the batch. */
export function hasGoodSignature(batch: SealBatch, publicKeys: readonly string[]): boolean {
  if (!publicKeys.includes(batch.publicKey)) return false
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: batch.publicKey } })
  return verify(null, signedBytes(batch), key, batch.signature)
}

/** One line of JSON, newline included. */
export function writeLine({ batch, recordIds, recordHashes }: SealLine): string {
  const line = {
    batch: batch.number,
    format: batch.format,
    first: batch.firstSeq,
    last: batch.lastSeq,
    root: batch.root.toString('hex'),
    previous: batch.previous.toString('hex'),
    chain: batch.chain.toString('hex'),
    key: batch.publicKey,
    at: batch.at.toISOString(),
    signature: batch.signature.toString('base64'),
    records: recordIds,
    hashes: Buffer.concat(recordHashes).toString('base64'),
  }
  return `${JSON.stringify(line)}\n`
}

/** Undefined when the text is not a whole line as `writeLine` makes them. */
export function readLine(text: string): SealLine | undefined {
  let line: Record<string, unknown>
  try {
    line = JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
  const hashes = Buffer.from(textOf(line['hashes']), 'base64')
  const recordIds = Array.isArray(line['records']) ? line['records'].map(Number) : []
  const at = new Date(textOf(line['at']))
  const whole = recordIds.length > 0 && hashes.length === recordIds.length * 32 && !Number.isNaN(at.getTime())
  if (!whole) return undefined
  const batch = {
    number: Number(line['batch']),
    format: Number(line['format']),
    firstSeq: Number(line['first']),
    lastSeq: Number(line['last']),
    root: Buffer.from(textOf(line['root']), 'hex'),
    previous: Buffer.from(textOf(line['previous']), 'hex'),
    chain: Buffer.from(textOf(line['chain']), 'hex'),
    publicKey: textOf(line['key']),
    signature: Buffer.from(textOf(line['signature']), 'base64'),
    at,
  }
  return { batch, recordIds, recordHashes: recordIds.map((_id, index) => hashes.subarray(index * 32, index * 32 + 32)) }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
