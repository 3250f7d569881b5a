import { numbers, single, sum, yearLeaves } from './drawing.ts'
import { type Dice, dice } from './random.ts'
import type { Leaf, RowSpec, Workbook } from './sheet.ts'
import type { Topic } from './words.ts'

const COUNT: Topic = { title: '', unit: '', low: 110, high: 9800, places: 0 }
const leaf = (text: string, more: Partial<Leaf> = {}): Leaf => ({ path: [text], ...more })
const total = (rows: readonly RowSpec[]): readonly number[] =>
  sum(
    rows.map((row) => row.values.map(Number)),
    0,
  )

/** A budget: I = 1 + 2, 1 = the taxes below it, and every tax again under every kind of enterprise. */
export function outline(seed: number): Workbook {
  const roll = dice(seed)
  const taxes = ['Thuế giá trị gia tăng', 'Thuế thu nhập doanh nghiệp', 'Thuế tài nguyên']
  const kinds = ['Doanh nghiệp trung ương', 'Doanh nghiệp địa phương', 'Ngoài quốc doanh'].map((kind, at) => {
    const own = taxes.map((tax): RowSpec => ({ stub: ['-', tax], labels: kind, values: numbers(roll, COUNT, 2) }))
    return [{ stub: [at + 1, kind], values: total(own), derived: true as const }, ...own]
  })
  const heads = kinds.flatMap(([head]) => (head ? [head] : []))
  return single(
    { name: `de-cuong-${seed}`, constructs: ['outline', 'totals'] },
    {
      above: ['QUYẾT TOÁN THU NGÂN SÁCH NĂM 2022', 'Đơn vị: Triệu đồng'],
      unit: 'Triệu đồng',
      time: '2022',
      stub: ['STT', 'Nội dung'],
      leaves: [leaf('Dự toán'), leaf('Quyết toán')],
      numbering: ['A', 'B', 1, 2],
      rows: [{ stub: ['I', 'Thu nội địa'], values: total(heads), derived: true }, ...kinds.flat()],
    },
  )
}

/** Parts indented below what they are parts of, with the same names each time. */
export function indented(seed: number): Workbook {
  const roll = dice(seed)
  const rows = ['Tiểu học', 'Trung học cơ sở', 'Trung học phổ thông'].flatMap((level): RowSpec[] => {
    const own = ['Nam', 'Nữ'].map(
      (sex): RowSpec => ({
        stub: [`   ${sex}`],
        names: [sex],
        labels: level,
        values: numbers(roll, COUNT, 3),
      }),
    )
    return [{ stub: [level], values: total(own), derived: true }, ...own]
  })
  return single(
    { name: `thut-dong-${seed}`, constructs: ['outline', 'totals'] },
    { above: ['Học viên theo cấp và giới tính'], stub: [''], leaves: yearLeaves([2021, 2022, 2023]), rows },
  )
}

/** Streets without a price head their numbered stretches; a street with a price stands alone. */
export function streets(seed: number): Workbook {
  const roll = dice(seed)
  const street = (number: number, name: string): readonly RowSpec[] => [
    { stub: [number, name], values: [] },
    ...['Đoạn đầu', 'Đoạn giữa', 'Đoạn cuối'].map(
      (part, at): RowSpec => ({
        stub: [`${number}.${at + 1}`, part],
        labels: name,
        values: numbers(roll, COUNT, 3),
      }),
    ),
  ]
  return single(
    { name: `gia-dat-${seed}`, constructs: ['outline', 'group rows'] },
    {
      above: ['BẢNG GIÁ ĐẤT Ở', '(Đơn vị tính: 1.000 đồng/m2)'],
      unit: '1.000 đồng/m2',
      stub: ['STT', 'Tên đường'],
      leaves: [leaf('VT1'), leaf('VT2'), leaf('VT3')],
      rows: [
        ...street(1, 'Đường Ven Sông'),
        ...street(2, 'Đường Chợ Mới'),
        { stub: [3, 'Đường Đồi Chè'], values: numbers(roll, COUNT, 3) },
      ],
    },
  )
}

const communes = (roll: Dice, list: readonly string[], district: string): readonly RowSpec[] =>
  list.map(
    (commune, at): RowSpec => ({
      stub: [at === 0 ? district : null, commune],
      labels: district,
      values: numbers(roll, COUNT, 2),
    }),
  )

/** District and commune; the district is printed once. */
export function nestedPlaces(seed: number): Workbook {
  const roll = dice(seed)
  return single(
    { name: `huyen-xa-${seed}`, constructs: ['nested places'] },
    {
      above: ['Số hộ và nhân khẩu'],
      stub: ['Huyện', 'Xã'],
      leaves: [leaf('Số hộ'), leaf('Số khẩu')],
      rows: [
        ...communes(roll, ['Tân Hòa', 'An Phú', 'Bình Minh'], 'Huyện Đông'),
        ...communes(roll, ['Long Sơn', 'Phước Hải', 'Hòa Lạc'], 'Huyện Tây'),
      ],
    },
  )
}

/** Sums carried from page to page, in the column of numbers. */
export function carried(seed: number): Workbook {
  const roll = dice(seed)
  const own = ['Lò rèn', 'Xưởng mộc', 'Tiệm may', 'Trại giống'].map(
    (item, at): RowSpec => ({
      stub: [at + 1, item],
      values: numbers(roll, COUNT, 2),
    }),
  )
  const sumOf = (text: string, rows: readonly RowSpec[]): RowSpec => ({
    stub: [text, null],
    names: [text],
    values: total(rows),
    derived: true,
  })
  const first = own.slice(0, 2)
  return single(
    { name: `mang-sang-${seed}`, constructs: ['totals'] },
    {
      above: ['Bảng kê thu phí tháng 4/2024'],
      time: '2024-04',
      stub: ['STT', 'Cơ sở'],
      leaves: [leaf('Số lượt'), leaf('Số tiền (đồng)', { labels: 'Số tiền', unit: 'đồng' })],
      rows: [
        ...first,
        sumOf('Cộng mang sang', first),
        sumOf('Cộng trang trước', first),
        ...own.slice(2),
        sumOf('Tổng cộng', own),
      ],
    },
  )
}

/** Years as headings, and years that belong to the things themselves. */
export function yearHeadings(seed: number): Workbook {
  const roll = dice(seed)
  const rows = ['2021', '2022', '2023'].flatMap((year): RowSpec[] => [
    { stub: [Number(year)], values: [] },
    ...['Hợp tác xã', 'Tổ hợp tác', 'Trang trại'].map((kind) => ({
      stub: [kind],
      time: year,
      values: numbers(roll, COUNT, 2),
    })),
  ])
  return single(
    { name: `nam-lam-nhom-${seed}`, constructs: ['group rows'] },
    { above: ['Cơ sở mới thành lập'], stub: ['Loại hình'], leaves: [leaf('Số cơ sở'), leaf('Số lao động')], rows },
  )
}

/** The year of founding is no time of the figures; grades count up and label the rows. */
export function ownYears(seed: number): Workbook {
  const roll = dice(seed)
  const founded = [1975, 1986, 1999, 2004]
  return single(
    { name: `nam-thanh-lap-${seed}`, constructs: ['own years'] },
    {
      stub: ['Hội', 'Năm thành lập'],
      leaves: [leaf('Số hội viên'), leaf('Số chi hội')],
      rows: ['Hội Làm vườn', 'Hội Sinh vật cảnh', 'Hội Nuôi ong', 'Hội Chèo thuyền'].map((name, at) => ({
        stub: [name, founded[at] ?? 0],
        names: [name],
        values: numbers(roll, COUNT, 2),
      })),
    },
  )
}

/** Grades and months are whole numbers that label the rows. */
export function counting(seed: number): Workbook {
  const roll = dice(seed)
  return single(
    { name: `khoi-lop-${seed}`, constructs: ['counting labels'] },
    {
      above: ['Sĩ số đầu năm học 2023-2024'],
      time: '2023/2024',
      stub: ['Khối'],
      leaves: [leaf('Số học sinh'), leaf('Số nữ')],
      rows: [6, 7, 8, 9].map((grade) => ({ stub: [grade], values: numbers(roll, COUNT, 2) })),
    },
  )
}

/** The unit line tells the unit of each column by its name. */
export function namedUnits(seed: number): Workbook {
  const roll = dice(seed)
  return single(
    { name: `don-vi-theo-ten-${seed}`, constructs: ['unit line'] },
    {
      above: ['HÀNG QUA CẢNG THÁNG 9 NĂM 2023', 'ĐVT: Lượng: tấn; Trị giá: nghìn USD'],
      time: '2023-09',
      stub: ['Mặt hàng'],
      leaves: [leaf('Lượng', { unit: 'tấn' }), leaf('Trị giá', { unit: 'nghìn USD' })],
      rows: ['Gạo', 'Chè', 'Hồ tiêu', 'Cà phê'].map((item) => ({ stub: [item], values: numbers(roll, COUNT, 2) })),
    },
  )
}
