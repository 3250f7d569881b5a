import { type Making, names, numbers, placeRows, single, sum, titled, yearLeaves, years } from './drawing.ts'
import { dice } from './random.ts'
import { type Fact, type Leaf, newSheet, placeTable, type RowSpec, type TableSpec, type Workbook } from './sheet.ts'
import { ITEMS, PARTS, REGIONS, TOPICS, type Topic } from './words.ts'

/** Nothing but a header row and records, as a computer would write it: what every reader can read. */
export function plain(seed: number): Workbook {
  const roll = dice(seed)
  const topic = roll.pick(TOPICS)
  const leaves = seed < 93 ? yearLeaves(years(roll, 3)) : roll.pick(PARTS).map(([part]): Leaf => ({ path: [part] }))
  const making: Making = { name: `bang-phang-${seed}`, constructs: ['plain (control)'] }
  const text = { format: 'csv', csv: { delimiter: ',', encoding: 'utf-8' } } as const
  const rows = placeRows(roll, topic, [leaves.length])
  return single(seed % 2 === 0 ? making : { ...making, ...text }, { stub: ['Địa phương'], leaves, rows })
}

/** Title, agency, form number, unit: one header row below. */
export function titleLines(seed: number): Workbook {
  const roll = dice(seed)
  const topic = roll.pick(TOPICS)
  const span = years(roll, 4)
  return single(
    { name: `dong-tieu-de-${seed}`, constructs: ['title lines', 'unit line'] },
    {
      stub: ['Địa phương'],
      leaves: yearLeaves(span),
      rows: placeRows(roll, topic, [4]),
      measure: topic.title,
      unit: topic.unit,
      above: [
        ['CỤC THỐNG KÊ VÙNG', null, null, `Biểu số: ${roll.int(1, 40)}/XD-${roll.int(10, 99)}`],
        ['Phòng Tổng hợp', null, null, 'Ban hành theo Thông tư của Bộ'],
        '',
        topic.title.toUpperCase(),
        `Từ năm ${span[0]} đến năm ${span.at(-1)}`,
        [null, null, null, `ĐVT: ${topic.unit}`],
      ],
    },
  )
}

/** Measure above years, in merged cells. */
export function twoRows(seed: number): Workbook {
  const roll = dice(seed)
  const parts = roll.pick(PARTS)
  const span = years(roll, 3)
  const leaves = parts.flatMap(([part, unit]) =>
    span.map((year): Leaf => ({ path: [`${part} (${unit})`, String(year)], labels: part, time: String(year), unit })),
  )
  const topic = { title: '', unit: '', low: 100, high: 90_000, places: 0 }
  return single(
    { name: `hai-dong-tieu-de-${seed}`, constructs: ['merged header'] },
    {
      above: ['Kết quả hoạt động của các cơ sở phân theo tỉnh, thành phố'],
      stub: ['Tỉnh, thành phố'],
      leaves,
      rows: placeRows(roll, topic, [leaves.length]),
    },
  )
}

/** Three rows of header: area, sex, year. */
export function threeRows(seed: number): Workbook {
  const roll = dice(seed)
  const [first = 0, second = 0] = years(roll, 2)
  const leaves = ['Thành thị', 'Nông thôn'].flatMap((area) =>
    ['Nam', 'Nữ'].flatMap((sex) =>
      [first, second].map((year): Leaf => {
        return { path: [area, sex, `Năm ${year}`], labels: `${area} ${sex}`, time: String(year) }
      }),
    ),
  )
  const topic = { title: 'Số học viên lớp tin học cộng đồng', unit: 'Học viên', low: 200, high: 30_000, places: 0 }
  const rows = placeRows(roll, topic, [leaves.length, 8]).map((row, at) => ({ ...row, stub: [at + 1, ...row.stub] }))
  const numbering = ['A', 'B', ...leaves.map((_, at) => at + 1)]
  return single(
    { name: `ba-dong-tieu-de-${seed}`, constructs: ['merged header', 'column numbers'] },
    { ...titled(topic), stub: ['STT', 'Địa phương'], leaves, rows, numbering },
  )
}

/** Region names on lines of their own, without numbers. */
export function groupRows(seed: number): Workbook {
  const roll = dice(seed)
  const topic = roll.pick(TOPICS)
  const rows = roll
    .some(REGIONS, 3)
    .flatMap(([region, places]): RowSpec[] => [
      { stub: [region], values: [], bold: true },
      ...places.map((place) => ({ stub: [`  ${place}`], names: names(place), values: numbers(roll, topic, 3) })),
    ])
  return single(
    { name: `dong-nhom-${seed}`, constructs: ['group rows'] },
    { ...titled(topic), stub: [''], leaves: yearLeaves(years(roll, 3)), rows },
  )
}

/** The groups are things, and their parts have the same names under each: only the group tells them apart. */
export function sameUnderGroups(seed: number): Workbook {
  const roll = dice(seed)
  const topic = { title: 'Cước vận chuyển bình quân', unit: 'Nghìn đồng/tấn', low: 12, high: 900, places: 1 }
  const rows = roll.some(ITEMS[1] ?? [], 3).flatMap((way): RowSpec[] => [
    { stub: [way], values: [], bold: true },
    ...['Trong tỉnh', 'Ngoài tỉnh', 'Quốc tế'].map((kind) => {
      return { stub: [kind], labels: way, values: numbers(roll, topic, 4) }
    }),
  ])
  return single(
    { name: `nhom-cung-ten-${seed}`, constructs: ['group rows'] },
    { ...titled(topic), stub: ['Loại hình'], leaves: yearLeaves(years(roll, 4)), rows },
  )
}

/** Country, regions, provinces; each line the sum of those below it. */
export function totalsInWords(seed: number): Workbook {
  const roll = dice(seed)
  const topic = roll.pick(TOPICS)
  const regions = roll.some(REGIONS, 3).map(([region, places]) => {
    const own = places.map((place) => ({ stub: [place], names: names(place), values: numbers(roll, topic, 3) }))
    const values = sum(
      own.map((row) => row.values),
      topic.places,
    )
    return { own, line: { stub: [region], values, derived: true as const, bold: true } }
  })
  const all = sum(
    regions.map(({ line }) => line.values),
    topic.places,
  )
  const rows: RowSpec[] = [
    { stub: ['CẢ NƯỚC'], values: all, derived: true, bold: true },
    ...regions.flatMap(({ own, line }) => [line, ...own]),
  ]
  return single(
    { name: `dong-tong-${seed}`, constructs: ['totals'] },
    { ...titled(topic), stub: ['Địa phương'], leaves: yearLeaves(years(roll, 3)), rows },
  )
}

/** A total that no word gives away, and a column that is the sum of the others. */
export function totalsByArithmetic(seed: number): Workbook {
  const roll = dice(seed)
  const items = roll.pick(ITEMS)
  const topic = { title: 'Lượng hàng qua kho', unit: 'Tấn', low: 120, high: 7000, places: 0 }
  const own = items.map((item) => {
    const parts = numbers(roll, topic, 3)
    return { stub: [item], values: [...parts, parts.reduce((a, b) => a + b, 0)] }
  })
  const all = sum(
    own.map((row) => row.values),
    0,
  )
  const leaf = (path: string, derived?: true): Leaf => ({ path: [path], ...(derived ? { derived } : {}) })
  return single(
    { name: `tong-theo-so-hoc-${seed}`, constructs: ['totals'] },
    {
      ...titled(topic),
      time: '2023',
      above: ['Lượng hàng qua kho năm 2023', 'Đơn vị tính: Tấn'],
      stub: ['Mặt hàng'],
      leaves: [leaf('Kho Bắc'), leaf('Kho Trung'), leaf('Kho Nam'), leaf('Ba kho', true)],
      rows: [...own, { stub: ['Hàng qua kho'], values: all, derived: true }],
    },
  )
}

/** Footnote marks on labels, notes and source below. */
export function footnotes(seed: number): Workbook {
  const roll = dice(seed)
  const topic = roll.pick(TOPICS)
  const rows = placeRows(roll, topic, [3]).map((row, at) => {
    const [place] = row.stub
    return at === 2
      ? { ...row, stub: [`${String(place)} (1)`] }
      : at === 5
        ? { ...row, stub: [`${String(place)}(*)`] }
        : row
  })
  const below = [
    '',
    '(1) Số liệu chưa gồm các xã mới sáp nhập.',
    '(*) Số liệu tính đến ngày 15/12.',
    'Ghi chú: Số liệu làm tròn nên tổng các thành phần có thể khác tổng chung.',
    'Nguồn: Báo cáo của các sở.',
  ]
  const made = { name: `chu-thich-${seed}`, constructs: ['footnotes'] }
  return single(made, { ...titled(topic), stub: ['Địa phương'], leaves: yearLeaves(years(roll, 3)), rows, below })
}

/** Two tables on one sheet, one under the other or beside it. */
export function twoTables(seed: number, beside: boolean): Workbook {
  const roll = dice(seed)
  const [one = TOPICS[0], other = TOPICS[1]] = roll.some(TOPICS, 2)
  const sheet = newSheet('Biểu')
  const facts: Fact[] = []
  const spec = (topic: Topic, number: number): TableSpec => ({
    ...titled(topic),
    above: [`${number}. ${topic.title}`, `Đơn vị tính: ${topic.unit}`],
    stub: ['Địa phương'],
    leaves: yearLeaves(years(roll, 3)),
    rows: placeRows(roll, topic, [3, 7]),
  })
  const next = one ? placeTable(sheet, facts, { spec: spec(one, 1) }) : 0
  if (other) placeTable(sheet, facts, { spec: spec(other, 2), ...(beside ? { column: 5 } : { row: next + 2 }) })
  const name = `${beside ? 'hai-bang-ngang' : 'hai-bang-doc'}-${seed}`
  return { name, constructs: [beside ? 'side by side' : 'stacked'], format: 'xlsx', sheets: [sheet], facts }
}

/** A long table cut into pages, the header printed again on each. */
export function pageCuts(seed: number): Workbook {
  const roll = dice(seed)
  const topic = roll.pick(TOPICS)
  const span = years(roll, 3)
  const rows = placeRows(roll, topic, [3, 24])
  return single(
    { name: `cat-trang-${seed}`, constructs: ['page cuts'] },
    { ...titled(topic), stub: ['Địa phương'], leaves: yearLeaves(span), rows, cuts: [8, 16] },
  )
}
