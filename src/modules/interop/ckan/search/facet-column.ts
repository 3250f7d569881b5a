import { createOrder, type Order } from './orders.ts'
import type { Postings } from './postings.ts'
import { addUp, larger, listOf, newRows, rowOf } from './rows.ts'

/** The values of one field by document: counting many documents reads each once, however many values there are. */
export interface FacetColumn {
  readonly names: readonly string[]
  /** Numbers of the values in the order of their names. */
  readonly byName: Order
  /** How many living documents have each value. */
  totals(): Int32Array
  /** Adds the values of the documents to `counts`. */
  count(docs: Int32Array, counts: Int32Array): void
  /** A new document with its values. */
  enter(doc: number, values: readonly string[]): void
  /** A document dies. */
  leave(doc: number): void
}

/** Turns lists of documents by value around. `living` says which of them still count. */
export function createFacetColumn(values: ReadonlyMap<string, Postings>, living: Iterable<number>): FacetColumn {
  const names: string[] = []
  const numbers = new Map<string, number>()
  const rows = newRows()
  let rowByDoc = new Int32Array(64)
  let totals = new Int32Array(64)
  eachList(values, numberOf, setRow)
  const byName = createOrder(Uint32Array.from(names.keys()), (a, b) => compareNames(names, a, b))
  for (const doc of living) addTo(doc, 1)

  function numberOf(name: string): number {
    const known = numbers.get(name)
    if (known !== undefined) return known
    const number = names.push(name) - 1
    numbers.set(name, number)
    if (number === totals.length) totals = larger(totals, number + 1)
    return number
  }

  function setRow(doc: number, list: Int32Array): void {
    if (doc >= rowByDoc.length) rowByDoc = larger(rowByDoc, doc + 1)
    rowByDoc[doc] = rowOf(rows, list)
  }

  function addTo(doc: number, step: 1 | -1): void {
    if (doc >= rowByDoc.length) rowByDoc = larger(rowByDoc, doc + 1)
    const list = listOf(rows, rowByDoc[doc] as number)
    for (let i = 0; i < list.length; i++) totals[list[i] as number] = (totals[list[i] as number] as number) + step
  }

  return {
    names,
    byName,
    totals: () => totals.subarray(0, names.length),
    count: (docs, counts) => addUp(rows, { docs, rowByDoc }, counts),
    enter(doc, own) {
      const before = names.length
      setRow(doc, Int32Array.from(new Set(own.map(numberOf))).sort())
      for (let number = before; number < names.length; number++) byName.insert(number)
      addTo(doc, 1)
    },
    leave: (doc) => addTo(doc, -1),
  }
}

function compareNames(names: readonly string[], a: number, b: number): number {
  return (names[a] as string) < (names[b] as string) ? -1 : 1
}

/** Lets `enter` know of each document with the numbers of its values. */
function eachList(
  values: ReadonlyMap<string, Postings>,
  numberOf: (name: string) => number,
  enter: (doc: number, list: Int32Array) => void,
): void {
  const all = [...values.values()]
  const size = all.reduce((most, { docs, count }) => Math.max(most, (docs[count - 1] ?? -1) + 1), 0)
  // Counted first, then filled from the end of each document's stretch: afterwards `places` are the beginnings.
  const places = new Int32Array(size + 1)
  for (const { docs, count } of all) {
    for (let i = 0; i < count; i++) places[docs[i] as number] = (places[docs[i] as number] as number) + 1
  }
  for (let doc = 1; doc <= size; doc++) places[doc] = (places[doc] as number) + (places[doc - 1] as number)
  const numbers = new Int32Array(places[size] as number)
  for (const [name, { docs, count }] of values) {
    const number = numberOf(name)
    for (let i = 0; i < count; i++) {
      const doc = docs[i] as number
      const at = (places[doc] as number) - 1
      places[doc] = at
      numbers[at] = number
    }
  }
  for (let doc = 0; doc < size; doc++) enter(doc, numbers.subarray(places[doc], places[doc + 1]))
}
