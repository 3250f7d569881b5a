import type { SearchHit } from '../../../platform/search/index.ts'
import {
  ChangeList,
  EmptyState,
  Find,
  formatLarge,
  formatNumber,
  formatPeriod,
  formatRelative,
  Layout,
  type LayoutProps,
  LeaderList,
  ProvinceMap,
  words,
} from '../../../ui/index.ts'
import type { StoredHit } from '../../catalog/index.ts'
import type { Labels } from '../labels.ts'
import type { HomeMap } from './home-map.ts'
import type { Home } from './read-home.ts'

const homeWords = words(
  {
    title: 'Dữ liệu của cơ quan nhà nước',
    heading: 'Tìm dữ liệu của cơ quan nhà nước',
    anyWay: 'Gõ có dấu hay không dấu đều được.',
    placeholder: 'dân số theo tỉnh',
    here: (datasets: string, agencies: string, rows: string) =>
      `${datasets} bộ dữ liệu của ${agencies} cơ quan, ${rows} dòng, tải về và dùng lại tự do khi ghi nguồn.`,
    week: (count: string, ago: string) => `Tuần này ${count} bộ thay đổi, gần nhất ${ago}.`,
    themes: 'Chủ đề',
    agencies: 'Cơ quan',
    changed: 'Vừa thay đổi',
    all: 'Xem mọi bộ dữ liệu',
    allAgencies: 'Mọi cơ quan',
    empty: 'Chưa có bộ dữ liệu nào được công bố',
    emptyHint: 'Cán bộ dữ liệu đăng nhập, kéo thả một tệp vào, và bộ đầu tiên sẽ ở đây sau khi được duyệt.',
    feed: 'Bộ dữ liệu mới và vừa cập nhật',
    source: 'Nguồn',
  },
  {
    title: 'Government data',
    heading: 'Find government data',
    anyWay: 'With or without diacritics.',
    placeholder: 'population by province',
    here: (datasets: string, agencies: string, rows: string) =>
      `${datasets} datasets of ${agencies} agencies, ${rows} rows, free to download and re-use with attribution.`,
    week: (count: string, ago: string) => `${count} changed this week, the last one ${ago}.`,
    themes: 'Themes',
    agencies: 'Agencies',
    changed: 'Changed lately',
    all: 'See all datasets',
    allAgencies: 'All agencies',
    empty: 'No dataset has been published yet',
    emptyHint: 'A data officer signs in, drops a file, and the first one will be here once it is approved.',
    feed: 'New and updated datasets',
    source: 'Source',
  },
)

export interface HomePageProps {
  readonly frame: Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>
  readonly home: Home
  readonly labels: Labels
  /** Undefined while no dataset has figures by province. */
  readonly map: HomeMap | undefined
  readonly now: Date
}

/** One search box, one live line, themes as a table of contents, what changed. */
export function HomePage({ frame, home, labels, map, now }: HomePageProps) {
  const { lang } = frame
  const say = homeWords(lang)
  return (
    <Layout
      {...frame}
      title={say.title}
      description={say.heading}
      islands={['tim-nhanh']}
      head={<link rel="alternate" type="application/atom+xml" href="/bo-du-lieu.atom" title={say.feed} />}
    >
      <div class="wrap home">
        <section class="home-find" aria-labelledby="h1">
          <h1 id="h1">{say.heading}</h1>
          <Find lang={lang} autofocus placeholder={say.placeholder} suggest="/goi-y" />
          <p class="try">{say.anyWay}</p>
          <LiveLine home={home} lang={lang} now={now} />
        </section>
        {map && <MapOfTheDay map={map} lang={lang} />}
        {home.figures.datasets === 0 ? (
          <EmptyState title={say.empty}>
            <p>{say.emptyHint}</p>
          </EmptyState>
        ) : (
          <Contents home={home} labels={labels} lang={lang} />
        )}
      </div>
    </Layout>
  )
}

function LiveLine({ home, lang, now }: { home: Home; lang: 'vi' | 'en'; now: Date }) {
  const say = homeWords(lang)
  const { datasets, agencies, rows, latest } = home.figures
  if (datasets === 0) return undefined
  return (
    <p class="live">
      {say.here(formatNumber(datasets, lang), formatNumber(agencies, lang), formatLarge(rows, lang))}
      {latest && ` ${say.week(formatNumber(home.thisWeek, lang), formatRelative(latest, now, lang))}`}
    </p>
  )
}

function MapOfTheDay({ map, lang }: { map: HomeMap; lang: 'vi' | 'en' }) {
  const { measure, period } = map
  const title = (lang === 'en' ? map.title.en : undefined) ?? map.title.vi
  const address = `/bo-du-lieu/${map.slug}`
  const about = [measure.title, period && formatPeriod(period, lang), measure.unit].filter(Boolean).join(', ')
  return (
    <ProvinceMap
      lang={lang}
      place="home"
      title={`${title}: ${about}`}
      level={map.level}
      values={map.values}
      unit={measure.unit}
      source={`${homeWords(lang).source}: ${map.source ?? map.agency}.`}
      tableHref={address}
    >
      <h2>
        <a href={`${address}?xem=ban-do`}>{title}</a>
      </h2>
      <p class="muted">{about}</p>
    </ProvinceMap>
  )
}

function Contents({ home, labels, lang }: { home: Home; labels: Labels; lang: 'vi' | 'en' }) {
  const say = homeWords(lang)
  const item = (kind: 'theme' | 'agency', base: string) => (facet: { value: string; count: number }) => ({
    href: `${base}/${encodeURIComponent(facet.value)}`,
    text: labels[kind](facet.value),
    count: facet.count,
  })
  return (
    <>
      <section id="chu-de" class="home-themes" aria-labelledby="h-chu-de">
        <h2 id="h-chu-de">{say.themes}</h2>
        <LeaderList lang={lang} items={home.themes.map(item('theme', '/chu-de'))} />
      </section>
      <div class="home-low">
        <section id="tuan" aria-labelledby="h-tuan">
          <h2 id="h-tuan">{say.changed}</h2>
          <ChangeList lang={lang} items={home.latest.map((hit) => changeOf(hit, { labels, lang }))} />
          <p class="more">
            <a href="/bo-du-lieu?sort=moi">{say.all}</a>
          </p>
        </section>
        <section id="co-quan" aria-labelledby="h-co-quan">
          <h2 id="h-co-quan">{say.agencies}</h2>
          <LeaderList lang={lang} items={home.agencies.map(item('agency', '/co-quan'))} />
          <p class="more">
            <a href="/co-quan">{say.allAgencies}</a>
          </p>
        </section>
      </div>
    </>
  )
}

function changeOf({ stored, title }: SearchHit, { labels, lang }: { labels: Labels; lang: 'vi' | 'en' }) {
  const { slug, publishedAt, titleEn, agencyCode } = JSON.parse(stored) as StoredHit
  const named = (lang === 'en' ? titleEn : undefined) ?? title
  return { date: publishedAt, href: `/bo-du-lieu/${slug}`, title: named, note: labels.agency(agencyCode) }
}
