import type { Dictionary } from './dictionary.ts'
import type { FacetColumn } from './facet-column.ts'
import { appendRow, createOpenColumn, tightenColumn, valuesOf } from './facet-column.ts'
import type { SealedSegment } from './segment.ts'
import { rankTitles, sealedSegment, titleOf } from './segment.ts'
import type { Blobs } from './text-code.ts'
import { titleKey } from './title-key.ts'

const gone = 0xffff_ffff

/** The documents to keep: new number of each old document per source, or `gone`. */
interface Living {
  readonly sources: readonly SealedSegment[]
  readonly maps: readonly Uint32Array[]
  readonly count: number
}

/** One segment with the living documents of several, in the same order. */
export function mergeSegments(sources: readonly SealedSegment[], dictionary: Dictionary): SealedSegment {
  const living = numberLiving(sources)
  const { count } = living
  const fill = <T extends Float64Array | Int32Array>(target: T, pick: (source: SealedSegment) => T): T => {
    eachLiving(living, (source, from, to) => {
      target[to] = pick(source)[from] as number
    })
    return target
  }
  const titleKeys: string[] = []
  eachLiving(living, (source, from) => titleKeys.push(titleKey(titleOf(source, from, dictionary))))
  const first = sources[0]
  return sealedSegment({
    count,
    dead: new Uint8Array(count),
    deadCount: 0,
    ...mergePostings(living),
    facets: first?.facets.map((_, field) => mergeColumn(living, field)) ?? [],
    numbers:
      first?.numbers.map((_, field) =>
        fill(new Float64Array(count), (source) => source.numbers[field] as Float64Array<ArrayBuffer>),
      ) ?? [],
    versions: fill<Float64Array>(new Float64Array(count), (source) => source.versions),
    titleHashes: fill<Int32Array>(new Int32Array(count), (source) => source.titleHashes),
    idHashes: fill<Int32Array>(new Int32Array(count), (source) => source.idHashes),
    texts: mergeBlobs(living, (source) => source.texts),
    ids: mergeBlobs(living, (source) => source.ids),
    stored: mergeBlobs(living, (source) => source.stored),
    titleRanks: rankTitles(titleKeys),
  })
}

function numberLiving(sources: readonly SealedSegment[]): Living {
  let count = 0
  const maps = sources.map((source) => Uint32Array.from(source.dead, (dead) => (dead === 1 ? gone : count++)))
  return { sources, maps, count }
}

function eachLiving({ sources, maps }: Living, visit: (source: SealedSegment, from: number, to: number) => void): void {
  sources.forEach((source, i) => {
    maps[i]?.forEach((to, from) => {
      if (to !== gone) visit(source, from, to)
    })
  })
}

function mergePostings({ sources, maps }: Living) {
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

function mergeColumn(living: Living, field: number): FacetColumn {
  const merged = createOpenColumn(living.count)
  eachLiving(living, (source, from, to) => {
    const column = source.facets[field]
    appendRow(merged, to, column ? [...valuesOf(column, from)] : [])
  })
  return tightenColumn(merged, living.count)
}

function mergeBlobs(living: Living, pick: (source: SealedSegment) => Blobs): Blobs {
  const offsets = new Uint32Array(living.count + 1)
  const bytes = new Uint8Array(living.sources.reduce((sum, source) => sum + pick(source).bytes.length, 0))
  let at = 0
  eachLiving(living, (source, from, to) => {
    const blobs = pick(source)
    const part = blobs.bytes.subarray(blobs.offsets[from], blobs.offsets[from + 1])
    bytes.set(part, at)
    at += part.length
    offsets[to + 1] = at
  })
  return { offsets, bytes: bytes.slice(0, at) }
}
