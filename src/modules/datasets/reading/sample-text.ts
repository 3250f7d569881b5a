import { type FileHandle, open } from 'node:fs/promises'

/** Text files from this size on are not held in memory: a sample decides, and DuckDB reads every cell. */
export const LARGE_TEXT_BYTES = 32 * 1024 * 1024

const HEAD_BYTES = 1024 * 1024
const BLOCK_BYTES = 64 * 1024
const BLOCKS = 16

/** Some lines of a large text, and where in the file they stand. */
export interface TextSample {
  readonly bytes: Uint8Array
  /** Stretches of the sample in order: number of their first line in the file, from 0, and how many lines they have. */
  readonly stretches: readonly Stretch[]
  /** Lines of the whole file, the last one with or without its end. */
  readonly lines: number
}

export interface Stretch {
  readonly first: number
  readonly lines: number
}

/** Head, blocks spread over the file, and tail, each cut at line ends; undefined when the file has no short lines. */
export async function sampleText(path: string, size: number): Promise<TextSample | undefined> {
  const file = await open(path)
  try {
    const read = async (position: number, length: number) => {
      const buffer = Buffer.alloc(length)
      const { bytesRead } = await file.read(buffer, 0, length, position)
      return buffer.subarray(0, bytesRead)
    }
    const head = upToLastLine(await read(0, HEAD_BYTES))
    if (!head) return undefined
    const parts = [{ at: 0, bytes: head }]
    const step = (size - HEAD_BYTES - BLOCK_BYTES) / BLOCKS
    for (let block = 1; block <= BLOCKS; block++) {
      const at = Math.floor(HEAD_BYTES + step * block)
      const whole = wholeLines(await read(at, BLOCK_BYTES))
      if (whole) parts.push({ at: at + whole.start, bytes: whole.bytes })
    }
    const before = await linesBefore(file, [...parts.map(({ at }) => at), size])
    const stretches = parts.map(({ bytes }, i) => ({ first: before[i] ?? 0, lines: countLines(bytes) }))
    const [last] = await read(size - 1, 1)
    const lines = (before.at(-1) ?? 0) + (last === LINE_FEED ? 0 : 1)
    return { bytes: Buffer.concat(parts.map(({ bytes }) => bytes)), stretches, lines }
  } finally {
    await file.close()
  }
}

const SCAN_BYTES = 4 * 1024 * 1024

/** How many line ends stand before each of some places of a file, in ascending order. */
async function linesBefore(file: FileHandle, places: readonly number[]): Promise<readonly number[]> {
  const counts: number[] = []
  const buffer = Buffer.allocUnsafe(SCAN_BYTES)
  let at = 0
  let lines = 0
  for (const place of places) {
    while (at < place) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(SCAN_BYTES, place - at), at)
      if (bytesRead === 0) break
      lines += countLines(buffer.subarray(0, bytesRead))
      at += bytesRead
    }
    counts.push(lines)
  }
  return counts
}

function countLines(bytes: Uint8Array): number {
  let lines = 0
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === LINE_FEED) lines++
  return lines
}

/**
 * The row of the file, from 0, of each row of its sample. Where records of the sample stretch over several lines only
 * the head is sure, and later rows have no number.
 */
export function rowsOfFile({ stretches }: TextSample, rows: number): (row: number) => number | undefined {
  const lines = stretches.reduce((sum, stretch) => sum + stretch.lines, 0)
  const head = stretches[0]?.lines ?? 0
  return (row) => {
    if (rows !== lines) return rows < lines && row < head - (lines - rows) ? row : undefined
    let skipped = 0
    for (const stretch of stretches) {
      if (row < skipped + stretch.lines) return stretch.first + row - skipped
      skipped += stretch.lines
    }
    return undefined
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

function wholeLines(bytes: Buffer): { start: number; bytes: Buffer } | undefined {
  const start = bytes.indexOf(LINE_FEED) + 1
  const end = bytes.lastIndexOf(LINE_FEED) + 1
  return start === 0 || end <= start ? undefined : { start, bytes: bytes.subarray(start, end) }
}
