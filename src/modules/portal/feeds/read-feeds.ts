import { formatNumber, type Lang, t, words } from '../../../ui/index.ts'
import { type Resource, readFeedback, readPublications, type StoredHit } from '../../catalog/index.ts'
import { requirePublic } from '../dataset/read-dataset.ts'
import type { PortalDeps } from '../deps.ts'
import { type SearchQuery, searchHref, searchRequest } from '../search/query.ts'
import type { AtomEntry, AtomFeed } from './atom.ts'

const MOST_ENTRIES = 50

const feedWords = words(
  {
    newest: 'Bộ dữ liệu mới và vừa cập nhật',
    about: (q: string) => `Bộ dữ liệu: ${q}`,
    rows: (count: string) => `${count} dòng`,
    version: (number: number, title: string) => `Phiên bản ${number}: ${title}`,
    correction: 'Đính chính',
    answer: (question: string) => `Trả lời: ${question}`,
  },
  {
    newest: 'New and updated datasets',
    about: (q: string) => `Datasets: ${q}`,
    rows: (count: string) => `${count} rows`,
    version: (number: number, title: string) => `Version ${number}: ${title}`,
    correction: 'Correction',
    answer: (question: string) => `Answer: ${question}`,
  },
)

/** The newest of what a search finds, whatever order the search itself asks for. */
export async function readSearchFeed(
  deps: PortalDeps,
  { query, lang }: { query: SearchQuery; lang: Lang },
): Promise<AtomFeed> {
  const say = feedWords(lang)
  const found = await deps.catalog.engine.search({
    ...searchRequest(query, lang),
    facets: [],
    sort: { number: 'updatedAt', order: 'desc' },
    offset: 0,
    limit: MOST_ENTRIES,
  })
  const href = searchHref(query, {})
  const entries = found.hits.map((hit): AtomEntry => {
    const stored = JSON.parse(hit.stored) as StoredHit
    const rows = stored.rows === undefined ? [] : [say.rows(formatNumber(stored.rows, lang))]
    return {
      id: `${deps.publicUrl}/id/${stored.kind}/${hit.id}`,
      title: (lang === 'en' ? stored.titleEn : undefined) ?? hit.title,
      updated: new Date(stored.publishedAt),
      href: `${deps.publicUrl}${stored.href ?? `/bo-du-lieu/${stored.slug}`}`,
      author: stored.agency,
      summary: [hit.snippet, ...rows].filter(Boolean).join(' · '),
    }
  })
  return {
    id: `${deps.publicUrl}/bo-du-lieu.atom${href.slice('/bo-du-lieu'.length)}`,
    title: query.q ? say.about(query.q) : say.newest,
    href: `${deps.publicUrl}${href}`,
    author: t(lang).brand,
    updated: deps.clock.now(),
    entries,
  }
}

/** What happened to one dataset: versions, the correction that stands, answers to questions. */
export async function readDatasetFeed(deps: PortalDeps, slug: string, lang: Lang): Promise<AtomFeed> {
  const resource = await requirePublic(deps, slug)
  const [publications, feedback, agencies] = await Promise.all([
    readPublications(deps.catalog.db, resource.id),
    readFeedback(deps.catalog.db, resource.id),
    deps.identity.agencies.path(resource.agencyId),
  ])
  const say = feedWords(lang)
  const uri = `${deps.publicUrl}/id/dataset/${resource.id}`
  const page = `${deps.publicUrl}/bo-du-lieu/${resource.slug}`
  const title = titleOf(resource, lang)
  const versions = publications.flatMap((change): AtomEntry[] => {
    if (change.state !== 'published') return []
    return [
      {
        id: `${uri}#${change.publishedVersion}`,
        title: say.version(change.publishedVersion, change.record.title.vi),
        updated: change.publishedAt,
        href: `${page}#phien-ban`,
        summary: change.note,
      },
    ]
  })
  const answers = feedback.flatMap((item): AtomEntry[] => {
    if (!item.answer || !item.answeredAt) return []
    const answered = { title: say.answer(item.body.slice(0, 120)), updated: item.answeredAt, summary: item.answer }
    return [{ id: `urn:uuid:${item.id}`, href: `${page}#hoi`, ...answered }]
  })
  const entries = [...correctionOf(resource, { page, uri, say }), ...versions, ...answers]
  return {
    id: `${page}.atom`,
    title,
    href: page,
    author: agencies.at(-1)?.name ?? t(lang).brand,
    updated: resource.publishedAt ?? deps.clock.now(),
    entries: entries.toSorted((one, other) => other.updated.getTime() - one.updated.getTime()).slice(0, MOST_ENTRIES),
  }
}

// The catalogue keeps the text of the correction and not its moment: it stands with the version it corrects.
function correctionOf(
  resource: Resource,
  { page, uri, say }: { page: string; uri: string; say: ReturnType<typeof feedWords> },
): AtomEntry[] {
  if (!resource.correction || !resource.publishedAt) return []
  const id = `${uri}#dinh-chinh-${resource.version}`
  return [{ id, title: say.correction, updated: resource.publishedAt, href: page, summary: resource.correction }]
}

function titleOf(resource: Resource, lang: Lang): string {
  const title = resource.record?.title
  return (lang === 'en' ? title?.en : undefined) ?? title?.vi ?? resource.slug
}
