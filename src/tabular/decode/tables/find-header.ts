import { broadKind, type ColumnKinds, isYear } from './column-kinds.ts'
import type { Grid } from './found-table.ts'

/** Whether a row speaks for labels or for a record, and how strongly. */
interface Evidence {
  readonly label: number
  readonly record: number
}

const MAX_HEADER_ROWS = 15

/**
 * Tells which of the leading rows label the columns: a label is text above figures, dates or links, or a year above
 * figures that are none. A first row whose cells look like those below is a record, and then there is no header.
 */
export function findHeaderRows(grid: Grid, rows: readonly number[], kinds: ColumnKinds): number {
  const [first] = rows
  if (first === undefined) return 0
  if (rows.length === 1) return isSingleRecord(grid, first) ? 0 : 1
  const evidence = rows.slice(0, MAX_HEADER_ROWS).map((row) => weigh(grid, row, kinds))
  const end = evidence.findIndex(({ label, record }, i) => {
    const isRecord = record > 0 && record >= label
    return isRecord || (label === 0 && i > 0 && !continuesHeader(grid, rows, i))
  })
  if (end < 0) return 1
  return evidence.slice(0, end).some(({ label }) => label > 0) ? end : Math.min(end, 1)
}

function isSingleRecord(grid: Grid, row: number): boolean {
  const kinds = (grid.texts[row] ?? []).map(broadKind).filter((k) => k !== 'empty')
  return kinds.filter((k) => k !== 'text').length * 2 > kinds.length
}

function weigh(grid: Grid, row: number, kinds: ColumnKinds): Evidence {
  const texts = grid.texts[row] ?? []
  if (isColumnNumbering(texts)) return { label: 1, record: 0 }
  const again = comesAgain(grid, row)
  let label = again ? 1 : 0
  let record = 0
  texts.forEach((text, c) => {
    const cell = weighCell(text, c, kinds)
    label += cell.label
    if (cell.label === 0 && !(again && kinds.typed[c] === undefined)) record += cell.record
  })
  return { label, record }
}

const NOTHING: Evidence = { label: 0, record: 0 }
const LABEL: Evidence = { label: 1, record: 0 }
const RECORD: Evidence = { label: 0, record: 1 }
const PERHAPS_RECORD: Evidence = { label: 0, record: 0.5 }

function weighCell(text: string, column: number, kinds: ColumnKinds): Evidence {
  const kind = broadKind(text)
  const typed = kinds.typed[column]
  // A mark for "no figure" above figures belongs to a record.
  if (kind === 'empty') return text.trim() !== '' && typed === 'number' ? PERHAPS_RECORD : NOTHING
  // Labels are written once; a text that comes back further down is a value.
  if (typed === undefined) return (kinds.seen[column]?.get(text.trim()) ?? 0) > 2 ? PERHAPS_RECORD : NOTHING
  if (isYear(text) && typed === 'number' && !kinds.years[column]) return LABEL
  return kind === typed ? RECORD : LABEL
}

// Stacked tables of the same kind repeat their header word by word.
function comesAgain(grid: Grid, row: number): boolean {
  const texts = (grid.texts[row] ?? []).map((t) => t.trim())
  const filled = texts.filter((t) => t !== '')
  if (filled.length < 3 || new Set(filled).size < filled.length || filled.some((t) => broadKind(t) !== 'text'))
    return false
  const key = texts.join('\t')
  return grid.texts.some(
    (other, r) => r > row + 1 && other[0]?.trim() === texts[0] && other.map((t) => t.trim()).join('\t') === key,
  )
}

// "A | B | 1 | 2 | 3", "(1) (2) (3)": the row of forms that numbers the columns for reference. Bare numbers without
// letters or brackets are a record unless there are many of them.
function isColumnNumbering(texts: readonly string[]): boolean {
  const filled = texts.map((t) => t.trim()).filter((t) => t !== '')
  const marks = filled.map((t) => t.replace(/^\((.*)\)$/, '$1'))
  if (!marks.every((t) => /^(?:\d{1,2}|\p{L})(?:\s*=.*)?$/u.test(t))) return false
  const numbers = marks.flatMap((t) => (/^\d{1,2}$/.test(t) ? [Number(t)] : []))
  const inOrder = numbers.every((n, i) => i === 0 || n === (numbers[i - 1] ?? 0) + 1)
  const letters = marks.length - numbers.length
  const marked = letters > 0 || filled.some((t) => t.startsWith('('))
  return inOrder && (numbers[0] ?? 9) <= 2 && letters <= 3 && numbers.length >= (marked ? 2 : 6)
}

// A row of text columns only says nothing by itself: it is a label row when it fills in for blanks of the rows above.
function continuesHeader(grid: Grid, rows: readonly number[], count: number): boolean {
  const row = rows[count]
  const following = rows.slice(count + 1, count + 4)
  if (row === undefined || (grid.filled[row] ?? 0) < 2) return false
  const texts = grid.texts[row] ?? []
  const above = rows.slice(0, count)
  const fillsBlank = texts.every(
    (t, c) => t.trim() === '' || above.some((r) => (grid.texts[r]?.[c] ?? '').trim() === ''),
  )
  return fillsBlank && following.length > 0
}
