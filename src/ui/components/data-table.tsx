import type { ComponentChildren } from 'preact'
import { type CellValue, type ColumnLike, decimalsOf, formatCell, isQuantity } from '../cell.ts'
import { formatNumber } from '../format.ts'
import { type Lang, t } from '../messages/index.ts'
import { ScrollBox } from './scroll-box.tsx'

export interface DataTableProps {
  readonly lang: Lang
  readonly caption: string
  readonly columns: readonly ColumnLike[]
  readonly rows: readonly (readonly CellValue[])[]
  /** Totals of the source, kept apart from the rows. */
  readonly totals?: readonly (readonly CellValue[])[] | undefined
  readonly sort?: { readonly column: string; readonly order: 'asc' | 'desc' } | undefined
  /** Address of the table sorted another way; without it headers are plain. */
  readonly sortHref?: ((column: string, order: 'asc' | 'desc') => string) | undefined
  /** Column that gets a bar beside its numbers. */
  readonly bars?: string | undefined
  /** Column whose cells name the row (default: the first). */
  readonly rowHeader?: string | undefined
  /** Other content than the text of the value: a link, a state. */
  readonly cell?: ((value: CellValue, column: ColumnLike, row: readonly CellValue[]) => ComponentChildren) | undefined
  /** Rows of the whole table, when these are only some of them. */
  readonly rowCount?: number | undefined
  readonly nextHref?: string | undefined
  readonly previousHref?: string | undefined
  readonly captionShown?: boolean | undefined
  /** On a phone each row becomes a block with the names of its columns, instead of a table to push sideways. */
  readonly stacked?: boolean | undefined
}

interface Drawn {
  readonly props: DataTableProps
  readonly decimals: readonly number[]
  readonly barMax: number
  readonly barColumn: number
  readonly headerColumn: number
}

/** A table of data: caption, scopes, units in the header, numbers right-aligned, sorted by links, how much is shown. */
export function DataTable(props: DataTableProps) {
  const { lang, caption, columns, rows, totals = [] } = props
  const drawn = measure(props)
  return (
    <div class="data">
      <ScrollBox lang={lang} label={caption}>
        <table class={props.stacked ? 'tb stacks' : 'tb'}>
          <caption class={props.captionShown ? undefined : 'vh'}>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <HeaderCell key={column.name} drawn={drawn} column={column} withBar={index === drawn.barColumn} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>{cellsOf(row, drawn)}</tr>
            ))}
          </tbody>
          {totals.length > 0 && (
            <tfoot>
              {totals.map((row, index) => (
                <tr key={index}>{cellsOf(row, drawn)}</tr>
              ))}
            </tfoot>
          )}
        </table>
      </ScrollBox>
      <AfterTable {...props} />
    </div>
  )
}

function measure(props: DataTableProps): Drawn {
  const { columns, rows, totals = [], bars, rowHeader } = props
  const all = [...rows, ...totals]
  const barColumn = bars === undefined ? -1 : columns.findIndex((column) => column.name === bars)
  return {
    props,
    decimals: columns.map((_, index) => decimalsOf(all.map((row) => row[index]))),
    barColumn,
    barMax: Math.max(0, ...rows.map((row) => numberAt(row, barColumn))),
    headerColumn: rowHeader === undefined ? 0 : columns.findIndex((column) => column.name === rowHeader),
  }
}

function numberAt(row: readonly CellValue[], index: number): number {
  const value = row[index]
  return typeof value === 'number' ? value : 0
}

function HeaderCell({ drawn, column, withBar }: { drawn: Drawn; column: ColumnLike; withBar: boolean }) {
  const { sort, sortHref } = drawn.props
  const sorted = sort?.column === column.name ? sort.order : undefined
  const quantity = isQuantity(column)
  // Who sorts by a quantity looks for the largest first.
  const first = quantity ? 'desc' : 'asc'
  const next = sorted === undefined ? first : sorted === 'asc' ? 'desc' : 'asc'
  const direction = sorted && (sorted === 'asc' ? 'ascending' : 'descending')
  return (
    <>
      <th scope="col" class={quantity ? 'n' : undefined} aria-sort={direction}>
        {sortHref ? (
          <a href={sortHref(column.name, next)} rel="nofollow">
            {column.title}
          </a>
        ) : (
          column.title
        )}
        {column.unit && <span class="u">{column.unit}</span>}
      </th>
      {withBar && <BarHead of={column.title} />}
    </>
  )
}

// A header of its own would be read out for a column that only repeats the one before it.
function BarHead({ of }: { of: string }) {
  return (
    <td class="bar">
      <span class="vh">{of}</span>
    </td>
  )
}

function cellsOf(row: readonly CellValue[], drawn: Drawn) {
  const { lang, columns, cell, stacked } = drawn.props
  return columns.map((column, index) => {
    const value = row[index]
    const text = formatCell(value, column, { lang, decimals: drawn.decimals[index] })
    const content = cell?.(value, column, row) ?? text
    const quantity = isQuantity(column)
    if (index === drawn.headerColumn) {
      return (
        <th key={column.name} scope="row" class={quantity ? 'n' : undefined}>
          {content}
        </th>
      )
    }
    return (
      <>
        <td
          key={column.name}
          class={quantity ? 'n' : isFigure(column) ? 'num nw' : undefined}
          data-label={stacked ? column.title : undefined}
        >
          {content}
        </td>
        {index === drawn.barColumn && <BarCell share={numberAt(row, index) / (drawn.barMax || 1)} />}
      </>
    )
  })
}

function isFigure(column: ColumnLike): boolean {
  return column.kind === 'time' || column.type === 'date' || column.type === 'datetime' || column.type === 'period'
}

function BarCell({ share }: { share: number }) {
  const width = Math.min(100, Math.max(0, share * 100))
  return (
    // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- repeats the number beside it
    <td class="bar" aria-hidden="true">
      <svg>
        <rect width={`${width.toFixed(1)}%`} height="100%" />
      </svg>
    </td>
  )
}

function AfterTable({ lang, rows, rowCount, nextHref, previousHref }: DataTableProps) {
  const say = t(lang)
  const shown = formatNumber(rows.length, lang)
  const partial = rowCount !== undefined && rowCount !== rows.length
  return (
    <div class="after">
      <p class="small muted num">{partial ? say.shownOf(shown, formatNumber(rowCount, lang)) : say.rows(shown)}</p>
      {(previousHref ?? nextHref) && (
        <p class="small turn">
          {previousHref && (
            <a href={previousHref} rel="prev">
              {say.previousPage}
            </a>
          )}
          {nextHref && (
            <a href={nextHref} rel="next">
              {say.nextPage}
            </a>
          )}
        </p>
      )}
    </div>
  )
}
