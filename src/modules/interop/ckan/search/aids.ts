import { createKept, type Kept } from '../packages/kept.ts'
import type { Bits } from './bits.ts'
import { createFacetColumn, type FacetColumn } from './facet-column.ts'
import { type Columns, createOrders, type Order, type SortKey } from './orders.ts'
import type { PackageDoc } from './package-doc.ts'
import type { FieldValues } from './postings.ts'
import { createRoom, type Room } from './room.ts'

/** What makes the next search faster than the first: all of it could be made anew from the index. */
export interface SearchAids {
  readonly room: Room
  /** Documents that fit a term, kept until the next change. */
  readonly termBits: Kept<Bits>
  order(keys: readonly SortKey[]): Order
  /** Values of a field for counting; undefined for a field no document ever had. */
  facetColumn(field: string): FacetColumn | undefined
}

const MOST_TERM_BYTES = 16e6
const MOST_COLUMNS = 32

/** What the aids are made from. */
interface Index {
  readonly fields: ReadonlyMap<string, FieldValues>
  readonly sorted: Columns
  readonly living: () => Iterable<number>
}

/** Aids over an index, and the two functions by which it tells them of every change. */
export function createAids({ fields, sorted, living }: Index) {
  const orders = createOrders(sorted, living)
  const columns = new Map<string, FacetColumn>()
  const termBits = createKept<Bits>({
    most: MOST_TERM_BYTES,
    sizeOf: ({ byteLength }) => byteLength,
    mostAgeMs: Infinity,
    now: () => 0,
  })

  /** The column not counted longest makes room. */
  function facetColumn(field: string): FacetColumn | undefined {
    const values = fields.get(field)
    if (!values) return undefined
    const column = columns.get(field) ?? createFacetColumn(values.values, living())
    columns.delete(field)
    columns.set(field, column)
    if (columns.size > MOST_COLUMNS) columns.delete(columns.keys().next().value ?? '')
    return column
  }

  const aids: SearchAids = { room: createRoom(), termBits, order: orders.get, facetColumn }
  return {
    aids,
    enter(doc: number, values: PackageDoc['values']): void {
      termBits.clear()
      orders.insert(doc)
      for (const [field, column] of columns) column.enter(doc, values[field] ?? [])
    },
    leave(doc: number): void {
      termBits.clear()
      orders.remove(doc)
      for (const column of columns.values()) column.leave(doc)
    },
  }
}
