import type { OpenSegment } from './open-segment.ts'
import type { FacetColumn, SealedSegment } from './segment.ts'
import { noValue, rankTitles, sealedSegment } from './segment.ts'
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
  const counts = new Uint32Array(chain.heads.length)
  for (let at = 1; at < chain.length; at++) {
    const term = chain.terms[at] as number
    counts[term] = (counts[term] as number) + 1
  }
  const terms = chain.heads.map((_, term) => term).filter((term) => counts[term] !== 0)
  const termOffsets = new Uint32Array(terms.length + 1)
  let total = 0
  terms.forEach((term, i) => {
    const own = counts[term] as number
    counts[term] = total
    total += own
    termOffsets[i + 1] = total
  })
  const docs = new Uint16Array(total)
  const marks = new Uint16Array(total)
  for (let at = 1; at < chain.length; at++) {
    const term = chain.terms[at] as number
    const to = counts[term] as number
    counts[term] = to + 1
    docs[to] = chain.docs[at] as number
    marks[to] = chain.marks[at] as number
  }
  return { terms, termOffsets, docs, marks }
}

/** Most fields hold one value per document: then one array without offsets is enough. */
export function tightenColumn(column: FacetColumn, count: number): FacetColumn {
  if (column.single) return column
  const { offsets } = column
  let single = true
  for (let doc = 0; doc < count && single; doc++) single = (offsets[doc + 1] as number) - (offsets[doc] as number) < 2
  if (!single) return { single, offsets: offsets.slice(0, count + 1), values: column.values.slice(0, offsets[count]) }
  const values = new Uint32Array(count)
  for (let doc = 0; doc < count; doc++) {
    const from = offsets[doc] as number
    values[doc] = from === offsets[doc + 1] ? noValue : (column.values[from] as number)
  }
  return { single, offsets: new Uint32Array(0), values }
}

function tightenBlobs(blobs: Blobs, count: number): Blobs {
  return { offsets: blobs.offsets.slice(0, count + 1), bytes: blobs.bytes.slice(0, blobs.offsets[count]) }
}
