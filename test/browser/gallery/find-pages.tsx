import {
  ActiveFilters,
  Answer,
  BigNumber,
  ChangeList,
  EmptyState,
  FacetButton,
  Facets,
  Find,
  Hit,
  HitList,
  type Lang,
  LeaderList,
  Pager,
  ProvinceMap,
  Time,
} from '../../../src/ui/index.ts'
import { outlines } from '../../../src/ui/map/outlines.ts'
import { LONG_TITLE } from './long-title.ts'

// Invented figures: a smooth function of the code, so that every class of the map is filled.
const values34 = outlines['34'].map(({ code }) => ({ code, value: 470 + ((Number(code) * 7919) % 113) ** 2 / 1.3 }))

export function Home({ lang }: { lang: Lang }) {
  return (
    <>
      <div class="wrap home">
        <section class="home-find" aria-labelledby="h1">
          <h1 id="h1">Tìm dữ liệu của cơ quan nhà nước</h1>
          <Find lang={lang} autofocus />
          <p class="try">
            Gõ có dấu hay không dấu đều được. <a href="?q=dan+so">dan so</a>, <a href="?q=truong">trường học</a>
          </p>
          <p class="live">
            <strong class="num">217</strong> bộ dữ liệu của <strong class="num">3</strong> cơ quan. Gần nhất hôm nay lúc{' '}
            <Time value="2026-11-22T01:40:00Z" lang={lang} form="time" />.
          </p>
        </section>
        <ProvinceMap
          lang={lang}
          place="home"
          title="Dân số trung bình theo 34 tỉnh, thành phố"
          level="34"
          values={values34}
          unit="nghìn người"
          decimals={0}
          source="Nguồn: số thử, không phải số liệu thật."
          tableHref="/bo-du-lieu/dan-so"
        >
          <BigNumber value="97,58" unit="triệu người">
            Dân số trung bình cả nước năm 2020, số sơ bộ. Màu: dân số từng tỉnh, thành phố.
          </BigNumber>
        </ProvinceMap>
        <section class="home-themes" aria-labelledby="chu-de">
          <h2 id="chu-de">Chủ đề</h2>
          <LeaderList
            lang={lang}
            twoColumns
            items={[
              'Y tế, văn hoá và đời sống',
              'Đơn vị hành chính, đất đai và khí hậu',
              'Giáo dục',
              'Công nghiệp',
            ].map((text, index) => ({ text, href: `/chu-de/${index}`, count: 1200 - index * 311 }))}
          />
        </section>
      </div>
      <div class="band">
        <div class="wrap home-low">
          <section aria-labelledby="tuan">
            <h2 id="tuan">Thay đổi trong tuần</h2>
            <ChangeList
              lang={lang}
              items={[
                { date: '2026-11-22', href: '/a', title: LONG_TITLE, note: 'Cục Thống kê. Phiên bản 3.' },
                { date: '2026-11-20', href: '/b', title: 'Danh sách trường', note: 'Bảng mới, 227 trường.' },
              ]}
            />
          </section>
        </div>
      </div>
    </>
  )
}

const facetGroups = [
  {
    title: 'Phạm vi',
    values: [
      { text: 'Tỉnh, thành phố', count: 7, href: '?', on: true },
      { text: 'Vùng', count: 3, href: '?v' },
    ],
  },
  {
    title: 'Cơ quan',
    values: Array.from({ length: 11 }, (_, index) => ({
      text: `Cơ quan ${index + 1}`,
      count: 40 - index,
      href: `?c=${index}`,
    })),
  },
]

export function Search({ lang }: { lang: Lang }) {
  return (
    <div class="wrap search">
      <h1 class="vh">Kết quả tìm</h1>
      <Find lang={lang} q="dan so" />
      <Facets lang={lang} groups={facetGroups} total={7} />
      <div class="results">
        <div class="res-head">
          <p aria-live="polite">
            <strong class="num">7</strong> bộ dữ liệu có <strong>dân số</strong>
          </p>
          <div class="res-tools">
            <FacetButton lang={lang} on={1} />
          </div>
          <ActiveFilters lang={lang} groups={facetGroups} />
        </div>
        <Answer lang={lang} value="97.582,7" unit="nghìn người">
          Dân số trung bình cả nước, sơ bộ 2020. <a href="/bo-du-lieu/dan-so">Dân số trung bình theo địa phương</a>.
        </Answer>
        <HitList>
          <Hit
            lang={lang}
            href="/bo-du-lieu/dan-so"
            title={{
              text: 'Diện tích, dân số và mật độ dân số theo địa phương',
              ranges: [
                [11, 17],
                [28, 34],
              ],
            }}
            summary="Mỗi tỉnh mỗi năm một dòng."
            agency="Cục Thống kê"
            period="2011–2016"
            rows={378}
            places="63 tỉnh, xem được theo 34"
            state={{ kind: 'good', text: 'cập nhật 3 ngày trước, đúng hạn' }}
            formats={['CSV', 'XLSX', 'JSON', 'Parquet', 'API'].map((text) => ({ text, href: `/tai/${text}` }))}
          />
          <Hit
            lang={lang}
            href="/bo-du-lieu/lao-dong"
            title={LONG_TITLE}
            agency="Cục Thống kê"
            rows={1234567}
            state={{ kind: 'warn', text: 'có 2 lỗi đang sửa' }}
          />
        </HitList>
        <Pager lang={lang} page={2} pages={9} href={(number) => `?trang=${number}`} />
        <EmptyState title="Không có bộ dữ liệu nào khớp" action={<a href="/yeu-cau-du-lieu">Yêu cầu dữ liệu này</a>}>
          <p>Thử ít từ hơn, hoặc bỏ một bộ lọc.</p>
        </EmptyState>
      </div>
    </div>
  )
}
