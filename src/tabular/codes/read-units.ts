import { foldKey } from './fold.ts'
import type { CodeItem, CodeList } from './model.ts'

/** What an officer says about a list that comes as a table. */
export interface UnitTable {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly validFrom?: string
  readonly validTo?: string
  /** List the parent codes belong to; without it they are rows of the table, or of a list nobody gave. */
  readonly broaderList?: CodeList
  readonly header: readonly string[]
  readonly rows: Iterable<readonly (string | number | boolean | null)[]>
}

/** 1-based row of the table's data records. */
export interface UnitError {
  readonly row: number
  readonly code: 'missing-code' | 'missing-name' | 'repeated-code' | 'unknown-parent'
  readonly message: string
}

export interface UnitReading {
  readonly list: CodeList
  readonly errors: readonly UnitError[]
}

type Field = 'code' | 'name' | 'nameEn' | 'kind' | 'broader' | 'validFrom' | 'validTo' | 'successors' | 'aliases'

const words = (text: string): readonly string[] => text.split(' ')

/**
 * Folded column labels that mean a field, the surest first. Lists of communes print the codes and names of all levels
 * side by side: the lowest level is the unit, the next one its parent.
 */
const LABELS: Readonly<Record<Field, readonly string[]>> = {
  code: words(
    'wardcode mapx maxa maphuongxa maphuong madvhc madonvi macoquan code ma maso id maqh mahuyen maquanhuyen matinh matp matinhtp matinhthanhpho',
  ),
  name: words(
    'fullname wardname name ten tenxa tenphuongxa phuongxa tendonvi tendvhc tencoquan donvihanhchinh tenhuyen quanhuyen tentinh tinhthanhpho',
  ),
  broader: words(
    'broader parent parentcode provincecode districtcode macha macaptren tructhuoc thuoctinh maqh mahuyen maquanhuyen matinh matp matinhtp matinhthanhpho',
  ),
  nameEn: words('fullnameen nameen tentienganh english tenanh'),
  kind: words('kind cap loai type loaidonvi administrativeunitshortname'),
  validFrom: words('validfrom tungay hieuluctu ngayhieuluc'),
  validTo: words('validto denngay hethieuluc ngayhethieuluc'),
  successors: words('successor successors mathaythe mamoi'),
  aliases: words('alias aliases tenkhac tengoikhac viettat'),
}

/** Reads a table of units (code, name, parent …) into a code list; bad rows are left out and told by number. */
export function readUnits(table: UnitTable): UnitReading | { readonly missing: readonly Field[] } {
  const columns = findColumns(table.header)
  const missing = (['code', 'name'] as const).filter((field) => columns[field] === undefined)
  if (missing.length > 0) return { missing }
  const errors: UnitError[] = []
  const rows = new Map<string, { item: CodeItem; row: number }>()
  let row = 0
  for (const cells of table.rows) {
    row += 1
    const read = readItem(cells, columns)
    if (read === undefined) continue
    const error = checkItem(read, row, rows)
    if (error) errors.push(error)
    else rows.set(read.code, { item: read, row })
  }
  const { items, orphans } = dropOrphans(rows, table.broaderList)
  return { list: listOf(table, items), errors: [...errors, ...orphans].sort((a, b) => a.row - b.row) }
}

function findColumns(header: readonly string[]): Partial<Record<Field, number>> {
  const keys = header.map(foldKey)
  const found: Partial<Record<Field, number>> = {}
  const taken = new Set<number>()
  for (const field of Object.keys(LABELS) as Field[]) {
    const at = LABELS[field]
      .map((label) => keys.findIndex((key, index) => key === label && !taken.has(index)))
      .find((index) => index >= 0)
    if (at === undefined) continue
    found[field] = at
    taken.add(at)
  }
  return found
}

function readItem(
  cells: readonly (string | number | boolean | null)[],
  columns: Partial<Record<Field, number>>,
): CodeItem | undefined {
  const text = (field: Field): string | undefined => {
    const at = columns[field]
    const value =
      at === undefined
        ? undefined
        : String(cells[at] ?? '')
            .normalize('NFC')
            .trim()
    return value === '' ? undefined : value
  }
  const several = (field: Field) =>
    text(field)
      ?.split(/\s*[;|]\s*/)
      .filter(Boolean)
  const code = text('code') ?? ''
  const name = text('name') ?? ''
  if (code === '' && name === '') return undefined
  const optional = {
    nameEn: text('nameEn'),
    kind: text('kind'),
    broader: text('broader'),
    validFrom: text('validFrom'),
    validTo: text('validTo'),
    successors: several('successors'),
    aliases: several('aliases'),
  }
  return { code, name, ...withoutUndefined(optional) }
}

function withoutUndefined<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

function checkItem(
  item: CodeItem,
  row: number,
  rows: ReadonlyMap<string, { item: CodeItem; row: number }>,
): UnitError | undefined {
  if (item.code === '') return { row, code: 'missing-code', message: `Dòng ${row}: “${item.name}” không có mã.` }
  if (item.name === '') return { row, code: 'missing-name', message: `Dòng ${row}: mã ${item.code} không có tên.` }
  const before = rows.get(item.code)
  if (before) return { row, code: 'repeated-code', message: `Dòng ${row}: mã ${item.code} đã có ở dòng ${before.row}.` }
  return undefined
}

function dropOrphans(
  rows: ReadonlyMap<string, { item: CodeItem; row: number }>,
  broaderList: CodeList | undefined,
): { items: CodeItem[]; orphans: UnitError[] } {
  const parents = new Set(broaderList ? broaderList.items.map((item) => item.code) : rows.keys())
  // Without a list for the parents and none of them among the rows, they belong to a list we do not have.
  const known =
    broaderList !== undefined ||
    [...rows.values()].some(({ item }) => item.broader !== undefined && parents.has(item.broader))
  const items: CodeItem[] = []
  const orphans: UnitError[] = []
  for (const { item, row } of rows.values()) {
    if (item.broader === undefined || !known || parents.has(item.broader)) items.push(item)
    else
      orphans.push({
        row,
        code: 'unknown-parent',
        message: `Dòng ${row}: không có đơn vị cấp trên mã ${item.broader}.`,
      })
  }
  return { items, orphans }
}

function listOf(table: UnitTable, items: readonly CodeItem[]): CodeList {
  return {
    id: table.id,
    title: table.title,
    source: table.source,
    ...withoutUndefined({ validFrom: table.validFrom, validTo: table.validTo, broaderList: table.broaderList?.id }),
    items,
  }
}
