import type { Texts, Vocabulary, VocabularyList } from './model.ts'
import { wordKey } from './text.ts'

/** As much of a code list as a vocabulary needs; the files of `seeds/codes` have this shape. */
export interface ListOfCodes {
  readonly id: string
  readonly items: readonly CodeOfList[]
}

interface CodeOfList {
  readonly code: string
  readonly name: string
  readonly nameEn?: string
  readonly aliases?: readonly string[]
  readonly uri?: string
  readonly exactMatch?: readonly string[]
  readonly closeMatch?: readonly string[]
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
}

// Names of places in the present list come before those of the past.
const AREA_LISTS = ['province-34', 'province-63', 'region']
const COUNTRY: CodeOfList = {
  code: 'VN',
  name: 'Việt Nam',
  nameEn: 'Viet Nam',
  aliases: ['Vietnam', 'Cả nước', 'VNM'],
  exactMatch: ['http://publications.europa.eu/resource/authority/country/VNM', 'https://sws.geonames.org/1562822'],
}

/**
 * Vocabulary of the built-in lists. `uriOf` gives the concept's own URI (`{publicUrl}/id/concept/theme/y-te`, the page of a
 * Creative Commons licence); `attributeOf(list, code, 'authority')` the EU authority table's, where there is one.
 */
export function createVocabulary(lists: readonly ListOfCodes[], publicUrl: string): Vocabulary {
  const indexes: Readonly<Record<VocabularyList, ListIndex>> = {
    theme: indexOf(itemsOf(lists, 'theme')),
    licence: indexOf(itemsOf(lists, 'licence')),
    format: indexOf(itemsOf(lists, 'format')),
    frequency: indexOf(itemsOf(lists, 'frequency')),
    area: indexOf(areaItems(lists)),
  }
  const item = (list: VocabularyList, code: string) => indexes[list].items.get(code)
  return {
    uriOf(list, code) {
      const found = item(list, code)
      return found && (found.uri ?? ownUri(list, found, publicUrl))
    },
    codeOf: (list, given) => findCode(list, indexes[list], given),
    labelOf(list, code): Texts | undefined {
      const found = item(list, code)
      return found && { vi: found.name, ...(found.nameEn ? { en: found.nameEn } : {}) }
    },
    attributeOf(list, code, name) {
      const found = item(list, code)
      if (name === 'authority') return found?.exactMatch?.[0] ?? found?.closeMatch?.[0]
      const value = found?.attributes?.[name]
      return typeof value === 'number' ? String(value) : value
    },
  }
}

/** Every URI that stands for a code of a list: our own and those of the tables it is the same as. */
export function codeUrisOf(
  lists: readonly ListOfCodes[],
  publicUrl: string,
): (list: VocabularyList) => readonly string[] {
  return (list) => {
    const items = list === 'area' ? areaItems(lists) : itemsOf(lists, list)
    const uris = items.flatMap((item) => {
      const { uri, exactMatch = [], closeMatch = [] } = item
      return [ownUri(list, item, publicUrl), ...(uri ? [uri] : []), ...exactMatch, ...closeMatch]
    })
    return [...new Set(uris)]
  }
}

function itemsOf(lists: readonly ListOfCodes[], id: string): readonly CodeOfList[] {
  return lists.find((list) => list.id === id)?.items ?? []
}

function areaItems(lists: readonly ListOfCodes[]): readonly CodeOfList[] {
  const units = AREA_LISTS.flatMap((id) => itemsOf(lists, id).map((unit) => ({ ...unit, code: `${id}/${unit.code}` })))
  return [COUNTRY, ...units]
}

// The EU tables of formats, frequencies and countries are the lists themselves; themes and places are ours.
function ownUri(list: VocabularyList, { code, exactMatch }: CodeOfList, publicUrl: string): string {
  const own = list !== 'theme' ? exactMatch?.[0] : undefined
  return own ?? `${publicUrl}/id/concept/${list === 'area' ? '' : `${list}/`}${encodeURI(code)}`
}

interface ListIndex {
  readonly items: ReadonlyMap<string, CodeOfList>
  /** Code by the URI without scheme and trailing signs. */
  readonly uris: ReadonlyMap<string, string>
  /** Code by any of its names. */
  readonly words: ReadonlyMap<string, string>
}

function indexOf(items: readonly CodeOfList[]): ListIndex {
  const uris = new Map<string, string>()
  const words = new Map<string, string>()
  const note = (index: Map<string, string>, key: string, code: string) => {
    if (key && !index.has(key)) index.set(key, code)
  }
  // `preferred` marks the one of several themes that an EU theme is read as.
  const ordered = [...items].sort(
    (a, b) => Number(b.attributes?.['preferred'] ?? 0) - Number(a.attributes?.['preferred'] ?? 0),
  )
  for (const read of [namesOf, otherWordsOf]) {
    for (const each of ordered) for (const word of read(each)) note(words, wordKey(word), each.code)
  }
  for (const each of ordered) {
    for (const uri of [each.uri, ...(each.exactMatch ?? []), ...(each.closeMatch ?? [])]) {
      if (uri) note(uris, uriKey(uri), each.code)
    }
  }
  return { items: new Map(items.map((each) => [each.code, each])), uris, words }
}

function namesOf({ code, name, nameEn, aliases }: CodeOfList): string[] {
  // The code of a place alone names nothing: seven province codes changed hands in 2025.
  return [code, name, nameEn ?? '', ...(aliases ?? [])]
}

function otherWordsOf({ attributes = {}, exactMatch, closeMatch }: CodeOfList): string[] {
  const text = (name: string) => String(attributes[name] ?? '')
  const tables = [...(exactMatch ?? []), ...(closeMatch ?? [])].map((uri) => uri.split('/').at(-1) ?? '')
  return [text('ckan'), text('mediaType'), text('interval'), ...text('extensions').split(' '), ...tables]
}

function uriKey(uri: string): string {
  return uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/(legalcode|deed)(\.[a-z-]+)?$/, '')
    .replace(/[#/]+$/, '')
}

const OWN_CONCEPT = /\/id\/concept\/([a-z0-9-]+)\/([^/?#]+)$/
// Tables and pages whose last words are codes that somebody else may use as well.
const LAST_WORDS =
  /\/(?:media-types\/([^/]+\/[^/?#]+)|(?:licenses|freq|file-type|file-types|extension)\/([^/?#]+))\/?$/i

function findCode(list: VocabularyList, index: ListIndex, given: string): string | undefined {
  const text = given.trim()
  if (index.items.has(text)) return text
  if (/^https?:\/\//i.test(text)) return codeOfUri(list, index, text)
  return index.words.get(
    wordKey(list === 'format' ? formatWord(text) : list === 'frequency' ? text.replace(/^R\//, '') : text),
  )
}

function codeOfUri(list: VocabularyList, { items, uris, words }: ListIndex, uri: string): string | undefined {
  const known = uris.get(uriKey(uri))
  if (known) return known
  const own = OWN_CONCEPT.exec(uri)
  if (own) {
    const code = decodeURI(list === 'area' ? `${own[1]}/${own[2]}` : (own[2] ?? ''))
    return (list === 'area' || own[1] === list) && items.has(code) ? code : undefined
  }
  const last = LAST_WORDS.exec(uri)
  return last ? words.get(wordKey(last[1] ?? last[2] ?? '')) : undefined
}

// ".csv", "text/csv; charset=utf-8" and "CSV" are one format.
function formatWord(text: string): string {
  return text.replace(/;.*$/, '').replace(/^\./, '')
}
