import { entryWords } from './chain.ts'
import { tightenColumn } from './facet-column.ts'
import type { OpenSegment } from './open-segment.ts'
import type { SealedSegment } from './segment.ts'
import { rankTitles, sealedSegment } from './segment.ts'
import type { Blobs } from './text-code.ts'

/** A read-only copy of the open segment with postings grouped by term. */
export function seal(open: OpenSegment): SealedSegment {
  const { count } = open
  return sealedSegment({
    count,
    dead: open.dead.slice(0, count),
    deadCount: open.deadCount,
    ...groupPostings(open),
    facets: open.facets.map((column) => tightenColumn(column, count)),
    numbers: open.numbers.map((column) => column.slice(0, count)),
    versions: open.versions.slice(0, count),
    titleHashes: open.titleHashes.slice(0, count),
    idHashes: open.idHashes.slice(0, count),
    texts: tightenBlobs(open.texts, count),
    ids: tightenBlobs(open.ids, count),
    stored: tightenBlobs(open.stored, count),
    titleRanks: rankTitles(open.titleKeys),
  })
}

// A counting sort: entries arrive by document, so each term's documents stay ascending.
function groupPostings({ chain }: OpenSegment) {
  const { entries, heads } = chain
  const end = chain.length * entryWords
  const places = new Uint32Array(heads.length)
  for (let at = entryWords; at < end; at += entryWords) {
    const term = entries[at] as number
    places[term] = (places[term] as number) + 1
  }
  const terms = heads.map((_, term) => term).filter((term) => heads[term] !== 0)
  const termOffsets = new Uint32Array(terms.length + 1)
  let total = 0
  terms.forEach((term, i) => {
    const own = places[term] as number
    places[term] = total
    total += own
    termOffsets[i + 1] = total
  })
  const docs = new Uint16Array(total)
  const marks = new Uint16Array(total)
  for (let at = entryWords; at < end; at += entryWords) {
    const term = entries[at] as number
    const entry = entries[at + 1] as number
    const to = places[term] as number
    places[term] = to + 1
    docs[to] = entry & 0xffff
    marks[to] = entry >>> 16
  }
  return { terms, termOffsets, docs, marks }
}

function tightenBlobs(blobs: Blobs, count: number): Blobs {
  return { offsets: blobs.offsets.slice(0, count + 1), bytes: blobs.bytes.slice(0, blobs.offsets[count]) }
}
