import { crc32 } from 'node:zlib'

/** A typed array of a snapshot file. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

const kinds = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array, f64: Float64Array } as const
type Kind = keyof typeof kinds

interface Header {
  readonly json: unknown
  readonly columns: readonly { readonly name: string; readonly kind: Kind; readonly length: number }[]
}

const magic = 0x3158_474e
const preamble = 16

/**
 * The parts of a snapshot file: magic, length and crc of the header, then the header and every column on a multiple of
 * eight bytes, so that columns are read without copying.
 */
export function packColumns(json: unknown, columns: Readonly<Record<string, Column>>): Uint8Array[] {
  const named = Object.entries(columns)
  const header: Header = {
    json,
    columns: named.map(([name, column]) => ({ name, kind: kindOf(column), length: column.length })),
  }
  const headerBytes = padded(Buffer.from(JSON.stringify(header)))
  const start = Buffer.alloc(preamble)
  start.writeUInt32LE(magic, 0)
  start.writeUInt32LE(headerBytes.length, 4)
  const bodies = named.map(([, column]) => padded(Buffer.from(column.buffer, column.byteOffset, column.byteLength)))
  start.writeUInt32LE(checksum([headerBytes, ...bodies]), 8)
  return [start, headerBytes, ...bodies]
}

/** Reads a file made by `packColumns`; throws when it is not one or a byte of it has changed. */
export function unpackColumns(file: Buffer): { json: unknown; columns: ReadonlyMap<string, Column> } {
  if (file.length < preamble || file.readUInt32LE(0) !== magic) throw new Error('not a search snapshot')
  if (checksum([file.subarray(preamble)]) !== file.readUInt32LE(8)) throw new Error('search snapshot checksum differs')
  const headerEnd = preamble + file.readUInt32LE(4)
  const header = JSON.parse(file.toString('utf8', preamble, headerEnd)) as Header
  const columns = new Map<string, Column>()
  let at = file.byteOffset + headerEnd
  for (const { name, kind, length } of header.columns) {
    const make = kinds[kind]
    columns.set(name, new make(file.buffer as ArrayBuffer, at, length))
    at += Math.ceil((length * make.BYTES_PER_ELEMENT) / 8) * 8
  }
  return { json: header.json, columns }
}

function kindOf(column: Column): Kind {
  if (column instanceof Uint8Array) return 'u8'
  if (column instanceof Uint16Array) return 'u16'
  if (column instanceof Uint32Array) return 'u32'
  return column instanceof Int32Array ? 'i32' : 'f64'
}

function padded(bytes: Buffer): Buffer {
  const missing = (8 - (bytes.length % 8)) % 8
  return missing === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(missing, 32)])
}

function checksum(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => crc32(part, sum), 0)
}
