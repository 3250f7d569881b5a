import { open } from 'node:fs/promises'

/** Text files from this size on are not held in memory: a sample decides, and DuckDB reads every cell. */
export const LARGE_TEXT_BYTES = 32 * 1024 * 1024

const HEAD_BYTES = 1024 * 1024
const BLOCK_BYTES = 64 * 1024
const BLOCKS = 16

/** Head, blocks spread over the file, and tail, each cut at line ends; undefined when the file has no short lines. */
export async function sampleText(path: string, size: number): Promise<Uint8Array | undefined> {
  const file = await open(path)
  try {
    const read = async (position: number, length: number) => {
      const buffer = Buffer.alloc(length)
      const { bytesRead } = await file.read(buffer, 0, length, position)
      return buffer.subarray(0, bytesRead)
    }
    const head = upToLastLine(await read(0, HEAD_BYTES))
    if (!head) return undefined
    const step = (size - HEAD_BYTES - BLOCK_BYTES) / BLOCKS
    const parts = [head]
    for (let block = 1; block <= BLOCKS; block++) {
      const whole = wholeLines(await read(Math.floor(HEAD_BYTES + step * block), BLOCK_BYTES))
      if (whole) parts.push(whole)
    }
    return Buffer.concat(parts)
  } finally {
    await file.close()
  }
}

/** Whether a large file is text that goes on and on without a line end; markup and JSON may, a table may not. */
export async function isEndlessLine(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const head = buffer.subarray(0, bytesRead)
    const start = head.subarray(0, 200).toString('latin1').replace(BYTE_ORDER_MARK, '').trimStart()
    if (head.includes(LINE_FEED) || head.includes(CARRIAGE_RETURN)) return false
    // Controls stand in packed and binary files, never in text.
    return !/^[[{<]/.test(start) && !head.subarray(0, 512).some((byte) => byte < TAB)
  } finally {
    await file.close()
  }
}

const BYTE_ORDER_MARK = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/
const TAB = 9
const CARRIAGE_RETURN = 13
const LINE_FEED = 10

function upToLastLine(bytes: Buffer): Buffer | undefined {
  const end = bytes.lastIndexOf(LINE_FEED)
  return end < 0 ? undefined : bytes.subarray(0, end + 1)
}

function wholeLines(bytes: Buffer): Buffer | undefined {
  const start = bytes.indexOf(LINE_FEED)
  const end = bytes.lastIndexOf(LINE_FEED)
  return start < 0 || end <= start ? undefined : bytes.subarray(start + 1, end + 1)
}
