import { expect, test } from 'vitest'
import { createMemoryIndex } from './memory-index.ts'
import type { SearchDocument, SearchRequest } from './model.ts'
import { createSearcher } from './run-search.ts'
import { createSuggester } from './suggest.ts'
import { makeDocument } from './testing.ts'

const fields = { facets: ['keyword', 'agency'], numbers: ['updatedAt'], keywords: 'keyword' }

function indexOf(docs: readonly (string | (Partial<SearchDocument> & { readonly title: string }))[]) {
  const index = createMemoryIndex({ fields })
  const full = docs.map((doc, i) => makeDocument({ id: `${i}`, ...(typeof doc === 'string' ? { title: doc } : doc) }))
  index.apply(full.map((doc) => ({ op: 'put', doc })))
  return index
}

function titles(docs: Parameters<typeof indexOf>[0], q: string, rest: Partial<SearchRequest> = {}): string[] {
  return createSearcher(indexOf(docs))({ q, ...rest }).hits.map((hit) => hit.title)
}

test('words typed without diacritics find every spelling', () => {
  expect(titles(['Dân số', 'Dàn sò', 'Đất đai'], 'dan so')).toHaveLength(2)
  expect(titles(['Đường bộ'], 'DUONG BO')).toEqual(['Đường bộ'])
  expect(titles(['Dân số'.normalize('NFD')], 'dân số')).toEqual(['Dân số'])
})

test('the spelling typed stands before others, even when those weigh more', () => {
  const docs = [{ title: 'Dàn sò dàn sò' }, { title: 'Báo cáo', texts: [{ weight: 1, text: 'về dân số' }] as const }]
  expect(titles(docs, 'dân số')).toEqual(['Báo cáo', 'Dàn sò dàn sò'])
})

test('old and new tone placement are one spelling', () => {
  expect(titles(['Hóa đơn bán hàng', 'Hoá chất', 'Hoa quả'], 'hoá').slice(0, 2).toSorted()).toEqual([
    'Hoá chất',
    'Hóa đơn bán hàng',
  ])
})

test('a title that is the query comes first', () => {
  const docs = ['Dân số dân số Hà Nội', 'Số dân', 'Dân số', 'Dân số và lao động']
  expect(titles(docs, 'dân số')[0]).toBe('Dân số')
  expect(titles(docs, 'dan so')[0]).toBe('Dân số')
})

test('a quoted phrase must stand together in one text', () => {
  const docs = [
    'Số dân',
    'Dân số',
    { title: 'Nhân dân', texts: [{ weight: 1, text: 'Số liệu' }] as const },
    { title: 'Khác', texts: [{ weight: 1, text: 'tổng dân số.' }] as const },
  ]
  expect(titles(docs, '"dân số"').toSorted()).toEqual(['Dân số', 'Khác'])
  expect(titles(docs, '“dan so').toSorted()).toEqual(['Dân số', 'Khác'])
})

test('codes are found as written and not by their scattered parts', () => {
  const docs = ['Biểu G14.25', 'Biểu G14 năm 25', 'Quyết định 142/QĐ-TTg', 'QĐ-142']
  expect(titles(docs, 'G14.25')).toEqual(['Biểu G14.25'])
  expect(titles(docs, '142/qd-ttg')).toEqual(['Quyết định 142/QĐ-TTg'])
  expect(titles(docs, 'QĐ-142')).toEqual(['QĐ-142'])
  expect(titles(docs, '142').toSorted()).toEqual(['Quyết định 142/QĐ-TTg', 'QĐ-142'])
})

test('function words may be missing, unless they are all there is or stand in a phrase', () => {
  expect(titles(['Dân số Hà Nội'], 'dân số của Hà Nội')).toHaveLength(1)
  expect(titles(['Population of Hanoi'], 'the population', { lang: 'en' })).toHaveLength(1)
  expect(titles(['Population of Hanoi'], 'the population')).toHaveLength(0)
  expect(titles(['Dân số Hà Nội', 'Của cải'], 'của')).toEqual(['Của cải'])
  expect(titles(['Dân số Hà Nội', 'Dân số của Huế'], '"số của Huế"')).toEqual(['Dân số của Huế'])
})

test('titles sort by the Vietnamese alphabet, numbers inside by value', () => {
  const docs = ['Đất đai', 'Quý 10', 'Ăn uống', 'Quý 2', 'Dân số', 'An ninh', 'Zalo', 'Dàn', 'Ân', '2020', 'Dan']
  expect(titles(docs, '', { sort: 'title' })).toEqual([
    '2020',
    'An ninh',
    'Ăn uống',
    'Ân',
    'Dan',
    'Dàn',
    'Dân số',
    'Đất đai',
    'Quý 2',
    'Quý 10',
    'Zalo',
  ])
})

test('a missing number sorts last in both directions', () => {
  const docs = [{ title: 'a', numbers: { updatedAt: 1 } }, { title: 'b' }, { title: 'c', numbers: { updatedAt: 2 } }]
  expect(titles(docs, '', { sort: { number: 'updatedAt', order: 'asc' } })).toEqual(['a', 'c', 'b'])
  expect(titles(docs, '', { sort: { number: 'updatedAt', order: 'desc' } })).toEqual(['c', 'a', 'b'])
})

test('marks point at the matched words of title and snippet', () => {
  const long = `${'mở đầu '.repeat(60)}rồi đến dân số, cả nước. ${'và sau đó '.repeat(40)}`
  const search = createSearcher(indexOf([{ title: 'Tổng  dân số, năm 2020', texts: [{ weight: 1, text: long }] }]))
  const [hit] = search({ q: 'dan so' }).hits
  const cut = (text = '', marks: readonly (readonly [number, number])[] = []) => marks.map(([a, b]) => text.slice(a, b))
  expect(hit?.title).toBe('Tổng dân số, năm 2020')
  expect(cut(hit?.title, hit?.marks.title)).toEqual(['dân số'])
  expect(cut(hit?.snippet, hit?.marks.snippet)).toEqual(['dân số'])
  expect(hit?.snippet).toMatch(/^… .*rồi đến dân số, cả nước\. .* …$/u)
  expect(hit?.snippet.length).toBeLessThan(300)
})

test('a misspelt word that finds nothing is answered with a close one', () => {
  const search = createSearcher(indexOf(['Giáo dục phổ thông', 'Giao thông', 'Dân số']))
  expect(search({ q: 'giáo ducj' }).didYouMean).toBe('giáo dục')
  expect(search({ q: 'giáo dục' }).didYouMean).toBeUndefined()
  expect(search({ q: 'xyzzyq' }).didYouMean).toBeUndefined()
  expect(search({ q: 'dân thông' })).toMatchObject({ total: 0, didYouMean: undefined })
})

test('suggestions complete the last word in titles and keywords, with or without diacritics', () => {
  const suggest = createSuggester(
    indexOf([
      { title: 'Dân số Hà Nội', facets: { keyword: ['dân số', 'đô thị'] } },
      { title: 'Lao động và dân số' },
      { title: 'Đất đai', texts: [{ weight: 1, text: 'dân số' }] },
    ]),
  )
  expect(suggest('dan s', 10)).toEqual([
    { kind: 'keyword', text: 'dân số', count: 1 },
    { kind: 'title', text: 'Dân số Hà Nội', id: '0' },
    { kind: 'title', text: 'Lao động và dân số', id: '1' },
  ])
  expect(suggest('dân số hà n', 10).map((entry) => entry.text)).toEqual(['Dân số Hà Nội'])
  expect(suggest('', 10)).toEqual([])
  expect(suggest('d', 1)).toHaveLength(1)
})

test('suggestions follow removals and additions', () => {
  const index = indexOf(['Dân số'])
  const suggest = createSuggester(index)
  expect(suggest('dan', 5)).toHaveLength(1)
  index.apply([
    { op: 'put', doc: makeDocument({ id: 'x', title: 'Danh mục' }) },
    { op: 'remove', id: '0', version: 2 },
  ])
  expect(suggest('dan', 5).map((entry) => entry.text)).toEqual(['Danh mục'])
})

test('requests of any size are answered within limits', () => {
  const search = createSearcher(indexOf(['Dân số']))
  expect(search({ q: 'dân '.repeat(100_000) }).total).toBe(1)
  expect(search({ q: '"""..,,""', limit: 1e9, offset: -5 }).hits).toHaveLength(1)
  expect(search({ q: '', offset: Number.NaN, limit: Number.POSITIVE_INFINITY }).hits).toHaveLength(1)
  expect(search({ q: '', offset: 1e12 }).hits).toHaveLength(0)
})

test('an older version never replaces a newer one, and a removal wins over a put of its version', () => {
  const index = indexOf([])
  const put = (version: number, title: string) =>
    index.apply([{ op: 'put', doc: makeDocument({ id: 'x', version, title }) }])
  const found = () => createSearcher(index)({ q: '' }).hits.map((hit) => hit.title)
  put(5, 'năm')
  put(4, 'bốn')
  expect(found()).toEqual(['năm'])
  index.apply([{ op: 'remove', id: 'x', version: 4 }])
  expect(found()).toEqual(['năm'])
  index.apply([{ op: 'remove', id: 'x', version: 6 }])
  put(6, 'sáu')
  expect(found()).toEqual([])
  put(7, 'bảy')
  expect(found()).toEqual(['bảy'])
})
