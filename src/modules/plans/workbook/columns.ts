/** Columns of the workbook of a plan, in the order it is written; read back in any order. */
export const COLUMNS = [
  { name: 'number', head: 'STT', width: 6 },
  { name: 'title', head: 'Tên bộ dữ liệu', width: 44 },
  { name: 'description', head: 'Mô tả', width: 40 },
  { name: 'unit', head: 'Đơn vị chịu trách nhiệm', width: 28 },
  { name: 'due', head: 'Hạn công bố', width: 14 },
  { name: 'frequency', head: 'Chu kỳ cập nhật', width: 18 },
  { name: 'formats', head: 'Định dạng', width: 16 },
  { name: 'database', head: 'Cơ sở dữ liệu nguồn', width: 30 },
  { name: 'table', head: 'Bảng', width: 18 },
  { name: 'columns', head: 'Trường mở', width: 30 },
  { name: 'reason', head: 'Lý do đưa vào', width: 36 },
  { name: 'note', head: 'Ghi chú', width: 24 },
  { name: 'id', head: 'Mã mục (không sửa)', width: 38 },
] as const

export type ColumnName = (typeof COLUMNS)[number]['name']

/** Columns without which a workbook says nothing. */
export const NEEDED: readonly ColumnName[] = ['title', 'due']

export const SHEET = 'Danh mục'

/** Letters of a column as spreadsheets name it; 0 is A. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26)
  return `${rest > 0 ? columnName(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`
}
