import { fold } from '../../../platform/text.ts'
import type { Column, Problem } from '../../../tabular/index.ts'
import {
  columnLetters,
  formatNumber,
  type Lang,
  type LegendItem,
  type SheetCell,
  type SheetRole,
  type SheetRow,
  words,
} from '../../../ui/index.ts'
import type { SheetPicture, Understanding } from '../../datasets/index.ts'
import { dataWords } from './words.ts'

/** Rows of one run of data that are drawn before the rest is folded. */
const RUN_HEAD = 3
const NUMBER = /^[(–-]?[\d.,\s\u00a0]+[)%]?$/

const roleWords = words(
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

export interface DrawnSheet {
  readonly rows: readonly SheetRow[]
  readonly columns: number
  readonly legend: readonly LegendItem[]
  /** Whether this cell is in the picture, so that a problem may link to it. Both from 1. */
  shows(row: number, column: number): boolean
}

export interface SheetToDraw {
  readonly understanding: Understanding
  readonly picture: SheetPicture
  /** Columns of the table that was made of this sheet. */
  readonly columns: readonly Column[]
  readonly lang: Lang
  /** Address of this page with every row drawn; undefined when they are. */
  readonly allHref: string | undefined
}

/** The sheet as rows with roles: long runs of data folded, cells tied to the columns they end up in. */
export function drawSheet(sheet: SheetToDraw): DrawnSheet {
  const { picture, lang } = sheet
  const problems = sheet.understanding.problems.filter((problem) => problem.sheet === picture.sheet)
  const roles = rolesOf(sheet)
  const keys = keysOf(picture, sheet.columns)
  const drawn = visibleRows(roles, { problems, all: sheet.allHref === undefined })
  const flags = flagsOf(problems)
  const rows: SheetRow[] = []
  let before: SheetRole | undefined
  for (let index = 0; index < roles.length; index++) {
    const role = roles[index] ?? 'data'
    if (!drawn.has(index)) {
      const to = lastFolded(drawn, index, roles.length)
      rows.push(foldOf(sheet, index, to))
      index = to
    } else {
      const roleText = role === before ? undefined : roleWords(lang)[role].row
      rows.push({
        kind: 'row',
        number: index + 1,
        role,
        roleText,
        cells: cellsOf(picture, index, { keys, flags, spread: isSpread(roles, index) }),
      })
    }
    before = role
  }
  if (picture.totalRows > roles.length) {
    const text = dataWords(lang).unseenRows(formatNumber(picture.totalRows - roles.length, lang))
    rows.push({ kind: 'fold', from: roles.length + 1, to: picture.totalRows, text })
  }
  const columns = picture.rows[0]?.length ?? 0
  return {
    rows,
    columns,
    legend: legendOf(roles, lang),
    shows: (row, column) => drawn.has(row - 1) && column <= columns,
  }
}

const ROLE_OF_CELL: Readonly<Record<string, SheetRole>> = {
  metadata: 'meta',
  header: 'header',
  attributes: 'data',
  data: 'data',
  derived: 'total',
  notes: 'note',
}

const ROLE_OF_REMOVED: Readonly<Record<string, SheetRole>> = {
  title: 'meta',
  unit: 'unit',
  header: 'header',
  group: 'group',
  total: 'total',
  note: 'note',
  source: 'note',
}

function rolesOf({ understanding, picture }: SheetToDraw): readonly SheetRole[] {
  const here = new Set(understanding.tables.filter((table) => table.sheet === picture.sheet).map((table) => table.name))
  const removed = new Map(
    understanding.removed.filter((item) => here.has(item.table)).map((item) => [item.row, item.kind]),
  )
  return picture.rows.map((_, index) => {
    const kind = removed.get(index + 1)
    return (kind && ROLE_OF_REMOVED[kind]) ?? mostCommon(picture.roles[index] ?? [])
  })
}

function mostCommon(cells: readonly string[]): SheetRole {
  const counts = new Map<SheetRole, number>()
  for (const cell of cells) {
    const role = ROLE_OF_CELL[cell]
    if (role) counts.set(role, (counts.get(role) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'meta'
}

/** For every column of the sheet the column of the table it ends up in. */
function keysOf(picture: SheetPicture, columns: readonly Column[]): readonly (string | undefined)[] {
  const width = picture.rows[0]?.length ?? 0
  const holds = (c: number) =>
    picture.roles.some((row) => row[c] === 'data' || row[c] === 'attributes' || row[c] === 'derived')
  const used = Array.from({ length: width }, (_, c) => c).filter(holds)
  const keys: (string | undefined)[] = Array.from({ length: width })
  if (used.length === columns.length) {
    for (const [at, c] of used.entries()) keys[c] = columns[at]?.name
    return keys
  }
  const free = [...columns]
  for (const c of used) {
    const labels = picture.rows.flatMap((row, r) =>
      picture.roles[r]?.[c] === 'header' && row[c] ? [fold(row[c])] : [],
    )
    const label = labels.at(-1)
    const at = label === undefined ? -1 : free.findIndex((column) => fold(column.title).includes(label))
    if (at >= 0) keys[c] = free.splice(at, 1)[0]?.name
  }
  return keys
}

function visibleRows(
  roles: readonly SheetRole[],
  { problems, all }: { problems: readonly Problem[]; all: boolean },
): ReadonlySet<number> {
  const drawn = new Set<number>(problems.flatMap(({ row }) => (row === undefined ? [] : [row - 1])))
  let run = 0
  for (const [index, role] of roles.entries()) {
    run = role === 'data' ? run + 1 : 0
    const lastOfRun = roles[index + 1] !== 'data'
    if (all || run <= RUN_HEAD || lastOfRun) drawn.add(index)
  }
  return drawn
}

function lastFolded(drawn: ReadonlySet<number>, from: number, rows: number): number {
  let to = from
  while (to + 1 < rows && !drawn.has(to + 1)) to++
  return to
}

function foldOf({ lang, allHref }: SheetToDraw, from: number, to: number): SheetRow {
  const text = dataWords(lang).foldedRows(formatNumber(to - from + 1, lang))
  return { kind: 'fold', from: from + 1, to: to + 1, text, href: allHref }
}

interface CellMarks {
  readonly keys: readonly (string | undefined)[]
  readonly flags: ReadonlyMap<string, 'problem' | 'solved'>
  /** A text covers the empty cells to its right. */
  readonly spread: boolean
}

function cellsOf(picture: SheetPicture, row: number, { keys, flags, spread }: CellMarks): readonly SheetCell[] {
  const texts = picture.rows[row] ?? []
  const cells: SheetCell[] = []
  for (let column = 0; column < texts.length; ) {
    const text = texts[column] ?? ''
    const colSpan = spread && text !== '' ? emptyAfter(texts, column) + 1 : 1
    cells.push({
      text,
      key: keys[column],
      number: NUMBER.test(text),
      flag: flags.get(addressOf(row + 1, column + 1)),
      ...(colSpan > 1 ? { colSpan } : {}),
    })
    column += colSpan
  }
  return cells
}

function emptyAfter(texts: readonly string[], column: number): number {
  let empty = 0
  while (column + empty + 1 < texts.length && texts[column + empty + 1] === '') empty++
  return empty
}

const SPREAD: ReadonlySet<SheetRole> = new Set(['meta', 'unit', 'note', 'group'])

// The picture knows no merged cells: titles and notes run over the empty cells beside them, as a sheet program draws
// them, and so do the upper labels of a header of several rows.
function isSpread(roles: readonly SheetRole[], row: number): boolean {
  const role = roles[row] ?? 'data'
  return SPREAD.has(role) || (role === 'header' && roles[row + 1] === 'header')
}

function flagsOf(problems: readonly Problem[]): ReadonlyMap<string, 'problem' | 'solved'> {
  return new Map(
    problems.flatMap(({ row, column, severity }) =>
      row === undefined || column === undefined
        ? []
        : [[addressOf(row, column), severity === 'info' ? 'solved' : 'problem'] as const],
    ),
  )
}

/** Both from 1: `E34`. */
export function addressOf(row: number, column: number): string {
  return `${columnLetters(column - 1)}${row}`
}

function legendOf(roles: readonly SheetRole[], lang: Lang): readonly LegendItem[] {
  const say = roleWords(lang)
  const counts = new Map<SheetRole, number>()
  for (const role of roles) counts.set(role, (counts.get(role) ?? 0) + 1)
  return [...counts].map(([role, count]) => ({
    role,
    name: say[role].name,
    text: `${say.rows(formatNumber(count, lang))}, ${say.becomes[role]}`,
  }))
}
