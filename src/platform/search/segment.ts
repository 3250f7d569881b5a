import type { Dictionary } from './dictionary.ts'
import type { FacetColumn } from './facet-column.ts'
import type { Blobs } from './text-code.ts'
import { openText, readSections } from './text-code.ts'

/** Documents of a segment are numbered in 16 bits, which halves the postings. */
export const segmentCapacity = 65_536

/**
 * Documents of one term, ascending, with one mark each: bits 0–6 weight in the texts (capped), bit 7 stands in the
 * title, bits 8–15 which spellings occur.
 */
export interface Postings {
  readonly docs: Uint16Array
  readonly marks: Uint16Array
  readonly from: number
  readonly to: number
}

export const titleMark = 128
export const weightMask = 127

/** Up to 65,536 documents: one open segment takes new ones, sealed ones only lose them. */
export interface Segment {
  count: number
  readonly dead: Uint8Array
  deadCount: number
  readonly postings: (term: number) => Postings | undefined
  readonly facets: readonly FacetColumn[]
  readonly numbers: readonly Float64Array[]
  readonly versions: Float64Array
  readonly titleHashes: Int32Array
  readonly idHashes: Int32Array
  readonly texts: Blobs
  readonly ids: Blobs
  readonly stored: Blobs
  /** Compares two documents of this segment by title. */
  readonly compareTitles: (a: number, b: number) => number
}

export interface SealedSegment extends Segment {
  readonly terms: Uint32Array
  readonly termOffsets: Uint32Array
  readonly docs: Uint16Array
  readonly marks: Uint16Array
  readonly titleRanks: Uint16Array
}

export type SealedParts = Omit<SealedSegment, 'postings' | 'compareTitles'>

/** Gives the plain arrays of a sealed segment their two functions. */
export function sealedSegment(parts: SealedParts): SealedSegment {
  const { terms, termOffsets, docs, marks, titleRanks } = parts
  return {
    ...parts,
    postings(term) {
      const at = findSorted(terms, term)
      if (at < 0) return undefined
      return { docs, marks, from: termOffsets[at] as number, to: termOffsets[at + 1] as number }
    },
    compareTitles: (a, b) => (titleRanks[a] as number) - (titleRanks[b] as number),
  }
}

/** Place of a value in an ascending array, or -1. */
function findSorted(sorted: Uint32Array, value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = sorted[middle] as number
    if (found === value) return middle
    if (found < value) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Ranks of the documents by title key; equal titles share a rank. */
export function rankTitles(keys: readonly string[]): Uint16Array {
  const order = Uint32Array.from(keys, (_, doc) => doc)
  order.sort((a, b) => compareText(keys[a] ?? '', keys[b] ?? ''))
  const ranks = new Uint16Array(keys.length)
  let rank = 0
  order.forEach((doc, place) => {
    if (place > 0 && keys[order[place - 1] ?? 0] !== keys[doc]) rank = place
    ranks[doc] = rank
  })
  return ranks
}

/** Code unit order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** One entry of a blob as text. */
export function blobText(blobs: Blobs, doc: number): string {
  const { bytes } = blobs
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    'utf8',
    blobs.offsets[doc] ?? 0,
    blobs.offsets[doc + 1] ?? 0,
  )
}

/** Title of a document as it was put, in NFC with single blanks. */
export function titleOf(segment: Segment, doc: number, dictionary: Dictionary): string {
  return readSections(openText(segment.texts, doc), dictionary, 1)[0]?.text ?? ''
}
