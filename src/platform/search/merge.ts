import type { Dictionary } from './dictionary.ts'
import { tightenColumn } from './seal.ts'
import type { FacetColumn, SealedSegment } from './segment.ts'
import { noValue, rankTitles, sealedSegment, titleOf } from './segment.ts'
import type { Blobs } from './text-code.ts'
import { titleKey } from './title-key.ts'

const gone = 0xffff_ffff

/** One segment with the living documents of several, in the same order. */
export function mergeSegments(sources: readonly SealedSegment[], dictionary: Dictionary): SealedSegment {
  const maps = numberLiving(sources)
  const count = sources.reduce((sum, source) => sum + source.count - source.deadCount, 0)
  const gather = (pick: (source: SealedSegment) => Float64Array): Float64Array => {
    const target = new Float64Array(count)
    eachLiving(sources, maps, (source, from, to) => {
      target[to] = pick(source)[from] as number
    })
    return target
  }
  const gatherHashes = (pick: (source: SealedSegment) => Uint32Array): Uint32Array => {
    const target = new Uint32Array(count)
    eachLiving(sources, maps, (source, from, to) => {
      target[to] = pick(source)[from] as number
    })
    return target
  }
  const titleKeys: string[] = []
  eachLiving(sources, maps, (source, from) => titleKeys.push(titleKey(titleOf(source, from, dictionary))))
  const facetFields = sources[0]?.facets.map((_, field) => field) ?? []
  const numberFields = sources[0]?.numbers.map((_, field) => field) ?? []
  return sealedSegment({
    count,
    dead: new Uint8Array(count),
    deadCount: 0,
    ...mergePostings(sources, maps),
    facets: facetFields.map((field) => mergeColumn(sources, maps, field, count)),
    numbers: numberFields.map((field) => gather((source) => source.numbers[field] as Float64Array)),
    versions: gather((source) => source.versions),
    titleHashes: gatherHashes((source) => source.titleHashes),
    idHashes: gatherHashes((source) => source.idHashes),
    texts: mergeBlobs(sources, maps, (source) => source.texts, count),
    ids: mergeBlobs(sources, maps, (source) => source.ids, count),
    stored: mergeBlobs(sources, maps, (source) => source.stored, count),
    titleRanks: rankTitles(titleKeys),
  })
}

/** New number of each old document, or `gone`. */
function numberLiving(sources: readonly SealedSegment[]): Uint32Array[] {
  let next = 0
  return sources.map((source) => Uint32Array.from(source.dead, (dead) => (dead === 1 ? gone : next++)))
}

function eachLiving(
  sources: readonly SealedSegment[],
  maps: readonly Uint32Array[],
  visit: (source: SealedSegment, from: number, to: number) => void,
): void {
  sources.forEach((source, i) => {
    maps[i]?.forEach((to, from) => {
      if (to !== gone) visit(source, from, to)
    })
  })
}

function mergePostings(sources: readonly SealedSegment[], maps: readonly Uint32Array[]) {
  const terms = Uint32Array.from(new Set(sources.flatMap((source) => [...source.terms]))).sort()
  const size = sources.reduce((sum, source) => sum + source.docs.length, 0)
  const docs = new Uint16Array(size)
  const marks = new Uint16Array(size)
  const kept: number[] = []
  const offsets: number[] = [0]
  let at = 0
  for (const term of terms) {
    const before = at
    sources.forEach((source, i) => {
      const list = source.postings(term)
      const map = maps[i] as Uint32Array
      for (let from = list?.from ?? 0; from < (list?.to ?? 0); from++) {
        const doc = map[source.docs[from] as number] as number
        if (doc === gone) continue
        docs[at] = doc
        marks[at++] = source.marks[from] as number
      }
    })
    if (at === before) continue
    kept.push(term)
    offsets.push(at)
  }
  return {
    terms: Uint32Array.from(kept),
    termOffsets: Uint32Array.from(offsets),
    docs: docs.slice(0, at),
    marks: marks.slice(0, at),
  }
}

function mergeColumn(
  sources: readonly SealedSegment[],
  maps: readonly Uint32Array[],
  field: number,
  count: number,
): FacetColumn {
  const size = sources.reduce((sum, source) => sum + (source.facets[field]?.values.length ?? 0), 0)
  const offsets = new Uint32Array(count + 1)
  const values = new Uint32Array(size)
  let at = 0
  eachLiving(sources, maps, (source, from, to) => {
    const column = source.facets[field] as FacetColumn
    const start = column.single ? from : (column.offsets[from] as number)
    const end = column.single ? from + 1 : (column.offsets[from + 1] as number)
    for (let i = start; i < end; i++) {
      const value = column.values[i] as number
      if (value !== noValue) values[at++] = value
    }
    offsets[to + 1] = at
  })
  return tightenColumn({ single: false, offsets, values }, count)
}

function mergeBlobs(
  sources: readonly SealedSegment[],
  maps: readonly Uint32Array[],
  pick: (source: SealedSegment) => Blobs,
  count: number,
): Blobs {
  const offsets = new Uint32Array(count + 1)
  const bytes = new Uint8Array(sources.reduce((sum, source) => sum + pick(source).bytes.length, 0))
  let at = 0
  eachLiving(sources, maps, (source, from, to) => {
    const blobs = pick(source)
    const part = blobs.bytes.subarray(blobs.offsets[from], blobs.offsets[from + 1])
    bytes.set(part, at)
    at += part.length
    offsets[to + 1] = at
  })
  return { offsets, bytes: bytes.slice(0, at) }
}
