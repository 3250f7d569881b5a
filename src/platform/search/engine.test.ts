import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SearchEngine, SearchEngineOptions } from './engine.ts'
import { createSearchEngine } from './engine.ts'
import type { SearchDocument } from './model.ts'
import { makeDocument } from './testing.ts'

const options: SearchEngineOptions = {
  fields: { facets: ['theme'], numbers: ['updatedAt'] },
  now: () => new Date('2025-06-01T00:00:00Z'),
}

let folder = ''
const engines: SearchEngine[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nguon-search-'))
})
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()))
  await rm(folder, { recursive: true, force: true })
})

async function start(part: Partial<SearchEngineOptions> = {}): Promise<SearchEngine> {
  const engine = await createSearchEngine({ ...options, ...part })
  engines.push(engine)
  return engine
}

async function count(engine: SearchEngine, q: string): Promise<number> {
  return (await engine.search({ q })).total
}

const population = makeDocument({ id: '1', title: 'Dân số Hà Nội' })
const schools = makeDocument({ id: '2', title: 'Trường học' })

async function* streamOf(docs: readonly SearchDocument[], pause?: Promise<void>): AsyncGenerator<SearchDocument> {
  for (const doc of docs) yield doc
  await pause
}

test('what was acknowledged is found', async () => {
  const engine = await start()
  expect(engine.opening).toEqual({ from: 'nothing' })
  await engine.apply([{ op: 'put', doc: population }], '0/17')
  const result = await engine.search({ q: 'dan so' })
  expect(result).toMatchObject({ total: 1, position: '0/17', hits: [{ id: '1', stored: '{}' }] })
  await engine.apply([{ op: 'remove', id: '1', version: 2 }])
  expect(await count(engine, 'dan so')).toBe(0)
  expect(await engine.stats()).toMatchObject({ docs: 0, pendingChanges: 0, position: '0/17', rebuilding: false })
})

test('a restarted engine goes on from its snapshot', async () => {
  const first = await createSearchEngine({ ...options, snapshotPath: folder })
  await first.apply([{ op: 'put', doc: population }], 'a')
  expect(await first.snapshot()).toBe(true)
  expect(await first.snapshot()).toBe(false)
  await first.apply([{ op: 'put', doc: schools }], 'b')
  await first.close()
  const second = await start({ snapshotPath: folder })
  expect(second.opening).toEqual({ from: 'snapshot', position: 'b', docs: 2 })
  expect(await count(second, 'truong hoc')).toBe(1)
})

test('a damaged snapshot is reported and not used', async () => {
  const first = await createSearchEngine({ ...options, snapshotPath: folder })
  await first.apply([{ op: 'put', doc: population }], 'a')
  await first.close()
  const segment = (await readdir(folder)).find((name) => name.endsWith('.segment')) ?? ''
  await writeFile(join(folder, segment), 'x')
  const second = await start({ snapshotPath: folder })
  expect(second.opening.from).toBe('damaged-snapshot')
  expect(await count(second, 'dan so')).toBe(0)
  await second.rebuild(streamOf([population]))
  expect(await count(second, 'dan so')).toBe(1)
  await second.close()
  const third = await start({ snapshotPath: folder })
  expect(third.opening).toMatchObject({ from: 'snapshot', docs: 1 })
})

test('a snapshot made for other fields is not used', async () => {
  const first = await createSearchEngine({ ...options, snapshotPath: folder })
  await first.apply([{ op: 'put', doc: population }], 'a')
  await first.close()
  const second = await start({ snapshotPath: folder, fields: { facets: ['agency'], numbers: [] } })
  expect(second.opening.from).toBe('damaged-snapshot')
})

test('the old index answers during a rebuild, and changes of that time are in the new one', async () => {
  const engine = await start()
  await engine.apply([
    { op: 'put', doc: population },
    { op: 'put', doc: makeDocument({ id: 'stale', title: 'Dân số' }) },
  ])
  const pause = Promise.withResolvers<void>()
  const rebuilt = engine.rebuild(streamOf([population, { ...schools, version: 1 }], pause.promise), 'start')
  expect(await count(engine, 'dan so')).toBe(2)
  await expect(engine.rebuild(streamOf([]))).rejects.toThrow('rebuilt already')
  await engine.apply(
    [
      { op: 'remove', id: '2', version: 2 },
      { op: 'put', doc: makeDocument({ id: '3', title: 'Dân số mới' }) },
    ],
    'later',
  )
  pause.resolve()
  await rebuilt
  const result = await engine.search({ q: 'dan so' })
  expect(result.hits.map((hit) => hit.id).toSorted()).toEqual(['1', '3'])
  expect(result.position).toBe('later')
  expect(await count(engine, 'truong hoc')).toBe(0)
})

test('a stream that breaks leaves the old index in place', async () => {
  const engine = await start()
  await engine.apply([{ op: 'put', doc: population }])
  async function* broken(): AsyncGenerator<SearchDocument> {
    yield schools
    await Promise.resolve()
    throw new Error('connection lost')
  }
  await expect(engine.rebuild(broken())).rejects.toThrow('connection lost')
  expect(await count(engine, 'dan so')).toBe(1)
  expect(await count(engine, 'truong hoc')).toBe(0)
  await engine.rebuild(streamOf([schools]))
  expect(await count(engine, 'truong hoc')).toBe(1)
})

test('a call that fails does not end the engine, and a closed engine refuses', async () => {
  const engine = await createSearchEngine(options)
  await expect(engine.search({ q: '', filters: { unknown: ['x'] } })).rejects.toThrow('no facet field unknown')
  expect(await count(engine, '')).toBe(0)
  await engine.close()
  await expect(engine.search({ q: '' })).rejects.toThrow('closed')
})
