// node bench/search.ts [documents] [--smoke]: the search engine on generated Vietnamese records, idle and under 100 changes/s.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SearchChange, SearchDocument, SearchEngine, SearchRequest } from '../src/platform/search/index.ts'
import { createSearchEngine } from '../src/platform/search/index.ts'
import { fold } from '../src/platform/text.ts'

const fields = {
  facets: ['agency', 'theme', 'format', 'year', 'province', 'keyword'],
  numbers: ['updatedAt', 'downloads', 'quality'],
  keywords: 'keyword',
}

const onsets = [
  'b',
  'c',
  'ch',
  'd',
  'đ',
  'g',
  'h',
  'kh',
  'l',
  'm',
  'n',
  'ng',
  'nh',
  'ph',
  'qu',
  's',
  't',
  'th',
  'tr',
  'v',
  'x',
]
const rhymes = [
  'a',
  'á',
  'an',
  'ạn',
  'ang',
  'anh',
  'ao',
  'ăm',
  'ân',
  'ấp',
  'âu',
  'ế',
  'ên',
  'i',
  'ích',
  'in',
  'ình',
  'o',
  'ong',
  'ô',
  'ốc',
  'ội',
  'ông',
  'ơ',
  'ới',
  'ơn',
  'u',
  'ung',
  'ư',
  'ứng',
  'ước',
  'ường',
]
const syllables = onsets.flatMap((onset) => rhymes.map((rhyme) => onset + rhyme))
const topics = [
  'dân số',
  'đất đai',
  'giáo dục',
  'y tế',
  'giao thông',
  'lao động',
  'doanh nghiệp',
  'môi trường',
  'ngân sách',
  'thủy lợi',
]

/** Small, seeded, good enough for word choice. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Record number `n`; the same number gives the same record. */
export function makeRecord(n: number, version = 1): SearchDocument {
  const random = createRandom(n * 2_654_435_761 + version)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  // Squaring favours the head of the list, as real vocabulary does.
  const word = (): string => syllables[Math.floor(random() ** 2 * syllables.length)] as string
  const words = (count: number): string => Array.from({ length: count }, word).join(' ')
  const topic = pick(topics)
  const year = 1995 + Math.floor(random() * 30)
  const broad = random() < 0.66 ? 'Bộ dữ liệu' : 'Danh sách'
  const title = `${broad} ${topic} ${words(5)} năm ${year}`
  const text = `${words(50)}, ${words(40)}. ${topic} ${words(24)}; mã số ${Math.floor(random() * 1e6)}.`
  return {
    id: `0190-${n.toString(16).padStart(12, '0')}`,
    title,
    texts: [
      { weight: 4, text: topic },
      { weight: 1, text },
    ],
    facets: {
      agency: [`agency-${Math.floor(random() ** 2 * 2_000)}`],
      theme: random() < 0.2 ? [pick(topics), 'liên ngành'] : [topic],
      format: random() < 0.5 ? ['CSV', 'XLSX'] : random() < 0.5 ? ['CSV', 'JSON', 'XML'] : ['PDF'],
      year: [`${year}`],
      province: [`${Math.floor(random() * 34)}`],
      keyword: [
        topic,
        `từ khóa ${Math.floor(random() ** 2 * 20_000)}`,
        `từ khóa ${Math.floor(random() ** 2 * 20_000)}`,
      ],
    },
    numbers: {
      updatedAt: 1.6e12 + Math.floor(random() * 1e11),
      downloads: Math.floor(random() ** 4 * 1e5),
      quality: random(),
    },
    stored: JSON.stringify({
      title,
      agency: 'Cơ quan ban hành',
      year,
      licence: 'Giấy phép mở',
      slug: `bo-du-lieu-${n}`,
    }),
    version,
  }
}

async function* makeRecords(count: number): AsyncGenerator<SearchDocument> {
  for (let n = 0; n < count; n++) yield makeRecord(n)
  await Promise.resolve()
}

const facets = fields.facets
const queries: readonly { readonly name: string; readonly request: SearchRequest; readonly hasBar?: true }[] = [
  { name: 'broad, 6 facets', request: { q: 'du lieu', facets }, hasBar: true },
  { name: 'broad, 6 facets, diacritics', request: { q: 'dữ liệu', facets }, hasBar: true },
  {
    name: 'broad, 6 facets, 2 filters',
    request: { q: 'dữ liệu', facets, filters: { theme: ['y tế', 'đất đai'], format: ['CSV'] } },
    hasBar: true,
  },
  {
    name: 'broad, 6 facets, newest',
    request: { q: 'dữ liệu', facets, sort: { number: 'updatedAt', order: 'desc' } },
    hasBar: true,
  },
  { name: 'broad, 6 facets, by title', request: { q: 'dữ liệu', facets, sort: 'title' } },
  { name: 'everything, 6 facets', request: { q: '', facets } },
  { name: 'narrow, 6 facets', request: { q: 'dữ liệu y tế bân 2020', facets } },
  { name: 'phrase', request: { q: '"dữ liệu giáo dục"', facets } },
  { name: 'no facets', request: { q: 'dữ liệu' } },
]

interface Timing {
  readonly p50: number
  readonly p95: number
}

function timing(samples: readonly number[]): Timing {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}

async function measure(
  engine: SearchEngine,
  request: SearchRequest,
  rounds: number,
): Promise<Timing & { total: number }> {
  const samples: number[] = []
  let total = 0
  for (let i = 0; i < rounds; i++) {
    const began = performance.now()
    total = (await engine.search(request)).total
    samples.push(performance.now() - began)
  }
  return { ...timing(samples), total }
}

/** 100 changes each second, ten at a time: updates of known records and a few new ones. */
function sendChanges(engine: SearchEngine, documents: number): { stop: () => Promise<number> } {
  let sent = 0
  let last: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    const changes = Array.from({ length: 10 }, (_, i): SearchChange => {
      const n = (sent + i) % 10 === 0 ? documents + sent : Math.floor(((sent + i) * 7919) % documents)
      return { op: 'put', doc: makeRecord(n, 2 + sent) }
    })
    sent += changes.length
    last = engine.apply(changes, `${sent}`)
  }, 100)
  return {
    async stop() {
      clearInterval(timer)
      await last
      return sent
    },
  }
}

/** What a plain scan needs for the broad query with its facets, scaled from a sample. */
function scanPeer(documents: number): number {
  const size = Math.min(documents, 20_000)
  const sample = Array.from({ length: size }, (_, n) => {
    const doc = makeRecord(n)
    return { doc, text: fold([doc.title, ...doc.texts.map(({ text }) => text)].join(' ')) }
  })
  const samples = Array.from({ length: 5 }, () => {
    const began = performance.now()
    const counts = facets.map(() => new Map<string, number>())
    const found = sample.filter(({ text }) => text.includes('du') && text.includes('lieu'))
    for (const { doc } of found) {
      facets.forEach((field, i) => {
        for (const value of doc.facets[field] ?? []) counts[i]?.set(value, (counts[i].get(value) ?? 0) + 1)
      })
    }
    found.sort((a, b) => (b.doc.numbers['updatedAt'] ?? 0) - (a.doc.numbers['updatedAt'] ?? 0))
    return performance.now() - began
  })
  return (timing(samples).p50 * documents) / size
}

function barFor(documents: number): number {
  if (documents <= 100_000) return 5
  return documents <= 1_000_000 ? 40 : 80
}

const ms = (value: number): string => value.toFixed(2).padStart(9)
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const began = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - began) / 1000 }
}

async function measureAll(engine: SearchEngine, documents: number, rounds: number): Promise<void> {
  const bar = barFor(documents)
  const peer = scanPeer(documents)
  console.log(`scan of all documents, broad query with 6 facets: ${peer.toFixed(0)} ms`)
  for (const load of ['idle', '100 changes/s'] as const) {
    console.log(`\n${load.padEnd(30)}    total   p50 ms   p95 ms  p95/bar(${bar} ms)  scan/p50`)
    const changes = load === 'idle' ? undefined : sendChanges(engine, documents)
    for (const { name, request, hasBar } of queries) {
      await measure(engine, request, 10)
      const { p50, p95, total } = await measure(engine, request, rounds)
      const ratio = hasBar ? (p95 / bar).toFixed(2) : '-'
      console.log(
        `${name.padEnd(30)}${`${total}`.padStart(9)}${ms(p50)}${ms(p95)}${ratio.padStart(15)}${(peer / p50).toFixed(0).padStart(10)}`,
      )
    }
    const typed = await timed(async () => {
      for (let i = 0; i < rounds; i++) await engine.suggest(['d', 'du', 'dữ liệu g', 'giao th'][i % 4] ?? '', 8)
    })
    console.log(`${'suggest'.padEnd(30)}${''.padStart(9)}${ms((typed.seconds * 1000) / rounds)}`)
    if (changes) console.log(`changes applied: ${await changes.stop()}`)
  }
}

/** Builds, measures, snapshots and reloads; prints a table. */
export async function runSearchBench(documents: number, rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nguon-bench-search-'))
  const options = { fields, snapshotPath: folder, now: () => new Date(), snapshotEveryMs: 3_600_000 }
  try {
    const generated = await timed(async () => {
      for (let n = 0; n < Math.min(documents, 20_000); n++) makeRecord(n)
    })
    const making = (generated.seconds * documents) / Math.min(documents, 20_000)
    const engine = await createSearchEngine({ ...options })
    const built = await timed(() => engine.rebuild(makeRecords(documents), '0'))
    const stats = await engine.stats()
    console.log(
      `${documents} documents: built and saved in ${built.seconds.toFixed(1)} s (${(documents / built.seconds).toFixed(0)}/s), of which making them ${making.toFixed(1)} s in the main thread`,
    )
    console.log(
      `index ${mb(stats.bytes)}, ${stats.terms} terms, ${stats.segments} segments, process RSS ${mb(process.memoryUsage().rss)}`,
    )
    await measureAll(engine, documents, rounds)
    const saved = await timed(() => engine.snapshot())
    await engine.close()
    const opened = await timed(() => createSearchEngine(options))
    console.log(
      `\nsnapshot after the changes ${saved.seconds.toFixed(2)} s, opened again in ${opened.seconds.toFixed(2)} s (${opened.value.opening.from})`,
    )
    await opened.value.close()
  } finally {
    await rm(folder, { recursive: true })
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const isSmoke = process.argv.includes('--smoke')
  const asked = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? 100_000)
  await runSearchBench(isSmoke ? 5_000 : asked, isSmoke ? 20 : asked > 200_000 ? 60 : 200)
}
