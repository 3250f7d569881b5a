import { single, yearLeaves } from './drawing.ts'
import type { Leaf, RowSpec, TableSpec, Workbook } from './sheet.ts'
import { tcvn3, vni } from './write-file.ts'

const leaf = (path: string, more: Partial<Leaf> = {}): Leaf => ({ path: [path], ...more })
const row = (stub: RowSpec['stub'], values: RowSpec['values'], more: Partial<RowSpec> = {}): RowSpec => ({
  stub,
  values,
  ...more,
})

/** Everything a sheet shows, in the codes of an old font; the answers stay Unicode. */
function inFont(
  spec: TableSpec,
  encode: (text: string) => string,
  [font, capitalFont]: readonly [font: string, capitalFont?: string],
): TableSpec {
  const line = (text: string | null): string | null => (text === null ? null : encode(text))
  return {
    ...spec,
    font,
    ...(capitalFont ? { capitalFont } : {}),
    above: (spec.above ?? []).map((texts) => (typeof texts === 'string' ? encode(texts) : texts.map(line))),
    stub: spec.stub.map(encode),
    leaves: spec.leaves.map((item) => ({
      ...item,
      labels: item.labels ?? item.path.join(' '),
      path: item.path.map(encode),
    })),
    rows: spec.rows.map((item) => ({
      ...item,
      names: item.names ?? [String(item.stub.at(-1) ?? '')],
      stub: item.stub.map((text) => (typeof text === 'string' ? encode(text) : text)),
    })),
    below: (spec.below ?? []).map(encode),
  }
}

const FOREST: TableSpec = {
  above: ['DIỆN TÍCH RỪNG TRỒNG MỚI PHÂN THEO ĐỊA PHƯƠNG', 'Đơn vị tính: Nghìn ha'],
  measure: 'Diện tích rừng trồng mới',
  unit: 'Nghìn ha',
  stub: ['Địa phương'],
  leaves: yearLeaves([2005, 2006, 2007]),
  rows: [
    row(['Hà Giang'], [4.1, 5.25, 6.3]),
    row(['Tuyên Quang'], [7.7, 8.15, 9.05]),
    row(['Quảng Ngãi'], [3.45, 3.9, 4.65]),
    row(['Thừa Thiên Huế'], [2.2, 2.85, 3.1]),
    row(['Đắk Lắk'], [1.15, 1.6, 2.05]),
  ],
  below: ['Nguồn: Chi cục Kiểm lâm các tỉnh.'],
}

const BUDGET: TableSpec = {
  above: [
    ['Tên cơ quan: Sở Mẫu', null, 'Biểu số 3'],
    'TÌNH HÌNH THỰC HIỆN DỰ TOÁN NĂM 2006',
    [null, null, 'Đơn vị: Triệu đồng'],
  ],
  unit: 'Triệu đồng',
  time: '2006',
  stub: ['Số TT', 'Nội dung'],
  leaves: [leaf('Dự toán được giao'), leaf('Số thực hiện')],
  rows: [
    row([1, 'Chi sự nghiệp giáo dục'], [12_450, 12_398]),
    row([2, 'Chi quản lý hành chính'], [3070, 3011]),
    row([3, 'Chi nghiên cứu khoa học'], [845, 790]),
    row([4, 'Chi đào tạo lại cán bộ'], [264, 259]),
  ],
}

const oldFonts = (): readonly Workbook[] => [
  single({ name: 'phong-vntime', constructs: ['TCVN3, VNI'] }, inFont(FOREST, tcvn3, ['.VnTime', '.VnTimeH'])),
  single({ name: 'phong-vnarial', constructs: ['TCVN3, VNI'] }, inFont(BUDGET, tcvn3, ['.VnArial', '.VnArialH'])),
  single({ name: 'phong-khong-ten', constructs: ['TCVN3, VNI'], format: 'xls' }, inFont(BUDGET, tcvn3, [''])),
  single({ name: 'phong-vni', constructs: ['TCVN3, VNI'] }, inFont(FOREST, vni, ['VNI-Times'])),
  single({ name: 'phong-vni-xls', constructs: ['TCVN3, VNI'], format: 'xls' }, inFont(BUDGET, vni, [''])),
  single(
    {
      name: 'van-ban-tcvn3',
      constructs: ['TCVN3, VNI', 'CSV'],
      format: 'csv',
      csv: { delimiter: ';', encoding: 'tcvn3' },
    },
    FOREST,
  ),
]

const SCHOOLS: TableSpec = {
  above: ['DANH SÁCH TRƯỜNG VÀ SỐ LỚP NĂM 2024'],
  time: '2024',
  stub: ['STT', 'Mã trường', 'Tên trường'],
  leaves: [leaf('Số lớp'), leaf('Số phòng học kiên cố')],
  rows: ['Hoa Sen', 'Bạch Đằng', 'Suối Trong', 'Nguyễn Văn Mẫu', 'Đồi Thông', 'Kim Liên'].map((name, at) =>
    row([at + 1, `00${at + 1}0${9 - at}`, `Tiểu học ${name}`], [12 + 3 * at, 17 + 2 * at], {
      names: [`00${at + 1}0${9 - at} Tiểu học ${name}`],
    }),
  ),
}

const COMMUNES: TableSpec = {
  stub: ['Mã xã', 'Tên xã', 'Cấp'],
  leaves: [leaf('Số hộ'), leaf('Số thôn')],
  rows: ['An Phước', 'Bình Lộc', 'Cẩm Thượng', 'Đông Xuân', 'Gia Hòa'].map((name, at) =>
    row([`0${1200 + 17 * at}`, `Xã ${name}`, 'Xã'], [1830 + 211 * at, 7 + at], {
      names: [`0${1200 + 17 * at} Xã ${name}`],
    }),
  ),
}

const codes = (): readonly Workbook[] => [
  single({ name: 'ma-truong', constructs: ['codes with zeros'] }, SCHOOLS),
  single({ name: 'ma-xa', constructs: ['codes with zeros', 'HTML as .xls'], format: 'html' }, COMMUNES),
  single(
    {
      name: 'ma-xa-csv',
      constructs: ['codes with zeros', 'CSV'],
      format: 'csv',
      csv: { delimiter: ',', encoding: 'utf-8-bom' },
    },
    COMMUNES,
  ),
]

const readings = (asDate: boolean): TableSpec => ({
  above: ['MỰC NƯỚC HỒ CHỨA THEO NGÀY', 'Đơn vị tính: m'],
  measure: 'Mực nước hồ chứa',
  unit: 'm',
  stub: ['Ngày đo'],
  leaves: [leaf('Hồ Thượng'), leaf('Hồ Hạ')],
  rows: [3, 9, 14, 17, 21, 28].map((day, at) =>
    row(
      [asDate ? new Date(Date.UTC(2024, 4, day)) : `${String(day).padStart(2, '0')}/05/2024`],
      [88.15 + at, 41.4 + at / 2],
      {
        names: [''],
        time: `2024-05-${String(day).padStart(2, '0')}`,
      },
    ),
  ),
})

const dates = (): readonly Workbook[] => [
  single({ name: 'ngay-chu', constructs: ['dates'] }, readings(false)),
  single({ name: 'ngay-so', constructs: ['dates'] }, readings(true)),
  single(
    { name: 'ngay-csv', constructs: ['dates', 'CSV'], format: 'csv', csv: { delimiter: ';', encoding: 'utf-16le' } },
    readings(false),
  ),
]

const ABBREVIATIONS: readonly (readonly [string, readonly string[]])[] = [
  ['TP.HCM', ['TP.HCM', 'Hồ Chí Minh']],
  ['BR-VT', ['BR-VT', 'Bà Rịa - Vũng Tàu', 'Bà Rịa Vũng Tàu']],
  ['T.T.Huế', ['T.T.Huế', 'Thừa Thiên Huế', 'Huế', 'Thừa Thiên - Huế']],
  ['Tp Hà nội', ['Tp Hà nội', 'Hà Nội']],
  ['Tỉnh Bắc Kạn', ['Tỉnh Bắc Kạn', 'Bắc Kạn']],
  ['Đắc Nông', ['Đắc Nông', 'Đắk Nông']],
]

const places = (time: string): TableSpec => ({
  above: [`Số thuê bao cáp quang năm ${time}`, 'Đơn vị tính: Nghìn thuê bao'],
  measure: 'Số thuê bao cáp quang',
  unit: 'Nghìn thuê bao',
  time,
  stub: ['Tỉnh/TP'],
  leaves: [leaf('Hộ gia đình'), leaf('Doanh nghiệp')],
  rows: ABBREVIATIONS.map(([text, names], at) => row([text], [310.5 - 40 * at, 44.25 - 3 * at], { names })),
})

/** Before and after the merger of 01/07/2025. */
const provinces = (): readonly Workbook[] => [
  single({ name: 'ten-viet-tat', constructs: ['province names'] }, places('2023')),
  single(
    { name: 'tinh-cu', constructs: ['province names'] },
    {
      ...FOREST,
      leaves: yearLeaves([2023, 2024]),
      rows: ['Hà Nam', 'Nam Định', 'Ninh Bình', 'Kiên Giang', 'Bạc Liêu'].map((name, at) =>
        row([name], [11.5 + at, 13.25 + at]),
      ),
    },
  ),
]

/** Of a whole, with the parts that matter named below it. */
const ofWhich = (): Workbook =>
  single(
    { name: 'trong-do', constructs: ['Trong đó'] },
    {
      above: ['Số máy nông nghiệp', 'Đơn vị tính: Chiếc'],
      measure: 'Số máy nông nghiệp',
      unit: 'Chiếc',
      stub: ['Chỉ tiêu'],
      leaves: yearLeaves([2021, 2022, 2023]),
      rows: [
        row(['Máy kéo'], [5210, 5388, 5577]),
        row(['Trong đó:'], []),
        row(['Máy kéo trên 35 mã lực'], [1204, 1310, 1466]),
        row(['Máy gặt'], [2033, 2107, 2290]),
        row(['Máy sấy'], [811, 845, 902]),
      ],
    },
  )

/** Each line in its own unit. */
const unitsInRows = (): Workbook =>
  single(
    { name: 'don-vi-theo-dong', constructs: ['units in rows'] },
    {
      above: ['Một số chỉ tiêu của huyện Mẫu'],
      stub: ['Chỉ tiêu', 'Đơn vị tính'],
      leaves: yearLeaves([2020, 2021, 2022]),
      rows: [
        row(['Diện tích tự nhiên', 'km²'], [812.4, 812.4, 815.1], { names: ['Diện tích tự nhiên'], unit: 'km²' }),
        row(['Dân số trung bình', 'Nghìn người'], [154.2, 155.9, 157.7], {
          names: ['Dân số trung bình'],
          unit: 'Nghìn người',
        }),
        row(['Số trạm y tế', 'Trạm'], [21, 21, 22], { names: ['Số trạm y tế'], unit: 'Trạm' }),
        row(['Tỷ lệ hộ nghèo', '%'], [4.75, 4.1, 3.62], { names: ['Tỷ lệ hộ nghèo'], unit: '%' }),
      ],
    },
  )

const texts = (): readonly Workbook[] => [
  single({ name: 'bang-html', constructs: ['HTML as .xls'], format: 'html' }, FOREST),
  single({ name: 'bang-html-2', constructs: ['HTML as .xls'], format: 'html' }, BUDGET),
  single({ name: 'sach-cu', constructs: ['old .xls'], format: 'xls' }, FOREST),
  single(
    {
      name: 'cham-phay',
      constructs: ['CSV', 'title lines'],
      format: 'csv',
      csv: { delimiter: ';', encoding: 'utf-8-bom' },
    },
    {
      ...FOREST,
      leaves: yearLeaves([2021, 2022, 2023], (value) => String(value).replace('.', ',')),
    },
  ),
  single(
    { name: 'tab', constructs: ['CSV'], format: 'csv', csv: { delimiter: '\t', encoding: 'utf-8' } },
    places('2022'),
  ),
]

/** Workbooks that no seed draws. */
export function handMadeCases(): readonly Workbook[] {
  return [...oldFonts(), ...codes(), ...dates(), ...provinces(), ofWhich(), unitsInRows(), ...texts()]
}
