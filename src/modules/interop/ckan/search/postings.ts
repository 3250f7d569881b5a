/** Documents in growing order, in a typed array that doubles when full. */
export interface Postings {
  docs: Uint32Array
  count: number
}

export function newPostings(): Postings {
  return { docs: new Uint32Array(2), count: 0 }
}

/** Adds a document that is not before the last one; the same twice counts once. */
export function post(postings: Postings, doc: number): void {
  const { docs, count } = postings
  if (count > 0 && docs[count - 1] === doc) return
  if (count === docs.length) {
    postings.docs = new Uint32Array(count * 2)
    postings.docs.set(docs)
  }
  postings.docs[postings.count++] = doc
}

/** Values of one field. Aliases are found and never counted. */
export interface FieldValues {
  readonly values: Map<string, Postings>
  readonly aliases: Map<string, Postings>
}

/** Documents of a word, with where it stands in each and how it is spelled there. */
export interface WordPostings extends Postings {
  /** Parts of the document (`PARTS`), one bit each. */
  marks: Uint16Array
  /** Spellings, one bit each, in the order of `spellings`; the last bit is shared by all further ones. */
  spelled: Uint16Array
  readonly spellings: string[]
}

const MOST_SPELLINGS = 16

export function newWordPostings(): WordPostings {
  return { docs: new Uint32Array(2), marks: new Uint16Array(2), spelled: new Uint16Array(2), count: 0, spellings: [] }
}

export interface Occurrence {
  readonly doc: number
  readonly mark: number
  readonly spelling: string
}

export function postWord(postings: WordPostings, { doc, mark, spelling }: Occurrence): void {
  const bit = spellingBit(postings, spelling, true)
  const last = postings.count - 1
  if (last >= 0 && postings.docs[last] === doc) {
    postings.marks[last] = (postings.marks[last] as number) | mark
    postings.spelled[last] = (postings.spelled[last] as number) | bit
    return
  }
  if (postings.count === postings.docs.length) grow(postings)
  postings.docs[postings.count] = doc
  postings.marks[postings.count] = mark
  postings.spelled[postings.count++] = bit
}

function grow(postings: WordPostings): void {
  const { docs, marks, spelled, count } = postings
  postings.docs = new Uint32Array(count * 2)
  postings.docs.set(docs)
  postings.marks = new Uint16Array(count * 2)
  postings.marks.set(marks)
  postings.spelled = new Uint16Array(count * 2)
  postings.spelled.set(spelled)
}

/** The bit of a spelling; 0 for one that never occurred, unless it is to be added. */
export function spellingBit({ spellings }: WordPostings, spelling: string, add = false): number {
  const at = spellings.indexOf(spelling)
  if (at >= 0) return 1 << Math.min(at, MOST_SPELLINGS - 1)
  if (!add) return spellings.length >= MOST_SPELLINGS ? 1 << (MOST_SPELLINGS - 1) : 0
  if (spellings.length < MOST_SPELLINGS) spellings.push(spelling)
  return 1 << (spellings.length - 1)
}
