import type { ComponentChildren } from 'preact'
import { ErrorPage, type IslandName, type Lang, Layout, renderPage } from '../../../src/ui/index.ts'
import { ChartPage, Dataset, MapPage } from './data-pages.tsx'
import { Home, Search } from './find-pages.tsx'
import { Sheet } from './sheet-page.tsx'
import { Desk, Flow, Forms } from './work-pages.tsx'

/** Every component on pages like those it is made for, by name. */
export const galleryPages: Readonly<Record<string, (lang: Lang) => string>> = {
  home: (lang) => page({ lang, path: '/', children: <Home lang={lang} /> }),
  search: (lang) => page({ lang, path: '/bo-du-lieu?q=dan+so', children: <Search lang={lang} /> }),
  dataset: (lang) => page({ lang, path: '/bo-du-lieu/dan-so', children: <Dataset lang={lang} /> }),
  'dataset-bars': (lang) => page({ lang, path: '/bo-du-lieu/dan-so', children: <ChartPage lang={lang} kind="bars" /> }),
  'dataset-lines': (lang) =>
    page({ lang, path: '/bo-du-lieu/dan-so', children: <ChartPage lang={lang} kind="lines" /> }),
  'dataset-map': (lang) => page({ lang, path: '/bo-du-lieu/dan-so', children: <MapPage lang={lang} /> }),
  sheet: (lang) =>
    page({ lang, path: '/lam-viec/tai-len', wide: true, islands: ['o-sang'], children: <Sheet lang={lang} /> }),
  desk: (lang) => page({ lang, path: '/lam-viec', children: <Desk /> }),
  form: (lang) =>
    page({ lang, path: '/lam-viec/tai-len', islands: ['tha-tep', 'tu-luu'], children: <Forms lang={lang} /> }),
  flow: (lang) => page({ lang, path: '/ban-do-du-lieu', children: <Flow lang={lang} /> }),
  error: (lang) =>
    page({
      lang,
      path: '/khong-co',
      children: (
        <ErrorPage lang={lang} title="Không có trang này" requestId="q3sV0ZlR7xk1">
          <p>Địa chỉ có thể đã đổi hoặc gõ nhầm. Tìm theo tên bộ dữ liệu thường nhanh hơn.</p>
        </ErrorPage>
      ),
    }),
}

interface GalleryPage {
  readonly lang: Lang
  readonly path: string
  readonly wide?: boolean
  readonly islands?: readonly IslandName[]
  readonly children: ComponentChildren
}

function page({ lang, path, wide, islands, children }: GalleryPage): string {
  const work = path.startsWith('/lam-viec')
  return renderPage(
    <Layout
      title={path}
      lang={lang}
      path={path}
      nonce="thu"
      wide={wide}
      islands={islands}
      description="Trang thử của bộ giao diện"
      dublinCore={{ creator: 'Cơ quan thử', date: '2026-11-22' }}
      user={work ? { name: 'Bùi Thu Hà', role: 'cán bộ dữ liệu' } : undefined}
      csrf="token"
    >
      {children}
    </Layout>,
  )
}
