import { foldKey } from './fold.ts'
import type { CodeItem, CodeList } from './model.ts'

/** What an officer says about a list that comes as a table. */
export interface UnitTable {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly validFrom?: string
  readonly validTo?: string
  /** List the parent codes belong to; without it parents must be rows of the table. */
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

/** Folded column labels that mean a field. The first column that fits wins. */
const LABELS: Readonly<Record<Field, readonly string[]>> = {
  code: [
    'code',
    'ma',
    'maso',
    'madonvi',
    'madvhc',
    'maxa',
    'maphuongxa',
    'maphuong',
    'matinh',
    'id',
    'wardcode',
    'macoquan',
  ],
  name: [
    'fullname',
    'name',
    'ten',
    'tendonvi',
    'tendvhc',
    'tenxa',
    'tenphuongxa',
    'tentinh',
    'donvihanhchinh',
    'tencoquan',
    'wardname',
  ],
  nameEn: ['fullnameen', 'nameen', 'tentienganh', 'english', 'tenanh'],
  kind: ['kind', 'cap', 'loai', 'type', 'loaidonvi', 'administrativeunitshortname'],
  broader: [
    'broader',
    'parent',
    'parentcode',
    'provincecode',
    'matinhtp',
    'macha',
    'macaptren',
    'tructhuoc',
    'matinhthanhpho',
    'thuoctinh',
  ],
  validFrom: ['validfrom', 'tungay', 'hieuluctu', 'ngayhieuluc'],
  validTo: ['validto', 'denngay', 'hethieuluc', 'ngayhethieuluc'],
  successors: ['successor', 'successors', 'mathaythe', 'mamoi'],
  aliases: ['alias', 'aliases', 'tenkhac', 'tengoikhac', 'viettat'],
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
  // A parent column ("Mã tỉnh") must not be taken for the unit's own code where both are there.
  const order: readonly Field[] = [
    'broader',
    'nameEn',
    'validFrom',
    'validTo',
    'successors',
    'aliases',
    'kind',
    'code',
    'name',
  ]
  for (const field of order) {
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
  const parents = broaderList === undefined ? new Set(rows.keys()) : new Set(broaderList.items.map((item) => item.code))
  const items: CodeItem[] = []
  const orphans: UnitError[] = []
  for (const { item, row } of rows.values()) {
    if (item.broader === undefined || parents.has(item.broader)) items.push(item)
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
