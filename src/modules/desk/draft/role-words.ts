import { words } from '../../../ui/index.ts'

/** What a row of a sheet is, and what becomes of it. */
export const roleWords = words(
  {
    meta: { name: 'tiêu đề', row: 'Tiêu đề' },
    unit: { name: 'đơn vị', row: 'Đơn vị' },
    header: { name: 'đầu cột', row: 'Đầu cột' },
    group: { name: 'nhóm', row: 'Nhóm' },
    data: { name: 'dữ liệu', row: 'Dữ liệu' },
    total: { name: 'tổng', row: 'Tổng' },
    note: { name: 'ghi chú', row: 'Ghi chú' },
    rows: (count: string) => `${count} dòng`,
    becomes: {
      meta: 'vào mô tả',
      unit: 'gắn vào cột',
      header: 'thành tên cột',
      group: 'thành một cột',
      data: 'thành dòng của bảng',
      total: 'tách riêng',
      note: 'vào mô tả',
    },
  },
  {
    meta: { name: 'title', row: 'Title' },
    unit: { name: 'unit', row: 'Unit' },
    header: { name: 'header', row: 'Header' },
    group: { name: 'group', row: 'Group' },
    data: { name: 'data', row: 'Data' },
    total: { name: 'total', row: 'Total' },
    note: { name: 'note', row: 'Note' },
    rows: (count: string) => `${count} rows`,
    becomes: {
      meta: 'into the description',
      unit: 'joined to the columns',
      header: 'column names',
      group: 'a column',
      data: 'rows of the table',
      total: 'kept apart',
      note: 'into the description',
    },
  },
)
