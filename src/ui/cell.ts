import { formatDate, formatDateTime, formatExact, formatNumber, formatPeriod } from './format.ts'
import { type Lang, t } from './messages/index.ts'

/** A value of a typed table: dates and periods as ISO text, decimals as numbers or exact text. */
export type CellValue = string | number | boolean | null | undefined

/** What the kit needs to know of a column; a column of a tidy table fits as it is. */
export interface ColumnLike {
  readonly name: string
  readonly title: string
  readonly role?: 'dimension' | 'attribute' | 'measure' | undefined
  readonly type?: 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'datetime' | 'period' | undefined
  readonly kind?: 'time' | 'place' | 'category' | undefined
  readonly unit?: string | undefined
  readonly codeList?: string | undefined
}

/** True for columns of quantities: right-aligned, grouped digits. A year or a code is no quantity. */
export function isQuantity(column: ColumnLike): boolean {
  return (column.type === 'integer' || column.type === 'decimal') && column.kind !== 'time' && !column.codeList
}

/** Most decimals that a column's numbers show; all of them get as many, so that the points stand below each other. */
export function decimalsOf(values: readonly CellValue[]): number {
  let most = 0
  for (const value of values) {
    if (typeof value !== 'number' || Number.isInteger(value)) continue
    const fraction = String(value).split('.')[1]?.length ?? 0
    most = Math.max(most, Math.min(fraction, MOST_DECIMALS))
  }
  return most
}

const MOST_DECIMALS = 4

/** A value as a reader sees it. `decimals` comes from `decimalsOf` the column. */
export function formatCell(
  value: CellValue,
  column: ColumnLike,
  { lang, decimals }: { lang: Lang; decimals?: number | undefined },
): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? t(lang).yes : t(lang).no
  if (typeof value === 'number') {
    if (!isQuantity(column)) return String(value)
    return formatNumber(value, lang, decimals === undefined ? undefined : { min: decimals, max: decimals })
  }
  if (column.type === 'date') return formatDate(value, lang)
  if (column.type === 'datetime') return formatDateTime(value, lang)
  if (column.type === 'period') return formatPeriod(value, lang)
  return isQuantity(column) ? formatExact(value, lang) : value
}
