import { readCp1258, readMojibake, readTcvn3, readUnknown, readVni } from './broken-text.ts'
import type { CodeIndex, Entry } from './code-index.ts'
import { indexList, plainText, withoutUnitLetters } from './code-index.ts'
import { foldKey, foldWords, looksVietnamese, spelling } from './fold.ts'
import type { CodeItem, CodeList } from './model.ts'
import { keysAbbreviated, keysOneMisprintAway, keysWithUnknownLetters } from './near-keys.ts'

/** `ended`: a name known to have ended before the list; `ambiguous`: several items fit, none is chosen. */
export type MatchHow =
  | 'code'
  | 'name'
  | 'alias'
  | 'former'
  | 'broken'
  | 'abbreviation'
  | 'misprint'
  | 'unreadable'
  | 'ended'
  | 'ambiguous'
  | 'none'

export interface Candidate {
  readonly code: string
  readonly name: string
}

export interface Match {
  readonly how: MatchHow
  /** Code and name of the list; absent if there is no answer. */
  readonly code?: string
  readonly name?: string
  /** 0 to 1; answers below 0.5 are for people to look at. */
  readonly confidence: number
  readonly candidates?: readonly Candidate[]
}

export interface MatchOptions {
  /** Only items under this `broader` code, e.g. wards of one province. */
  readonly broader?: string
}

export interface Matcher {
  readonly list: CodeList
  readonly match: (name: string, options?: MatchOptions) => Match
}

const NONE: Match = { how: 'none', confidence: 0 }
const CONFIDENCE = { name: 0.98, alias: 0.97, former: 0.9, ended: 0 } as const
const EXACT_SPELLING = 1
/** Other diacritics than the list's: "Phù Yên" may be a commune, not Phú Yên. */
const OTHER_DIACRITICS = 0.85
const CACHE_LIMIT = 200_000

type Scope = (entry: Pick<Entry, 'item'>) => boolean

/** Makes the matcher of a list: names as files spell them → code. Answers are cached by spelling. */
export function createMatcher(list: CodeList): Matcher {
  const index = indexList(list)
  const cache = new Map<string, Match>()
  return {
    list,
    match(name, options) {
      const scopeKey = options?.broader === undefined ? name : `${options.broader}\u0000${name}`
      const known = cache.get(scopeKey)
      if (known) return known
      const found = findMatch(index, name, scopeOf(options))
      if (cache.size >= CACHE_LIMIT) cache.clear()
      cache.set(scopeKey, found)
      return found
    },
  }
}

function scopeOf(options: MatchOptions | undefined): Scope {
  const broader = options?.broader
  return broader === undefined ? () => true : (entry) => entry.item === undefined || entry.item.broader === broader
}

function findMatch(index: CodeIndex, raw: string, scope: Scope): Match {
  const name = raw.normalize('NFC').trim()
  const coded = index.byCode.get(name)
  if (coded) return scope({ item: coded }) ? answer(coded, 'code', 1) : NONE
  const written = chooseEntry((index.byText.get(plainText(name)) ?? []).filter(scope), name)
  if (written) return written
  const good = looksVietnamese(name)
  const found = (good ? lookUpPlain(index, name, scope) : undefined) ?? lookUpBroken(index, name, scope)
  return found ?? lookNearest(index, good ? [name] : [readMojibake(name) ?? readUnknown(name), readTcvn3(name)], scope)
}

function lookNearest(index: CodeIndex, readings: readonly (string | undefined)[], scope: Scope): Match {
  for (const reading of readings) {
    const near = reading === undefined ? undefined : lookNear(index, reading, scope)
    if (near) return near
  }
  return NONE
}

function lookUpPlain(index: CodeIndex, name: string, scope: Scope): Match | undefined {
  return (
    lookUpExact(index, name, scope) ??
    trimmedForms(name)
      .map((form) => lookUpExact(index, form, scope))
      .find(Boolean) ??
    lookUpParts(index, name, scope)
  )
}

/** Without the numbering before a name and the footnote marks after it ("3. Hà Nội (*)", "Hà Nội1"). */
function trimmedForms(name: string): string[] {
  const bare = name
    .replace(/^\s*(?:\d{1,3}|[IVX]{1,5}|[a-zđ])\s*[.)\]/-]\s*/u, '')
    .replace(/(?:\s*(?:\(\s*[\d*]{1,3}\s*\)|\[\s*[\d*]{1,3}\s*\]|\*+|[¹²³⁰⁴-⁹]+|(?<=\p{L})\d{1,2}))+\s*$/u, '')
  return bare === name || bare === '' ? [] : [bare]
}

function lookUpExact(index: CodeIndex, name: string, scope: Scope): Match | undefined {
  const words = foldWords(name)
  if (words.length === 0) return undefined
  const whole = words.join('')
  const bare = index.dropUnitWords(words).join('')
  const glued = withoutUnitLetters(whole)
  for (const key of new Set([whole, bare, ...(glued === undefined ? [] : [glued])])) {
    const found = chooseEntry((index.byKey.get(key) ?? []).filter(scope), name)
    if (found) return found
  }
  return undefined
}

const SOURCES = ['name', 'alias', 'former', 'ended'] as const

/** Of the entries with one key: the one spelt just so, else the only one of the best source, else nobody. */
function chooseEntry(entries: readonly Entry[], name: string): Match | undefined {
  if (entries.length === 0) return undefined
  const spelt = spelling(name)
  const exact = entries.filter((entry) => entry.spelling === spelt)
  for (const group of [exact, ...SOURCES.map((source) => entries.filter((entry) => entry.source === source))]) {
    const first = group[0]
    if (!first) continue
    if (new Set(group.map((entry) => entry.item?.code)).size > 1) return ambiguous(group)
    if (!first.item) return { how: 'ended', confidence: 0, ...endedCandidates(first) }
    return answer(first.item, first.source === 'ended' ? 'name' : first.source, confidenceOf(first, name))
  }
  return undefined
}

function confidenceOf(entry: Entry, name: string): number {
  if (entry.source !== 'name') return CONFIDENCE[entry.source]
  const spelt = spelling(name)
  if (spelt.endsWith(entry.spelling) || spelt.startsWith(entry.spelling))
    return spelt === entry.spelling ? EXACT_SPELLING : CONFIDENCE.name
  const own = new Set(entry.spelling.split(' '))
  const changed = spelt
    .split(' ')
    .some((word) => !own.has(word) && /[^ -~]/.test(word) && entry.words.includes(foldKey(word)))
  return changed ? OTHER_DIACRITICS : CONFIDENCE.name
}

function endedCandidates(entry: Entry): Pick<Match, 'name'> {
  return entry.ended === undefined ? {} : { name: entry.ended.name }
}

/** Names in two languages or with the short form behind: "Hà Nội / Hanoi", "Hồ Chí Minh (HCMC)". All known parts must agree. */
function lookUpParts(index: CodeIndex, name: string, scope: Scope): Match | undefined {
  const parts = name.split(/[()[\]/|;,\n]| [-–—] /).filter((part) => part.trim() !== '')
  if (parts.length < 2) return undefined
  const found = parts.map((part) => lookUpExact(index, part, scope))
  const codes = new Map(found.flatMap((match) => (match?.code === undefined ? [] : [[match.code, match] as const])))
  const [only] = codes.values()
  if (codes.size > 1) return { how: 'ambiguous', confidence: 0.3, candidates: [...codes.values()].flatMap(candidateOf) }
  if (!only || found.some((match) => match?.code === undefined)) return undefined
  return { ...only, confidence: Math.min(only.confidence, 0.9) }
}

function candidateOf(match: Match): Candidate[] {
  return match.code === undefined || match.name === undefined ? [] : [{ code: match.code, name: match.name }]
}

function lookUpBroken(index: CodeIndex, name: string, scope: Scope): Match | undefined {
  const once = readMojibake(name)
  // VNI before TCVN3: "Haø Giang" would be Hậu Giang in TCVN3, where nobody writes a before ứ.
  const readings = [
    once,
    once === undefined ? undefined : readMojibake(once),
    readVni(name),
    readTcvn3(name),
    readCp1258(name),
  ]
  for (const reading of readings) {
    if (reading === undefined || reading.includes('?')) continue
    const found = lookUpPlain(index, reading, scope)
    if (found)
      return found.code === undefined ? found : { ...found, how: 'broken', confidence: Math.min(found.confidence, 0.9) }
  }
  return undefined
}

/** The careful guesses: unreadable letters, abbreviated words, one misprint. Only a single fitting item is an answer. */
function lookNear(index: CodeIndex, name: string, scope: Scope): Match | undefined {
  const form = /^\p{L}\./u.test(name) ? name : (trimmedForms(name)[0] ?? name)
  if (form.includes('?')) {
    return chooseNear(index, keysWithUnknownLetters(index, form), { how: 'unreadable', confidence: 0.75, scope })
  }
  const words = foldWords(form)
  const bare = index.dropUnitWords(words)
  // "T. Quang" is Tuyên Quang, not a province (tỉnh) called Quang: the words as they stand come first.
  const abbreviated = [words, bare].map((cut) => keysAbbreviated(index, cut)).find((keys) => keys.length > 0) ?? []
  return (
    chooseNear(index, abbreviated, { how: 'abbreviation', confidence: 0.7, scope }) ??
    chooseNear(index, keysOneMisprintAway(index, bare), {
      how: 'misprint',
      confidence: 0.8,
      scope: inBoth(scope, spelledAlike(form, bare)),
    })
  )
}

function inBoth(one: Scope, other: (entry: Entry) => boolean): (entry: Entry) => boolean {
  return (entry) => one(entry) && other(entry)
}

/** A misprint touches one word; if the others carry diacritics, these must be right. */
function spelledAlike(form: string, bare: readonly string[]): (entry: Entry) => boolean {
  const spelt = spelling(form).split(' ').slice(-bare.length)
  const ascii = /^[ -~]*$/.test(form)
  return (entry) => {
    const own = entry.spelling.split(' ')
    if (ascii || entry.words.length !== bare.length || own.length !== spelt.length) return true
    return own.filter((word, at) => word !== spelt[at]).length <= 1
  }
}

interface Guess {
  readonly how: MatchHow
  readonly confidence: number
  readonly scope: (entry: Entry) => boolean
}

function chooseNear(index: CodeIndex, keys: readonly string[], guess: Guess): Match | undefined {
  const entries = keys.flatMap((key) => index.byKey.get(key) ?? []).filter(guess.scope)
  const first = entries[0]
  if (!first) return undefined
  if (new Set(entries.map((entry) => entry.item?.code)).size > 1) return ambiguous(entries)
  if (!first.item) return { how: 'ended', confidence: 0, ...endedCandidates(first) }
  return answer(first.item, guess.how, guess.confidence)
}

function answer(item: CodeItem, how: MatchHow, confidence: number): Match {
  return { how, code: item.code, name: item.name, confidence }
}

function ambiguous(entries: readonly Entry[]): Match {
  const items = new Map(entries.flatMap(({ item }) => (item ? [[item.code, item] as const] : [])))
  const candidates = [...items.values()].map(({ code, name }) => ({ code, name }))
  return { how: 'ambiguous', confidence: 0.3, candidates }
}
