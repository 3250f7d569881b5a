import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readLine, SealHalt, type SealLine, writeLine } from './seal.ts'

/** The seal file, open for the one process that seals. */
export interface SealFile {
  /** Last whole line, if there is one. */
  readonly last: SealLine | undefined
  /** Returns once the line is on the disk. */
  append(line: SealLine, step?: Step): Promise<void>
  close(): Promise<void>
}

/** A named moment at which tests may end the process. */
export type Step = (name: string) => void | Promise<void>

const TAIL_BYTES = 64 * 1024
const NEWLINE = 0x0a

/** Opens or makes the file. A line cut by a crash is removed: its batch is in the database and is appended again. */
export async function openSealFile(path: string): Promise<SealFile> {
  await mkdir(dirname(path), { recursive: true })
  const known = await stat(path).catch(() => undefined)
  const file = await open(path, 'a+', 0o640)
  if (!known) await syncFolder(dirname(path))
  const last = await readTail(file)
  return {
    last,
    async append(line, step) {
      const bytes = Buffer.from(writeLine(line))
      // Two writes only where a test wants to end the process between them; a crash may cut anywhere all the same.
      const half = step ? bytes.length >> 1 : 0
      if (step) {
        await file.appendFile(bytes.subarray(0, half))
        await step('seal-line-half-written')
      }
      await file.appendFile(bytes.subarray(half))
      await step?.('seal-line-written')
      await file.sync()
    },
    close: () => file.close(),
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync()
  await folder.close()
}

async function readTail(file: FileHandle): Promise<SealLine | undefined> {
  const { size } = await file.stat()
  for (let length = TAIL_BYTES; ; length *= 4) {
    const start = Math.max(0, size - length)
    const tail = Buffer.alloc(size - start)
    await file.read(tail, 0, tail.length, start)
    const end = tail.lastIndexOf(NEWLINE)
    const from = end <= 0 ? -1 : tail.lastIndexOf(NEWLINE, end - 1)
    if (from < 0 && start > 0) continue
    if (end + 1 < tail.length) await cutTo(file, start + end + 1)
    if (end < 0) return undefined
    const line = readLine(tail.subarray(from + 1, end).toString())
    if (!line) throw new SealHalt('the last line of the seal file cannot be read')
    return line
  }
}

async function cutTo(file: FileHandle, size: number): Promise<void> {
  await file.truncate(size)
  await file.sync()
}

/** A line of the file as it stands; `line` is undefined where it cannot be read. */
export interface ReadSealLine {
  readonly lineNumber: number
  readonly line: SealLine | undefined
  readonly text: string
}

/** Size of the file now; undefined when there is none. */
export async function sealFileSize(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size
}

/** The whole lines within the first `size` bytes; what stands after the last newline is just being written. */
export async function* readSealFile(path: string, size: number): AsyncGenerator<ReadSealLine> {
  if (size === 0) return
  let lineNumber = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { end: size - 1 }) as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let from = 0
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE, from)) {
      const text = rest.subarray(from, end).toString()
      yield { lineNumber: ++lineNumber, line: readLine(text), text }
      from = end + 1
    }
    rest = rest.subarray(from)
  }
}
