type Params = Readonly<Record<string, string | number>>

interface Sentences {
  readonly vi: (params: Params) => string
  readonly en: (params: Params) => string
}

const text = (params: Params, name: string): string => String(params[name] ?? '')

/** Sentences for the problems that tidying finds, by code. */
export const TIDY_SENTENCES: Readonly<Record<string, Sentences>> = {
  'ambiguous-number': {
    vi: (p) => `Số “${text(p, 'text')}” đọc được hai cách; đang đọc là ${text(p, 'reading')}. Hãy chọn dấu thập phân.`,
    en: (p) =>
      `The number “${text(p, 'text')}” has two readings; it is read as ${text(p, 'reading')}. Choose the decimal sign.`,
  },
  'ambiguous-date': {
    vi: (p) => `Ngày “${text(p, 'text')}” đọc được hai cách; đang đọc theo ngày/tháng/năm. Hãy xác nhận.`,
    en: (p) => `The date “${text(p, 'text')}” has two readings; it is read as day/month/year. Please confirm.`,
  },
  'value-does-not-fit': {
    vi: (p) => `“${text(p, 'text')}” không hợp với kiểu của cột “${text(p, 'column')}”; ô này để trống.`,
    en: (p) => `“${text(p, 'text')}” does not fit the type of column “${text(p, 'column')}”; the cell is left empty.`,
  },
  'repeated-period': {
    vi: (p) => `Kỳ ${text(p, 'period')} đứng ở hai cột; có thể một cột ghi nhầm năm. Hãy kiểm tra.`,
    en: (p) => `The period ${text(p, 'period')} labels two columns; one of them may be a misprint. Please check.`,
  },
  'group-without-records': {
    vi: (p) =>
      `Dòng “${text(p, 'text')}” chỉ nêu tên nhóm, không có bản ghi nào của nhóm đó, nên không thành dòng của bảng.`,
    en: (p) =>
      `The row “${text(p, 'text')}” only names a group and no record of it stands in the list, so it is no row of the table.`,
  },
  'recipe-table-missing': {
    vi: (p) => `Tệp này thiếu bảng “${text(p, 'table')}” mà quy trình làm sạch chờ đợi.`,
    en: (p) => `The table “${text(p, 'table')}” that the recipe expects is not in this file.`,
  },
  'recipe-table-new': {
    vi: (p) => `Tệp này có thêm bảng “${text(p, 'table')}” chưa có trong quy trình làm sạch.`,
    en: (p) => `The file has a table “${text(p, 'table')}” that the recipe does not know.`,
  },
  'recipe-column-missing': {
    vi: (p) => `Bảng “${text(p, 'table')}” thiếu cột “${text(p, 'column')}” so với lần trước.`,
    en: (p) => `Table “${text(p, 'table')}” lacks column “${text(p, 'column')}” that it had before.`,
  },
  'recipe-column-new': {
    vi: (p) => `Bảng “${text(p, 'table')}” có thêm cột “${text(p, 'column')}” so với lần trước.`,
    en: (p) => `Table “${text(p, 'table')}” has a new column “${text(p, 'column')}”.`,
  },
  'recipe-header-moved': {
    vi: (p) => `Tiêu đề cột của bảng “${text(p, 'table')}” không còn ở dòng cũ; đã dùng vị trí mới tìm thấy.`,
    en: (p) => `The header of table “${text(p, 'table')}” is no longer in its old rows; the place found now was used.`,
  },
  'recipe-unit-differs': {
    vi: (p) => `Đơn vị tính đổi từ “${text(p, 'before')}” thành “${text(p, 'now')}”; đã theo tệp mới.`,
    en: (p) => `The unit changed from “${text(p, 'before')}” to “${text(p, 'now')}”; the new file was followed.`,
  },
  'recipe-type-differs': {
    vi: (p) =>
      `Cột “${text(p, 'column')}” trước là ${text(p, 'before')}, nay giống ${text(p, 'now')} hơn. Hãy kiểm tra.`,
    en: (p) => `Column “${text(p, 'column')}” was ${text(p, 'before')} before and now looks like ${text(p, 'now')}.`,
  },
  'scale-differs': {
    vi: (p) =>
      `Ô ghi “${text(p, 'suffix')}” dưới cột có đơn vị “${text(p, 'unit')}”. Số đã được nhân theo chữ trong ô; hãy kiểm tra rồi sửa đơn vị của cột.`,
    en: (p) =>
      `Cells say “${text(p, 'suffix')}” under the unit “${text(p, 'unit')}”. They were multiplied out by the word in the cell; check and set the unit.`,
  },
  'recipe-type-misfit': {
    vi: (p) =>
      `Cột “${text(p, 'column')}”: ${text(p, 'misfits')} trên ${text(p, 'filled')} ô không đọc được là ${text(p, 'type')}, nên giữ là ${text(p, 'now')}. Hãy xem lại cột này hoặc kiểu đã chọn.`,
    en: (p) =>
      `Column “${text(p, 'column')}”: ${text(p, 'misfits')} of ${text(p, 'filled')} cells cannot be read as ${text(p, 'type')}, so it stays ${text(p, 'now')}. Check the column or the chosen type.`,
  },
}
