import { createHash } from 'node:crypto'
import { createReadStream, type Stats } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { asStoreError, badDigest, blobNotFound, blobTooLarge } from './errors.ts'
import type { Digest, ListedBlob, Objects, PutOptions, Stored } from './objects.ts'
import { isLeftOver, ownTempName } from './temp-name.ts'

const DIGEST = /^sha256:([0-9a-f]{64})$/
const SHARD = /^[0-9a-f]{2}$/

/** Opens (and creates) the store in `dir`; temporary files of dead processes go at once. */
export async function createDiskObjects({ dir }: { readonly dir: string }): Promise<Objects> {
  const blobs = join(dir, 'blobs')
  const temp = join(dir, 'temp')
  await mkdir(blobs, { recursive: true })
  await mkdir(temp, { recursive: true })
  const path = (digest: string): string => join(blobs, shardOf(digest))
  const tempPath = (): string => join(temp, ownTempName())
  const objects: Objects = {
    folder: blobs,
    path,
    tempPath,
    put: (source, options) => putBytes({ path, from: tempPath() }, source, options),
    adopt: (from) => adoptFile({ path, from, temp: tempPath() }),
    has: async (digest) => (await statOrNothing(path(digest))) !== undefined,
    size: async (digest) => (await statOrNothing(path(digest)))?.size,
    open: async (digest, range) => {
      const file = path(digest)
      if ((await statOrNothing(file)) === undefined) throw blobNotFound(digest)
      return createReadStream(file, range ?? {})
    },
    remove: async (digest) => {
      await rm(path(digest), { force: true })
      await syncFolder(dirname(path(digest)))
    },
    list: () => listBlobs(blobs),
    sweepTemp: () => sweep(temp),
  }
  await objects.sweepTemp()
  return objects
}

function shardOf(digest: string): string {
  const hex = DIGEST.exec(digest)?.[1]
  if (hex === undefined) throw badDigest()
  return join(hex.slice(0, 2), hex.slice(2, 4), hex)
}

async function statOrNothing(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined
    throw error
  }
}

interface Landing {
  readonly path: (digest: string) => string
  readonly from: string
}

async function putBytes(
  landing: Landing,
  source: AsyncIterable<Uint8Array> | Uint8Array,
  options: PutOptions = {},
): Promise<Stored> {
  const hash = createHash('sha256')
  let size = 0
  try {
    const file = await open(landing.from, 'wx')
    try {
      for await (const piece of source instanceof Uint8Array ? [source] : source) {
        size += piece.byteLength
        if (options.maxBytes !== undefined && size > options.maxBytes) throw blobTooLarge(options.maxBytes)
        hash.update(piece)
        await writeWhole(file, piece)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    return await land(landing, { digest: `sha256:${hash.digest('hex')}`, size })
  } catch (error) {
    await rm(landing.from, { force: true })
    throw asStoreError(error)
  }
}

async function writeWhole(file: Awaited<ReturnType<typeof open>>, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.byteLength; ) at += (await file.write(piece, at)).bytesWritten
}

async function adoptFile(landing: Landing & { readonly temp: string }): Promise<Stored> {
  try {
    const stored = await digestAndSync(landing.from)
    return await land(landing, stored)
  } catch (error) {
    // A temp folder on another disk cannot be renamed across; copy into ours first.
    if (error instanceof Error && 'code' in error && error.code === 'EXDEV') return await adoptCopy(landing)
    throw asStoreError(error)
  }
}

async function adoptCopy(landing: Landing & { readonly temp: string }): Promise<Stored> {
  try {
    await copyFile(landing.from, landing.temp)
    const stored = await land({ path: landing.path, from: landing.temp }, await digestAndSync(landing.temp))
    await rm(landing.from, { force: true })
    return stored
  } catch (error) {
    await rm(landing.temp, { force: true })
    throw asStoreError(error)
  }
}

async function digestAndSync(path: string): Promise<Stored> {
  const hash = createHash('sha256')
  const file = await open(path, 'r+')
  try {
    let size = 0
    for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: 1 << 20, start: 0 })) {
      if (!(piece instanceof Uint8Array)) continue
      hash.update(piece)
      size += piece.byteLength
    }
    await file.sync()
    return { digest: `sha256:${hash.digest('hex')}`, size }
  } finally {
    await file.close()
  }
}

/** The durable step: the bytes are synced already, the rename and its folder follow. */
async function land(landing: Landing, stored: Stored): Promise<Stored> {
  const target = landing.path(stored.digest)
  const there = await statOrNothing(target)
  if (there?.size === stored.size) {
    await rm(landing.from, { force: true })
    return stored
  }
  const made = await mkdir(dirname(target), { recursive: true })
  await rename(landing.from, target)
  await syncFolder(dirname(target))
  if (made !== undefined) {
    await syncFolder(dirname(dirname(target)))
    await syncFolder(dirname(dirname(dirname(target))))
  }
  return stored
}

async function syncFolder(path: string): Promise<void> {
  if ((await statOrNothing(path)) === undefined) return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function* listBlobs(blobs: string): AsyncIterable<ListedBlob> {
  for (const first of await shards(blobs)) {
    for (const second of await shards(join(blobs, first))) {
      const folder = join(blobs, first, second)
      for (const hex of (await readdir(folder)).toSorted()) {
        const found = await statOrNothing(join(folder, hex))
        const digest: Digest = `sha256:${hex}`
        if (found !== undefined && DIGEST.test(digest)) yield { digest, size: found.size, modified: found.mtime }
      }
    }
  }
}

async function shards(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => SHARD.test(name)).toSorted()
}

async function sweep(temp: string): Promise<number> {
  const leftOver = (await readdir(temp)).filter(isLeftOver)
  for (const name of leftOver) await rm(join(temp, name), { force: true, recursive: true })
  return leftOver.length
}
