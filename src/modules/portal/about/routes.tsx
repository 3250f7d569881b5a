import type { ComponentChildren } from 'preact'
import type { Http } from '../../../platform/http/index.ts'
import { type Lang, Layout, PageHead } from '../../../ui/index.ts'
import { pageFrame, sendPage } from '../../identity/index.ts'
import { About } from './about.tsx'
import { Accessibility } from './accessibility.tsx'
import { Terms } from './terms.tsx'

interface AboutPage {
  readonly path: string
  readonly operationId: string
  readonly title: { readonly vi: string; readonly en: string }
  readonly lede: { readonly vi: string; readonly en: string }
  readonly body: (props: { lang: Lang }) => ComponentChildren
}

const PAGES: readonly AboutPage[] = [
  {
    path: '/gioi-thieu',
    operationId: 'aboutPage',
    title: { vi: 'Về Nguồn', en: 'About Nguồn' },
    lede: {
      vi: 'Phần mềm nguồn mở để cơ quan nhà nước công bố dữ liệu mở, và để mọi người tìm, đọc, tải và dùng lại.',
      en: 'Open-source software by which state agencies publish open data, and everybody finds, reads, downloads and re-uses them.',
    },
    body: About,
  },
  {
    path: '/quy-che',
    operationId: 'termsPage',
    title: { vi: 'Quy chế khai thác, sử dụng', en: 'Terms of use' },
    lede: {
      vi: 'Dữ liệu thuộc cơ quan đã công bố. Giấy phép ghi trên trang của từng bộ dữ liệu là điều kiện áp dụng.',
      en: 'Data belong to the agency that published them. The licence on the page of each dataset is what applies.',
    },
    body: Terms,
  },
  {
    path: '/tro-nang',
    operationId: 'accessibilityPage',
    title: { vi: 'Trợ năng', en: 'Accessibility' },
    lede: {
      vi: 'Mọi người đều phải đọc được dữ liệu, bằng bàn phím, trình đọc màn hình hay điện thoại cũ.',
      en: 'Everybody must be able to read the data: by keyboard, with a screen reader, on an old phone.',
    },
    body: Accessibility,
  },
]

/** Pages of plain text about the site itself. */
export function aboutRoutes(http: Http): void {
  for (const { path, operationId, title, lede, body: Body } of PAGES) {
    http.get(
      path,
      {
        schema: { operationId, summary: title.vi, hide: true },
        config: { permission: 'public', operation: `portal.${path.slice(1)}` },
      },
      (request, reply) => {
        const { lang } = request
        return sendPage(
          reply,
          <Layout {...pageFrame(request)} title={title[lang]} description={lede[lang]}>
            <div class="wrap ds list-page">
              <PageHead title={title[lang]} lede={lede[lang]} />
              <Body lang={lang} />
            </div>
          </Layout>,
        )
      },
    )
  }
}
