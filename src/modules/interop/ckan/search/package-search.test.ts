import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PackageDoc } from './package-doc.ts'
import { searchPackages } from './package-search.ts'
import { parseQuery } from './parse.ts'
import { ALL, type Query } from './query.ts'
import { createPackageStore } from './store.ts'
import { wordsOf } from './words.ts'

const NOW = new Date('2026-11-22T00:00:00Z')
const DAY = 86_400_000
const sortBy = (field: string, descending = false) => [{ field, descending }]
const BY_ID = sortBy('id')

const WORDS = ['dân', 'dan', 'số', 'đất', 'trường', 'học', 'giao', 'thông']
const word = fc.constantFrom(...WORDS)
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
const orgs = fc.constantFrom('so-y-te', 'so-gd', 'bo-tc')
const tag = fc.constantFrom('a', 'b', 'c d')

const anyDoc: fc.Arbitrary<PackageDoc> = fc
  .record({
    id: fc.integer({ min: 0, max: 40 }).map((n) => `id-${String(n).padStart(3, '0')}`),
    title: phrase,
    notes: phrase,
    day: fc.integer({ min: 0, max: 30 }),
    resources: fc.integer({ min: 0, max: 4 }),
    organization: orgs,
    tags: fc.uniqueArray(tag, { maxLength: 3 }),
    extra: fc.option(word, { nil: undefined }),
  })
  .map(({ id, title, notes, day, resources, organization, tags, extra }) => ({
    id,
    name: `ten-${id}`,
    title,
    created: NOW.getTime() - 100 * DAY,
    modified: NOW.getTime() - day * DAY,
    resources,
    resourceIds: [`${id}-r`],
    tagCount: tags.length,
    values: { organization: [organization], tags, state: ['active'], ...(extra ? { extras_loai: [extra] } : {}) },
    aliases: {},
    texts: [
      ['title', title],
      ['notes', notes],
    ],
  }))

type Change = { readonly put: PackageDoc } | { readonly remove: string }
const anyChanges = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: anyDoc.map((put): Change => ({ put })) },
    anyDoc.map(({ id }): Change => ({ remove: id })),
  ),
  { maxLength: 80 },
)

const leaf: fc.Arbitrary<Query> = fc.oneof(
  orgs.map((text): Query => ({ kind: 'term', field: 'organization', term: { kind: 'word', text } })),
  tag.map((text): Query => ({ kind: 'term', field: 'tags', term: { kind: 'phrase', text } })),
  word.map((text): Query => ({ kind: 'term', field: undefined, term: { kind: 'word', text } })),
  phrase.map((text): Query => ({ kind: 'term', field: 'title', term: { kind: 'phrase', text } })),
  word.map((text): Query => ({ kind: 'term', field: 'loai', term: { kind: 'word', text } })),
  fc.constant<Query>({ kind: 'term', field: 'khong-co', term: { kind: 'any' } }),
  fc.integer({ min: 0, max: 4 }).map(
    (low): Query => ({
      kind: 'term',
      field: 'num_resources',
      term: { kind: 'range', from: { text: String(low), inclusive: true }, to: { text: undefined, inclusive: true } },
    }),
  ),
  fc.integer({ min: 0, max: 30 }).map(
    (days): Query => ({
      kind: 'term',
      field: 'metadata_modified',
      term: {
        kind: 'range',
        from: { text: `NOW-${days}DAYS`, inclusive: false },
        to: { text: undefined, inclusive: true },
      },
    }),
  ),
)
const anyQuery: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.record({ kind: fc.constant('not' as const), part: tie('query') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('query'), { minLength: 1, maxLength: 3 }),
    }),
    fc.constant(ALL),
  ),
})).query

/** The same question asked of one document in the plainest way. */
function fits(query: Query, doc: PackageDoc): boolean {
  switch (query.kind) {
    case 'all':
      return true
    case 'and':
      return query.parts.every((part) => fits(part, doc))
    case 'or':
      return query.parts.some((part) => fits(part, doc))
    case 'not':
      return !fits(query.part, doc)
    case 'term':
      return fitsTerm(query.field ?? 'text', query.term, doc)
  }
}

type Term = Extract<Query, { kind: 'term' }>['term']

function fitsTerm(field: string, term: Term, doc: PackageDoc): boolean {
  if (term.kind === 'range') {
    if (field === 'num_resources') return doc.resources >= Number(term.from.text)
    return doc.modified > NOW.getTime() - Number(/\d+/.exec(term.from.text ?? '')?.[0]) * DAY
  }
  if (term.kind !== 'word' && term.kind !== 'phrase') return false
  if (field === 'text' || field === 'title') {
    const texts = doc.texts.filter(([part]) => field === 'text' || part === field)
    return texts.some(([, text]) => ` ${folded(text)} `.includes(` ${folded(term.text)} `))
  }
  if (field === 'loai') return (doc.values['extras_loai'] ?? []).some((value) => folded(value) === folded(term.text))
  return (doc.values[field] ?? []).includes(term.text)
}

const folded = (text: string): string =>
  wordsOf(text)
    .map((each) => each.folded)
    .join(' ')

function fill(changes: readonly Change[]) {
  const store = createPackageStore()
  const plain = new Map<string, PackageDoc>()
  for (const change of changes) {
    if ('put' in change) {
      store.put(change.put)
      plain.set(change.put.id, change.put)
    } else {
      store.remove(change.remove)
      plain.delete(change.remove)
    }
  }
  return { store, plain: [...plain.values()] }
}

function change(store: ReturnType<typeof createPackageStore>, changes: readonly Change[]): void {
  for (const each of changes) {
    if ('put' in each) store.put(each.put)
    else store.remove(each.remove)
  }
}

const ask = { filter: ALL, sort: BY_ID, start: 0, rows: 1000, facets: [], now: NOW }
const idsOf = (store: ReturnType<typeof createPackageStore>, docs: readonly number[]) =>
  docs.map((doc) => store.ids[doc])

describe('against a plain filter over the same documents', () => {
  test('count, page and facets', () => {
    fc.assert(
      fc.property(anyChanges, anyQuery, anyQuery, (changes, query, filter) => {
        const { store, plain } = fill(changes)
        const wanted = plain.filter((doc) => fits(query, doc) && fits(filter, doc))
        const found = searchPackages(store, { ...ask, query, filter, facets: ['organization', 'tags'] })
        expect(found.count).toBe(wanted.length)
        expect(idsOf(store, found.docs)).toEqual(wanted.map(({ id }) => id).sort())
        for (const field of ['organization', 'tags']) {
          const counts = new Map<string, number>()
          for (const doc of wanted)
            for (const value of doc.values[field] ?? []) counts.set(value, (counts.get(value) ?? 0) + 1)
          expect(
            new Map(found.facets.get(field)?.flatMap(({ name, count }) => (count > 0 ? [[name, count]] : []))),
          ).toEqual(counts)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('the most frequent values, by name where they count the same, after any changes', () => {
    const limits = fc.record({
      facetLimit: fc.integer({ min: 0, max: 4 }),
      facetMinCount: fc.integer({ min: 0, max: 3 }),
    })
    fc.assert(
      fc.property(fc.tuple(anyChanges, anyChanges, anyQuery, limits), ([before, after, query, limit]) => {
        const { store } = fill(before)
        const request = { ...ask, query, facets: ['organization', 'tags', 'loai', 'khong-co'] }
        searchPackages(store, request)
        change(store, after)
        const wanted = fill([...before, ...after]).plain.filter((doc) => fits(query, doc))
        const found = searchPackages(store, { ...request, ...limit }).facets
        for (const [field, name] of [
          ['organization', 'organization'],
          ['tags', 'tags'],
          ['loai', 'extras_loai'],
        ] as const) {
          const ever = new Set(
            [...before, ...after].flatMap((each) => ('put' in each ? (each.put.values[name] ?? []) : [])),
          )
          const counts = [...ever].map((value) => ({
            name: value,
            count: wanted.filter((doc) => doc.values[name]?.includes(value)).length,
          }))
          const most = counts
            .filter(({ count }) => count >= limit.facetMinCount)
            .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
          expect(found.get(field)).toEqual(most.slice(0, limit.facetLimit))
        }
        expect(found.get('khong-co')).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('an index that was asked and changed answers as a fresh one', () => {
    const sorts = fc.constantFrom(
      [{ field: 'score', descending: true }, ...sortBy('metadata_modified', true)],
      [{ field: 'score', descending: false }, ...sortBy('name')],
      sortBy('title', true),
    )
    const pages = fc.record({ start: fc.integer({ min: 0, max: 5 }), rows: fc.integer({ min: 0, max: 5 }) })
    fc.assert(
      fc.property(fc.tuple(anyChanges, anyChanges, anyQuery, sorts, pages), ([before, after, query, sort, page]) => {
        const { store } = fill(before)
        const request = { ...ask, query, sort, ...page, facets: ['tags'], facetMinCount: 1 }
        searchPackages(store, request)
        searchPackages(store, { ...request, sort: sortBy('metadata_modified', true) })
        change(store, after)
        const fresh = fill([...before, ...after]).store
        const [now, anew] = [searchPackages(store, request), searchPackages(fresh, request)]
        expect({ ...now, docs: idsOf(store, now.docs) }).toEqual({ ...anew, docs: idsOf(fresh, anew.docs) })
      }),
      { numRuns: 300 },
    )
  })

  test('orders stay right while documents come and go', () => {
    const sorts = fc.constantFrom('id', 'name', 'metadata_modified', 'num_resources')
    fc.assert(
      fc.property(fc.tuple(anyChanges, anyChanges, sorts, fc.boolean()), ([before, after, field, descending]) => {
        const { store } = fill(before)
        const request = { ...ask, query: ALL, sort: sortBy(field, descending) }
        searchPackages(store, request)
        change(store, after)
        const now = searchPackages(store, request).docs
        const fresh = fill([...before, ...after]).store
        expect(idsOf(store, now)).toEqual(idsOf(fresh, searchPackages(fresh, request).docs))
      }),
    )
  })

  test('pages are disjoint and complete, whatever the sort', () => {
    const sorts = fc.constantFrom(BY_ID, sortBy('metadata_modified', true), [{ field: 'score', descending: true }])
    fc.assert(
      fc.property(
        fc.tuple(anyChanges, anyQuery, sorts, fc.integer({ min: 1, max: 7 })),
        ([changes, query, sort, rows]) => {
          const { store } = fill(changes)
          const whole = searchPackages(store, { ...ask, query, sort })
          const pages: (string | undefined)[] = []
          for (let start = 0; start < whole.count + rows; start += rows) {
            pages.push(...idsOf(store, searchPackages(store, { ...ask, query, sort, start, rows }).docs))
          }
          expect(pages).toEqual(idsOf(store, whole.docs))
          expect(new Set(pages).size).toBe(whole.count)
        },
      ),
    )
  })
})

test('a query that takes longer than allowed is given up, and the next one answered', () => {
  const { store } = fill([])
  const query: Query = { kind: 'term', field: 'title', term: { kind: 'glob', pattern: '*a*' } }
  const refused = () => searchPackages(store, { ...ask, query, mostMs: -1 })
  expect(refused).toThrow(expect.objectContaining({ code: 'ckan.search' }))
  expect(searchPackages(store, { ...ask, query }).count).toBe(0)
})

describe('ranking', () => {
  const doc = (id: string, title: string, [notes, day]: readonly [string, number] = ['', 0]): PackageDoc => ({
    id,
    name: id,
    title,
    created: 0,
    modified: NOW.getTime() - day * DAY,
    resources: 1,
    resourceIds: [],
    tagCount: 0,
    values: {},
    aliases: {},
    texts: [
      ['title', title],
      ['notes', notes],
    ],
  })
  const rank = (q: string, docs: readonly PackageDoc[]) => {
    const { store } = fill(docs.map((put) => ({ put })))
    const parsed = parseQuery(q)
    const sort = [{ field: 'score', descending: true }, ...sortBy('metadata_modified', true)]
    return idsOf(store, searchPackages(store, { ...ask, query: 'query' in parsed ? parsed.query : ALL, sort }).docs)
  }

  test('what is spelled as typed stands before what only sounds alike', () => {
    const docs = [doc('khac', 'Đan lát'), doc('dung', 'Bảng', ['dân', 9])]
    expect(rank('dân', docs)).toEqual(['dung', 'khac'])
    expect(rank('dan', docs)).toEqual(['khac', 'dung'])
  })

  test('the title before the text, the newer of equals first', () => {
    const docs = [doc('chu', 'Bảng', ['đất', 0]), doc('cu', 'Đất', ['', 5]), doc('moi', 'Đất', ['', 1])]
    expect(rank('đất', docs)).toEqual(['moi', 'cu', 'chu'])
  })

  test('prefixes and patterns fold as words do', () => {
    expect(rank('title:đấ*', [doc('a', 'Đất'), doc('b', 'Đo')])).toEqual(['a'])
    expect(rank('title:*ất', [doc('a', 'Đất'), doc('b', 'Đo')])).toEqual(['a'])
  })
})
