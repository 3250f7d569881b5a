import { readPodDataset } from '../../../formats/pod/index.ts'
import { sourceErrors } from '../errors.ts'
import type { Json, Source } from '../model.ts'
import type { OpenFrom, SourceAdapter, SourceEntry, SourceMeans, SourcePage, UnreadEntry } from '../port.ts'
import { type SplitItem, splitJson } from './split-json.ts'

const ITEMS_A_PAGE = 500

/** data.json (Project Open Data): one document, read item by item however large it is. */
export const dataJsonAdapter: SourceAdapter = {
  kind: 'data-json',
  canTellChanges: false,
  readsAhead: true,
  open: (source, from, means) => readItems(source, from, means),
}

interface Batch {
  readonly entries: SourceEntry[]
  readonly unread: UnreadEntry[]
}

async function* readItems(source: Source, from: OpenFrom, means: SourceMeans): AsyncGenerator<SourcePage, void> {
  const answer = await means.fetcher.stream(source.url, { accept: 'application/json, */*;q=0.1' })
  if (answer.mediaType === 'text/html') throw sourceErrors.htmlInstead(source.url)
  const done = itemsDone(from.cursor)
  let count = 0
  let batch: Batch = { entries: [], unread: [] }
  for await (const item of splitJson(answer.body, { url: source.url, key: 'dataset' })) {
    count += 1
    if (count <= done) continue
    add(batch, item, { source, number: count, means })
    if (batch.entries.length + batch.unread.length < ITEMS_A_PAGE) continue
    yield { ...batch, cursor: { items: count } }
    batch = { entries: [], unread: [] }
  }
  if (count === 0) throw sourceErrors.notCatalogue(source.url, 'data.json có danh sách "dataset"')
  if (batch.entries.length + batch.unread.length > 0) yield { ...batch, cursor: { items: count }, total: count }
}

function itemsDone(cursor: Json | undefined): number {
  if (typeof cursor !== 'object' || cursor === null || !('items' in cursor)) return 0
  return Number(cursor.items)
}

interface Place {
  readonly source: Source
  /** Position in the list, from 1. */
  readonly number: number
  readonly means: SourceMeans
}

function add(batch: Batch, item: SplitItem, { source, number, means }: Place): void {
  const name = `${source.url} #${number}`
  const parsed = 'json' in item ? parse(item.json) : undefined
  if (typeof parsed !== 'object' || parsed === null) {
    batch.unread.push({ id: name, title: name, problem: unreadable(number, 'tooLong' in item) })
  } else readInto(batch, parsed, { source, number, means })
}

/** One record that breaks the reader must not stop the others. */
function readInto(batch: Batch, parsed: object, { source, number, means }: Place): void {
  try {
    batch.entries.push(readPodDataset(parsed, { baseUrl: source.url, vocabulary: means.vocabulary }))
  } catch {
    const name = `${source.url} #${number}`
    batch.unread.push({ id: name, title: name, problem: unreadable(number, false) })
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function unreadable(number: number, tooLong: boolean): UnreadEntry['problem'] {
  const base = {
    severity: 'error',
    code: tooLong ? 'record-too-long' : 'record-unreadable',
    at: `dataset[${number - 1}]`,
  } as const
  if (tooLong) {
    return {
      ...base,
      vi: `Bản ghi thứ ${number} dài hơn 5 MB, không nhận được.`,
      en: `Record ${number} is longer than 5 MB and is not accepted.`,
    }
  }
  return {
    ...base,
    vi: `Bản ghi thứ ${number} sai cấu trúc JSON nên không đọc được.`,
    en: `Record ${number} is broken JSON and cannot be read.`,
  }
}
