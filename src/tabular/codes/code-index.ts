import { foldWords, spelling } from './fold.ts'
import type { CodeItem, CodeList, EndedName } from './model.ts'

/** How a name of the list leads to an item; earlier ones are surer. */
export type NameSource = 'name' | 'alias' | 'former' | 'ended'

export interface Entry {
  /** `undefined` for a name that ended before the list began. */
  readonly item: CodeItem | undefined
  readonly ended: EndedName | undefined
  readonly source: NameSource
  readonly text: string
  readonly words: readonly string[]
  readonly spelling: string
}

export interface CodeIndex {
  readonly byCode: ReadonlyMap<string, CodeItem>
  /** Lower-case text as written: some names have no letters ("%", "‰"). */
  readonly byText: ReadonlyMap<string, readonly Entry[]>
  readonly byKey: ReadonlyMap<string, readonly Entry[]>
  /** Keys of long names with one letter left out, for finding one misprint. */
  readonly byDeletion: ReadonlyMap<string, readonly string[]>
  /** Keys by length, for names with unreadable letters. */
  readonly byLength: ReadonlyMap<number, readonly string[]>
  readonly entries: readonly Entry[]
  readonly dropUnitWords: DropUnitWords
}

/** One misprint is forgiven only in names at least this long: short ones are too near to each other. */
export const MISPRINT_LENGTH = 7

/** Looks every name of a list up in advance. */
export function indexList(list: CodeList): CodeIndex {
  const entries = [...list.items.flatMap(entriesOfItem), ...(list.ended ?? []).flatMap(entriesOfEnded)]
  const dropUnitWords = unitWordsOf(list)
  const byKey = new Map<string, Entry[]>()
  const byText = new Map<string, Entry[]>()
  for (const entry of entries) {
    push(byText, entry.text, entry)
    if (entry.words.length === 0) continue
    push(byKey, entry.words.join(''), entry)
    const bare = dropUnitWords(entry.words).join('')
    if (bare !== entry.words.join('')) push(byKey, bare, entry)
  }
  const byDeletion = new Map<string, string[]>()
  const byLength = new Map<number, string[]>()
  for (const key of byKey.keys()) {
    push(byLength, key.length, key)
    if (key.length >= MISPRINT_LENGTH) for (const shorter of deletions(key)) push(byDeletion, shorter, key)
  }
  return {
    byCode: new Map(list.items.map((item) => [item.code, item])),
    byText,
    byKey,
    byDeletion,
    byLength,
    entries,
    dropUnitWords,
  }
}

function entriesOfItem(item: CodeItem): Entry[] {
  const entry = (source: NameSource) => (name: string) => makeEntry(name, source, { item, ended: undefined })
  return [
    entry('name')(item.name),
    ...(item.nameEn === undefined ? [] : [entry('alias')(item.nameEn)]),
    ...(item.aliases ?? []).map(entry('alias')),
    ...(item.formerNames ?? []).map(entry('former')),
  ]
}

function entriesOfEnded(ended: EndedName): Entry[] {
  return [ended.name, ...(ended.aliases ?? [])].map((name) => makeEntry(name, 'ended', { item: undefined, ended }))
}

function makeEntry(name: string, source: NameSource, meaning: Pick<Entry, 'item' | 'ended'>): Entry {
  return { ...meaning, source, text: plainText(name), words: foldWords(name), spelling: spelling(name) }
}

/** A text apart from case, Unicode form and outer blanks. */
export function plainText(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const there = map.get(key)
  if (!there) map.set(key, [value])
  else if (!there.includes(value)) there.push(value)
}

/** Every string that is `key` with one letter left out. */
export function deletions(key: string): Set<string> {
  const out = new Set<string>()
  for (let index = 0; index < key.length; index += 1) out.add(key.slice(0, index) + key.slice(index + 1))
  return out
}

/** Words for the kind of a unit that lists and files put before or after its name, longest first. */
const PROVINCE_BEFORE = [
  'thanh pho truc thuoc trung uong',
  'thanh pho',
  'city of',
  'province of',
  't p',
  'tinh',
  'tp',
  't',
]
const PROVINCE_AFTER = ['thanh pho', 'city', 'province', 'municipality', 'capital', 'tinh', 'tp']
const LOCAL_BEFORE = ['thi tran', 'thi xa', 'dac khu', 'phuong', 'quan', 'huyen', 'xa']
const LOCAL_AFTER = ['ward', 'commune', 'district', 'township', 'special zone']

/** Takes the words around a name away that only tell the kind of the unit. */
export type DropUnitWords = (words: readonly string[]) => readonly string[]

/**
 * "tỉnh", "thành phố", "City" and the like carry no name. In a list of provinces "phường" or "huyện" must stay:
 * phường Vĩnh Phúc is not the province Vĩnh Phúc.
 */
function unitWordsOf(list: CodeList): DropUnitWords {
  const provincial = list.items.every((item) => item.kind === 'province' || item.kind === 'city')
  const before = (provincial ? PROVINCE_BEFORE : [...PROVINCE_BEFORE, ...LOCAL_BEFORE]).map((kind) => kind.split(' '))
  const after = (provincial ? PROVINCE_AFTER : [...PROVINCE_AFTER, ...LOCAL_AFTER]).map((kind) => kind.split(' '))
  return (words) => dropAround(words, before, after)
}

type Kinds = readonly (readonly string[])[]

function dropAround(words: readonly string[], before: Kinds, after: Kinds): readonly string[] {
  const stands = (kind: readonly string[], from: number) =>
    kind.length < words.length && kind.every((word, at) => words[from + at] === word)
  const first = before.find((kind) => stands(kind, 0))
  if (first) return dropAround(words.slice(first.length), before, after)
  const last = after.find((kind) => stands(kind, words.length - kind.length))
  return last ? dropAround(words.slice(0, words.length - last.length), before, after) : words
}

/** Unit words that were written together with the name, as in "TPHồChíMinh". */
export function withoutUnitLetters(key: string): string | undefined {
  const prefix = ['thanhpho', 'tinh', 'tp'].find((kind) => key.startsWith(kind) && key.length > kind.length + 1)
  return prefix === undefined ? undefined : key.slice(prefix.length)
}
