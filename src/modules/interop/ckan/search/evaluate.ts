import { ckanErrors } from '../errors.ts'
import { addAll, type Bits, fillRest, keepCommon, noBits, setBit } from './bits.ts'
import { type Asked, fillNumbers } from './fill-numbers.ts'
import { globStart, readGlob } from './glob.ts'
import { PARTS } from './package-doc.ts'
import { keepPhrase } from './phrase.ts'
import type { FieldValues, Postings } from './postings.ts'
import type { Query, Term } from './query.ts'
import type { PackageStore } from './store.ts'
import { wordsOf } from './words.ts'

/** Living documents that fit, not to be changed and good for this search only. An unknown field fits nothing. */
export function evaluate(query: Query, asked: Asked): Bits {
  const { store } = asked
  switch (query.kind) {
    case 'all':
      return store.living()
    case 'not': {
      const rest = store.room.noBits(store.size())
      fillRest(rest, store.living(), evaluate(query.part, asked))
      return rest
    }
    case 'and':
      return combine(
        query.parts.filter((part) => part.kind !== 'all'),
        { asked, join: keepCommon },
      )
    case 'or':
      return combine(query.parts, { asked, join: addAll })
    case 'term':
      return evaluateTerm(query, asked)
  }
}

interface Combining {
  readonly asked: Asked
  readonly join: (into: Bits, other: Bits) => void
}

function combine([first, ...others]: readonly Query[], { asked, join }: Combining): Bits {
  const { store } = asked
  const bits = first ? evaluate(first, asked) : store.living()
  if (others.length === 0) return bits
  const joined = store.room.noBits(store.size())
  joined.set(bits)
  for (const other of others) join(joined, evaluate(other, asked))
  return joined
}

type TermQuery = Extract<Query, { kind: 'term' }>

const MOST_KEY_CHARS = 500
const TOO_MUCH = 'The query asks for too much at once. Send fewer words and patterns, or several queries.'

// The same words and filters come again in ever new combinations; ranges of dates and numbers are new each time.
function evaluateTerm(query: TermQuery, asked: Asked): Bits {
  const { store } = asked
  if (performance.now() > asked.until) throw ckanErrors.search(TOO_MUCH)
  if (query.term.kind === 'range' && numbersOf(store, query.field)) {
    return living(store.room.noBits(store.size()), query, asked)
  }
  const key = JSON.stringify(query)
  const known = store.termBits.get(key)
  if (known) return known
  const bits = living(noBits(store.size()), query, asked)
  // `NOW` is another moment next time; a long text is nobody's second wish.
  if (!key.includes('NOW') && key.length <= MOST_KEY_CHARS) store.termBits.set(key, bits)
  return bits
}

function living(bits: Bits, query: TermQuery, asked: Asked): Bits {
  fillTerm(bits, query, asked)
  keepCommon(bits, asked.store.living())
  return bits
}

function numbersOf({ numbers }: PackageStore, field: string | undefined): readonly number[] | undefined {
  return (numbers as Readonly<Record<string, readonly number[]>>)[field ?? 'text']
}

/** Fields whose words are looked for; without a field, in all of them. */
const WORDY: Readonly<Record<string, number>> = {
  text: 0xffff,
  title: PARTS.title,
  notes: PARTS.notes,
  author: PARTS.author,
  maintainer: PARTS.maintainer,
  res_name: PARTS.res_name,
  res_description: PARTS.res_description,
  res_url: PARTS.res_url,
}

const DATES: ReadonlySet<string> = new Set(['metadata_created', 'metadata_modified'])
const ZEROES: ReadonlySet<string> = new Set(['views_total', 'views_recent'])

function fillTerm(bits: Bits, { field = 'text', term }: TermQuery, asked: Asked): void {
  const parts = WORDY[field]
  if (parts !== undefined && term.kind !== 'range') return fillWords(bits, { parts, term }, asked)
  const numbers = numbersOf(asked.store, field)
  if (numbers) return fillNumbers(bits, { field, numbers, term, isDate: DATES.has(field) }, asked)
  if (ZEROES.has(field))
    return fillNumbers(bits, { field, numbers: asked.store.ids.map(() => 0), term, isDate: false }, asked)
  if (field === 'id') return fillNames(bits, asked.store.ids, term)
  if (field === 'name') return fillNames(bits, asked.store.names, term)
  const values = asked.store.fields.get(field) ?? asked.store.fields.get(`extras_${field}`)
  if (values) fillValues(bits, { values, term, isFree: !OF_CKAN.has(field) })
}

function fill(bits: Bits, { docs, count }: Postings): void {
  for (let i = 0; i < count; i++) setBit(bits, docs[i] as number)
}

interface InWords {
  readonly parts: number
  readonly term: Term
}

function fillWords(bits: Bits, { parts, term }: InWords, { store }: Asked): void {
  if (term.kind === 'any') return fillLooked(bits, { parts, fits: () => true }, store)
  if (term.kind === 'glob') {
    const pattern = wordsOf(globStart(term.pattern))[0]?.folded ?? ''
    const isWhole = readGlob(globPattern(term.pattern))
    return fillLooked(bits, { parts, fits: (word) => word.startsWith(pattern) && isWhole(word) }, store)
  }
  if (term.kind === 'range') return
  const words = wordsOf(term.text)
  const found = words.map(({ folded }) => store.words.get(folded))
  if (words.length === 0 || found.some((postings) => !postings)) return
  const each = found.map((postings) => {
    const own = noBits(store.size())
    if (postings) fillMarked(own, postings, parts)
    return own
  })
  const common = each[0] ?? noBits(store.size())
  for (const other of each.slice(1)) keepCommon(common, other)
  if (words.length > 1)
    keepPhrase(common, { numbers: words.map(({ folded }) => store.wordNumber(folded) ?? -1), parts }, store)
  addAll(bits, common)
}

// Words are folded, so a pattern is too; its wildcards and escapes stay.
function globPattern(pattern: string): string {
  return pattern
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
}

interface Looked {
  readonly parts: number
  readonly fits: (word: string) => boolean
}

function fillLooked(bits: Bits, { parts, fits }: Looked, store: PackageStore): void {
  for (const [word, postings] of store.words) if (fits(word)) fillMarked(bits, postings, parts)
}

function fillMarked(bits: Bits, postings: Postings & { readonly marks: Uint16Array }, parts: number): void {
  const { docs, marks, count } = postings
  for (let i = 0; i < count; i++) if ((marks[i] as number) & parts) setBit(bits, docs[i] as number)
}

/** Fields of CKAN's own schema are compared whole; texts of custom fields also match by one of their words. */
const OF_CKAN: ReadonlySet<string> = new Set(
  'id name tags groups organization owner_org license_id res_format res_type dataset_type state capacity'.split(' '),
)

interface InValues {
  readonly values: FieldValues
  readonly term: Term
  readonly isFree: boolean
}

function fillValues(bits: Bits, { values, term, isFree }: InValues): void {
  if (term.kind === 'word' || term.kind === 'phrase') {
    const found = [values.values.get(term.text), values.aliases.get(term.text)]
    for (const postings of found) if (postings) fill(bits, postings)
    if (isFree) fillByWords(bits, values, term.text)
    return
  }
  const fits = readTerm(term)
  for (const [value, postings] of values.values) if (fits(value)) fill(bits, postings)
}

function fillNames(bits: Bits, names: readonly string[], term: Term): void {
  const fits = readTerm(term)
  names.forEach((name, doc) => {
    if (fits(name)) setBit(bits, doc)
  })
}

function fillByWords(bits: Bits, { values }: FieldValues, text: string): void {
  const wanted = wordsOf(text).map(({ folded }) => folded)
  if (wanted.length === 0) return
  for (const [value, postings] of values) {
    const words = new Set(wordsOf(value).map(({ folded }) => folded))
    if (wanted.every((word) => words.has(word))) fill(bits, postings)
  }
}

/** Says of a whole value whether it fits. */
function readTerm(term: Term): (value: string) => boolean {
  switch (term.kind) {
    case 'any':
      return () => true
    case 'word':
    case 'phrase':
      return (value) => value === term.text
    case 'glob':
      return readGlob(term.pattern)
    case 'range':
      return (value) => isInRange(value, term)
  }
}

function isInRange(value: string, { from, to }: Extract<Term, { kind: 'range' }>): boolean {
  const above = from.text === undefined || value > from.text || (from.inclusive && value === from.text)
  return above && (to.text === undefined || value < to.text || (to.inclusive && value === to.text))
}
