import { createAids, type SearchAids } from './aids.ts'
import { type Bits, clearBit, noBits, setBit } from './bits.ts'
import type { Columns } from './orders.ts'
import { PARTS, type PackageDoc, type Part } from './package-doc.ts'
import {
  type FieldValues,
  newPostings,
  newWordPostings,
  type Postings,
  post,
  postWord,
  type WordPostings,
} from './postings.ts'
import { sortKey, wordsOf } from './words.ts'

type Numbers = Readonly<Record<'metadata_created' | 'metadata_modified' | 'num_resources' | 'num_tags', number[]>>

/** Everything the index knows of its documents; a document is a number that is never used again. */
export interface PackageStore extends SearchAids {
  readonly fields: ReadonlyMap<string, FieldValues>
  readonly words: ReadonlyMap<string, WordPostings>
  readonly ids: readonly string[]
  readonly names: readonly string[]
  readonly titles: readonly string[]
  /** Titles folded, then as they are: what they are sorted by. */
  readonly titleKeys: readonly string[]
  readonly numbers: Numbers
  /** The dataset a resource belongs to. */
  datasetOf(resourceId: string): number | undefined
  /** Grows with every change. */
  version(): number
  /** Documents given out, living or not. */
  size(): number
  livingCount(): number
  living(): Bits
  docOf(id: string): number | undefined
  /** Numbers of the words of a document in order; `PART_MARK` plus its bit before each part. */
  sequence(doc: number): Uint32Array
  wordNumber(folded: string): number | undefined
  put(doc: PackageDoc): void
  remove(id: string): boolean
}

/** An empty index. */
export function createPackageStore(): PackageStore {
  const fields = new Map<string, FieldValues>()
  const words = createWords()
  const { sorted, add, ...shown } = createColumns()
  const { ids } = shown
  const byId = new Map<string, number>()
  const byResource = new Map<string, string>()
  const { aids, ...told } = createAids({ fields, sorted, living: () => byId.values() })
  let living = noBits(1024)
  let version = 0

  function remove(id: string): boolean {
    const doc = byId.get(id)
    if (doc === undefined) return false
    told.leave(doc)
    byId.delete(id)
    clearBit(living, doc)
    words.forget(doc)
    version++
    return true
  }

  function put(given: PackageDoc): void {
    remove(given.id)
    const doc = add(given)
    if (doc >= living.length * 32) living = grown(living)
    byId.set(given.id, doc)
    setBit(living, doc)
    for (const resourceId of given.resourceIds) byResource.set(resourceId, given.id)
    postValues(fields, doc, given)
    words.add(given.texts, doc)
    told.enter(doc, given.values)
    version++
  }

  return {
    fields,
    words: words.postings,
    ...shown,
    version: () => version,
    size: () => ids.length,
    livingCount: () => byId.size,
    living: () => living.subarray(0, (ids.length + 31) >>> 5),
    docOf: (id) => byId.get(id),
    datasetOf: (resourceId) => byId.get(byResource.get(resourceId) ?? ''),
    sequence: words.sequence,
    wordNumber: words.numberOf,
    put,
    remove,
    ...aids,
  }
}

/** What documents are shown and sorted by, one list a field. */
function createColumns() {
  const ids: string[] = []
  const names: string[] = []
  const titles: string[] = []
  const titleKeys: string[] = []
  const numbers: Numbers = { metadata_created: [], metadata_modified: [], num_resources: [], num_tags: [] }
  const sorted: Columns = { ...numbers, id: ids, name: names, title_string: titleKeys, title: titleKeys }
  return {
    ids,
    names,
    titles,
    titleKeys,
    numbers,
    sorted,
    /** Gives the document its number. */
    add(given: PackageDoc): number {
      names.push(given.name)
      titles.push(given.title)
      titleKeys.push(sortKey(given.title))
      numbers.metadata_created.push(given.created)
      numbers.metadata_modified.push(given.modified)
      numbers.num_resources.push(given.resources)
      numbers.num_tags.push(given.tagCount)
      return ids.push(given.id) - 1
    },
  }
}

/** Stands before each part of a text, above all numbers of words, with the bit of the part. */
export const PART_MARK = 0xffff0000
const NO_WORDS = new Uint32Array(0)

/** Words with the documents they stand in, and of each document its words in order. */
function createWords() {
  const postings = new Map<string, WordPostings>()
  const numbers = new Map<string, number>()
  const sequences: Uint32Array[] = []

  function addOne(part: Part, word: { folded: string; spelling: string }, doc: number): number {
    let known = postings.get(word.folded)
    if (!known) {
      known = newWordPostings()
      postings.set(word.folded, known)
      numbers.set(word.folded, numbers.size)
    }
    postWord(known, { doc, mark: PARTS[part], spelling: word.spelling })
    return numbers.get(word.folded) ?? numbers.size
  }

  return {
    postings,
    numberOf: (folded: string) => numbers.get(folded),
    sequence: (doc: number) => sequences[doc] ?? NO_WORDS,
    add(texts: PackageDoc['texts'], doc: number): void {
      const sequence: number[] = []
      for (const [part, text] of texts) {
        sequence.push(PART_MARK + PARTS[part])
        for (const word of wordsOf(text)) sequence.push(addOne(part, word, doc))
      }
      sequences[doc] = Uint32Array.from(sequence)
    },
    forget(doc: number): void {
      sequences[doc] = NO_WORDS
    },
  }
}

function grown(bits: Bits): Bits {
  const larger = new Uint32Array(bits.length * 2)
  larger.set(bits)
  return larger
}

function postValues(fields: Map<string, FieldValues>, doc: number, { values, aliases }: PackageDoc): void {
  const fieldOf = (name: string): FieldValues => {
    const known = fields.get(name) ?? { values: new Map<string, Postings>(), aliases: new Map<string, Postings>() }
    fields.set(name, known)
    return known
  }
  const into = (map: Map<string, Postings>, value: string) => {
    const postings = map.get(value) ?? newPostings()
    map.set(value, postings)
    post(postings, doc)
  }
  for (const [name, list] of Object.entries(values)) for (const value of list) into(fieldOf(name).values, value)
  for (const [name, list] of Object.entries(aliases)) for (const value of list) into(fieldOf(name).aliases, value)
}
