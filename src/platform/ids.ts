import { randomBytes } from 'node:crypto'

/** UUID version 7 (RFC 9562): 48 bits of time, then random; sorts by creation. PostgreSQL 15 cannot make it itself. */
export function uuidV7(now: Date, random: Uint8Array = randomBytes(10)): string {
  const bytes = new Uint8Array(16)
  const view = new DataView(bytes.buffer)
  const ms = now.getTime()
  view.setUint32(0, Math.floor(ms / 0x10000))
  view.setUint16(4, ms % 0x10000)
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a text is an id; another one would fail in the database. Upper case is read, this node writes lower case. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** Makes ids; passed in so that tests can foresee them. */
export interface Ids {
  next(): string
}

export function createIds(clock: { now(): Date }): Ids {
  return { next: () => uuidV7(clock.now()) }
}
