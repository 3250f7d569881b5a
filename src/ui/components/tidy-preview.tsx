import { type CellValue, type ColumnLike, decimalsOf, formatCell, isQuantity } from '../cell.ts'
import type { Lang } from '../messages/index.ts'
import { ScrollBox } from './scroll-box.tsx'

export interface TidyColumn extends ColumnLike {
  /** Where it came from in the sheet: tints the head of the column. */
  readonly from?: 'header' | 'group' | 'data' | undefined
  /** Same key as the cells of the sheet it was made of. */
  readonly key?: string | undefined
}

export interface TidyPreviewProps {
  readonly lang: Lang
  readonly caption: string
  readonly columns: readonly TidyColumn[]
  readonly rows: readonly (readonly CellValue[])[]
  /** Rows left out after the first half: "118 dòng nữa". */
  readonly gap?: string | undefined
}

const TINT = { header: 'k-hd', group: 'k-grp', data: 'k-dat' } as const

/** The table that comes out of the sheet, beside it. */
export function TidyPreview({ lang, caption, columns, rows, gap }: TidyPreviewProps) {
  const decimals = columns.map((_, index) => decimalsOf(rows.map((row) => row[index])))
  const half = gap ? Math.ceil(rows.length / 2) : rows.length
  const draw = (row: readonly CellValue[], index: number) => (
    <tr key={index}>
      {columns.map((column, at) => (
        <td key={column.name} data-k={column.key} class={isQuantity(column) ? 'n' : textClass(row[at])}>
          {formatCell(row[at], column, { lang, decimals: decimals[at] })}
        </td>
      ))}
    </tr>
  )
  return (
    <ScrollBox lang={lang} label={caption}>
      <table class="tb tidy">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" data-k={column.key} class={headClass(column)}>
                {column.title}
                {column.unit && <span class="u">{column.unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, half).map(draw)}
          {gap && (
            <tr class="gap">
              <td colSpan={columns.length}>{gap}</td>
            </tr>
          )}
          {rows.slice(half).map(draw)}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Longer texts get room beside narrow columns. */
const LONG_TEXT = 14

const textClass = (value: CellValue | undefined): string | undefined =>
  typeof value === 'string' && value.length > LONG_TEXT ? 'tx' : undefined

function headClass(column: TidyColumn): string | undefined {
  const names = [isQuantity(column) && 'n', column.from && TINT[column.from]]
  return names.filter(Boolean).join(' ') || undefined
}
