import type { Chain } from './chain.ts'
import { addPosting, createChain, createChainReader } from './chain.ts'
import type { Dictionary } from './dictionary.ts'
import type { OpenColumn } from './facet-column.ts'
import { appendRow, createOpenColumn } from './facet-column.ts'
import { grow } from './grow.ts'
import type { SearchDocument, SearchFields } from './model.ts'
import { searchLimits } from './model.ts'
import type { Segment } from './segment.ts'
import { compareText, titleMark, weightMask } from './segment.ts'
import type { Blobs, TextWriter } from './text-code.ts'
import { writeSection } from './text-code.ts'
import { titleKey } from './title-key.ts'
import type { FacetValues } from './values.ts'
import { facetValueOf, hashTerms, hashText } from './values.ts'
import { tidyText } from './words.ts'

/** What all segments of an index share. */
export interface Shared {
  readonly fields: SearchFields
  readonly dictionary: Dictionary
  readonly facetValues: readonly FacetValues[]
}

export interface OpenSegment extends Segment {
  readonly facets: readonly OpenColumn[]
  readonly titleKeys: string[]
  readonly chain: Chain
  readonly add: (doc: SearchDocument) => number
}

type Columns = Omit<OpenSegment, 'add'>

/** An empty segment that takes up to `capacity` documents. */
export function createOpenSegment(shared: Shared, capacity: number): OpenSegment {
  const columns = createColumns(shared.fields, capacity)
  const writeTexts = createTextPart(columns, shared.dictionary)
  // `count` and `deadCount` change: the segment is the columns object itself, never a copy.
  return Object.assign(columns, {
    add(document: SearchDocument): number {
      const doc = columns.count
      writeTexts(document)
      writeFields(columns, shared, document)
      columns.titleKeys.push(titleKey(document.title))
      appendBlob(columns.ids, doc, document.id)
      appendBlob(columns.stored, doc, document.stored)
      columns.count = doc + 1
      return doc
    },
  })
}

function createColumns(fields: SearchFields, capacity: number): Columns {
  const chain = createChain()
  const titleKeys: string[] = []
  return {
    count: 0,
    dead: new Uint8Array(capacity),
    deadCount: 0,
    postings: createChainReader(chain),
    facets: fields.facets.map(() => createOpenColumn(capacity)),
    numbers: fields.numbers.map(() => new Float64Array(capacity)),
    versions: new Float64Array(capacity),
    titleHashes: new Int32Array(capacity),
    idHashes: new Int32Array(capacity),
    texts: createBlobs(capacity),
    ids: createBlobs(capacity),
    stored: createBlobs(capacity),
    compareTitles: (a, b) => compareText(titleKeys[a] ?? '', titleKeys[b] ?? ''),
    titleKeys,
    chain,
  }
}

function createTextPart(columns: Columns, dictionary: Dictionary): (document: SearchDocument) => void {
  const { texts, chain } = columns
  const writer: TextWriter = { blobs: texts, length: 0 }
  const notes = createNotes(dictionary)
  return (document) => {
    const doc = columns.count
    const titleTerms: number[] = []
    let left: number = searchLimits.documentWords
    left -= writeSection(writer, dictionary, {
      text: tidyText(document.title),
      words: left,
      seen: (surface) => titleTerms.push(notes.add(surface, titleMark)),
    })
    columns.titleHashes[doc] = hashTerms(titleTerms)
    for (const { weight, text } of document.texts) {
      texts.bytes = grow(texts.bytes, writer.length + 1)
      texts.bytes[writer.length++] = weight
      left -= writeSection(writer, dictionary, {
        text: tidyText(text),
        words: left,
        seen: (surface) => notes.add(surface, weight),
      })
    }
    texts.offsets[doc + 1] = writer.length
    notes.flush((term, mark) => addPosting(chain, { term, doc, mark }))
  }
}

function writeFields(columns: Columns, { fields, facetValues }: Shared, document: SearchDocument): void {
  const doc = columns.count
  columns.facets.forEach((column, i) => {
    const list = facetValues[i]
    if (list) appendRow(column, doc, enterValues(list, document.facets[fields.facets[i] ?? ''] ?? []))
  })
  columns.numbers.forEach((column, i) => {
    column[doc] = document.numbers[fields.numbers[i] ?? ''] ?? Number.NaN
  })
  columns.versions[doc] = document.version
  columns.idHashes[doc] = hashText(document.id)
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
      if (mark === titleMark) {
        marks[term] = before | spelling | titleMark
        dictionary.titleTerms.add(term)
      } else {
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

/** Numbers of the document's values, each counted as living. */
function enterValues(list: FacetValues, values: readonly string[]): number[] {
  return [...new Set(values)].map((value) => {
    const id = facetValueOf(list, value)
    list.docs[id] = (list.docs[id] as number) + 1
    return id
  })
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
