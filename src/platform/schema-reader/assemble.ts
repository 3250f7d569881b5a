import type { ForeignKey, FoundColumn, FoundIndex, FoundTable } from './model.ts'

/** Rows of a server's catalogue, each naming its table by the server's own key. */
export interface CatalogueRows {
  readonly tables: readonly (Omit<FoundTable, 'columns' | 'key' | 'foreignKeys' | 'indexes'> & {
    readonly id: string
  })[]
  readonly columns: readonly (FoundColumn & { readonly table: string })[]
  readonly keys: readonly { readonly table: string; readonly columns: readonly string[] }[]
  readonly foreignKeys: readonly (ForeignKey & { readonly table: string })[]
  readonly indexes: readonly (FoundIndex & { readonly table: string })[]
}

/** Puts the rows of a few set-wise questions together into tables, sorted by schema and name. */
export function assembleTables(rows: CatalogueRows): readonly FoundTable[] {
  const columnsOf = Map.groupBy(rows.columns, ({ table }) => table)
  const keyOf = new Map(rows.keys.map(({ table, columns }) => [table, columns]))
  const foreignOf = Map.groupBy(rows.foreignKeys, ({ table }) => table)
  const indexesOf = Map.groupBy(rows.indexes, ({ table }) => table)
  return rows.tables
    .map(({ id, ...table }) => ({
      ...table,
      columns: (columnsOf.get(id) ?? []).map(withoutTable),
      key: keyOf.get(id) ?? [],
      foreignKeys: (foreignOf.get(id) ?? []).map(withoutTable),
      indexes: (indexesOf.get(id) ?? []).map(withoutTable),
    }))
    .sort((a, b) => compare(a.schema, b.schema) || compare(a.name, b.name))
}

function withoutTable<Row extends { readonly table: string }>(row: Row): Omit<Row, 'table'> {
  const { table: _, ...rest } = row
  return rest
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Optional fields only where there is something: comments that are empty are none. */
export function commentOf(comment: string | null | undefined): { comment?: string } {
  const text = comment?.normalize('NFC').trim()
  return text ? { comment: text.slice(0, 2000) } : {}
}

/** A count the server estimates; negative means it has never looked. */
export function countOf<Name extends 'rows' | 'bytes'>(name: Name, value: unknown): { [Key in Name]?: number } {
  const number = value === null || value === undefined ? Number.NaN : Number(value)
  return (Number.isFinite(number) && number >= 0 ? { [name]: Math.round(number) } : {}) as { [Key in Name]?: number }
}
