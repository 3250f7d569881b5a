import type { IndexState } from './memory-index.ts'
import type { Segment } from './segment.ts'

/** Bytes held in arrays; the dictionary's strings come on top. */
export function indexBytes(state: IndexState): number {
  const { chain } = state.open
  const open = [chain.entries, chain.heads]
  const sealed = state.sealed.flatMap((segment) => [
    segment.terms,
    segment.termOffsets,
    segment.docs,
    segment.marks,
    segment.titleRanks,
  ])
  const columns = [...state.sealed, state.open].flatMap(segmentColumns)
  return [...open, ...sealed, ...columns].reduce((sum, array) => sum + array.byteLength, 0)
}

function segmentColumns(segment: Segment): { readonly byteLength: number }[] {
  const { dead, versions, titleHashes, idHashes, texts, ids, stored } = segment
  const blobs = [texts, ids, stored].flatMap(({ offsets, bytes }) => [offsets, bytes])
  const facets = segment.facets.flatMap(({ rows, offsets, values }) => [rows, offsets, values])
  return [dead, versions, titleHashes, idHashes, ...segment.numbers, ...blobs, ...facets]
}
