/** Just enough of POSIX ustar for one kind of archive: plain files, written and read in order. */

export const BLOCK = 512

const SIZE_AT = 124
const SIZE_BYTES = 12
const SUM_AT = 148
// Eleven octal digits end at 8 GiB; beyond it GNU tar and its readers take a big-endian number marked by the top bit.
const OCTAL_LIMIT = 8 ** 11

export interface TarHeader {
  readonly name: string
  readonly size: number
}

/** Header block of a file. */
export function encodeHeader({ name, size }: TarHeader, modified: Date): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`name too long for the archive: ${name}`)
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0)
  block.write('0000600\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  writeSize(block, size)
  block.write(`${octal(Math.floor(modified.getTime() / 1000), 11)}\0`, 136)
  block.write('        ', SUM_AT)
  block.write('0', 156)
  block.write('ustar\u000000', 257)
  block.write(`${octal(checksum(block), 6)}\0 `, SUM_AT)
  return block
}

/** Zeros that fill a file up to a whole block. */
export function paddingFor(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
}

/** Reads a header; undefined for the empty block that ends an archive. Throws where the block is damaged. */
export function decodeHeader(block: Buffer): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined
  const told = Number.parseInt(block.toString('latin1', SUM_AT, SUM_AT + 8), 8)
  const blank = Buffer.from(block)
  blank.write('        ', SUM_AT)
  if (told !== checksum(blank)) throw new Error('damaged tar header')
  const end = block.indexOf(0)
  return { name: block.toString('utf8', 0, end < 0 || end > 100 ? 100 : end), size: readSize(block) }
}

function writeSize(block: Buffer, size: number): void {
  if (size < OCTAL_LIMIT) {
    block.write(`${octal(size, 11)}\0`, SIZE_AT)
    return
  }
  block.writeUInt8(0x80, SIZE_AT)
  block.writeBigUInt64BE(BigInt(size), SIZE_AT + SIZE_BYTES - 8)
}

function readSize(block: Buffer): number {
  if (((block[SIZE_AT] ?? 0) & 0x80) !== 0) return Number(block.readBigUInt64BE(SIZE_AT + SIZE_BYTES - 8))
  return Number.parseInt(block.toString('latin1', SIZE_AT, SIZE_AT + 11), 8)
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}

function checksum(block: Buffer): number {
  return block.reduce((sum, byte) => sum + byte, 0)
}
