import { createHash } from 'node:crypto'
import type { Entry } from '../../../formats/model.ts'
import { slugOf } from '../../../formats/text.ts'
import { isAppError } from '../../../platform/errors.ts'
import { sourceErrors } from '../errors.ts'
import type { Json, Source } from '../model.ts'
import type { OpenFrom, SourceAdapter, SourceEntry, SourceMeans, SourcePage, UnreadEntry } from '../port.ts'
import { charsetNotice } from './notices.ts'

const MAX_BYTES = 5_000_000
const LINES_A_PAGE = 20
/** A page of addresses ends after this long with what it has. */
const PAGE_MS = 8_000

/**
 * A text file with one address a line, and after a tab (or a semicolon) the name and a description:
 * what somebody has who has no catalogue. Each address is one dataset; its head says type and size.
 */
export const urlListAdapter: SourceAdapter = {
  kind: 'url-list',
  canTellChanges: false,
  readsAhead: true,
  open: (source, from, means) => readList(source, from, means),
}

interface Line {
  readonly url: string
  readonly title: string | undefined
  readonly description: string | undefined
}

async function* readList(source: Source, from: OpenFrom, means: SourceMeans): AsyncGenerator<SourcePage, void> {
  const fetched = await means.fetcher.get(source.url, {
    accept: 'text/plain, text/csv;q=0.9, */*;q=0.1',
    maxBytes: MAX_BYTES,
  })
  const given = fetched.text.split(/\r?\n/).map((line) => line.trim())
  const texts = given.filter((line) => line !== '' && !line.startsWith('#'))
  const lines = texts.map(lineOf)
  if (!lines.some((line) => 'url' in line))
    throw sourceErrors.notCatalogue(source.url, 'danh sách địa chỉ, mỗi dòng một địa chỉ')
  const notices = fetched.guessedCharset ? [charsetNotice(source.url, fetched.guessedCharset)] : []
  for (let at = startOf(from.cursor); at < lines.length; ) {
    const entries: SourceEntry[] = []
    const unread: UnreadEntry[] = []
    const until = performance.now() + PAGE_MS
    const first = at
    while (at < lines.length && at - first < LINES_A_PAGE && (at === first || performance.now() < until)) {
      const line = lines[at++]
      if (!line) continue
      if ('url' in line) entries.push(await entryOf(line, means))
      else unread.push(line)
    }
    yield { entries, unread, cursor: { line: at }, total: lines.length, notices: first === 0 ? notices : [] }
  }
}

function startOf(cursor: Json | undefined): number {
  if (typeof cursor !== 'object' || cursor === null || !('line' in cursor)) return 0
  return Number(cursor.line)
}

function lineOf(text: string): Line | UnreadEntry {
  const [url = '', title, description] = text.split(/\t|;(?!\/)/).map((part) => part.trim())
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) {
    return { url: new URL(url).href, title: title || undefined, description: description || undefined }
  }
  const short = text.slice(0, 200)
  const problem = {
    severity: 'error',
    code: 'no-address',
    at: short,
    vi: `Dòng này không bắt đầu bằng một địa chỉ http(s): "${short}"`,
    en: `This line does not begin with an http(s) address: "${short}"`,
  } as const
  return { id: idOf(text), title: short, problem }
}

function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

interface Looked {
  readonly mediaType?: string
  readonly bytes?: number
  readonly modified?: string
  readonly fileName?: string
  readonly remark?: SourceEntry['remarks'][number]
}

async function entryOf({ url, title, description }: Line, means: SourceMeans): Promise<SourceEntry> {
  const { mediaType, bytes, modified, fileName, remark } = await look(url, means)
  const name = title ?? fileName ?? new URL(url).hostname
  const ending = (fileName ?? new URL(url).pathname).split('.').at(-1)
  const code = formatOf([mediaType, ending], means)
  const entry: Entry = {
    id: idOf(url),
    uri: url,
    kind: 'dataset',
    name: slugOf(name),
    title: { vi: name },
    description: { vi: description ?? '' },
    keywords: [],
    themes: [],
    publisher: { id: '', name: '' },
    accessRights: 'public',
    areas: [],
    ...(modified ? { modified } : {}),
    landingPage: url,
    inSeries: [],
    distributions: [fileAt(url, { name, code, mediaType, bytes })],
    extras: {},
  }
  return { entry, remarks: remark ? [remark] : [] }
}

function formatOf(words: readonly (string | undefined)[], { vocabulary }: SourceMeans): string | undefined {
  return words.flatMap((word) => (word ? (vocabulary.codeOf('format', word) ?? []) : []))[0]
}

interface File {
  readonly name: string
  readonly code: string | undefined
  readonly mediaType: string | undefined
  readonly bytes: number | undefined
}

function fileAt(url: string, { name, code, mediaType, bytes }: File): Entry['distributions'][number] {
  return {
    id: 'tep',
    uri: url,
    title: { vi: name },
    description: {},
    accessUrl: url,
    downloadUrl: url,
    ...(code ? { format: code } : {}),
    ...(mediaType ? { mediaType } : {}),
    ...(bytes === undefined ? {} : { bytes }),
    conformsTo: [],
    queryable: false,
  }
}

/** A dead address is still an address: it is kept, and said. */
async function look(url: string, { fetcher }: SourceMeans): Promise<Looked> {
  try {
    const { status, mediaType, length, fileName, header } = await fetcher.head(url)
    if (status >= 400 && status !== 405) return { remark: dead(url, String(status)) }
    const changed = Date.parse(header('last-modified') ?? '')
    return {
      ...(mediaType ? { mediaType } : {}),
      ...(length === undefined ? {} : { bytes: length }),
      ...(Number.isNaN(changed) ? {} : { modified: new Date(changed).toISOString() }),
      ...(fileName ? { fileName } : {}),
    }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { remark: { code: 'address-dead', at: url, vi: error.said.vi, en: error.said.en } }
  }
}

function dead(url: string, status: string): NonNullable<Looked['remark']> {
  return {
    code: 'address-dead',
    at: url,
    vi: `Địa chỉ không mở được (máy chủ trả lời ${status}).`,
    en: `The address cannot be opened (the server answers ${status}).`,
  }
}
