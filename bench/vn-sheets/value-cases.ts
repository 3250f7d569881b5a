import { numbers, placeRows, single, titled, yearLeaves, years } from './drawing.ts'
import { dice } from './random.ts'
import { type Fact, type Leaf, newSheet, placeTable, type RowSpec, type Workbook } from './sheet.ts'
import { TOPICS } from './words.ts'

/** How a number is written as text. */
type Print = (value: number, places: number) => string

/** Numbers stored as text, in one way of writing them. */
export function textNumbers(seed: number, [way, print]: readonly [string, Print]): Workbook {
  const roll = dice(seed)
  const topic = { ...roll.pick(TOPICS), low: 1100, high: 1_900_000, places: 1 }
  const leaves = yearLeaves(years(roll, 3), (value) => print(value, 1))
  return single(
    { name: `so-${way}-${seed}`, constructs: [`numbers ${way}`] },
    { ...titled(topic), stub: ['Địa phương'], leaves, rows: placeRows(roll, topic, [3]) },
  )
}

const grouped = (value: number, places: number, [group, sign]: readonly [string, string]): string => {
  const [whole = '', rest] = Math.abs(value).toFixed(places).split('.')
  const text = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return rest === undefined ? text : `${text}${sign}${rest}`
}

export const WAYS: readonly (readonly [string, Print])[] = [
  ['1.234,5', (value, places) => grouped(value, places, ['.', ','])],
  ['1,234.5', (value, places) => grouped(value, places, [',', '.'])],
  ['1 234,5', (value, places) => grouped(value, places, ['\u00a0', ','])],
]

/** Losses in brackets. */
export function brackets(seed: number): Workbook {
  const roll = dice(seed)
  const topic = { title: 'Chênh lệch thu chi', unit: 'Triệu đồng', low: -9000, high: 9000, places: 0 }
  const print = (value: number): string =>
    value < 0 ? `(${grouped(value, 0, ['.', ','])})` : grouped(value, 0, ['.', ','])
  return single(
    { name: `so-am-ngoac-${seed}`, constructs: ['numbers (12)'] },
    {
      ...titled(topic),
      stub: ['Địa phương'],
      leaves: yearLeaves(years(roll, 3), print),
      rows: placeRows(roll, topic, [3, 12]),
    },
  )
}

/** 12,5% in the cell, and as a number with a format. */
export function percents(seed: number): Workbook {
  const roll = dice(seed)
  const topic = { title: 'Tỷ lệ hộ dùng nước sạch', unit: '%', low: 41, high: 99, places: 1 }
  const asNumber = seed % 2 === 0
  const leaves = yearLeaves(years(roll, 3), (value) =>
    asNumber ? { value: value / 100, format: '0.0%' } : `${value.toFixed(1).replace('.', ',')}%`,
  )
  return single(
    { name: `phan-tram-${seed}`, constructs: ['numbers 12,5%'] },
    {
      ...titled(topic),
      above: [`${topic.title} phân theo địa phương`],
      stub: ['Địa phương'],
      leaves,
      rows: placeRows(roll, topic, [3]),
    },
  )
}

/** Amounts with a scale word in the cell. */
export function scales(seed: number): Workbook {
  const roll = dice(seed)
  const word = seed % 2 === 0 ? 'tỷ' : 'triệu'
  const topic = { title: 'Vốn đã giải ngân', unit: `${word} đồng`, low: 3, high: 80, places: 1 }
  const leaves = yearLeaves(years(roll, 2), (value) => `${value.toFixed(1).replace('.', ',')} ${word}`)
  return single(
    { name: `so-ty-${seed}`, constructs: ['numbers 5,2 tỷ'] },
    {
      ...titled(topic),
      above: [`${topic.title} (đồng)`],
      stub: ['Dự án'],
      leaves,
      rows: placeRows(roll, topic, [2, 8]),
    },
  )
}

/** Marks for what is missing, with the legend that says so. */
export function missing(seed: number): Workbook {
  const roll = dice(seed)
  const topic = roll.pick(TOPICS)
  const marks = ['..', '-', '…', '...']
  const rows = placeRows(roll, topic, [4, 12]).map((row, at) => {
    const hole = roll.int(0, 3)
    return { ...row, values: row.values.map((value, c) => (c === hole && at % 2 === 0 ? roll.pick(marks) : value)) }
  })
  const below = ['Ký hiệu: “-” không có hiện tượng phát sinh; “..” hoặc “…” có phát sinh nhưng không có số liệu.']
  return single(
    { name: `thieu-so-lieu-${seed}`, constructs: ['missing marks'] },
    { ...titled(topic), stub: ['Địa phương'], leaves: yearLeaves(years(roll, 4)), rows, below },
  )
}

/** Preliminary and estimated years, a year with a star. */
export function statuses(seed: number): Workbook {
  const roll = dice(seed)
  const topic = roll.pick(TOPICS)
  const leaf = (text: string, time: string): Leaf => ({ path: [text], labels: '', time })
  const leaves = [
    leaf('2021', '2021'),
    leaf('2022 (*)', '2022'),
    leaf(seed % 2 === 0 ? 'Sơ bộ 2023' : 'Sơ bộ\n2023', '2023'),
    leaf(seed % 3 === 0 ? 'Ước 2024' : 'Ước tính 2024', '2024'),
  ]
  return single(
    { name: `so-bo-uoc-${seed}`, constructs: ['Sơ bộ, Ước, (*)'] },
    { ...titled(topic), stub: ['Địa phương'], leaves, rows: placeRows(roll, topic, [4]) },
  )
}

const PERIODS: readonly (readonly (readonly [string, string])[])[] = [
  [
    ['Quý I/2024', '2024-Q1'],
    ['Quý II/2024', '2024-Q2'],
    ['Quý III/2024', '2024-Q3'],
    ['Quý IV/2024', '2024-Q4'],
  ],
  [
    ['6 tháng đầu năm 2022', '2022-H1'],
    ['6 tháng đầu năm 2023', '2023-H1'],
    ['6 tháng đầu năm 2024', '2024-H1'],
  ],
  [
    ['Tháng 1/2024', '2024-01'],
    ['Tháng 2/2024', '2024-02'],
    ['Tháng 3/2024', '2024-03'],
  ],
  [
    ['T10/2023', '2023-10'],
    ['T11/2023', '2023-11'],
    ['T12/2023', '2023-12'],
  ],
  [
    ['Quý 1 năm 2023', '2023-Q1'],
    ['Quý 2 năm 2023', '2023-Q2'],
    ['Quý 3 năm 2023', '2023-Q3'],
  ],
]

/** Quarters, half-years and months as columns. */
export function periods(seed: number): Workbook {
  const roll = dice(seed)
  const topic = roll.pick(TOPICS)
  const leaves = (PERIODS[seed % PERIODS.length] ?? []).map(
    ([text, time]): Leaf => ({ path: [text], labels: '', time }),
  )
  return single(
    { name: `ky-${seed}`, constructs: ['quarters, months'] },
    { ...titled(topic), stub: ['Địa phương'], leaves, rows: placeRows(roll, topic, [leaves.length]) },
  )
}

/** Months as rows under years as columns: the period stands in two places. */
export function monthsAndYears(seed: number): Workbook {
  const roll = dice(seed)
  const topic = { title: 'Lượng mưa đo tại trạm hồ chứa', unit: 'mm', low: 2, high: 480, places: 1 }
  const span = years(roll, 3)
  const sheet = newSheet('Biểu')
  const facts: Fact[] = []
  const rows = Array.from(
    { length: 12 },
    (_, at): RowSpec => ({ stub: [`Tháng ${at + 1}`], values: numbers(roll, topic, 3) }),
  )
  const collected: Fact[] = []
  placeTable(sheet, collected, {
    spec: {
      ...titled(topic),
      above: [topic.title, `ĐVT: ${topic.unit}`],
      stub: ['Tháng'],
      leaves: yearLeaves(span),
      rows,
    },
  })
  for (const fact of collected) {
    const month = /\d+/.exec(fact.row[0] ?? '')?.[0].padStart(2, '0')
    facts.push({ ...fact, row: [''], time: `${fact.time}-${month}` })
  }
  return { name: `thang-va-nam-${seed}`, constructs: ['quarters, months'], format: 'xlsx', sheets: [sheet], facts }
}
