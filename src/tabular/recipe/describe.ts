import type { Language } from '../messages.ts'
import type { ColumnType, DimensionKind } from '../model.ts'
import type { RecipeStep } from './model.ts'

const TYPES: Readonly<Record<ColumnType, { vi: string; en: string }>> = {
  text: { vi: 'chữ', en: 'text' },
  integer: { vi: 'số nguyên', en: 'whole numbers' },
  decimal: { vi: 'số thập phân', en: 'decimal numbers' },
  boolean: { vi: 'đúng/sai', en: 'true or false' },
  date: { vi: 'ngày', en: 'dates' },
  datetime: { vi: 'ngày giờ', en: 'dates with time' },
  period: { vi: 'kỳ (năm, quý, tháng)', en: 'periods' },
}

const KINDS: Readonly<Record<DimensionKind, { vi: string; en: string }>> = {
  time: { vi: 'thời gian', en: 'time' },
  place: { vi: 'địa phương', en: 'place' },
  category: { vi: 'phân tổ', en: 'category' },
}

const rowsOf = (rows: readonly number[]): string => rows.map((row) => row + 1).join(', ')

type Describers = {
  readonly [Op in RecipeStep['op']]: (step: Extract<RecipeStep, { op: Op }>, language: Language) => string
}

const DESCRIBERS: Describers = {
  table: (step, language) =>
    language === 'vi'
      ? `Lấy bảng “${step.name}” gồm ${step.columns.length} cột`
      : `Take table “${step.name}” with ${step.columns.length} columns`,
  'drop-table': (step, language) =>
    language === 'vi' ? `Bỏ bảng thứ ${step.table + 1}` : `Leave out table ${step.table + 1}`,
  header: (step, language) =>
    language === 'vi' ? `Tiêu đề cột ở dòng ${rowsOf(step.rows)}` : `Column labels stand in row ${rowsOf(step.rows)}`,
  title: (step, language) => (language === 'vi' ? `Đặt tên bảng là “${step.title}”` : `Call the table “${step.title}”`),
  unit: (step, language) =>
    language === 'vi' ? `Đơn vị tính của bảng: ${step.unit}` : `Unit of the table: ${step.unit}`,
  'decimal-sign': (step, language) => {
    const comma = step.sign === ','
    if (language === 'vi') return comma ? 'Dấu phẩy ngăn phần thập phân' : 'Dấu chấm ngăn phần thập phân'
    return comma ? 'A comma separates decimals' : 'A point separates decimals'
  },
  'date-order': (step, language) => {
    const order =
      step.order === 'dmy'
        ? { vi: 'ngày/tháng/năm', en: 'day/month/year' }
        : { vi: 'tháng/ngày/năm', en: 'month/day/year' }
    return language === 'vi' ? `Đọc ngày theo thứ tự ${order.vi}` : `Read dates as ${order.en}`
  },
  type: (step, language) =>
    language === 'vi'
      ? `Cột “${step.column}” là ${TYPES[step.type].vi}`
      : `Column “${step.column}” holds ${TYPES[step.type].en}`,
  dimension: (step, language) =>
    language === 'vi'
      ? `Cột “${step.column}” phân biệt theo ${KINDS[step.kind].vi}`
      : `Column “${step.column}” distinguishes by ${KINDS[step.kind].en}`,
  'map-name': (step, language) =>
    language === 'vi'
      ? `Cột “${step.column}”: đổi “${step.from}” thành “${step.to}”`
      : `Column “${step.column}”: write “${step.to}” for “${step.from}”`,
}

/** One step of a recipe in words. */
export function describeStep(step: RecipeStep, language: Language): string {
  const describe = DESCRIBERS[step.op] as (step: RecipeStep, language: Language) => string
  return describe(step, language)
}
