import { type Lang, t } from '../messages/index.ts'

/** What a row or cell of a sheet is. */
export type SheetRole = 'meta' | 'unit' | 'header' | 'group' | 'data' | 'total' | 'note'

export interface SheetCell {
  readonly text: string
  /** Key of the column of the table it ends up in: cells with one key light up together. */
  readonly key?: string | undefined
  readonly colSpan?: number | undefined
  readonly rowSpan?: number | undefined
  /** Right-aligned, as numbers are. */
  readonly number?: boolean | undefined
  readonly bold?: boolean | undefined
  readonly indent?: boolean | undefined
  /** problem: someone must decide · solved: understood, worth a look. */
  readonly flag?: 'problem' | 'solved' | undefined
  /** Where the cell stands when spans before it shift the count: "B4". */
  readonly address?: string | undefined
}

export type SheetRow =
  | {
      readonly kind: 'row'
      /** From 1, as in the workbook. */
      readonly number: number
      readonly role: SheetRole
      /** Role in words, on the first row of a region. */
      readonly roleText?: string | undefined
      readonly cells: readonly SheetCell[]
    }
  | {
      readonly kind: 'fold'
      readonly from: number
      readonly to: number
      readonly text: string
      readonly href?: string | undefined
    }

export interface SheetPictureProps {
  readonly lang: Lang
  readonly caption: string
  readonly columns: number
  readonly rows: readonly SheetRow[]
}

const CLASS: Readonly<Record<SheetRole, string>> = {
  meta: 'meta',
  unit: 'unit',
  header: 'hd',
  group: 'grp',
  data: 'dat',
  total: 'tot',
  note: 'note',
}

/** The sheet as it is, its regions tinted and named by role. Problems link to its cells and rows: `#o-B4`, `#o-4`. */
export function SheetPicture({ lang, caption, columns, rows }: SheetPictureProps) {
  const say = t(lang)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys scroll only what has the focus
    <section class="scroll sheet-box" tabindex={0} aria-label={say.sheetRegion}>
      <table class="sheet">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            <th class="rn" scope="col">
              <span class="vh">{say.row}</span>
            </th>
            <th class="role" scope="col">
              {say.role}
            </th>
            {Array.from({ length: columns }, (_, index) => (
              <th key={index} scope="col">
                {columnLetters(index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (row.kind === 'fold' ? <Fold row={row} columns={columns} /> : <Row row={row} />))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ row }: { row: Extract<SheetRow, { kind: 'row' }> }) {
  let column = 0
  return (
    <tr class={CLASS[row.role]}>
      <th scope="row" class="rn" id={`o-${row.number}`}>
        {row.number}
      </th>
      <td class="role">{row.roleText}</td>
      {row.cells.map((cell) => {
        const address = cell.address ?? `${columnLetters(column)}${row.number}`
        column += cell.colSpan ?? 1
        return (
          <td
            key={address}
            id={`o-${address}`}
            data-k={cell.key}
            colSpan={cell.colSpan}
            rowSpan={cell.rowSpan}
            class={classOf(cell)}
          >
            {cell.bold ? <b>{cell.text}</b> : cell.text}
          </td>
        )
      })}
    </tr>
  )
}

/** Longer texts get room, whichever column they stand in: a column of numbers may come first. */
const LONG_TEXT = 14

const isLongText = ({ text, number, colSpan = 1 }: SheetCell): boolean =>
  number !== true && colSpan === 1 && text.length > LONG_TEXT

function classOf(cell: SheetCell): string | undefined {
  const names = [
    cell.number && 'n',
    cell.indent && 'in',
    isLongText(cell) && 'tx',
    cell.flag === 'problem' && 'flag',
    cell.flag === 'solved' && 'flag-ok',
  ]
  return names.filter(Boolean).join(' ') || undefined
}

function Fold({ row, columns }: { row: Extract<SheetRow, { kind: 'fold' }>; columns: number }) {
  return (
    <tr class="fold">
      <th scope="row" class="rn">
        {row.from}–{row.to}
      </th>
      <td colSpan={columns + 1}>{row.href ? <a href={row.href}>{row.text}</a> : <span>{row.text}</span>}</td>
    </tr>
  )
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}

export interface LegendItem {
  readonly role: SheetRole
  /** "tiêu đề" */
  readonly name: string
  /** What becomes of it: "2 dòng, vào mô tả". */
  readonly text: string
}

/** The roles in words, each with its tint. */
export function RoleLegend({ lang, items }: { lang: Lang; items: readonly LegendItem[] }) {
  return (
    <ul class="legend" aria-label={t(lang).roleLegend}>
      {items.map((item) => (
        <li key={item.role}>
          <i class={`sw ${CLASS[item.role]}`} />
          <b>{item.name}</b> {item.text}
        </li>
      ))}
    </ul>
  )
}
