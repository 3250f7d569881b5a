/** One key of a sort. */
export interface SortKey {
  readonly field: string
  readonly descending: boolean
}

export type Compare = (a: number, b: number) => number

/** Living documents in one order, kept so while documents come and go. */
export interface Order {
  readonly docs: () => Uint32Array
  /** Place of each document in the order, by document. */
  readonly places: () => Int32Array
  insert(doc: number): void
  remove(doc: number): void
}

/** Sorts once; afterwards every change moves the tail of one array. `compare` must tell any two documents apart. */
export function createOrder(living: Uint32Array, compare: Compare): Order {
  let docs = Uint32Array.from(Array.from(living).sort(compare))
  let count = docs.length
  let places: Int32Array | undefined

  /** First place whose document does not stand before this one. */
  function placeOf(doc: number): number {
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compare(docs[middle] as number, doc) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    docs: () => docs.subarray(0, count),
    places: () => (places ??= placesIn(docs.subarray(0, count))),
    insert(doc) {
      places = undefined
      if (count === docs.length) {
        const grown = new Uint32Array(Math.max(16, count * 2))
        grown.set(docs)
        docs = grown
      }
      const place = placeOf(doc)
      docs.copyWithin(place + 1, place, count++)
      docs[place] = doc
    },
    remove(doc) {
      places = undefined
      const place = placeOf(doc)
      if (place < count && docs[place] === doc) docs.copyWithin(place, place + 1, count--)
    },
  }
}

function placesIn(docs: Uint32Array): Int32Array {
  let last = -1
  for (const doc of docs) if (doc > last) last = doc
  const places = new Int32Array(last + 1)
  for (let place = 0; place < docs.length; place++) places[docs[place] as number] = place
  return places
}

/** Values to sort by, one list a field. */
export type Columns = Readonly<Record<string, readonly (number | string)[]>>

const MOST_ORDERS = 12

/** Orders that were asked for, kept while documents come and go; the one not asked for longest makes room. */
export function createOrders(columns: Columns, living: () => Iterable<number>) {
  const kept = new Map<string, Order>()
  const nameOf = (keys: readonly SortKey[]) => keys.map(({ field, descending }) => `${field} ${descending}`).join()
  return {
    known: (field: string): Order | undefined => kept.get(nameOf([{ field, descending: true }])),
    get(keys: readonly SortKey[]): Order {
      const name = nameOf(keys)
      const order = kept.get(name) ?? createOrder(Uint32Array.from(living()), comparison(columns, keys))
      kept.delete(name)
      kept.set(name, order)
      if (kept.size > MOST_ORDERS) kept.delete(kept.keys().next().value ?? '')
      return order
    },
    insert(doc: number): void {
      for (const order of kept.values()) order.insert(doc)
    },
    remove(doc: number): void {
      for (const order of kept.values()) order.remove(doc)
    },
  }
}

/** Compares by the keys, then by id: no two documents are equal. Fields nobody can sort by count as equal. */
function comparison(columns: Columns, keys: readonly SortKey[]): Compare {
  const used = keys.flatMap(({ field, descending }) => {
    const column = columns[field]
    return column ? [{ column, sign: descending ? -1 : 1 }] : []
  })
  const ids = columns['id'] ?? []
  return (a, b) => {
    for (const { column, sign } of used) {
      const one = column[a] as number | string
      const other = column[b] as number | string
      if (one < other) return -sign
      if (one > other) return sign
    }
    const one = ids[a] as string
    const other = ids[b] as string
    return one < other ? -1 : one > other ? 1 : a - b
  }
}
