import { createWriteStream } from 'node:fs'
import { copyFile, link, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '../../../platform/clock.ts'
import type { Ids } from '../../../platform/ids.ts'
import { cleanText } from '../../../platform/text.ts'
import { errors } from '../errors.ts'
import type { DatasetsDb } from '../store.ts'

export interface Upload {
  readonly id: string
  readonly ownerId: string
  readonly fileName: string
  readonly length: number
  readonly offset: number
  readonly path: string
}

/** Files on their way in, resumable (tus 1.0): what has come is what lies on the disk. */
export interface Uploads {
  create(input: { ownerId: string; fileName: string; length: number }): Promise<Upload>
  find(id: string, ownerId: string): Promise<Upload>
  /** Appends and syncs; what it returns as offset is safe. */
  append(upload: Upload, offset: number, body: Readable): Promise<number>
  /** A finished upload, ready to be taken into a draft. */
  finished(id: string, ownerId: string): Promise<Upload>
  /** Its bytes at `path` too, so that the upload outlives a kill before it is taken; returns `path`. */
  copyOf(upload: Upload, path: string): Promise<string>
  forget(id: string): Promise<void>
  /** Removes what nobody finished within a day. */
  sweep(): Promise<number>
}

export const MAX_FILE_BYTES = 20e9
const NAME_MAX = 200
const KEEP_MS = 86_400_000
// The network brings 64 kB at a time; written one by one they cost more than the disk.
const WRITE_BYTES = 4 * 1024 * 1024

export interface UploadsDeps {
  readonly db: DatasetsDb
  readonly clock: Clock
  readonly ids: Ids
  readonly dir: string
}

export function createUploads(deps: UploadsDeps): Uploads {
  const { db, clock, ids, dir } = deps
  const pathOf = (id: string) => join(dir, id)

  async function find(id: string, ownerId: string): Promise<Upload> {
    const row = await db
      .selectFrom('datasets.upload')
      .selectAll()
      .where('id', '=', id)
      .where('owner_id', '=', ownerId)
      .executeTakeFirst()
    const size = row && (await sizeOf(pathOf(id)))
    if (!row || size === undefined) throw errors.uploadNotFound()
    return { id, ownerId, fileName: row.file_name, length: row.length, offset: size, path: pathOf(id) }
  }

  return {
    find,
    async create({ ownerId, fileName, length }) {
      if (length > MAX_FILE_BYTES) throw errors.tooLarge(MAX_FILE_BYTES)
      await mkdir(dir, { recursive: true })
      const id = ids.next()
      const upload = { id, ownerId, fileName: safeName(fileName), length, offset: 0, path: pathOf(id) }
      await db
        .insertInto('datasets.upload')
        .values({ id, owner_id: ownerId, file_name: upload.fileName, length, created_at: clock.now() })
        .execute()
      // After its row: a file without one is an orphan, which the sweep removes.
      await (await open(pathOf(id), 'wx')).close()
      return upload
    },
    append,
    async finished(id, ownerId) {
      const upload = await find(id, ownerId)
      if (upload.offset !== upload.length) throw errors.uploadUnfinished(upload.offset, upload.length)
      return upload
    },
    copyOf,
    async forget(id) {
      await rm(pathOf(id), { force: true })
      await db.deleteFrom('datasets.upload').where('id', '=', id).execute()
    },
    sweep: () => sweepUploads(deps),
  }
}

async function append(upload: Upload, offset: number, body: Readable): Promise<number> {
  if (offset !== upload.offset) throw errors.wrongOffset(upload.offset)
  const room = upload.length - offset
  try {
    await pipeline(
      body,
      limitTo(room, upload.length),
      createWriteStream(upload.path, { flags: 'a', highWaterMark: WRITE_BYTES }),
    )
  } finally {
    await sync(upload.path)
  }
  return (await sizeOf(upload.path)) ?? offset
}

async function copyOf(upload: Upload, path: string): Promise<string> {
  // Not every file system has hard links, and the other folder may lie on another disk.
  await link(upload.path, path).catch(() => copyFile(upload.path, path))
  return path
}

async function sweepUploads({ db, clock, dir }: UploadsDeps): Promise<number> {
  const before = new Date(clock.now().getTime() - KEEP_MS)
  const rows = await db.deleteFrom('datasets.upload').where('created_at', '<', before).returning('id').execute()
  await Promise.all(rows.map((row) => rm(join(dir, row.id), { force: true })))
  const names = await readdir(dir).catch(() => [])
  const known = new Set((await db.selectFrom('datasets.upload').select('id').execute()).map((row) => row.id))
  const orphans = names.filter((name) => !known.has(name))
  await Promise.all(orphans.map((name) => rm(join(dir, name), { force: true })))
  return rows.length + orphans.length
}

/** The last part of any path, without controls; the name is only ever shown, never opened. */
export function safeName(name: string): string {
  const last = cleanText(name).split(/[/\\]/).at(-1) ?? ''
  return last.slice(-NAME_MAX).replace(/^\.+/, '') || 'tep'
}

function limitTo(bytes: number, announced: number) {
  return async function* (source: AsyncIterable<Buffer>) {
    let left = bytes
    for await (const chunk of source) {
      if (chunk.length > left) throw errors.moreThanAnnounced(announced)
      left -= chunk.length
      yield chunk
    }
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (info) => info.size,
    () => undefined,
  )
}
