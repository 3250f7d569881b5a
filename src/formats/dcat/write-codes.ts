import type { Entry, EntryDistribution, Vocabulary, VocabularyList } from '../model.ts'
import { iri, langLiteral, literal, type Term } from '../rdf/terms.ts'
import { authorityLanguage } from './read-language.ts'
import { isAddress, property, type Statements } from './statements.ts'
import { AUTHORITY, IANA } from './words.ts'

export interface Writing {
  readonly out: Statements
  readonly vocabulary: Vocabulary
  /** Language of words without one of their own. */
  readonly language: string
}

const CLASS: Readonly<Record<Exclude<VocabularyList, 'theme'>, Term>> = {
  licence: property('dct:LicenseDocument'),
  format: property('dct:MediaTypeOrExtent'),
  frequency: property('dct:Frequency'),
  area: property('dct:Location'),
}
const CONCEPT = property('skos:Concept')
const PREF_LABEL = property('skos:prefLabel')
const AUTHORITY_FIRST: ReadonlySet<VocabularyList> = new Set(['licence', 'format', 'frequency'])

/** A code as a term: of the EU table where DCAT-AP asks for it, else our own concept; unknown words as they are. */
export function codeTerm(
  { out, vocabulary, language }: Writing,
  list: Exclude<VocabularyList, 'theme'>,
  code: string,
): Term {
  const authority = AUTHORITY_FIRST.has(list) ? vocabulary.attributeOf(list, code, 'authority') : undefined
  const own = vocabulary.uriOf(list, code)
  const uri = typeof authority === 'string' ? authority : own
  if (uri === undefined) return out.reference(code, CLASS[list], language)
  return out.once(iri(uri), CLASS[list], (subject) => {
    out.texts(subject, PREF_LABEL, vocabulary.labelOf(list, code) ?? {})
  })
}

/** Themes as our concepts, then the EU themes they stand for. */
export function themeTerms({ out, vocabulary, language }: Writing, codes: readonly string[]): readonly Term[] {
  const concept = (uri: string, label: Readonly<Record<string, string>>) =>
    out.once(iri(uri), CONCEPT, (subject) => out.texts(subject, PREF_LABEL, label))
  const own = codes.map((code) => {
    const uri = vocabulary.uriOf('theme', code)
    if (uri !== undefined) return concept(uri, vocabulary.labelOf('theme', code) ?? { und: code })
    if (isAddress(code)) return concept(code, { und: code })
    const term = out.node(CONCEPT)
    out.add(term, PREF_LABEL, langLiteral(code, language))
    return term
  })
  const theirs = codes.flatMap((code) => {
    const authority = vocabulary.attributeOf('theme', code, 'authority')
    return typeof authority === 'string' ? [concept(authority, { en: authority.split('/').at(-1) ?? '' })] : []
  })
  return [...new Map([...own, ...theirs].map((term) => [term.value, term])).values()]
}

const RIGHTS = { public: 'PUBLIC', restricted: 'RESTRICTED', 'non-public': 'NON_PUBLIC' } as const

export function accessRightsTerm({ out }: Writing, rights: Entry['accessRights']): Term {
  const subject = iri(`${AUTHORITY}access-right/${RIGHTS[rights]}`)
  return out.once(subject, property('dct:RightsStatement'))
}

export function availabilityTerm({ out }: Writing, availability: NonNullable<EntryDistribution['availability']>): Term {
  const subject = iri(`${AUTHORITY}planned-availability/${availability.toUpperCase()}`)
  return out.once(subject, CONCEPT, () => out.add(subject, PREF_LABEL, langLiteral(availability, 'en')))
}

export function mediaTypeTerm({ out }: Writing, mediaType: string): Term {
  const address = /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? `${IANA}${mediaType}` : undefined
  if (address === undefined) return out.reference(mediaType, property('dct:MediaType'), 'und')
  return out.once(iri(address), property('dct:MediaType'))
}

export function languageTerms({ out }: Pick<Writing, 'out'>, tags: readonly string[]): readonly Term[] {
  return tags.flatMap((tag) => {
    const code = authorityLanguage(tag)
    if (code === undefined) return []
    return [out.once(iri(`${AUTHORITY}language/${code}`), property('dct:LinguisticSystem'))]
  })
}

export function checksumTerm({ out }: Writing, checksum: NonNullable<EntryDistribution['checksum']>): Term {
  const sum = out.node(property('spdx:Checksum'))
  const name = checksum.algorithm.toLowerCase().replace('-', '')
  const algorithm = iri(`http://spdx.org/rdf/terms#checksumAlgorithm_${name}`)
  out.add(sum, property('spdx:algorithm'), out.once(algorithm, property('spdx:ChecksumAlgorithm')))
  out.add(sum, property('spdx:checksumValue'), literal(checksum.value, 'http://www.w3.org/2001/XMLSchema#hexBinary'))
  return sum
}
