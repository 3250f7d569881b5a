import { describe, expect, test } from 'vitest'
import type { Cell, Merge, Sheet, Value } from '../model.ts'
import type { TidyResult } from './model.ts'
import { tidySheets } from './tidy-sheets.ts'

/** Rows of a sheet as text, cells parted by `|`; numbers are numbers. */
function sheetOf(text: string, merges: readonly Merge[] = []): Sheet {
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.replace(/^~+/, (marks) => ' '.repeat(marks.length))))
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const cells = rows.map((row) => Array.from({ length: width }, (_, c): Cell => cellOf(row[c] ?? '')))
  return { name: 'Biểu', rows: cells, merges, hiddenRows: [], hiddenColumns: [] }
}

function cellOf(text: string): Cell {
  if (text === '') return { text, value: undefined }
  return { text, value: /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text }
}

const tidy = (text: string, merges?: readonly Merge[]): TidyResult =>
  tidySheets({ sheets: [sheetOf(text, merges)], problems: [] }, { name: 'bieu.xlsx' })

/** Observations as one line each: the columns named, in this order. */
function facts(result: TidyResult, names: readonly string[], table = 0): string[] {
  const { columns, rows } = result.tables[table]?.long ?? { columns: [], rows: [] }
  const at = names.map((name) => columns.findIndex((column) => column.name === name || column.kind === name))
  return [...rows].map((row) => at.map((c) => shown(row[c])).join(' | '))
}

const shown = (value: Value | undefined): string => (value === undefined || value === null ? '' : String(value))

test('a table of more records than a call takes arguments has its long form too', () => {
  const lines = Array.from({ length: 130_000 }, (_, at) => `Xã ${at}|${at % 977}`)
  const long = tidy(['Xã|Số hộ', ...lines].join('\n')).tables[0]?.long
  expect([...(long?.rows ?? [])]).toHaveLength(lines.length)
})

describe('headers', () => {
  test('the line of column numbers closes the header: a group may follow at once', () => {
    const result = tidy(`
STT|Chỉ tiêu|Đơn vị tính|Tổng số
A|B|C|1
I|Tuyến tỉnh||
1|Bác sĩ|Người|412
II|Tuyến huyện||
1|Bác sĩ|Người|655`)
    expect(facts(result, ['chi_tieu', 'nhom', 'value', 'unit'])).toEqual([
      'Bác sĩ | Tuyến tỉnh | 412 | Người',
      'Bác sĩ | Tuyến huyện | 655 | Người',
    ])
  })

  test('column numbers may be headed by a word', () => {
    const result = tidy('Đơn vị|Lượt|Người\nMS|1|2\nSở A|120|145\nSở B|60|66')
    expect(result.tables[0]?.rows.length).toBe(2)
  })

  test('days over figures are labels, and a line of bare units tells units', () => {
    const days = tidy('Mực nước (m)\nHồ|01/08/2024|02/08/2024\nHòa Bình|110.2|110.5\nSơn La|205.1|205.4')
    expect(facts(days, ['ho', 'time', 'value'])[0]).toBe('Hòa Bình | 2024-08-01 | 110.2')
    const units = tidy(
      'Cây|Diện tích|Năng suất\n|ha|tạ/ha\nLúa|45200|66.5\nNgô|3100|52.1\nLạc|1250|31.4\nRau|5600|188.2',
    )
    expect(facts(units, ['measure', 'value', 'unit']).slice(0, 2)).toEqual([
      'Diện tích | 45200 | ha',
      'Năng suất | 66.5 | tạ/ha',
    ])
  })

  test('twelve columns I to XII are months; quarters take the year of “Cả năm 2023”', () => {
    const months = tidy(
      `Nhiệt độ trung bình\nNăm|${'I II III IV V VI VII VIII IX X XI XII'.split(' ').join('|')}\n2021|${Array.from({ length: 12 }, (_, i) => `${20 + i}.5`).join('|')}\n2022|${Array.from({ length: 12 }, (_, i) => `${21 + i}.5`).join('|')}`,
    )
    expect(facts(months, ['time', 'value'])[11]).toBe('2021-12 | 31.5')
    const quarters = tidy('Thu ngân sách\nChỉ tiêu|Quý I|Quý II|Cả năm 2023\nThu nội địa|12|14|26\nThu viện trợ|1|2|3')
    expect(facts(quarters, ['time', 'value']).slice(0, 3)).toEqual(['2023-Q1 | 12', '2023-Q2 | 14', '2023 | 26'])
  })

  test('what a figure is compared with is not its time', () => {
    const result = tidy(
      'Chỉ số giá tháng 5 năm 2024\nNhóm|So với|\n|Tháng 5 năm 2023|Tháng 4 năm 2024\nGạo|104.4|100.1\nThịt|102.2|99.9\nRau|101.7|98.5\nCá|103.1|100.4',
    )
    expect(new Set(facts(result, ['time']))).toEqual(new Set(['2024-05']))
  })

  test('a plan is another measure than what came of it', () => {
    const result = tidy('Thu ngân sách\nHuyện|KH 2023|Ước TH 2023\nĐông|100|98\nTây|50|61')
    expect(facts(result, ['measure', 'status']).slice(0, 2)).toEqual([
      'Thu ngân sách – KH | ',
      'Thu ngân sách | Ước TH',
    ])
    expect(result.problems).toEqual([])
  })
})

describe('labels', () => {
  test('“Đơn vị” heads offices, or units where its values are such', () => {
    const offices = tidy('Thu phí\nĐơn vị|Đã thu|Đã nộp\nChi cục A|12|11\nChi cục B|8|7')
    expect(facts(offices, ['don_vi', 'measure', 'unit'])[0]).toBe('Chi cục A | Đã thu | ')
    const units = tidy('Thông số|Đơn vị|Đợt một|Đợt hai\nDO|mg/l|5.8|4.9\nColiform|MPN/100ml|2100|4600')
    expect(facts(units, ['thong_so', 'unit'])[0]).toBe('DO | mg/l')
  })

  test('a year of birth or founding tells of the thing, not of the figures', () => {
    const result = tidy('Hội|Năm thành lập|Số hội viên\nNông dân|1930|2105\nPhụ nữ|1931|1988\nCựu chiến binh|1989|1420')
    expect(result.tables[0]?.long.columns.some((column) => column.kind === 'time')).toBe(false)
  })

  test('of two columns of places the inner one is where the figures belong, and an outer label holds until the next', () => {
    const result = tidy(`
Huyện|Xã|Số hộ|Số khẩu
Bát Xát|A Mú Sung|1600|5550
|Bản Qua|3300|9200
Bắc Hà|Bảo Nhai|3500|9400
|Na Hối|2600|7550`)
    expect(facts(result, ['place', 'huyen', 'value']).filter((_, i) => i % 2 === 0)).toEqual([
      'A Mú Sung | Bát Xát | 1600',
      'Bản Qua | Bát Xát | 3300',
      'Bảo Nhai | Bắc Hà | 3500',
      'Na Hối | Bắc Hà | 2600',
    ])
  })

  test('what a label printed once fills in is told', () => {
    const result = tidy('Huyện|Trường|Số lớp\nA|Trường 1|10\n|Trường 2|12\nB|Trường 3|14\n|Trường 4|15')
    expect(result.tables[0]?.rows.map(([outer]) => outer)).toEqual(['A', 'A', 'B', 'B'])
    expect(result.fixes).toEqual([{ kind: 'label-above', count: 2, example: '… | Trường 2 → A | Trường 2' }])
  })

  test('whole numbers counting up label the rows where no words do', () => {
    const grades = tidy('Khối|Sĩ số|Số nữ\n6|200|95\n7|190|90\n8|185|88\n9|175|81')
    expect(facts(grades, ['khoi', 'measure', 'value'])[0]).toBe('6 | Sĩ số | 200')
    const months = tidy('Tháng|2021|2022\n1|80|36\n2|98|20\n3|33|52\nCả năm|211|108')
    expect(facts(months, ['time', 'value'])).toContain('2022-03 | 52')
    expect(facts(months, ['time', 'value'])).toContain('2021 | 211')
  })

  test('months without a year keep their words; the year of the title makes them periods', () => {
    const rows = 'Tháng|Số ca|Tử vong\nTháng 1|80|36\nTháng 2|98|20\nTháng 3|33|52\nCả năm|211|108'
    const bare = tidy(rows)
    expect(bare.tables[0]?.rows.map(([label]) => label)).toEqual(['Tháng 1', 'Tháng 2', 'Tháng 3', 'Cả năm'])
    expect(bare.problems).toEqual([])
    const dated = tidy(`Số ca mắc năm 2023\n${rows}`)
    expect(dated.tables[0]?.rows.map(([label]) => label)).toEqual(['Tháng 1', 'Tháng 2', 'Tháng 3', 'Cả năm'])
    expect(facts(dated, ['time', 'measure', 'value'])).toContain('2023-03 | Số ca | 33')
    expect(facts(dated, ['time', 'measure', 'value'])).toContain('2023 | Số ca | 211')
  })

  test('the hour of a reading tells those of one day apart', () => {
    const result = tidy('Thời gian|PM2.5\n13/03/2024 00:00|45\n13/03/2024 01:00|44\n13/03/2024 02:00|40')
    expect(facts(result, ['time', 'gio', 'value'])).toEqual([
      '2024-03-13 | 00:00 | 45',
      '2024-03-13 | 01:00 | 44',
      '2024-03-13 | 02:00 | 40',
    ])
  })
})

describe('groups and totals', () => {
  test('the same item under several headings of an outline stands under its own, and sums of parts are marked', () => {
    const result = tidy(`
STT|Nội dung|Dự toán|Quyết toán
I|Thu nội địa|2900|3041
1|Doanh nghiệp trung ương|2000|2130
-|Thuế giá trị gia tăng|1200|1280
-|Thuế thu nhập|800|850
2|Doanh nghiệp địa phương|900|911
-|Thuế giá trị gia tăng|500|505
-|Thuế thu nhập|400|406`)
    const found = facts(result, ['noi_dung', 'nhom', 'derived', 'value']).filter((_, i) => i % 2 === 0)
    expect(found.slice(0, 4)).toEqual([
      'Thu nội địa |  | true | 2900',
      'Doanh nghiệp trung ương | Thu nội địa | true | 2000',
      'Thuế giá trị gia tăng | Thu nội địa / Doanh nghiệp trung ương |  | 1200',
      'Thuế thu nhập | Thu nội địa / Doanh nghiệp trung ương |  | 800',
    ])
  })

  test('indented parts with the same names stand under what they are parts of', () => {
    const result = tidy(
      '|2022|2023\nTiểu học|450|461\n~~Nam|233|238\n~~Nữ|217|223\nTHCS|310|315\n~~Nam|160|162\n~~Nữ|150|153',
    )
    expect(facts(result, ['phan_loai', 'nhom', 'time'])).toContain('Nam | THCS | 2023')
  })

  test('a street without a price heads its numbered parts, and the next number closes it', () => {
    const result = tidy(
      'STT|Tên đường|VT1|VT2\n1|Đường Biên Hòa||\n1.1|Từ cầu đến chợ|300|180\n1.2|Từ chợ đến ga|220|132\n2|Đường Văn Trỗi|150|90',
    )
    expect(facts(result, ['ten_duong', 'nhom']).filter((_, i) => i % 2 === 0)).toEqual([
      'Từ cầu đến chợ | Đường Biên Hòa',
      'Từ chợ đến ga | Đường Biên Hòa',
      'Đường Văn Trỗi | ',
    ])
  })

  test('page sums in the column of numbers are totals', () => {
    const result = tidy(
      'STT|Chủ hộ|Số m3|Số tiền\n1|An|12|96\n2|Bình|15|120\nCộng mang sang||27|216\n3|Cảnh|22|176\nTổng cộng||49|392',
    )
    expect(facts(result, ['chu_ho', 'derived']).filter((line) => line.endsWith('true'))).toHaveLength(4)
  })

  test('years as headings are the time of the records below them', () => {
    const result = tidy(
      'Doanh nghiệp mới\nLoại hình|Số lượng|Vốn\n2021||\nTNHH|510|42\nCổ phần|205|61\n2022||\nTNHH|590|49\nCổ phần|231|70',
    )
    expect(facts(result, ['time', 'loai_hinh', 'value'])[0]).toBe('2021 | TNHH | 510')
  })

  test('rates that happen to add up are no totals', () => {
    const result = tidy(
      '|1999|2009|2019\nTỷ suất sinh (‰)|19.9|17.6|16.3\nTỷ suất chết (‰)|5.6|6.8|6.3\nTỷ suất tăng (‰)|14.3|10.8|10',
    )
    expect(result.tables[0]?.long.columns.some((column) => column.kind === 'derived')).toBe(false)
  })
})

describe('tables', () => {
  const parts = [1, 2, 3].map(
    (n) => `${n}. Huyện số ${n}|\nXã|Số hộ|Số khẩu\nA${n}|81${n}|360${n}\nB${n}|65${n}|271${n}`,
  )

  test('one table printed in parts, each under a heading of the same make', () => {
    const result = tidy(`DÂN SỐ CÁC XÃ NĂM 2023\n${parts.join('\n\n')}`)
    expect(result.tables).toHaveLength(1)
    expect(facts(result, ['xa', 'nhom', 'time', 'value']).at(-1)).toBe('B3 | 3. Huyện số 3 | 2023 | 2713')
  })

  test('a page that goes on says so anywhere in its title', () => {
    const page = (title: string, rows: string): string => `${title}\nĐVT: Tấn\nTên xã|2021|2022\n${rows}`
    const result = tidy(
      `${page('Bảng 2. Sản lượng theo xã', 'Tân Hải|12|13\nTân Bình|9|10')}\n${page('Bảng 2. (Tiếp theo) Sản lượng theo xã', 'Long Hòa|7|8\nBình Châu|22|23')}`,
    )
    expect(result.tables.map((table) => table.rows.length)).toEqual([4])
  })

  test('units told by the names of the columns', () => {
    const result = tidy(
      'XUẤT KHẨU THÁNG 9/2023\nĐVT: Lượng: tấn; Trị giá: nghìn USD\nMặt hàng|Lượng|Trị giá\nGạo|120|74\nChè|41|61',
    )
    expect(facts(result, ['measure', 'unit']).slice(0, 2)).toEqual(['Lượng | tấn', 'Trị giá | nghìn USD'])
  })

  test('the office above a title is no title, and a bare unit line is the unit', () => {
    const result = tidy('PHÒNG NỘI VỤ\nThu chi của các xã\nTriệu đồng\nXã|2021|2022\nĐông|12|13\nTây|9|10')
    expect(result.tables[0]).toMatchObject({ title: 'Thu chi của các xã', unit: 'Triệu đồng' })
  })

  test('the moment of a form stands in its frame', () => {
    const result = tidy(
      'Số cán bộ các xã\nTính đến ngày 31/12/2023\nXã|Cán bộ|Công chức\nĐông|10|9\nTây|11|10\nNam|9|8',
    )
    expect(facts(result, ['time', 'value'])[0]).toBe('2023-12-31 | 10')
  })

  test('a filled-in form has no header: its labels speak of what is beside them', () => {
    const result = tidy('PHIẾU\nTên trường:|THCS Mẫu\nĐịa chỉ:|Số 5 Lê Lợi\nSố lớp:|24\nSố học sinh:|965')
    expect(result.tables[0]?.rows).toHaveLength(4)
    expect(result.problems).toEqual([])
  })

  test('a line alone on a sheet is no table beside those of other sheets', () => {
    const sheets = [sheetOf('Xã|Hộ|Khẩu\nĐông|10|41\nTây|12|50'), sheetOf('Số liệu do các xã gửi.')]
    expect(tidySheets({ sheets, problems: [] }, { name: 'bieu.xlsx' }).tables).toHaveLength(1)
  })

  test('a column that closes the others with their sum is marked, by its word or by arithmetic', () => {
    const rows = [12, 30, 45, 71].map((n) => `Kho ${n}|${n * 31}|${n * 17}|${n * 23}|${n * 71}`).join('\n')
    const marked = (head: string): string[] =>
      facts(tidy(`Hàng|A|B|C|${head}\n${rows}`), ['measure', 'derived']).filter((line) => line.endsWith('true'))
    expect(marked('Ba kho')).toHaveLength(4)
    const small = 'Trường|Kém|Giỏi|Cộng\nA|1|4|5\nB|2|6|8\nC|3|3|6\nD|5|2|7'
    expect(facts(tidy(small), ['derived']).filter((mark) => mark === 'true')).toHaveLength(4)
  })

  test('brackets at the end of all labels are units, also unknown ones', () => {
    const result = tidy(
      'Tỉnh|Số thư viện (Thư viện)|Số đầu sách (Cuốn)|Lượt đọc (Lượt)\nHà Nam|12|31|45\nHuế|14|33|41\nCà Mau|9|21|30',
    )
    expect(facts(result, ['measure', 'unit'])[0]).toBe('Số thư viện | Thư viện')
  })
})
