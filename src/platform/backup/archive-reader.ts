import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { EntryFacts } from './archive-writer.ts'
import { damagedArchive } from './errors.ts'
import { BLOCK, decodeHeader, paddingFor } from './tar.ts'

const decompress = promisify(gunzip)
// What is read whole into memory: parts are a few megabytes, the manifest grows with their number.
const WHOLE_LIMIT = 256 * 1024 * 1024

/** One file of the archive. Its bytes must be taken before the next entry is asked for. */
export interface ArchiveEntry {
  readonly name: string
  readonly size: number
  bytes(): AsyncGenerator<Buffer>
  whole(): Promise<Buffer>
  /** The bytes of a compressed part. */
  part(): Promise<Buffer>
  /** Known once all bytes were taken. */
  facts(): EntryFacts
}

const cut = { vi: 'tệp bị cắt giữa chừng', en: 'the file ends too early' }

/** Reads an archive in order; throws `backup.damaged` where it is cut or a header is broken. */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const source = createByteSource(path)
  try {
    let last = 'đầu tệp'
    for (;;) {
      const block = await source.take(BLOCK)
      if (block.length < BLOCK) throw damagedArchive(last, cut)
      const header = headerOf(block, last)
      if (!header) return
      last = header.name
      const entry = entryOf(header, source)
      yield entry
      for await (const _rest of entry.bytes()) continue
      if ((await source.take(paddingFor(header.size).length)).length < paddingFor(header.size).length) {
        throw damagedArchive(last, cut)
      }
    }
  } finally {
    await source.close()
  }
}

function headerOf(block: Buffer, last: string) {
  try {
    return decodeHeader(block)
  } catch {
    throw damagedArchive(last, {
      vi: 'phần đầu mục tiếp theo không đọc được',
      en: 'the header after it cannot be read',
    })
  }
}

function entryOf({ name, size }: { name: string; size: number }, source: ByteSource): ArchiveEntry {
  const hash = createHash('sha256')
  let left = size
  async function* bytes(): AsyncGenerator<Buffer> {
    while (left > 0) {
      const chunk = await source.some(left)
      if (chunk.length === 0) throw damagedArchive(name, cut)
      left -= chunk.length
      hash.update(chunk)
      yield chunk
    }
  }
  async function whole(): Promise<Buffer> {
    if (size > WHOLE_LIMIT) throw damagedArchive(name, { vi: 'mục quá lớn', en: 'the entry is too large' })
    const chunks: Buffer[] = []
    for await (const chunk of bytes()) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
  return {
    name,
    size,
    bytes,
    whole,
    part: async () =>
      decompress(await whole()).catch(() => {
        throw damagedArchive(name, { vi: 'không giải nén được', en: 'it cannot be decompressed' })
      }),
    facts: () => ({ name, size, sha256: hash.copy().digest('hex') }),
  }
}

interface ByteSource {
  /** Up to `limit` bytes, at least one unless the file has ended. */
  some(limit: number): Promise<Buffer>
  /** Exactly `size` bytes unless the file has ended. */
  take(size: number): Promise<Buffer>
  close(): Promise<void>
}

function createByteSource(path: string): ByteSource {
  const stream = createReadStream(path, { highWaterMark: 1 << 20 })
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let held: Buffer = Buffer.alloc(0)

  async function some(limit: number): Promise<Buffer> {
    if (held.length === 0) {
      const next = await chunks.next()
      held = next.done ? Buffer.alloc(0) : next.value
    }
    const piece = held.subarray(0, limit)
    held = held.subarray(piece.length)
    return piece
  }

  return {
    some,
    async take(size) {
      const pieces: Buffer[] = []
      for (let left = size; left > 0; ) {
        const piece = await some(left)
        if (piece.length === 0) break
        pieces.push(piece)
        left -= piece.length
      }
      return Buffer.concat(pieces)
    },
    async close() {
      await chunks.return?.()
    },
  }
}
