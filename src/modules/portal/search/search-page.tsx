import type { SearchResult } from '../../../platform/search/index.ts'
import {
  ActiveFilters,
  EmptyState,
  FacetButton,
  type FacetGroup,
  Facets,
  Find,
  formatNumber,
  formatRelative,
  Hit,
  HitList,
  type Lang,
  Layout,
  type LayoutProps,
  Pager,
  ViewTabs,
} from '../../../ui/index.ts'
import { dayInVietnam, freshnessOf, type StoredHit } from '../../catalog/index.ts'
import { freshnessLabel, type Labels } from '../labels.ts'
import { FILTERS, type Filter, PAGE_SIZE, type SearchQuery, searchHref, toggleHref } from './query.ts'
import { searchWords } from './words.ts'

export interface SearchPageProps {
  readonly frame: Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>
  readonly query: SearchQuery
  readonly result: SearchResult
  readonly labels: Labels
  readonly now: Date
}

/** Results first; every filter is a link, so that a search has an address. */
export function SearchPage({ frame, query, result, labels, now }: SearchPageProps) {
  const { lang } = frame
  const say = searchWords(lang)
  const groups = FILTERS.map((name) => groupOf(name, { query, result, labels, lang })).filter(
    (group) => group.values.length > 0,
  )
  const on = groups.reduce((sum, group) => sum + group.values.filter((value) => value.on).length, 0)
  const pages = Math.ceil(Math.min(result.total, 10_000) / PAGE_SIZE)
  const feed = `/bo-du-lieu.atom${searchHref(query, {}).slice('/bo-du-lieu'.length)}`
  return (
    <Layout
      {...frame}
      title={query.q ? say.titleFor(query.q) : say.title}
      islands={['tim-nhanh']}
      head={<link rel="alternate" type="application/atom+xml" href={feed} title={say.feed} />}
    >
      <div class="wrap search">
        <Find lang={lang} q={query.q} suggest="/goi-y" keep={keptFilters(query)} />
        <Facets lang={lang} groups={groups} total={result.total} />
        <div class="results">
          <div class="res-head">
            <h1 class="res-count">{say.found[query.kind](formatNumber(result.total, lang))}</h1>
            <FacetButton lang={lang} on={on} />
            <ViewTabs lang={lang} small label={say.sort} tabs={sortTabs(query, lang)} />
          </div>
          <KindTabs query={query} result={result} lang={lang} />
          <ActiveFilters lang={lang} groups={groups} />
          {result.total === 0 ? (
            <Nothing query={query} result={result} lang={lang} />
          ) : (
            <HitList>
              {result.hits.map((hit) => (
                <SearchHit key={hit.id} hit={hit} labels={labels} lang={lang} now={now} />
              ))}
            </HitList>
          )}
          {pages > 1 && (
            <Pager lang={lang} page={query.page} pages={pages} href={(page) => searchHref(query, { page })} />
          )}
        </div>
      </div>
    </Layout>
  )
}

export interface SearchHitProps {
  readonly hit: SearchResult['hits'][number]
  readonly labels: Labels
  readonly lang: Lang
  readonly now: Date
}

export function SearchHit({ hit, labels, lang, now }: SearchHitProps) {
  const stored = JSON.parse(hit.stored) as StoredHit
  const fresh = freshnessLabel(freshnessOf(stored.dueOn, dayInVietnam(now)), lang)
  const updated = `${searchWords(lang).updated} ${formatRelative(stored.publishedAt, now, lang)}`
  const english = lang === 'en' ? stored.titleEn : undefined
  return (
    <Hit
      lang={lang}
      href={stored.href ?? `/bo-du-lieu/${stored.slug}`}
      title={english ?? { text: hit.title, ranges: hit.marks.title }}
      summary={{ text: hit.snippet, ranges: hit.marks.snippet }}
      agency={labels.agency(stored.agencyCode)}
      rows={stored.rows}
      state={
        stored.kind === 'dataset'
          ? { kind: fresh.kind, text: `${updated}, ${fresh.text}` }
          : { kind: 'idle', text: updated }
      }
      formats={stored.formats
        .slice(0, 4)
        .map((format) => ({ text: format, href: `/bo-du-lieu/${stored.slug}#tai-ve` }))}
    />
  )
}

const KINDS = ['dataset', 'series', 'database', 'plan'] as const

/** The other kinds of things the same words find; nothing where there are only datasets. */
function KindTabs({ query, result, lang }: Pick<SearchPageProps, 'query' | 'result'> & { lang: Lang }) {
  const say = searchWords(lang)
  const counts = new Map((result.facets['kind'] ?? []).map(({ value, count }) => [value, count]))
  const shown = KINDS.filter((kind) => kind === query.kind || (counts.get(kind) ?? 0) > 0)
  if (shown.length < 2) return null
  const tabs = shown.map((kind) => ({
    href: searchHref(query, { kind }),
    text: say.found[kind](formatNumber(counts.get(kind) ?? 0, lang)),
    current: kind === query.kind,
  }))
  return <ViewTabs lang={lang} small label={say.kinds} tabs={tabs} />
}

function Nothing({ query, result, lang }: { query: SearchQuery; result: SearchResult; lang: Lang }) {
  const say = searchWords(lang)
  return (
    <EmptyState title={say.nothing} action={<a href="/bo-du-lieu">{say.seeAll}</a>}>
      {result.didYouMean && (
        <p>
          {say.didYouMean} <a href={searchHref(query, { q: result.didYouMean })}>{result.didYouMean}</a>?
        </p>
      )}
      <p>{say.tips}</p>
      {query.q && (
        <p>
          <a href={`/yeu-cau-du-lieu/gui?q=${encodeURIComponent(query.q)}`}>{say.ask}</a>
        </p>
      )}
    </EmptyState>
  )
}

function groupOf(
  name: Filter,
  context: { query: SearchQuery; result: SearchResult; labels: Labels; lang: Lang },
): FacetGroup {
  const { query, result, labels, lang } = context
  const chosen = query[name] ?? []
  return {
    title: searchWords(lang)[name],
    values: (result.facets[name] ?? []).map(({ value, count }) => ({
      text: labelOf(name, value, { labels, lang }),
      count,
      href: toggleHref(query, name, value),
      on: chosen.includes(value),
    })),
  }
}

function labelOf(name: Filter, value: string, { labels, lang }: { labels: Labels; lang: Lang }): string {
  if (name === 'format') return value
  if (name === 'fresh') return freshnessLabel(value as Parameters<typeof freshnessLabel>[0], lang).text
  return labels[name](value)
}

function sortTabs(query: SearchQuery, lang: Lang) {
  const say = searchWords(lang)
  const names = ['lien-quan', 'moi', 'ten', 'chat-luong'] as const
  return names.map((sort) => ({ href: searchHref(query, { sort }), text: say[sort], current: query.sort === sort }))
}

function keptFilters(query: SearchQuery): [string, string][] {
  return FILTERS.flatMap((name) => (query[name] ?? []).map((value): [string, string] => [name, value]))
}
