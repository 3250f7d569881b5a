import type { Dictionary } from './dictionary.ts'
import { tidyText } from './words.ts'
import { grow } from './grow.ts'
import type { SearchDocument, SearchFields } from './model.ts'
import { searchLimits } from './model.ts'
import type { FacetColumn, Postings, Segment } from './segment.ts'
import { compareText, titleMark, weightMask } from './segment.ts'
import type { Blobs, TextWriter } from './text-code.ts'
import { writeSection } from './text-code.ts'
import { titleKey } from './title-key.ts'
import type { FacetValues } from './values.ts'
import { facetValueOf, hashTerms, hashText } from './values.ts'

/** What all segments of an index share. */
export interface Shared {
  readonly fields: SearchFields
  readonly dictionary: Dictionary
  readonly facetValues: readonly FacetValues[]
}

export interface OpenSegment extends Segment {
  readonly titleKeys: string[]
  /** One entry per posting, in the order of arrival; `previous` chains those of one term (0 ends it). */
  readonly chain: Chain
  readonly add: (doc: SearchDocument) => number
}

export interface Chain {
  length: number
  terms: Uint32Array
  docs: Uint16Array
  marks: Uint16Array
  previous: Uint32Array
  /** Last entry of each term, 0 for none. */
  heads: Uint32Array
}

/** An empty segment that takes up to `capacity` documents. */
export function createOpenSegment(shared: Shared, capacity: number): OpenSegment {
  const { fields, dictionary, facetValues } = shared
  const chain = createChain()
  const texts = createBlobs(capacity)
  const text: TextWriter = { blobs: texts, length: 0 }
  const note = createNotes(dictionary)
  const segment: OpenSegment = {
    count: 0,
    dead: new Uint8Array(capacity),
    deadCount: 0,
    postings: (term) => chainPostings(chain, term),
    facets: fields.facets.map(
      (): FacetColumn => ({ single: false, offsets: new Uint32Array(capacity + 1), values: new Uint32Array(64) }),
    ),
    numbers: fields.numbers.map(() => new Float64Array(capacity)),
    versions: new Float64Array(capacity),
    titleHashes: new Uint32Array(capacity),
    idHashes: new Uint32Array(capacity),
    texts,
    ids: createBlobs(capacity),
    stored: createBlobs(capacity),
    compareTitles: (a, b) => compareText(segment.titleKeys[a] ?? '', segment.titleKeys[b] ?? ''),
    titleKeys: [],
    chain,
    add(document) {
      const doc = segment.count
      writeTexts(document)
      note.flush((term, mark) => addPosting(chain, term, doc, mark))
      fields.facets.forEach((field, i) => addFacet(segment, i, facetValues[i], document.facets[field] ?? []))
      fields.numbers.forEach((field, i) => {
        const column = segment.numbers[i]
        if (column) column[doc] = document.numbers[field] ?? Number.NaN
      })
      segment.versions[doc] = document.version
      segment.idHashes[doc] = hashText(document.id)
      segment.titleKeys.push(titleKey(document.title))
      appendBlob(segment.ids, doc, document.id)
      appendBlob(segment.stored, doc, document.stored)
      segment.count = doc + 1
      return doc
    },
  }

  function writeTexts(document: SearchDocument): void {
    const doc = segment.count
    const titleTerms: number[] = []
    let left: number = searchLimits.documentWords
    left -= writeSection(text, dictionary, {
      text: tidyText(document.title),
      words: left,
      seen: (surface) => titleTerms.push(note.add(surface, titleMark)),
    })
    segment.titleHashes[doc] = hashTerms(titleTerms)
    for (const { weight, text: body } of document.texts) {
      texts.bytes = grow(texts.bytes, text.length + 1)
      texts.bytes[text.length++] = weight
      left -= writeSection(text, dictionary, {
        text: tidyText(body),
        words: left,
        seen: (surface) => note.add(surface, weight),
      })
    }
    texts.offsets[doc + 1] = text.length
  }

  return segment
}

/** Gathers the marks of one document's terms. */
function createNotes(dictionary: Dictionary) {
  let marks = new Uint16Array(1024)
  const touched: number[] = []
  return {
    add(surface: number, mark: number): number {
      const term = dictionary.surfaceTerms[surface] as number
      marks = grow(marks, term + 1)
      const before = marks[term] as number
      if (before === 0) touched.push(term)
      const spelling = (dictionary.surfaceBits[surface] as number) << 8
      const uses = dictionary.surfaceUses
      uses[surface] = (uses[surface] as number) + 1
      if (mark === titleMark) marks[term] = before | spelling | titleMark
      else {
        const weight = Math.min(weightMask, (before & weightMask) + mark)
        marks[term] = (before & ~weightMask) | weight | spelling
      }
      return term
    },
    flush(visit: (term: number, mark: number) => void): void {
      for (const term of touched) {
        visit(term, marks[term] as number)
        marks[term] = 0
        dictionary.termDocs[term] = (dictionary.termDocs[term] as number) + 1
      }
      touched.length = 0
    },
  }
}

function createChain(): Chain {
  return {
    length: 1,
    terms: new Uint32Array(1024),
    docs: new Uint16Array(1024),
    marks: new Uint16Array(1024),
    previous: new Uint32Array(1024),
    heads: new Uint32Array(1024),
  }
}

function addPosting(chain: Chain, term: number, doc: number, mark: number): void {
  const at = chain.length++
  if (at >= chain.terms.length) {
    chain.terms = grow(chain.terms, at + 1)
    chain.docs = grow(chain.docs, at + 1)
    chain.marks = grow(chain.marks, at + 1)
    chain.previous = grow(chain.previous, at + 1)
  }
  chain.heads = grow(chain.heads, term + 1)
  chain.terms[at] = term
  chain.docs[at] = doc
  chain.marks[at] = mark
  chain.previous[at] = chain.heads[term] as number
  chain.heads[term] = at
}

function chainPostings(chain: Chain, term: number): Postings | undefined {
  const last = chain.heads[term] ?? 0
  if (last === 0) return undefined
  let length = 0
  for (let at = last; at !== 0; at = chain.previous[at] as number) length++
  const docs = new Uint16Array(length)
  const marks = new Uint16Array(length)
  let to = length
  for (let at = last; at !== 0; at = chain.previous[at] as number) {
    docs[--to] = chain.docs[at] as number
    marks[to] = chain.marks[at] as number
  }
  return { docs, marks, from: 0, to: length }
}

function addFacet(segment: Segment, field: number, list: FacetValues | undefined, values: readonly string[]): void {
  const column = segment.facets[field]
  if (!column || !list) return
  let at = column.offsets[segment.count] ?? 0
  column.values = grow(column.values, at + values.length)
  for (const value of new Set(values)) {
    const id = facetValueOf(list, value)
    list.docs[id] = (list.docs[id] as number) + 1
    column.values[at++] = id
  }
  column.offsets[segment.count + 1] = at
}

function createBlobs(capacity: number): Blobs {
  return { offsets: new Uint32Array(capacity + 1), bytes: new Uint8Array(1024) }
}

function appendBlob(blobs: Blobs, doc: number, text: string): void {
  const at = blobs.offsets[doc] ?? 0
  const length = Buffer.byteLength(text)
  blobs.bytes = grow(blobs.bytes, at + length)
  Buffer.from(blobs.bytes.buffer, blobs.bytes.byteOffset, blobs.bytes.byteLength).write(text, at, length, 'utf8')
  blobs.offsets[doc + 1] = at + length
}
