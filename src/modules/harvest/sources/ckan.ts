import { readPackage } from '../../../formats/ckan/index.ts'
import { isAppError } from '../../../platform/errors.ts'
import { sourceErrors } from '../errors.ts'
import type { Json, Notice, Source } from '../model.ts'
import type { OpenFrom, SourceAdapter, SourceEntry, SourceMeans, SourcePage, UnreadEntry } from '../port.ts'
import { type CkanAnswer, ckanSite, createCkanClient } from './ckan-client.ts'
import { charsetNotice } from './notices.ts'

/** Rows asked for at once; a quarter of them when the source cannot carry so many. */
const ROWS = 500
const FEWEST_ROWS = 20
const NAMES_A_PAGE = 50
/** A page of names ends after this long with what it has: it is written before more is asked. */
const PAGE_MS = 8_000

type Cursor = { readonly start: number; readonly rows: number } | { readonly after: string; readonly list: true }

/** CKAN Action API v3, and what speaks like it (DKAN, udata, our own). */
export const ckanAdapter: SourceAdapter = {
  kind: 'ckan',
  canTellChanges: true,
  readsAhead: true,
  open: (source, from, means) => readCkan(source, from, means),
}

async function* readCkan(source: Source, from: OpenFrom, means: SourceMeans): AsyncGenerator<SourcePage, void> {
  const cursor = cursorOf(from.cursor)
  if ('list' in cursor) return yield* readByName(source, { means, after: cursor.after })
  try {
    yield* readBySearch(source, { from, means, cursor })
  } catch (error) {
    if (cursor.start > 0 || !lacksSearch(error)) throw error
    yield* readByName(source, { means, after: '' })
  }
}

function cursorOf(cursor: Json | undefined): Cursor {
  if (typeof cursor !== 'object' || cursor === null || Array.isArray(cursor)) return { start: 0, rows: ROWS }
  return cursor as unknown as Cursor
}

/** Some catalogues list and show, and do not search. */
function lacksSearch(error: unknown): boolean {
  if (!isAppError(error)) return false
  const status = Number(error.details.facts?.['upstream_status'] ?? 0)
  return error.code === 'harvest.refused' && [400, 404, 405, 409, 501].includes(status)
}

interface Searching {
  readonly from: OpenFrom
  readonly means: SourceMeans
  readonly cursor: { readonly start: number; readonly rows: number }
}

async function* readBySearch(source: Source, { from, means, cursor }: Searching): AsyncGenerator<SourcePage, void> {
  const client = createCkanClient(source.url, means.fetcher)
  let { start, rows } = cursor
  for (;;) {
    const query = searchQuery({ start, rows, since: from.since })
    const answer = await client.ask('package_search', query).catch((error: unknown) => {
      if (!isTooMuch(error) || rows <= FEWEST_ROWS) throw error
      return undefined
    })
    if (!answer) {
      rows = Math.max(FEWEST_ROWS, Math.floor(rows / 4))
      continue
    }
    const { results, count } = searchResult(answer, source.url)
    if (results.length === 0) return
    start += results.length
    const page = pageOf(results, { site: client.site, means, answer })
    yield { ...page, cursor: { start, rows }, ...(from.since ? {} : { total: count }) }
    if (start >= count) return
  }
}

function searchQuery({ start, rows, since }: { start: number; rows: number; since: Date | undefined }) {
  const fq = since ? { fq: `metadata_modified:[${since.toISOString()} TO *]` } : {}
  return { rows: String(rows), start: String(start), sort: 'id asc', ...fq }
}

/** Answers that fewer rows may mend. */
function isTooMuch(error: unknown): boolean {
  if (!isAppError(error)) return false
  const status = Number(error.details.facts?.['upstream_status'] ?? 0)
  return error.code === 'harvest.too-large' || error.code === 'harvest.too-slow' || status >= 500
}

function searchResult({ result }: CkanAnswer, url: string): { results: readonly unknown[]; count: number } {
  const { results, count } = (result ?? {}) as { results?: unknown; count?: unknown }
  if (!Array.isArray(results)) throw sourceErrors.notCatalogue(url, 'kết quả package_search của CKAN')
  return { results, count: Number.isSafeInteger(count) ? Number(count) : results.length }
}

interface Reading {
  readonly site: string
  readonly means: SourceMeans
  readonly answer: Pick<CkanAnswer, 'guessedCharset' | 'url'>
}

/** What of a page are datasets, and what has gone. */
function pageOf(packages: readonly unknown[], { site, means, answer }: Reading): Omit<SourcePage, 'cursor' | 'total'> {
  const entries: SourceEntry[] = []
  const unread: UnreadEntry[] = []
  const gone: string[] = []
  let skipped = 0
  for (const given of packages) {
    const told = about(given)
    if (told.isGone && told.id !== undefined) gone.push(told.id)
    if (told.isGone || told.isNoData) skipped += 1
    else {
      const read = readSafely(given, { site, vocabulary: means.vocabulary })
      if (read) entries.push(read)
      else unread.push(unreadable(told))
    }
  }
  const notices: Notice[] = answer.guessedCharset ? [charsetNotice(answer.url, answer.guessedCharset)] : []
  return { entries, unread, gone, skipped, notices }
}

// Stories, applications and harvesting jobs are packages too.
const DATA_TYPES = new Set([
  'dataset',
  'dataset_series',
  'data_service',
  'data-service',
  'dataset-series',
  'geospatial',
])

interface Told {
  readonly id: string | undefined
  readonly title: string | undefined
  /** Deleted, or still a draft over there. */
  readonly isGone: boolean
  readonly isNoData: boolean
}

function about(given: unknown): Told {
  const { id, name, state, type, title } = (given ?? {}) as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  const kind = text(type)
  return {
    id: text(id) ?? text(name),
    title: text(title),
    isGone: (text(state) ?? 'active') !== 'active',
    isNoData: kind !== undefined && !DATA_TYPES.has(kind),
  }
}

function unreadable({ id, title }: Told): UnreadEntry {
  return { id: id ?? title ?? 'không rõ', title: title ?? id ?? 'không rõ', problem: UNREADABLE }
}

/** One record that breaks the reader must not stop the others. */
function readSafely(given: unknown, context: Parameters<typeof readPackage>[1]): SourceEntry | undefined {
  try {
    return readPackage(given, context)
  } catch {
    return undefined
  }
}

const UNREADABLE = {
  severity: 'error',
  code: 'record-unreadable',
  at: '',
  vi: 'Bản ghi sai cấu trúc nên không đọc được.',
  en: 'The record has a wrong structure and cannot be read.',
} as const

interface Listing {
  readonly means: SourceMeans
  readonly after: string
}

/** One dataset after another by the list of names, in the order of names: what came before `after` has been read. */
async function* readByName(source: Source, { means, after }: Listing): AsyncGenerator<SourcePage, void> {
  const client = createCkanClient(source.url, means.fetcher)
  const { result } = await client.ask('package_list', {})
  if (!Array.isArray(result)) throw sourceErrors.notCatalogue(source.url, 'danh sách package_list của CKAN')
  const names = (result as unknown[]).filter((name) => typeof name === 'string').toSorted()
  const waiting = names.filter((name) => name > after)
  for (let from = 0; from < waiting.length; ) {
    const packages: unknown[] = []
    const unread: UnreadEntry[] = []
    const until = performance.now() + PAGE_MS
    const first = from
    while (from < waiting.length && from - first < NAMES_A_PAGE && (from === first || performance.now() < until)) {
      const name = waiting[from++] ?? ''
      const shown = await client.ask('package_show', { id: name }).catch((error: unknown) => hidden(error, name))
      if ('problem' in shown) unread.push(shown)
      else packages.push(shown.result)
    }
    const page = pageOf(packages, {
      site: ckanSite(source.url),
      means,
      answer: { guessedCharset: undefined, url: source.url },
    })
    const cursor = { after: waiting[from - 1] ?? after, list: true }
    yield { ...page, unread: [...(page.unread ?? []), ...unread], cursor, total: names.length }
  }
}

/** A dataset that is listed and not shown; anything worse stops the run. */
function hidden(error: unknown, name: string): UnreadEntry {
  if (!isAppError(error)) throw error
  const status = Number(error.details.facts?.['upstream_status'] ?? 0)
  if (status !== 403 && status !== 404 && error.code !== 'harvest.api-failure') throw error
  return {
    id: name,
    title: name,
    problem: { severity: 'warning', code: 'record-hidden', at: 'package_show', ...error.said },
  }
}
