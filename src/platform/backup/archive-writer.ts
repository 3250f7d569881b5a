import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { BLOCK, encodeHeader, paddingFor } from './tar.ts'

const PART_BYTES = 4 * 1024 * 1024
const compress = promisify(gzip)

/** Name, bytes and SHA-256 of an entry, as the manifest lists them. */
export interface EntryFacts {
  readonly name: string
  readonly size: number
  readonly sha256: string
}

/** A tar file being written in order, with no more than a few megabytes in memory. */
export interface ArchiveWriter {
  add(name: string, bytes: Buffer): Promise<EntryFacts>
  addStream(entry: { name: string; size: number }, source: AsyncIterable<Buffer>): Promise<EntryFacts>
  /** A stream of unknown length, cut into compressed parts `name/00001.gz`, … */
  addParts(name: string, source: AsyncIterable<Buffer>): Promise<EntryFacts[]>
  /** Puts the file in its place; returns its size and digest. */
  finish(): Promise<{ size: number; sha256: string }>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

/** Starts an archive beside its final place; only `finish` makes it appear under `path`. */
export async function createArchive(path: string, madeAt: Date): Promise<ArchiveWriter> {
  const draft = `${path}.part`
  const file = await open(draft, 'w', 0o600)
  const whole = createHash('sha256')
  let size = 0

  async function write(bytes: Buffer): Promise<void> {
    whole.update(bytes)
    size += bytes.length
    await writeWhole(file, bytes)
  }

  async function addStream(entry: { name: string; size: number }, source: AsyncIterable<Buffer>): Promise<EntryFacts> {
    const hash = createHash('sha256')
    let written = 0
    await write(encodeHeader(entry, madeAt))
    for await (const chunk of source) {
      hash.update(chunk)
      written += chunk.length
      await write(chunk)
    }
    if (written !== entry.size) throw new Error(`${entry.name} has ${written} bytes, not ${entry.size}`)
    await write(paddingFor(written))
    return { name: entry.name, size: written, sha256: hash.digest('hex') }
  }

  const add = (name: string, bytes: Buffer) => addStream({ name, size: bytes.length }, once(bytes))

  return {
    add,
    addStream,
    async addParts(name, source) {
      const facts: EntryFacts[] = []
      for await (const part of inParts(source)) {
        facts.push(
          await add(`${name}/${String(facts.length + 1).padStart(5, '0')}.gz`, await compress(part, { level: 1 })),
        )
      }
      return facts
    },
    async finish() {
      await write(Buffer.alloc(2 * BLOCK))
      await file.sync()
      await file.close()
      await rename(draft, path)
      await syncFolder(dirname(path))
      return { size, sha256: whole.digest('hex') }
    },
    async abandon() {
      await file.close().catch(() => undefined)
      await rm(draft, { force: true })
    },
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync()
  await folder.close()
}

async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
}

// oxlint-disable-next-line require-await -- the caller iterates asynchronously -- an entry is a stream of bytes, whole ones too
async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

async function* inParts(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  for await (const chunk of source) {
    held.push(chunk)
    bytes += chunk.length
    if (bytes < PART_BYTES) continue
    yield Buffer.concat(held)
    held = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(held)
}
