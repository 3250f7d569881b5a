import type { Field, FieldValue } from '../fields/field.ts'
import { fieldOf, valueOf } from '../fields.ts'
import type { Basis, DatabaseRecord } from '../record.ts'
import { lineOf } from '../room/field-control.tsx'
import type { SystemStatement } from '../systems/record.ts'
import type { ValueMatchers } from '../values/codes-of-field.ts'
import { choiceLabel, choicesOf } from '../words.ts'
import { DATABASE, HEADINGS, ID, OWNER, STT, type TableKind } from './headings.ts'

/** A database as the workbook carries it. */
export interface SheetDatabase {
  readonly id: string
  readonly owner: string
  readonly record: DatabaseRecord
}

/** A system of the register as the workbook carries it. */
export interface SheetSystem {
  readonly id: string
  readonly owner: string
  readonly statement: SystemStatement
}

/** What the workbook is filled with. */
export interface SheetContent {
  readonly systems: readonly SheetSystem[]
  readonly databases: readonly SheetDatabase[]
}

const SHEETS: Readonly<Record<TableKind, string>> = {
  systems: 'Hệ thống thông tin',
  databases: 'Cơ sở dữ liệu',
  items: 'Mục dữ liệu',
  roadmap: 'Lộ trình',
  relations: 'Quan hệ',
}
const KINDS: readonly TableKind[] = ['databases', 'items', 'roadmap', 'relations', 'systems']
const LAST_ROW = 2000
const WIDE: ReadonlySet<string> = new Set(['long', 'lines', 'bases'])
// Excel takes drop-downs of at most 255 characters; longer lists stand in the sheet of codes.
const LONGEST_LIST = 250

type Cell = string | number | Date | null

/** The workbook for databases and systems: lists, the codes, and how to fill it in; empty, or with what there is. */
export async function inventoryWorkbook(content: SheetContent, matchers: ValueMatchers): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  const codes = codeSheet(matchers)
  const sheets = KINDS.map((kind) => ({
    name: SHEETS[kind],
    columns: HEADINGS[kind].map(({ target }) => ({ width: widthOf(target) })),
    freezePane: { rows: 1, columns: kind === 'databases' || kind === 'systems' ? 2 : 0 },
    rows: [HEADINGS[kind].map(({ texts }) => texts[0] ?? ''), ...rowsOf(kind, content, matchers)],
    cells: new Map(
      HEADINGS[kind].map(({ target }, place) => [
        `0,${place}`,
        { style: { font: { bold: true }, alignment: { wrapText: true, vertical: 'top' as const } }, ...noteOf(target) },
      ]),
    ),
    dataValidations: validations(kind, codes.places),
  }))
  return writeXlsx({
    sheets: [
      ...sheets,
      { name: CODES, columns: codes.headings.map(() => ({ width: 30 })), freezePane: { rows: 1 }, rows: codes.rows },
      { name: 'Hướng dẫn', columns: [{ width: 100 }], rows: GUIDE.map((line) => [line]) },
    ],
  })
}

const CODES = 'Danh mục mã'

function widthOf(target: string): number {
  if (target === STT) return 6
  if (target === ID) return 38
  const field = fieldOf(target)
  return field && WIDE.has(field.kind) ? 44 : 24
}

function noteOf(target: string): { readonly comment?: { readonly text: string; readonly author: string } } {
  const text = NOTES[target] ?? fieldOf(target)?.helpVi
  return text === undefined ? {} : { comment: { text, author: 'Nguồn' } }
}

const NOTES: Readonly<Record<string, string>> = {
  [OWNER]: 'Tên hoặc mã định danh của cơ quan. Bỏ trống là cơ quan nạp tệp.',
  [ID]: 'Để nguyên khi sửa danh mục đã có; bỏ trống với cơ sở dữ liệu mới.',
  [DATABASE]: 'Đúng tên ở trang “Cơ sở dữ liệu”.',
  'identity.system': 'Đúng tên ở trang “Hệ thống thông tin” hoặc trong sổ hệ thống.',
  share: 'Mở, Dùng chung hoặc Dùng riêng. Mục có dữ liệu cá nhân không để Mở.',
}

interface CodeList {
  readonly target: string
  readonly name: string
  readonly labels: readonly string[]
}

function codeLists(matchers: ValueMatchers): readonly CodeList[] {
  const fields = HEADINGS.databases.flatMap(({ target }): CodeList[] => {
    const field = fieldOf(target)
    const labels = field ? matchers.options(field, 'vi').map(({ text }) => text) : []
    return field && labels.length > 0 ? [{ target, name: field.vi, labels }] : []
  })
  const list = (target: string, name: string, of: 'share' | 'personal' | 'milestone' | 'relation'): CodeList => ({
    target,
    name,
    labels: choicesOf(of, 'vi').map(({ text }) => text),
  })
  return [
    ...fields,
    list('share', 'Chế độ chia sẻ của mục', 'share'),
    list('personal', 'Dữ liệu cá nhân của mục', 'personal'),
    list('state', 'Tình trạng của việc', 'milestone'),
    list('relation', 'Quan hệ', 'relation'),
  ]
}

function codeSheet(matchers: ValueMatchers) {
  const lists = codeLists(matchers)
  const longest = Math.max(...lists.map(({ labels }) => labels.length))
  const headings = lists.map(({ name }) => name)
  const rows = Array.from({ length: longest }, (_, row) => lists.map(({ labels }) => labels[row] ?? null))
  const places = new Map(lists.map(({ target, labels }, column) => [target, { column, labels }]))
  return { headings, rows: [headings, ...rows], places }
}

function validations(
  kind: TableKind,
  places: ReadonlyMap<string, { readonly column: number; readonly labels: readonly string[] }>,
) {
  return HEADINGS[kind].flatMap(({ target }, column) => {
    const list = places.get(target)
    // Several values may stand in one cell of a list of choices.
    if (!list || fieldOf(target)?.kind === 'choices') return []
    const range = `${letters(column)}2:${letters(column)}${LAST_ROW}`
    const source = `'${CODES}'!$${letters(list.column)}$2:$${letters(list.column)}$${list.labels.length + 1}`
    const short = list.labels.join(',').length <= LONGEST_LIST && !list.labels.some((label) => label.includes(','))
    return [
      {
        type: 'list' as const,
        range,
        allowBlank: true,
        showErrorMessage: true,
        errorStyle: 'warning' as const,
        errorTitle: 'Chưa có trong danh mục',
        errorMessage: 'Chọn một giá trị của danh sách, xem trang “Danh mục mã”.',
        ...(short ? { values: [...list.labels] } : { formula1: source }),
      },
    ]
  })
}

function letters(place: number): string {
  const rest = Math.floor(place / 26)
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(65 + (place % 26))}`
}

function rowsOf(kind: TableKind, { systems, databases }: SheetContent, matchers: ValueMatchers): Cell[][] {
  if (kind === 'systems')
    return systems.map((one, index) =>
      HEADINGS.systems.map(({ target }) => systemCell(one, { target, index, matchers })),
    )
  if (kind === 'databases')
    return databases.map((one, index) =>
      HEADINGS.databases.map(({ target }) => cellOf(one, { target, index, matchers })),
    )
  const rows = databases.flatMap(({ record }) => listRows(kind, record))
  return rows.map((row, index) =>
    HEADINGS[kind].map(({ target }) => (target === STT ? index + 1 : (row[target] ?? null))),
  )
}

function listRows(
  kind: Exclude<TableKind, 'databases' | 'systems'>,
  record: DatabaseRecord,
): Readonly<Record<string, Cell>>[] {
  const name = record.identity.name ?? ''
  if (kind === 'items') {
    return record.items.map((item) => ({
      [DATABASE]: name,
      title: item.title,
      table: item.table ?? null,
      column: item.column ?? null,
      type: item.type ?? null,
      codeList: item.codeList ?? null,
      note: item.note ?? null,
      share: choiceLabel('share', item.share, 'vi') || null,
      personal: choiceLabel('personal', item.personal, 'vi') || null,
      userGroups: item.userGroups?.join('; ') ?? null,
    }))
  }
  if (kind === 'roadmap') {
    return record.roadmap.map((step) => ({
      [DATABASE]: name,
      step: step.name,
      due: dateOf(step.due),
      state: choiceLabel('milestone', step.state, 'vi') || null,
      progress: step.progress ?? null,
      budget: step.budget ?? null,
    }))
  }
  return record.relations.map(({ type, name: other, note }) => ({
    [DATABASE]: name,
    relation: choiceLabel('relation', type, 'vi'),
    other,
    note: note ?? null,
  }))
}

interface Placed {
  readonly target: string
  readonly index: number
  readonly matchers: ValueMatchers
}

function cellOf({ id, owner, record }: SheetDatabase, { target, index, matchers }: Placed): Cell {
  if (target === STT) return index + 1
  if (target === OWNER) return owner
  if (target === ID) return id
  const field = fieldOf(target)
  const value = field && valueOf(record, field)
  return field && value !== undefined ? valueCell(field, value, matchers) : null
}

function systemCell({ id, owner, statement }: SheetSystem, { target, index, matchers }: Placed): Cell {
  if (target === STT) return index + 1
  if (target === OWNER) return owner
  if (target === ID) return id
  if (target === 'system.investedOn') return dateOf(statement.investedOn)
  const value = (statement as Readonly<Record<string, unknown>>)[IN_STATEMENT[target] ?? target.replace('system.', '')]
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const field = fieldOf(target)
  return field ? valueCell(field, value, matchers) : value
}

const IN_STATEMENT: Readonly<Record<string, string>> = {
  'identity.system': 'name',
  'identity.status': 'status',
  'identity.systemUrl': 'url',
  'identity.yearInUse': 'yearInUse',
  'content.purpose': 'purpose',
  'ownership.operator': 'operator',
  'ownership.subUnit': 'subUnit',
  'ownership.itUnit': 'itUnit',
}

type Writer = (field: Field, value: NonNullable<FieldValue>, matchers: ValueMatchers) => Cell

const asText: Writer = (_, value) => String(value)
const asNumber: Writer = (_, value) => Number(value)
const asLabel: Writer = (field, value, matchers) =>
  matchers.options(field, 'vi').find((option) => option.value === value)?.text ?? String(value)

const WRITERS: Readonly<Record<Field['kind'], Writer>> = {
  text: asText,
  long: asText,
  date: (_, value) => dateOf(String(value)),
  integer: asNumber,
  number: asNumber,
  grade: asNumber,
  bases: (_, value) => (value as readonly Basis[]).map(lineOf).join('\n'),
  lines: (_, value) => (value as readonly string[]).join('\n'),
  yes: (_, value) => (value === true ? 'Có' : 'Không'),
  choices: (field, value, matchers) =>
    (value as readonly string[]).map((one) => String(asLabel(field, one, matchers))).join('; '),
  choice: asLabel,
  code: asLabel,
}

function valueCell(field: Field, value: NonNullable<FieldValue>, matchers: ValueMatchers): Cell {
  return WRITERS[field.kind](field, value, matchers)
}

function dateOf(day: string | undefined): Date | null {
  return day === undefined ? null : new Date(`${day}T00:00:00Z`)
}

const GUIDE: readonly string[] = [
  'Mỗi cơ sở dữ liệu một dòng ở trang “Cơ sở dữ liệu”. Chỉ tên là bắt buộc khi nạp; phần còn lại điền dần.',
  'Được đổi thứ tự cột, bỏ cột không dùng, thêm dòng tiêu đề ở trên. Ô trống không xoá nội dung đã có.',
  'Trang “Hệ thống thông tin”: mỗi hệ thống một dòng, vào sổ hệ thống thông tin. Cơ sở dữ liệu ghi tên hệ thống nào thì nối với hệ thống đó.',
  'Trang “Mục dữ liệu”: mỗi mục một dòng, ghi đúng tên cơ sở dữ liệu ở cột “Cơ sở dữ liệu”.',
  'Ngày ghi như 31/12/2026. Số ghi như 1.234,5. Nhiều giá trị trong một ô thì xuống dòng.',
  'Giá trị của các cột có danh mục nằm ở trang “Danh mục mã”.',
  'Sửa danh mục đã có: tải về, sửa, nạp lại; giữ nguyên cột “Mã trong Nguồn”.',
]
