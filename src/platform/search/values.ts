import { grow } from './grow.ts'

/** The values of one facet field, numbered on first sight. */
export interface FacetValues {
  readonly ids: Map<string, number>
  readonly values: string[]
  /** Living documents per value. */
  docs: Uint32Array
}

/** An empty list of values. */
export function createFacetValues(): FacetValues {
  return { ids: new Map(), values: [], docs: new Uint32Array(64) }
}

/** Number of a facet value, given on first sight. */
export function facetValueOf(list: FacetValues, value: string): number {
  const known = list.ids.get(value)
  if (known !== undefined) return known
  const id = list.values.push(value) - 1
  list.ids.set(value, id)
  list.docs = grow(list.docs, id + 1)
  return id
}

/** FNV-1a over UTF-16 units: a stable, arbitrary order for ties. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** Hash of a sequence of terms, to find titles equal to the query. */
export function hashTerms(terms: Iterable<number>): number {
  let hash = 0x811c9dc5
  for (const term of terms) {
    hash = Math.imul(hash ^ term, 0x01000193)
    hash ^= hash >>> 15
  }
  return hash | 0
}
