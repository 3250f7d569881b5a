import { wordKey } from '../../../formats/text.ts'
import { isDay } from '../../../platform/days.ts'
import type { FieldProblem } from '../../../platform/errors.ts'
import { cleanText } from '../../../platform/text.ts'
import type { TextSheet } from '../../datasets/index.ts'
import type { PlanContent, PlanItem } from '../content/model.ts'
import { COLUMNS, type ColumnName, columnName, NEEDED } from './columns.ts'

export interface ReadWords {
  /** Code of an update cycle by its label, another name, or itself. */
  cycleOf(text: string): string | undefined
  isFormat(code: string): boolean
  nextId(): string
}

/** Items of a workbook, or what is wrong with it, cell by cell. */
export type ReadItems =
  | { readonly ok: true; readonly items: readonly PlanItem[] }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

const MOST_ROWS = 5000
const TITLE_MAX = 300
const HEAD_WITHIN = 30

/** Reads the list back from a workbook: columns in any order, titles above the header, rows without a title left out. */
export function readItems(sheets: readonly TextSheet[], content: PlanContent, words: ReadWords): ReadItems {
  const found = sheets.flatMap((sheet) => findHead(sheet) ?? [])[0]
  if (!found) return failed(noHead())
  const { sheet, row: headRow, places } = found
  const missing = NEEDED.filter((name) => !places.has(name))
  if (missing.length > 0) return failed(...missing.map((name) => missingColumn(name, sheet.name)))
  const body = sheet.rows.slice(headRow + 1).map((cells, index) => ({ cells, number: headRow + index + 2 }))
  const rows = body.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (rows.length > MOST_ROWS) return failed(tooMany(rows.length))
  const known = new Map(content.items.map((item) => [item.id, item]))
  const problems: FieldProblem[] = []
  const seen = new Map<string, number>()
  const items = rows.flatMap(({ cells, number }): PlanItem[] => {
    const cell = (name: ColumnName) => cleanText(cells[places.get(name) ?? -1] ?? '')
    if (cell('title') === '' && cell('unit') === '' && cell('due') === '') return []
    const complain: Complain = (name, vi, en) => problems.push(cellProblem({ name, number, places }, vi, en))
    const twice = seen.get(cell('id'))
    if (cell('id') !== '' && twice !== undefined)
      complain(
        'id',
        `trùng mã với dòng ${twice}; để trống nếu là mục mới`,
        `same id as row ${twice}; leave it empty for a new item`,
      )
    seen.set(cell('id'), number)
    return [itemOf(cell, { known, words, complain, period: content.period })]
  })
  return problems.length > 0 ? failed(...problems) : { ok: true, items }
}

type Complain = (name: ColumnName, vi: string, en: string) => void

interface Reading {
  readonly known: ReadonlyMap<string, PlanItem>
  readonly words: ReadWords
  readonly complain: Complain
  readonly period: PlanContent['period']
}

function itemOf(cell: (name: ColumnName) => string, reading: Reading): PlanItem {
  const { known, words } = reading
  const before = known.get(cell('id'))
  const title = titleOf(cell('title'), reading)
  const frequency = frequencyOf(cell('frequency'), reading)
  const [description, note] = [cell('description').slice(0, 4000), cell('note').slice(0, 2000)]
  const source = sourceOf(cell, before)
  return {
    id: before?.id ?? words.nextId(),
    title,
    unit: cell('unit').slice(0, 300),
    due: dueOf(cell('due'), reading),
    formats: formatsOf(cell('formats'), reading),
    reason: before?.reason ?? { kind: 'officer', text: cell('reason').slice(0, 500) },
    ...(description ? { description } : {}),
    ...(frequency ? { frequency } : {}),
    ...(source ? { source } : {}),
    ...(note ? { note } : {}),
  }
}

function titleOf(title: string, { complain }: Reading): string {
  if (title === '') complain('title', 'chưa có tên bộ dữ liệu', 'the title is missing')
  if (title.length > TITLE_MAX)
    complain(
      'title',
      `dài ${title.length} ký tự, tối đa ${TITLE_MAX}`,
      `${title.length} characters, at most ${TITLE_MAX}`,
    )
  return title
}

function frequencyOf(text: string, { words, complain }: Reading): string | undefined {
  const code = text === '' ? undefined : words.cycleOf(text)
  if (text !== '' && code === undefined)
    complain(
      'frequency',
      `không có chu kỳ “${text}” trong danh mục, xem trang Hướng dẫn`,
      `there is no cycle “${text}”, see the sheet Hướng dẫn`,
    )
  return code
}

function sourceOf(cell: (name: ColumnName) => string, before: PlanItem | undefined): PlanItem['source'] {
  const database = cell('database').slice(0, 300)
  if (database === '') return undefined
  const columns = cell('columns')
    .split(';')
    .map((text) => text.trim().slice(0, 300))
    .filter(Boolean)
    .slice(0, 200)
  const table = cell('table').slice(0, 300)
  const databaseId = before?.source?.database === database ? before.source.databaseId : undefined
  return { database, columns, ...(table ? { table } : {}), ...(databaseId ? { databaseId } : {}) }
}

const LOCAL_DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/

/** `31/12/2026` or `2026-12-31`. */
export function readDay(text: string): string | undefined {
  const local = LOCAL_DAY.exec(text)
  const day = local ? `${local[3]}-${pad(local[2])}-${pad(local[1])}` : text.slice(0, 10)
  return isDay(day) ? day : undefined
}

function pad(text: string | undefined): string {
  return (text ?? '').padStart(2, '0')
}

function dueOf(text: string, { complain, period }: Reading): string {
  const day = readDay(text)
  if (day === undefined) {
    const shown = text === '' ? 'ô trống' : `“${text}” không phải ngày`
    complain(
      'due',
      `${shown}; ghi ngày/tháng/năm, ví dụ ${period.to.split('-').reverse().join('/')}`,
      `“${text}” is no day; write day/month/year`,
    )
    return ''
  }
  if (day < period.from || day > period.to)
    complain(
      'due',
      `${text} nằm ngoài thời kỳ kế hoạch (${period.from} đến ${period.to})`,
      `${text} lies outside the period of the plan`,
    )
  return day
}

function formatsOf(text: string, { words, complain }: Reading): string[] {
  const codes = text
    .split(/[,;/]/)
    .map((part) => part.trim().toUpperCase())
    .filter(Boolean)
  const unknown = codes.filter((code) => !words.isFormat(code))
  if (unknown.length > 0)
    complain('formats', `không có định dạng “${unknown.join(', ')}”`, `there is no format “${unknown.join(', ')}”`)
  return [...new Set(codes)].slice(0, 20)
}

interface Head {
  readonly sheet: TextSheet
  readonly row: number
  readonly places: ReadonlyMap<ColumnName, number>
}

/** The row that names most columns, among the first ones. */
function findHead(sheet: TextSheet): Head | undefined {
  const heads = sheet.rows.slice(0, HEAD_WITHIN).map((cells, row): Head => ({ sheet, row, places: placesIn(cells) }))
  const best = heads.sort((a, b) => b.places.size - a.places.size || a.row - b.row)[0]
  return best && best.places.size >= 2 ? best : undefined
}

function placesIn(cells: readonly string[]): ReadonlyMap<ColumnName, number> {
  const places = new Map<ColumnName, number>()
  cells.forEach((text, at) => {
    const plain = plainHead(text)
    const column = COLUMNS.find(({ head }) => plainHead(head) === plain)
    if (column && !places.has(column.name)) places.set(column.name, at)
  })
  return places
}

function plainHead(text: string): string {
  return wordKey(text.replace(/\(.*?\)/g, ' '))
}

function failed(...problems: readonly FieldProblem[]): ReadItems {
  return { ok: false, problems }
}

function cellProblem(
  { name, number, places }: { name: ColumnName; number: number; places: ReadonlyMap<ColumnName, number> },
  vi: string,
  en: string,
): FieldProblem {
  const head = COLUMNS.find((column) => column.name === name)?.head ?? name
  const at = `${columnName(places.get(name) ?? 0)}${number}`
  return { field: 'tep', message: { vi: `Ô ${at} (${head}): ${vi}.`, en: `Cell ${at} (${head}): ${en}.` } }
}

function noHead(): FieldProblem {
  const heads = COLUMNS.slice(0, 5).map(({ head }) => head)
  return {
    field: 'tep',
    message: {
      vi: `Không thấy dòng tiêu đề trong ${HEAD_WITHIN} dòng đầu. Cần có các cột như: ${heads.join(', ')}. Tải mẫu về để đối chiếu.`,
      en: `No header row within the first ${HEAD_WITHIN} rows. Columns such as: ${heads.join(', ')}. Download the template to compare.`,
    },
  }
}

function missingColumn(name: ColumnName, sheet: string): FieldProblem {
  const head = COLUMNS.find((column) => column.name === name)?.head ?? name
  return {
    field: 'tep',
    message: {
      vi: `Trang “${sheet}” thiếu cột “${head}”. Thêm cột này, hoặc dùng mẫu tải về.`,
      en: `Sheet “${sheet}” lacks the column “${head}”. Add it, or use the template.`,
    },
  }
}

function tooMany(rows: number): FieldProblem {
  return {
    field: 'tep',
    message: {
      vi: `Tệp có ${rows} dòng; một kế hoạch nhận tối đa ${MOST_ROWS}. Chia theo đơn vị hoặc theo thời kỳ.`,
      en: `The file has ${rows} rows; a plan takes at most ${MOST_ROWS}. Split it by unit or period.`,
    },
  }
}
