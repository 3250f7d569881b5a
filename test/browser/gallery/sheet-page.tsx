import {
  type Lang,
  NextBar,
  ProblemList,
  RecipeList,
  RoleLegend,
  SheetPicture,
  type SheetRow,
  StepLine,
  TidyPreview,
} from '../../../src/ui/index.ts'

const sheetRows: readonly SheetRow[] = [
  {
    kind: 'row',
    number: 1,
    role: 'meta',
    roleText: 'Tiêu đề',
    cells: [{ text: 'Diện tích, dân số và mật độ dân số', colSpan: 4, key: 'meta', bold: true }],
  },
  {
    kind: 'row',
    number: 2,
    role: 'unit',
    roleText: 'Đơn vị',
    cells: [{ text: 'Diện tích: km2; Dân số: nghìn người', colSpan: 4, key: 'unit' }],
  },
  {
    kind: 'row',
    number: 3,
    role: 'header',
    roleText: 'Đầu cột',
    cells: ['Địa phương', 'Diện tích', 'Dân số', 'Mật độ'].map((text, index) => ({ text, key: `c${index}` })),
  },
  {
    kind: 'row',
    number: 4,
    role: 'total',
    roleText: 'Tổng',
    cells: ['CẢ NƯỚC', '331.230,8', '92.695,1', '280'].map((text, index) => ({
      text,
      key: `c${index}`,
      number: index > 0,
    })),
  },
  {
    kind: 'row',
    number: 5,
    role: 'group',
    roleText: 'Nhóm',
    cells: [
      { text: 'Đồng bằng sông Hồng', key: 'g', bold: true },
      { text: '21.260,3', number: true, flag: 'problem' },
      { text: '21.133,8', number: true },
      { text: '994', number: true },
    ],
  },
  {
    kind: 'row',
    number: 6,
    role: 'data',
    roleText: 'Dữ liệu',
    cells: [
      { text: 'Hà Nội', key: 'c0', indent: true },
      ...['3.358,9', '7.328,4', '2.182'].map((text, index) => ({
        text,
        key: `c${index + 1}`,
        number: true,
        flag: index === 2 ? ('solved' as const) : undefined,
      })),
    ],
  },
  { kind: 'fold', from: 7, to: 68, text: '62 dòng nữa', href: '?mo=7' },
  {
    kind: 'row',
    number: 69,
    role: 'note',
    roleText: 'Ghi chú',
    cells: [{ text: 'Số liệu năm 2016 là số sơ bộ.', colSpan: 4 }],
  },
]

export function Sheet({ lang }: { lang: Lang }) {
  return (
    <div class="wrap up">
      <StepLine
        lang={lang}
        steps={[
          { text: 'Chọn tệp', href: '?' },
          { text: 'Đối chiếu', current: true },
          { text: 'Mô tả' },
          { text: 'Gửi duyệt' },
        ]}
      />
      <div class="up-head">
        <div>
          <h1>Đối chiếu tệp với bảng</h1>
          <p class="muted">bieu-2.xlsx, 69 dòng, 4 cột. Chạm một ô để thấy nó đi về đâu.</p>
        </div>
      </div>
      <o-sang>
        <div class="pair">
          <section aria-labelledby="trai">
            <div class="head">
              <h2 id="trai">Tệp như nó là</h2>
            </div>
            <SheetPicture lang={lang} caption="Trang tính, tô theo vai trò" columns={4} rows={sheetRows} />
            <RoleLegend
              lang={lang}
              items={[
                { role: 'meta', name: 'tiêu đề', text: '1 dòng, vào mô tả' },
                { role: 'unit', name: 'đơn vị', text: 'gắn vào 2 cột' },
                { role: 'header', name: 'đầu cột', text: '1 tầng' },
                { role: 'group', name: 'nhóm', text: 'thành cột Vùng' },
                { role: 'data', name: 'dữ liệu', text: '63 dòng' },
                { role: 'total', name: 'tổng', text: '1 dòng, giữ riêng' },
                { role: 'note', name: 'ghi chú', text: 'vào mô tả' },
              ]}
            />
            <h2 class="pb-h">Quy trình làm sạch</h2>
            <RecipeList
              steps={['Đưa tiêu đề và ghi chú vào mô tả.', 'Dòng nhóm thành cột Vùng.', 'Đọc số kiểu Việt Nam.']}
            />
          </section>
          <section aria-labelledby="phai">
            <div class="head">
              <h2 id="phai">Bảng nhận được</h2>
              <span class="small muted num">63 dòng, 5 cột</span>
            </div>
            <TidyPreview
              lang={lang}
              caption="Bảng gọn"
              gap="59 dòng nữa"
              columns={[
                { name: 'vung', title: 'Vùng', from: 'group', key: 'g' },
                { name: 'tinh', title: 'Tỉnh', from: 'data', key: 'c0' },
                { name: 'dt', title: 'Diện tích', unit: 'km²', type: 'decimal', from: 'data', key: 'c1' },
                { name: 'md', title: 'Mật độ', unit: 'người/km²', type: 'integer', from: 'data', key: 'c3' },
              ]}
              rows={[
                ['Đồng bằng sông Hồng', 'Hà Nội', 3358.9, 2182],
                ['Đông Nam Bộ', 'TP. Hồ Chí Minh', 2061.4, 4025],
              ]}
            />
            <h2 class="pb-h">Cần xem lại</h2>
            <ProblemList
              lang={lang}
              items={[
                {
                  key: 'a',
                  kind: 'decide',
                  title: 'Tổng vùng không khớp',
                  text: (
                    <>
                      <a href="#o-B5">B5</a> ghi 21.260,3 km², cộng các tỉnh lệch 34,1.
                    </>
                  ),
                  actions: (
                    <>
                      <button class="btn" type="button">
                        Giữ số của tỉnh, ghi chú chênh lệch
                      </button>
                      <button class="btn plain" type="button">
                        Sửa tệp rồi nạp lại
                      </button>
                    </>
                  ),
                },
                {
                  key: 'b',
                  kind: 'understood',
                  title: 'Dấu chấm ở 2.182 là phân cách nghìn',
                  text: <a href="#o-D6">D6</a>,
                  actions: (
                    <button class="quiet" type="button">
                      Đổi cách đọc
                    </button>
                  ),
                },
                { key: 'c', kind: 'check', title: 'Một tên lạ', text: 'Không có trong danh mục.' },
              ]}
            />
          </section>
        </div>
      </o-sang>
      <NextBar note="Tệp năm sau cùng mẫu sẽ tự chạy lại các bước này.">
        <a class="btn plain" href="?">
          Chọn tệp khác
        </a>{' '}
        <a class="btn" href="?tiep">
          Tiếp, mô tả bảng
        </a>
      </NextBar>
    </div>
  )
}
