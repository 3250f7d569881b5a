import type { SearchResult } from '../../../platform/search/index.ts'
import { Crumbs, formatNumber, Layout, type LayoutProps, LeaderList, PageHead } from '../../../ui/index.ts'
import type { Labels } from '../labels.ts'
import { FoundList } from './found-list.tsx'
import { listWords } from './words.ts'

type Frame = Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>

export interface Theme {
  readonly code: string
  readonly name: string
  readonly count: number
}

/** The shared list of themes as a table of contents. */
export function ThemesPage({ frame, themes }: { frame: Frame; themes: readonly Theme[] }) {
  const { lang } = frame
  const say = listWords(lang)
  return (
    <Layout {...frame} title={say.themes}>
      <div class="wrap list-page">
        <PageHead title={say.themes} lede={say.themesLede} />
        <LeaderList
          lang={lang}
          twoColumns
          items={themes.map((theme) => ({ href: themeHref(theme.code), text: theme.name, count: theme.count }))}
        />
      </div>
    </Layout>
  )
}

export interface ThemePageProps {
  readonly frame: Frame
  readonly theme: Omit<Theme, 'count'>
  readonly result: SearchResult
  readonly labels: Labels
  readonly page: number
  readonly now: Date
}

/** Datasets of one theme, newest first. */
export function ThemePage({ frame, theme, result, labels, page, now }: ThemePageProps) {
  const { lang } = frame
  const say = listWords(lang)
  const query = `theme=${encodeURIComponent(theme.code)}`
  const feed = `/bo-du-lieu.atom?${query}`
  return (
    <Layout
      {...frame}
      title={theme.name}
      head={<link rel="alternate" type="application/atom+xml" href={feed} title={say.feed} />}
    >
      <div class="wrap list-page">
        <Crumbs lang={lang} items={[{ href: '/chu-de', text: say.themes }]} />
        <PageHead title={theme.name} />
        {result.total > 0 && (
          <p class="muted">
            {say.count(formatNumber(result.total, lang))}. <a href={`/bo-du-lieu?${query}`}>{say.narrow}</a>
            {' · '}
            <a href={feed}>{say.feed}</a>
          </p>
        )}
        <FoundList
          lang={lang}
          result={result}
          labels={labels}
          page={page}
          now={now}
          href={(next) => (next > 1 ? `${themeHref(theme.code)}?page=${next}` : themeHref(theme.code))}
        />
      </div>
    </Layout>
  )
}

function themeHref(code: string): string {
  return `/chu-de/${encodeURIComponent(code)}`
}
