import { readDcat } from '../../../formats/dcat/index.ts'
import { sourceErrors } from '../errors.ts'
import type { Json, Source } from '../model.ts'
import type { OpenFrom, SourceAdapter, SourceMeans, SourcePage } from '../port.ts'
import { nextLink } from './link-header.ts'
import { documentNotice } from './notices.ts'

const ACCEPT =
  'text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.9, application/n-triples;q=0.8, */*;q=0.1'
const MAX_BYTES = 64_000_000

/** DCAT in any serialisation; pages by Hydra, CSW or `Link: rel=next`. */
export const dcatAdapter: SourceAdapter = {
  kind: 'dcat',
  canTellChanges: false,
  readsAhead: true,
  open: (source, from, means) => readPages(source, from, means),
}

async function* readPages(source: Source, from: OpenFrom, means: SourceMeans): AsyncGenerator<SourcePage, void> {
  const visited = new Set<string>()
  let next: string | undefined = addressIn(from.cursor) ?? source.url
  if (from.cursor !== undefined && addressIn(from.cursor) === undefined) return
  while (next !== undefined) {
    if (visited.has(next)) throw sourceErrors.endless(next)
    visited.add(next)
    const fetched = await means.fetcher.get(next, { accept: ACCEPT, maxBytes: MAX_BYTES, html: true })
    const mediaType = fetched.header('content-type') ?? 'application/octet-stream'
    const document = await readDcat(fetched.bytes, { mediaType, baseUrl: fetched.url, vocabulary: means.vocabulary })
    if (document.entries.length === 0) requireRdf(document.remarks, { fetched, isFirst: visited.size === 1 })
    const following = document.next ?? nextLink(fetched.header('link'), fetched.url)
    const { url } = fetched
    yield {
      entries: document.entries,
      cursor: following === undefined ? { end: true } : { next: following },
      ...(document.total === undefined ? {} : { total: document.total }),
      notices: document.remarks.map((remark) => documentNotice(remark, url)),
    }
    next = following
  }
}

/** The address a cursor leads to; undefined at the end, or without a cursor. */
function addressIn(cursor: Json | undefined): string | undefined {
  if (typeof cursor !== 'object' || cursor === null || !('next' in cursor)) return undefined
  return typeof cursor.next === 'string' ? cursor.next : undefined
}

interface FirstPage {
  readonly fetched: { readonly url: string; readonly text: string; readonly mediaType: string | undefined }
  readonly isFirst: boolean
}

/** A page that gives no record and has faults is no empty catalogue. */
function requireRdf(remarks: readonly { vi: string; en: string }[], { fetched, isFirst }: FirstPage): void {
  const [fault] = remarks
  if (!fault && !isFirst) return
  if (/^\s*(<!doctype html|<html)/i.test(fetched.text)) throw sourceErrors.htmlInstead(fetched.url)
  if (fault) throw sourceErrors.invalidRdf(fetched.url, fault)
}
