import type { ColumnType, Value } from '../../../tabular/model.ts'

/** One column of an answer, as CKAN's clients read it. */
export interface Field {
  readonly id: string
  readonly type: string
  readonly info?: { readonly label: string; readonly notes: string; readonly type_override: '' }
}

/** A column of a table with what people call it. */
export interface Described {
  readonly name: string
  readonly title: string
  readonly type: ColumnType
  readonly meaning?: string
  readonly unit?: string
}

/** PostgreSQL's name of a column type, as CKAN's datastore would have stored it. */
export const POSTGRES_TYPE: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  period: 'text',
  integer: 'int8',
  decimal: 'numeric',
  boolean: 'bool',
  date: 'date',
  datetime: 'timestamp',
}

/** CKAN's own row number, in front of all other columns. */
export const ID_FIELD: Field = { id: '_id', type: 'int' }

/** A field with the labels of the data dictionary. */
export function fieldOf(column: Described): Field {
  const { name, title, type } = column
  return { id: name, type: POSTGRES_TYPE[type], info: { label: title, notes: notesOf(column), type_override: '' } }
}

/** What a column means, and its unit, in one text. */
export function notesOf({ meaning, unit }: Pick<Described, 'meaning' | 'unit'>): string {
  return [meaning, unit === undefined ? undefined : `Đơn vị: ${unit}`].filter((part) => part !== undefined).join('. ')
}

/** Rows as objects, in the order of their fields. */
export function objectsOf(names: readonly string[], rows: readonly (readonly Value[])[]): Record<string, Value>[] {
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])))
}

/** Rows as CKAN writes CSV and TSV: `True` and `False`, nothing for a missing value. */
export function linesOf(rows: readonly (readonly Value[])[], separator: ',' | '\t'): string {
  const cell = (value: Value): string => {
    if (value === null) return ''
    const text = value === true ? 'True' : value === false ? 'False' : String(value)
    return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('')
}
