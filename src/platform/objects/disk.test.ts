import { createHash } from 'node:crypto'
import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDiskObjects } from './disk.ts'
import { asStoreError } from './errors.ts'
import type { Objects } from './objects.ts'

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

async function listAll(objects: Objects): Promise<readonly unknown[]> {
  const all = []
  for await (const blob of objects.list()) all.push(blob)
  return all
}

describe('the object store on disk', () => {
  let dir: string
  let objects: Objects

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'objects-'))
    objects = await createDiskObjects({ dir })
  })
  afterEach(() => rm(dir, { recursive: true, force: true }))

  test('keeps bytes under their digest and gives them back, whole or in part', async () => {
    const stored = await objects.put(Readable.from([Buffer.from('xin '), Buffer.from('chào')]))
    expect(stored).toEqual({ digest: digestOf('xin chào'), size: 9 })
    expect(String(await buffer(await objects.open(stored.digest)))).toBe('xin chào')
    expect(String(await buffer(await objects.open(stored.digest, { start: 0, end: 2 })))).toBe('xin')
    expect(await objects.size(stored.digest)).toBe(9)
  })

  test('keeps the same bytes once, however they come', async () => {
    const first = await objects.put(Buffer.from('a'))
    const path = objects.tempPath()
    await writeFile(path, 'a')
    expect(await objects.adopt(path)).toEqual(first)
    await expect(access(path)).rejects.toThrow('ENOENT')
    expect(await listAll(objects)).toMatchObject([{ digest: digestOf('a'), size: 1 }])
    expect(await readdir(join(dir, 'temp'))).toEqual([])
  })

  test('leaves nothing behind when the source breaks or is too large', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('half')
        throw new Error('cut')
      })(),
    )
    await expect(objects.put(broken)).rejects.toThrow('cut')
    await expect(objects.put(Buffer.alloc(11), { maxBytes: 10 })).rejects.toMatchObject({ code: 'objects.too-large' })
    expect(await readdir(join(dir, 'temp'))).toEqual([])
    expect(await listAll(objects)).toEqual([])
  })

  test('removes a blob and says so afterwards', async () => {
    const { digest } = await objects.put(Buffer.from('gone'))
    await objects.remove(digest)
    await objects.remove(digest)
    expect(await objects.has(digest)).toBe(false)
    await expect(objects.open(digest)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('refuses a digest that could lead out of the store', async () => {
    await expect(objects.open('sha256:../../etc/passwd')).rejects.toMatchObject({ code: 'objects.bad-digest' })
    expect(() => objects.path('md5:00')).toThrow('digest')
  })

  test('sweeps the temporary files of a process that is gone and keeps those of the living', async () => {
    await writeFile(join(dir, 'temp', '999999999.dead.x'), '')
    await writeFile(join(dir, 'temp', `${process.pid}.earlier.x`), '')
    await writeFile(objects.tempPath(), '')
    await createDiskObjects({ dir })
    expect(await readdir(join(dir, 'temp'))).toHaveLength(1)
  })

  test('names a full disk as such', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    expect(asStoreError(full)).toMatchObject({ kind: 'unavailable', code: 'objects.disk-full' })
  })
})
