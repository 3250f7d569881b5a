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
} from '../../../ui/index.ts'
import type { SheetPicture, Understanding } from '../../datasets/index.ts'
import { roleWords } from './role-words.ts'
import { dataWords } from './words.ts'

/** Rows of one run of data that are drawn before the rest is folded. */
const RUN_HEAD = 3
const NUMBER = /^[(–-]?[\d.,\s\u00a0]+[)%]?$/

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

type Spot = Pick<Problem, 'row' | 'column' | 'severity'>

/** The sheet as rows with roles: long runs of data folded, cells tied to the columns they end up in. */
export function drawSheet(sheet: SheetToDraw): DrawnSheet {
  const { picture, lang } = sheet
  const { problems: told, unmatched = [] } = sheet.understanding
  const strange = unmatched.map((spot) => ({ ...spot, severity: 'warning' as const }))
  const problems = [...told, ...strange].filter((problem) => problem.sheet === picture.sheet)
  const roles = rolesOf(sheet, { from: 0, ...picture })
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
        cells: cellsOf(picture.rows[index] ?? [], index, { keys, flags, spread: isSpread(roles, index) }),
      })
    }
    before = role
  }
  rows.push(...rowsBelow(sheet, { keys, flags }))
  const columns = picture.rows[0]?.length ?? 0
  return {
    rows,
    columns,
    legend: legendOf(roles, lang),
    shows: (row, column) => column <= columns && (drawn.has(row - 1) || isInWindow(picture, row - 1)),
  }
}

/** What is kept of the sheet below its top part: the rows around problems. */
function rowsBelow(sheet: SheetToDraw, marks: Omit<CellMarks, 'spread'>): readonly SheetRow[] {
  const { picture, lang } = sheet
  const rows: SheetRow[] = []
  let next = picture.rows.length
  const skipTo = (row: number) => {
    const text = dataWords(lang).unseenRows(formatNumber(row - next, lang))
    if (row > next) rows.push({ kind: 'fold', from: next + 1, to: row, text })
  }
  for (const window of picture.windows ?? []) {
    skipTo(window.from)
    const roles = rolesOf(sheet, window)
    for (const [index, texts] of window.rows.entries()) {
      const role = roles[index] ?? 'data'
      const roleText = index === 0 || role !== roles[index - 1] ? roleWords(lang)[role].row : undefined
      const row = window.from + index
      const cells = cellsOf(texts, row, { ...marks, spread: isSpread(roles, index) })
      rows.push({ kind: 'row', number: row + 1, role, roleText, cells })
    }
    next = window.from + window.rows.length
  }
  skipTo(picture.totalRows)
  return rows
}

function isInWindow({ windows = [] }: SheetPicture, row: number): boolean {
  return windows.some(({ from, rows }) => row >= from && row < from + rows.length)
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

type Stretch = { readonly from: number } & Pick<SheetPicture, 'rows' | 'roles'>

function rolesOf({ understanding, picture }: SheetToDraw, { from, rows, roles }: Stretch): readonly SheetRole[] {
  const here = new Set(understanding.tables.filter((table) => table.sheet === picture.sheet).map((table) => table.name))
  const removed = new Map(
    understanding.removed.filter((item) => here.has(item.table)).map((item) => [item.row, item.kind]),
  )
  return rows.map((_, index) => {
    const kind = removed.get(from + index + 1)
    return (kind && ROLE_OF_REMOVED[kind]) ?? mostCommon(roles[index] ?? [])
  })
}

/** What most cells of a row are; its labels (name, number, unit) say nothing where figures do. */
function mostCommon(all: readonly string[]): SheetRole {
  const figures = all.filter((cell) => cell === 'data' || cell === 'derived')
  const cells = figures.length > 0 ? figures : all
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
  { problems, all }: { problems: readonly Spot[]; all: boolean },
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

function cellsOf(texts: readonly string[], row: number, { keys, flags, spread }: CellMarks): readonly SheetCell[] {
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

function flagsOf(problems: readonly Spot[]): ReadonlyMap<string, 'problem' | 'solved'> {
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
