import { names, numbers, single, yearLeaves } from './drawing.ts'
import { type Dice, dice } from './random.ts'
import { type Leaf, newSheet, placeTable, type RowSpec, type TableSpec, type Workbook } from './sheet.ts'
import { ITEMS, REGIONS, type Topic } from './words.ts'

const COUNT: Topic = { title: '', unit: '', low: 110, high: 9800, places: 0 }
const leaf = (path: readonly string[], more: Partial<Leaf> = {}): Leaf => ({ path, ...more })

const items = (roll: Dice, list: readonly string[], width: number): readonly RowSpec[] =>
  list.map((item) => ({ stub: [item], values: numbers(roll, COUNT, width) }))

/** The line of column numbers, and at once the first group, numbered too; signatures below. */
export function numberedForm(seed: number): Workbook {
  const roll = dice(seed)
  const group = (mark: string, name: string, parts: readonly string[]): readonly RowSpec[] => [
    { stub: [mark, name, null], values: [] },
    ...parts.map((part, at) => ({
      stub: [at + 1, part, 'Người'],
      names: [part],
      labels: name,
      unit: 'Người',
      values: numbers(roll, COUNT, 2),
    })),
  ]
  return single(
    { name: `bieu-danh-so-${seed}`, constructs: ['column numbers', 'group rows'] },
    {
      above: [['SỞ Y TẾ TỈNH MẪU', null, null, 'Biểu số: 02/BC'], 'NHÂN LỰC Y TẾ NĂM 2023', ''],
      stub: ['STT', 'Chức danh', 'Đơn vị tính'],
      leaves: [leaf(['Tổng số']), leaf(['Trong đó', 'Nữ'], { labels: 'Nữ' })],
      numbering: ['A', 'B', 'C', 1, 2],
      time: '2023',
      rows: [
        ...group('I', 'Tuyến tỉnh', ['Bác sĩ', 'Dược sĩ', 'Điều dưỡng']),
        ...group('II', 'Tuyến huyện', ['Bác sĩ', 'Dược sĩ', 'Hộ sinh']),
      ],
      below: ['', 'Ngày 05 tháng 01 năm 2024', 'Người lập biểu', 'Nguyễn Văn Mẫu'],
    },
  )
}

/** "Đơn vị" heads offices; the line of column numbers begins with a word. */
export function offices(seed: number): Workbook {
  const roll = dice(seed)
  const leaves = ['Tiếp thường xuyên', 'Tiếp định kỳ'].flatMap((way) =>
    ['Lượt', 'Vụ việc'].map((what) => leaf([way, what])),
  )
  return single(
    { name: `don-vi-la-co-quan-${seed}`, constructs: ['offices', 'column numbers'] },
    {
      above: ['PHÒNG TIẾP DÂN', 'TỔNG HỢP KẾT QUẢ TIẾP CÔNG DÂN'],
      stub: ['Đơn vị'],
      leaves,
      numbering: ['MS', 1, 2, 3, 4],
      rows: items(roll, ['Sở Xây dựng', 'Sở Nội vụ', 'Thanh tra tỉnh', 'Huyện Mẫu', 'Chi cục Thuế'], leaves.length),
    },
  )
}

/** Units alone in the last header row. */
export function unitLine(seed: number): Workbook {
  const roll = dice(seed)
  const leaves = [
    ['Diện tích', 'ha'],
    ['Năng suất', 'tạ/ha'],
    ['Sản lượng', 'tấn'],
  ].map(([label = '', unit = '']) => leaf([label, unit], { labels: label, unit }))
  return single(
    { name: `dong-don-vi-${seed}`, constructs: ['unit line'] },
    { above: ['Kết quả vụ Đông Xuân'], stub: ['Cây trồng'], leaves, rows: items(roll, ITEMS[2] ?? [], 3) },
  )
}

/** Days as columns. */
export function days(seed: number): Workbook {
  const roll = dice(seed)
  const leaves = [1, 2, 3, 4].map((day) => leaf([`0${day}/08/2024`], { labels: '', time: `2024-08-0${day}` }))
  return single(
    { name: `cot-la-ngay-${seed}`, constructs: ['dates'] },
    {
      above: ['Mực nước hồ chứa lúc 7 giờ (m)'],
      measure: 'Mực nước hồ chứa',
      unit: 'm',
      stub: ['Hồ'],
      leaves,
      rows: items(roll, ['Hồ Thượng', 'Hồ Trung', 'Hồ Hạ'], 4),
    },
  )
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

/** Months as Roman numbers over the columns, years as rows. */
export function romanMonths(seed: number): Workbook {
  const roll = dice(seed)
  const topic = { ...COUNT, low: 12, high: 34, places: 1 }
  const sheet = newSheet('Biểu')
  const facts = [2021, 2022, 2023].flatMap((year, at) => {
    const row: RowSpec = { stub: [year], names: [''], time: String(year), values: numbers(roll, topic, 12) }
    return row.values.map((value, month) => ({ year, at, month, value }))
  })
  const spec: TableSpec = {
    above: ['Nhiệt độ trung bình các tháng tại trạm Mẫu'],
    stub: ['Năm'],
    leaves: ROMAN.map((text) => leaf([text])),
    rows: [2021, 2022, 2023].map((year) => ({
      stub: [year],
      values: facts.filter((fact) => fact.year === year).map(({ value }) => value),
    })),
  }
  placeTable(sheet, [], { spec })
  return {
    name: `thang-la-ma-${seed}`,
    constructs: ['quarters, months'],
    format: 'xlsx',
    sheets: [sheet],
    facts: facts.map(({ year, month, value }) => ({
      row: [''],
      time: `${year}-${String(month + 1).padStart(2, '0')}`,
      labels: 'Nhiệt độ trung bình',
      value: Number(value),
      unit: '',
    })),
  }
}

/** Quarters beside the whole year, which alone tells which year it is. */
export function wholeYear(seed: number): Workbook {
  const roll = dice(seed)
  const quarters = ROMAN.slice(0, 4).map((text, at) => leaf([`Quý ${text}`], { labels: '', time: `2023-Q${at + 1}` }))
  return single(
    { name: `quy-va-ca-nam-${seed}`, constructs: ['quarters, months'] },
    {
      above: ['Lượng khách qua cửa khẩu (Lượt)'],
      measure: 'Lượng khách qua cửa khẩu',
      unit: 'Lượt',
      stub: ['Loại hình'],
      leaves: [...quarters, leaf(['Cả năm 2023'], { labels: '', time: '2023' })],
      rows: items(roll, ITEMS[1] ?? [], 5),
    },
  )
}

/** Indices against other months: these are no times of the figures. */
export function compared(seed: number): Workbook {
  const roll = dice(seed)
  const leaves = ['Tháng 5 năm 2023', 'Tháng 12 năm 2023', 'Tháng 4 năm 2024'].map((base) =>
    leaf(['Tháng 5 năm 2024 so với:', base], { labels: base }),
  )
  return single(
    { name: `so-voi-${seed}`, constructs: ['compared with'] },
    {
      above: ['CHỈ SỐ GIÁ VẬT LIỆU THÁNG 5 NĂM 2024', 'Đơn vị tính: %'],
      unit: '%',
      time: '2024-05',
      stub: ['Nhóm hàng'],
      leaves,
      rows: (ITEMS[0] ?? []).map((item) => ({
        stub: [item],
        values: numbers(roll, { ...COUNT, low: 95, high: 118, places: 2 }, 3),
      })),
    },
  )
}

/** What was planned and what came of it, in one year. */
export function plans(seed: number): Workbook {
  const roll = dice(seed)
  return single(
    { name: `ke-hoach-thuc-hien-${seed}`, constructs: ['plan and outcome'] },
    {
      above: ['Vốn làm đường xã', 'ĐVT: Triệu đồng'],
      measure: 'Vốn làm đường xã',
      unit: 'Triệu đồng',
      stub: ['Xã'],
      leaves: [
        leaf(['TH 2022'], { labels: '', time: '2022' }),
        leaf(['KH 2023'], { labels: 'KH', time: '2023' }),
        leaf(['Ước TH 2023'], { labels: '', time: '2023' }),
      ],
      rows: items(roll, ['Tân Hòa', 'An Phú', 'Bình Minh', 'Long Sơn'], 3),
    },
  )
}

/** One table in parts, each under a heading of the same make; or page by page, which says "(Tiếp theo)". */
export function parts(seed: number, asPages: boolean): Workbook {
  const roll = dice(seed)
  const sheet = newSheet('Biểu')
  const facts: Workbook['facts'][number][] = []
  let at = 0
  for (const [index, [region, places]] of roll.some(REGIONS, 3).entries()) {
    const title = asPages ? `Bảng 4. ${index === 0 ? '' : '(Tiếp theo) '}Số thư viện xã` : `${index + 1}. ${region}`
    const spec: TableSpec = {
      above: index === 0 && !asPages ? ['SỐ THƯ VIỆN XÃ CHIA THEO VÙNG', title] : [title],
      measure: 'Số thư viện xã',
      stub: ['Địa phương'],
      leaves: yearLeaves([2021, 2022, 2023]),
      rows: places.slice(0, 4).map((place) => ({
        stub: [place],
        names: names(place),
        values: numbers(roll, COUNT, 3),
        ...(asPages ? {} : { labels: region }),
      })),
    }
    at = placeTable(sheet, facts, { spec, row: at }) + 1
  }
  const name = asPages ? `tiep-theo-${seed}` : `nhieu-phan-${seed}`
  return { name, constructs: ['page cuts', 'stacked'], format: 'xlsx', sheets: [sheet], facts }
}
