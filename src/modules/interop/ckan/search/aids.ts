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
  /** How a word stands in each document, kept until the next change. */
  readonly wordClasses: Kept<Uint8Array>
  order(keys: readonly SortKey[]): Order
  /** The order by one field, largest first, if it has been asked for. */
  knownOrder(field: string): Order | undefined
  /** Values of a field for counting; undefined for a field no document ever had. */
  facetColumn(field: string): FacetColumn | undefined
}

const MOST_KEPT_BYTES = 16e6
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
  const termBits = keptBytes<Bits>()
  const wordClasses = keptBytes<Uint8Array>()

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

  function forget(): void {
    termBits.clear()
    wordClasses.clear()
  }

  const { get: order, known: knownOrder } = orders
  const aids: SearchAids = { room: createRoom(), termBits, wordClasses, order, knownOrder, facetColumn }
  return {
    aids,
    enter(doc: number, values: PackageDoc['values']): void {
      forget()
      orders.insert(doc)
      for (const [field, column] of columns) column.enter(doc, values[field] ?? [])
    },
    leave(doc: number): void {
      forget()
      orders.remove(doc)
      for (const column of columns.values()) column.leave(doc)
    },
  }
}

function keptBytes<Thing extends ArrayBufferView>(): Kept<Thing> {
  const sizeOf = ({ byteLength }: Thing) => byteLength
  return createKept({ most: MOST_KEPT_BYTES, sizeOf, mostAgeMs: Infinity, now: () => 0 })
}
