import { writeXlsx } from 'hucre/xlsx'

type Cell = string | number | Date | null

export interface TestSheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  /** 0-based, both ends included: `[startRow, startColumn, endRow, endColumn]`. */
  readonly merges?: readonly (readonly [number, number, number, number])[]
}

/** A workbook of these sheets, as an office program would save it. */
export function aWorkbook(...sheets: readonly TestSheet[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, rows, merges = [] }) => ({
      name,
      rows: rows.map((row) => [...row]),
      merges: merges.map(([startRow, startCol, endRow, endCol]) => ({ startRow, startCol, endRow, endCol })),
    })),
  })
}

const SYSTEM_HEAD = [
  'STT',
  'Tên',
  'URL',
  'Cấp',
  'Đơn vị chủ quản',
  'Đơn vị trực thuộc',
  'Năm',
  'Hình thức đầu tư',
  'Tình trạng rà soát',
  'Trạng thái',
  'Thông tin chia sẻ',
  'Phương thức chia sẻ',
  'Tần suất',
  'Phạm vi',
  'Chi tiết',
  'Tình trạng kết nối',
] as const

/**
 * An inventory in the layout provinces use: a title over the whole width, headings on two rows with merged cells, groups
 * between the rows, an owner merged over several rows, a note below; a second sheet lists databases.
 */
export function provincialInventory(owner: string): Promise<Uint8Array> {
  const top = SYSTEM_HEAD.map((text, place) => (place >= 10 && place <= 14 ? 'Thông tin chia sẻ, kết nối' : text))
  const systems: TestSheet = {
    name: 'Hệ thống thông tin',
    rows: [
      ['DANH MỤC HỆ THỐNG THÔNG TIN, CƠ SỞ DỮ LIỆU', ...Array<null>(15).fill(null)],
      Array<null>(16).fill(null),
      top,
      SYSTEM_HEAD.map((text, place) => (place >= 10 && place <= 14 ? text : null)),
      SYSTEM_HEAD.map((_, place) => `(${place + 1})`),
      ['I', 'Hệ thống dùng chung', ...Array<null>(14).fill(null)],
      [
        1,
        'Hệ thống một cửa điện tử',
        'https://motcua.example.vn',
        'Tỉnh',
        owner,
        'Phòng CNTT',
        2019,
        'Thuê',
        'Duy trì',
        'Đang sử dụng',
        'Hồ sơ thủ tục hành chính',
        'Qua API',
        'Hằng ngày',
        'Toàn tỉnh',
        'Trạng thái hồ sơ',
        'Đã kết nối',
      ],
      [
        2,
        'Hệ thống quản lý văn bản',
        null,
        'Tỉnh',
        null,
        'Văn phòng',
        2015,
        'Xây dựng',
        'Cần nâng cấp',
        'Đang hoạt động',
        null,
        null,
        null,
        null,
        null,
        'Chưa',
      ],
      ['II', 'Hệ thống chuyên ngành', ...Array<null>(14).fill(null)],
      [
        3,
        'Hệ thống quản lý giá đất',
        null,
        'Tỉnh',
        owner,
        'Phòng giá',
        2021,
        'Đầu tư',
        'Giữ',
        'Đang sử dụng',
        'Giá đất',
        'Tệp',
        'Hằng năm',
        'Toàn tỉnh',
        null,
        'Đang kết nối',
      ],
      ['Ghi chú: số liệu đến 15/09/2026', ...Array<null>(15).fill(null)],
    ],
    merges: [
      [0, 0, 0, 15],
      [2, 10, 2, 14],
      ...Array.from({ length: 16 }, (_, place) => place)
        .filter((place) => place < 10 || place > 14)
        .map((place) => [2, place, 3, place] as const),
      [6, 4, 7, 4],
    ],
  }
  const databases: TestSheet = {
    name: '13 CSDL',
    rows: [
      ['13 CSDL bắt buộc kết nối', null, null, null],
      ['TT', 'Tên CSDL', 'Cơ quan quản lý', 'Loại CSDL'],
      [1, 'CSDL về giá', owner, 'Dùng chung của tỉnh'],
      [2, 'CSDL hộ tịch điện tử', owner, 'Quốc gia'],
    ],
    merges: [[0, 0, 0, 3]],
  }
  return aWorkbook(systems, databases)
}
