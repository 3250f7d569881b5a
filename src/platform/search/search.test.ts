import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MemoryIndex } from './memory-index.ts'
import { createMemoryIndex } from './memory-index.ts'
import type { SearchChange, SearchRequest, SearchSort } from './model.ts'
import { createSearcher } from './run-search.ts'
import { createSnapshotWriter, readSnapshot } from './snapshot.ts'
import { createPlainStore, hasSpellings, makeDocument, scan } from './testing.ts'

const fields = { facets: ['theme', 'agency'], numbers: ['updatedAt', 'downloads'] }
const syllables = ['dân', 'dàn', 'dan', 'số', 'so', 'đất', 'Hà', 'Nội', 'Hòa', 'hoà', '2020', 'G14', '25', 'QĐ', 'và']

const text = fc
  .array(fc.tuple(fc.constantFrom(...syllables), fc.constantFrom(' ', ', ', '-', '. ')), { maxLength: 7 })
  .map((words) => words.flat().join(''))
const document = fc.record({
  id: fc.integer({ min: 0, max: 25 }).map((n) => `doc-${n}`),
  version: fc.integer({ min: 1, max: 6 }),
  title: text,
  texts: fc.array(fc.record({ weight: fc.constantFrom(1, 2, 4), text }), { maxLength: 2 }),
  facets: fc.record({
    theme: fc.array(fc.constantFrom('y-te', 'giao-duc', 'dat-dai'), { maxLength: 1 }),
    agency: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 3 }),
  }),
  numbers: fc.record(
    { updatedAt: fc.integer({ min: 0, max: 4 }), downloads: fc.integer({ min: 0, max: 4 }) },
    { requiredKeys: [] },
  ),
  stored: fc.constantFrom('{}', '{"tên":"số"}'),
})
const change: fc.Arbitrary<SearchChange> = fc.oneof(
  { weight: 4, arbitrary: document.map((doc) => ({ op: 'put' as const, doc })) },
  {
    weight: 1,
    arbitrary: document.map(({ id, version }) => ({ op: 'remove' as const, id, version })),
  },
)
const word = fc.constantFrom(...syllables, '"dân số"', 'G14.25', '"Hà Nội', 'lạ')
const request: fc.Arbitrary<SearchRequest> = fc.record(
  {
    q: fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
    filters: fc.record(
      {
        theme: fc.subarray(['y-te', 'giao-duc', 'không-có']),
        agency: fc.subarray(['a', 'b', 'c']),
      },
      { requiredKeys: [] },
    ),
    ranges: fc.record(
      { downloads: fc.record({ min: fc.nat(4), max: fc.nat(4) }, { requiredKeys: [] }) },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom<SearchSort>(
      'relevance',
      'title',
      { number: 'downloads', order: 'asc' },
      { number: 'updatedAt', order: 'desc' },
    ),
    facetLimits: fc.constantFrom({}, { agency: 2 }),
  },
  { requiredKeys: ['q'] },
)

function build(batches: readonly (readonly SearchChange[])[]): {
  index: MemoryIndex
  store: ReturnType<typeof createPlainStore>
} {
  const index = createMemoryIndex({ fields, capacity: 4 })
  const store = createPlainStore()
  for (const batch of batches) {
    index.apply(batch, 'somewhere')
    for (const item of batch) store.apply(item)
  }
  return { index, store }
}

function expectSame(index: MemoryIndex, store: ReturnType<typeof createPlainStore>, asked: SearchRequest): void {
  const full = { ...asked, facets: fields.facets, limit: 200 }
  const found = createSearcher(index)(full)
  const expected = scan(store.docs.values(), full)
  expect(found.total).toBe(expected.total)
  expect(found.facets).toEqual(expected.facets)
  const ids = found.hits.map((hit) => hit.id)
  expect(ids.toSorted()).toEqual(expected.ids.toSorted())
  for (const hit of found.hits) expect(hit.stored).toBe(store.docs.get(hit.id)?.stored)
  expectOrdered(found.hits, store, asked)
}

function expectOrdered(
  hits: readonly { id: string; score: number }[],
  store: ReturnType<typeof createPlainStore>,
  asked: SearchRequest,
): void {
  hits.forEach((hit, i) => {
    const next = hits[i + 1]
    const [a, b] = [store.docs.get(hit.id), store.docs.get(next?.id ?? '')]
    if (!a || !b || !next) return
    if (asked.sort === undefined || asked.sort === 'relevance') {
      expect(hit.score).toBeGreaterThanOrEqual(next.score)
      expect(hasSpellings(a, asked.q) || !hasSpellings(b, asked.q)).toBe(true)
    } else {
      // Ties may stand in any order: only a strict descent would be wrong.
      const pair = scan(
        [
          { ...a, id: 'z' },
          { ...b, id: 'a' },
        ],
        { ...asked, q: '', filters: {}, ranges: {} },
      ).ids
      const reversed = scan(
        [
          { ...a, id: 'a' },
          { ...b, id: 'z' },
        ],
        { ...asked, q: '', filters: {}, ranges: {} },
      ).ids
      expect(pair[0] === 'z' || reversed[0] === 'a').toBe(true)
    }
  })
}

test('the index finds, counts and orders what a plain scan does, through changes, merges and rewrites', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 12 }),
      fc.array(request, { minLength: 1, maxLength: 6 }),
      (batches, requests) => {
        const { index, store } = build(batches)
        expect(index.liveCount()).toBe(store.docs.size)
        for (const asked of requests) expectSame(index, store, asked)
      },
    ),
    { numRuns: 300 },
  )
})

test('the order of hits does not depend on the history of the index', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 8 }), request, (batches, asked) => {
      const { index, store } = build(batches)
      const fresh = createMemoryIndex({ fields })
      fresh.apply([...store.docs.values()].map((doc) => ({ op: 'put', doc })))
      const ids = (of: MemoryIndex) => createSearcher(of)({ ...asked, limit: 200 }).hits.map((hit) => hit.id)
      expect(ids(index)).toEqual(ids(fresh))
    }),
    { numRuns: 150 },
  )
})

test('an index read from a snapshot answers as before and takes changes further', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nguon-search-'))
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 6 }),
        fc.array(change, { maxLength: 8 }),
        request,
        async (batches, later, asked) => {
          const { index, store } = build(batches)
          await createSnapshotWriter(folder)(index.state)
          const restored = await readSnapshot(folder, fields)
          const again = createMemoryIndex({ fields, capacity: 4, ...(restored && { restored }) })
          expect(again.state.position).toBe(index.state.position)
          expectSame(again, store, asked)
          again.apply(later)
          for (const item of later) store.apply(item)
          expectSame(again, store, asked)
        },
      ),
      { numRuns: 40 },
    )
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('two spellings of one word in a query are two wishes', () => {
  const index = createMemoryIndex({ fields })
  const docs = [
    makeDocument({ id: 'one', title: 'Hòa', texts: [{ weight: 4, text: 'dân' }] }),
    makeDocument({ id: 'both', title: 'dàn', texts: [{ weight: 1, text: 'dân Hòa' }] }),
  ]
  index.apply(docs.map((doc) => ({ op: 'put', doc })))
  expect(createSearcher(index)({ q: 'dân dàn hoà' }).hits.map((hit) => hit.id)).toEqual(['both', 'one'])
})

test('every page of a list together is the whole list', () => {
  const index = createMemoryIndex({ fields, capacity: 16 })
  const docs = Array.from({ length: 100 }, (_, i) =>
    makeDocument({ id: `d${i}`, title: 'Dân số', numbers: { downloads: i % 3 } }),
  )
  index.apply(docs.map((doc) => ({ op: 'put', doc })))
  const search = createSearcher(index)
  for (const sort of ['relevance', 'title', { number: 'downloads', order: 'desc' }] as const) {
    const pages = [0, 30, 60, 90].flatMap((offset) => search({ q: 'dan so', sort, offset, limit: 30 }).hits)
    expect(new Set(pages.map((hit) => hit.id)).size).toBe(100)
  }
})
