import { grow } from './grow.ts'
import type { Postings } from './segment.ts'

/**
 * Postings of an open segment in order of arrival, those of one term linked newest first. An entry is three words side
 * by side, so that following a link costs one cache miss: term, document + mark × 65,536, previous entry (0 ends it).
 */
export interface Chain {
  /** Entries in use; entry 0 is none. */
  length: number
  entries: Uint32Array
  /** Newest entry of each term, 0 for none. */
  heads: Uint32Array
}

export const entryWords = 3

/** An empty chain. */
export function createChain(): Chain {
  return { length: 1, entries: new Uint32Array(1024 * entryWords), heads: new Uint32Array(1024) }
}

export interface NewPosting {
  readonly term: number
  readonly doc: number
  readonly mark: number
}

/** Appends one posting. */
export function addPosting(chain: Chain, { term, doc, mark }: NewPosting): void {
  const at = chain.length++ * entryWords
  chain.entries = grow(chain.entries, at + entryWords)
  chain.heads = grow(chain.heads, term + 1)
  const { entries, heads } = chain
  entries[at] = term
  entries[at + 1] = doc | (mark << 16)
  entries[at + 2] = heads[term] as number
  heads[term] = at / entryWords
}

interface ReadTerm {
  head: number
  length: number
  docs: Uint16Array
  marks: Uint16Array
}

/**
 * Reads the postings of a term. What was read once is kept and only newer entries are fetched: a frequent word would
 * cost milliseconds at every search otherwise.
 */
export function createChainReader(chain: Chain): (term: number) => Postings | undefined {
  const read = new Map<number, ReadTerm>()
  return (term) => {
    const head = chain.heads[term] ?? 0
    if (head === 0) return undefined
    const known = read.get(term) ?? { head: 0, length: 0, docs: new Uint16Array(0), marks: new Uint16Array(0) }
    if (known.head !== head) {
      readNewer(chain, known, head)
      read.set(term, known)
    }
    return { docs: known.docs, marks: known.marks, from: 0, to: known.length }
  }
}

function readNewer({ entries }: Chain, known: ReadTerm, head: number): void {
  const newer: number[] = []
  for (let at = head; at !== known.head; at = entries[at * entryWords + 2] as number) {
    newer.push(entries[at * entryWords + 1] as number)
  }
  known.docs = grow(known.docs, known.length + newer.length)
  known.marks = grow(known.marks, known.length + newer.length)
  for (let i = newer.length - 1; i >= 0; i--) {
    const entry = newer[i] as number
    known.docs[known.length] = entry & 0xffff
    known.marks[known.length++] = entry >>> 16
  }
  known.head = head
}
