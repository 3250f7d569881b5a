import {
  Chart,
  CodeSample,
  Crumbs,
  chooseChart,
  DataTable,
  Downloads,
  Facts,
  Field,
  FixList,
  type Lang,
  Num,
  PageHead,
  Part,
  ProvinceMap,
  Quality,
  Select,
  StateMark,
  VersionList,
  ViewTabs,
} from '../../../src/ui/index.ts'
import { outlines } from '../../../src/ui/map/outlines.ts'

const values63 = outlines['63'].map(({ code }) => ({ code, value: 40 + ((Number(code) * 541) % 97) ** 2 / 4 }))

const columns = [
  { name: 'tinh', title: 'Tỉnh, thành phố', type: 'text', role: 'dimension', kind: 'place' },
  { name: 'vung', title: 'Vùng', type: 'text', role: 'attribute' },
  { name: 'dien_tich', title: 'Diện tích', type: 'decimal', role: 'measure', unit: 'km²' },
  { name: 'dan_so', title: 'Dân số trung bình', type: 'decimal', role: 'measure', unit: 'nghìn người' },
  { name: 'mat_do', title: 'Mật độ', type: 'integer', role: 'measure', unit: 'người/km²' },
] as const
const rows = [
  ['TP. Hồ Chí Minh', 'Đông Nam Bộ', 2061.4, 8297.5, 4025],
  ['Hà Nội', 'Đồng bằng sông Hồng', 3358.9, 7328.4, 2182],
  ['Thanh Hóa', 'Bắc Trung Bộ và duyên hải miền Trung', 11114.5, 3528.3, 317],
  ['Lai Châu', 'Trung du và miền núi phía Bắc', 9068.8, 436, 48],
] as const

function DatasetHead({ lang, view }: { lang: Lang; view: string }) {
  return (
    <>
      <Crumbs
        lang={lang}
        items={[
          { href: '/bo-du-lieu', text: 'Bộ dữ liệu' },
          { href: '/chu-de/1', text: 'Dân số và lao động' },
        ]}
      />
      <PageHead
        title="Diện tích, dân số và mật độ dân số theo địa phương"
        by={<a href="/co-quan/1">Cục Thống kê</a>}
        lede="Diện tích, dân số trung bình và mật độ dân số của 63 tỉnh, thành phố từ 2011 đến 2016, mỗi tỉnh mỗi năm một dòng."
      />
      <Facts
        items={[
          { term: 'Phiên bản', value: <a href="#phien-ban">3, công bố 22/11/2026</a> },
          { term: 'Độ mới', value: <StateMark kind="idle">chuỗi đã khép ở 2016</StateMark> },
          { term: 'Giấy phép', value: 'Dùng tự do, ghi nguồn' },
          {
            term: 'Chất lượng',
            value: (
              <>
                <a href="#chat-luong">
                  <Num lang={lang} value={86} />
                  /100
                </a>
                , 4 việc nên sửa
              </>
            ),
          },
        ]}
      />
      <div class="data">
        <ViewTabs
          lang={lang}
          tabs={['Bảng', 'Biểu đồ', 'Bản đồ'].map((text) => ({ text, href: `?xem=${text}`, current: text === view }))}
        />
      </div>
    </>
  )
}

export function Dataset({ lang }: { lang: Lang }) {
  return (
    <div class="wrap">
      <DatasetHead lang={lang} view="Bảng" />
      <div class="view">
        <form class="filters">
          <div class="grow">
            <Field lang={lang} name="tim" label="Tìm trong bảng" type="search" />
          </div>
          <Select lang={lang} name="nam" label="Năm" options={[{ value: '2016', text: '2016, sơ bộ' }]} />
          <button class="btn plain" type="submit">
            Áp dụng
          </button>
        </form>
        <DataTable
          lang={lang}
          caption="Diện tích, dân số và mật độ dân số 2016"
          columns={columns}
          rows={rows}
          totals={[['Cả nước', 'dòng tổng của nguồn', 331230.8, 92695.1, 280]]}
          sort={{ column: 'dan_so', order: 'desc' }}
          sortHref={(column, order) => `?xep=${order === 'desc' ? '-' : ''}${column}`}
          bars="dan_so"
          rowCount={378}
          nextHref="?trang=2"
        />
      </div>
      <Downloads
        lang={lang}
        label="Tải về phiên bản 3"
        items={['CSV', 'XLSX', 'JSON', 'Parquet'].map((text, index) => ({
          text,
          href: `/${text}`,
          bytes: 26_000 * (index + 1),
        }))}
      />
      <Part id="chat-luong" title="Chất lượng">
        <Quality lang={lang} score={86}>
          <p>Đủ 378/378 dòng. Sửa theo thứ tự này được nhiều điểm nhất:</p>
          <FixList
            items={[
              { key: 'a', points: '+6', text: 'Tổng vùng năm 2016 lệch 221,7 km².', href: '/x', action: 'Xem 14 dòng' },
              { key: 'b', points: '+1', text: 'Chưa có nhan đề tiếng Anh.', href: '/y', action: 'Viết bản tiếng Anh' },
            ]}
          />
        </Quality>
      </Part>
      <Part id="api" title="API">
        <CodeSample
          lang={lang}
          label="curl"
          code={'curl "https://du-lieu.example.vn/api/v1/tables/dan-so/rows?nam=2016"'}
          output={'{"rows": []}'}
        />
      </Part>
      <Part id="phien-ban" title="Phiên bản">
        <VersionList
          lang={lang}
          items={[
            {
              number: 3,
              date: '2026-11-22',
              text: 'Gắn mã tỉnh.',
              note: 'Thêm 1 cột.',
              links: [{ href: '?so=2', text: 'So với 2' }],
            },
            { number: 2, date: '2026-11-20', text: 'Tách dòng vùng.' },
          ]}
        />
      </Part>
    </div>
  )
}

export function ChartPage({ lang, kind }: { lang: Lang; kind: 'bars' | 'lines' }) {
  const years = [2011, 2012, 2013, 2014, 2015, 2016]
  const places = ['Hà Nội', 'TP. Hồ Chí Minh', 'Đà Nẵng', 'Cần Thơ']
  const chart =
    kind === 'bars'
      ? chooseChart(columns, rows)
      : chooseChart(
          [
            { name: 'tinh', title: 'Tỉnh', type: 'text', kind: 'place', role: 'dimension' },
            { name: 'nam', title: 'Năm', type: 'integer', kind: 'time', role: 'dimension' },
            { name: 'dan_so', title: 'Dân số', type: 'decimal', role: 'measure', unit: 'nghìn người' },
          ],
          places.flatMap((place, index) =>
            years.map((year) => [place, year, 1000 + index * 900 + (year - 2011) * 117 * (index + 1)]),
          ),
        )
  return (
    <div class="wrap">
      <DatasetHead lang={lang} view="Biểu đồ" />
      <div class="view">
        <Chart
          lang={lang}
          chart={chart}
          title="TP. Hồ Chí Minh đông gấp 19 lần Lai Châu"
          subtitle="Dân số 2016, nghìn người"
          source="Nguồn: số thử."
          tableHref="?xem=bang"
        />
      </div>
    </div>
  )
}

export function MapPage({ lang }: { lang: Lang }) {
  return (
    <div class="wrap">
      <DatasetHead lang={lang} view="Bản đồ" />
      <div class="view">
        <ProvinceMap
          lang={lang}
          title="Mật độ dân số 2016 theo 63 tỉnh, thành phố"
          level="63"
          values={values63.filter(({ code }) => code !== '14')}
          unit="người/km²"
          source="Nguồn: số thử, không phải số liệu thật."
          tableHref="?xem=bang"
          decimals={0}
        >
          <h2>Dày ở hai đồng bằng, thưa ở núi</h2>
          <p class="muted">Mật độ dân số 2016 theo 63 tỉnh, thành phố, người/km²</p>
        </ProvinceMap>
      </div>
    </div>
  )
}
