import { defined } from '../defined.ts'
import type { Contact, Entry, EntryDistribution, Period, Texts, Vocabulary } from '../model.ts'
import { webIri } from '../rdf/terms.ts'

/** A dataset as data.json has it (Project Open Data 1.1, the profile of everybody but US federal agencies). */
export type PodDataset = Readonly<Record<string, unknown>>

const SCHEMA = 'https://project-open-data.cio.gov/v1.1/schema'

/** The members of a data.json before its datasets. */
export function podHead(address: string): Readonly<Record<string, string>> {
  return {
    '@context': `${SCHEMA}/catalog.jsonld`,
    '@id': address,
    '@type': 'dcat:Catalog',
    conformsTo: SCHEMA,
    describedBy: `${SCHEMA}/catalog.json`,
  }
}

/** A record as a dataset of data.json. What the schema forbids (an empty text, a bare word for a licence) is left out. */
export function toPodDataset(entry: Entry, vocabulary: Vocabulary): PodDataset {
  return {
    '@type': 'dcat:Dataset',
    identifier: entry.uri,
    title: firstText(entry.title) || entry.name,
    description: firstText(entry.description) || firstText(entry.title) || entry.name,
    publisher: { '@type': 'org:Organization', name: entry.publisher.name || 'không rõ' },
    contactPoint: contactOf(entry.contact, entry.publisher.name),
    accessLevel: entry.accessRights === 'restricted' ? 'restricted public' : entry.accessRights,
    ...defined({
      keyword: entry.keywords.length > 0 ? entry.keywords : undefined,
      theme:
        entry.themes.length > 0
          ? [...new Set(entry.themes.map((code) => nameOf(vocabulary, 'theme', code)))]
          : undefined,
      issued: entry.issued,
      modified: entry.modified,
      accrualPeriodicity: cycleOf(vocabulary, entry.frequency),
      license: licenceOf(vocabulary, entry.licence),
      spatial: entry.areas.map((code) => nameOf(vocabulary, 'area', code)).join('; ') || undefined,
      temporal: intervalOf(entry.temporal),
      landingPage: entry.landingPage === undefined ? undefined : webIri(entry.landingPage),
      language: languagesOf(entry.title),
    }),
    ...(entry.distributions.length > 0
      ? { distribution: entry.distributions.map((each) => distributionOf(each, vocabulary)) }
      : {}),
  }
}

function firstText(texts: Texts): string {
  return Object.values(texts).find((text) => text !== '') ?? ''
}

function nameOf(vocabulary: Vocabulary, list: 'theme' | 'area', code: string): string {
  return vocabulary.labelOf(list, code)?.['vi'] ?? code
}

const EMAIL = /^[\w~!$&'()*+,;=:.-]+@[\w.-]+\.[\w.-]+$/

function contactOf(contact: Contact | undefined, publisher: string) {
  const email = contact?.email !== undefined && EMAIL.test(contact.email) ? `mailto:${contact.email}` : undefined
  return { '@type': 'vcard:Contact', fn: contact?.name || publisher || 'không rõ', ...defined({ hasEmail: email }) }
}

function cycleOf(vocabulary: Vocabulary, frequency: string | undefined): string | undefined {
  if (frequency === undefined) return undefined
  if (frequency === 'IRREG') return 'irregular'
  const interval = vocabulary.attributeOf('frequency', frequency, 'interval')
  return typeof interval === 'string' ? `R/${interval}` : undefined
}

function licenceOf(vocabulary: Vocabulary, licence: string | undefined): string | undefined {
  return licence === undefined ? undefined : (vocabulary.uriOf('licence', licence) ?? webIri(licence))
}

// An interval has two ends, and the pattern of the schema takes only two of the same kind and no time of day.
function intervalOf(period: Period | undefined): string | undefined {
  if (period?.from === undefined || period.to === undefined) return undefined
  const { from, to } = period
  if (from.length === to.length && from.length <= DAY) return `${from}/${to}`
  return `${firstDay(from)}/${lastDay(to)}`
}

const DAY = '2026-01-31'.length

function firstDay(part: string): string {
  return part.length >= DAY ? part.slice(0, DAY) : `${part}-01-01`.slice(0, DAY)
}

function lastDay(part: string): string {
  if (part.length >= DAY) return part.slice(0, DAY)
  const [year, month] = part.split('-').map(Number)
  // Day 0 of the month after is the last of this one.
  return new Date(Date.UTC(year ?? 0, month ?? 12, 0)).toISOString().slice(0, DAY)
}

function languagesOf(texts: Texts): readonly string[] | undefined {
  const tags = Object.keys(texts).filter((tag) => /^[a-z]{2,3}$/.test(tag) && tag !== 'und')
  return tags.length > 0 ? tags : undefined
}

const MEDIA_TYPE = /^[-\w]+\/[-\w]+(\.[-\w]+)*([+][-\w]+)?$/

function distributionOf(given: EntryDistribution, vocabulary: Vocabulary): PodDataset {
  const download = given.downloadUrl === undefined ? undefined : webIri(given.downloadUrl)
  const known = given.mediaType !== undefined && MEDIA_TYPE.test(given.mediaType) ? given.mediaType : undefined
  return {
    '@type': 'dcat:Distribution',
    '@id': given.uri,
    ...defined({
      title: firstText(given.title) || undefined,
      description: firstText(given.description) || undefined,
      downloadURL: download,
      // The schema asks for a type beside every download.
      mediaType: known ?? (download === undefined ? undefined : 'application/octet-stream'),
      format:
        given.format === undefined ? undefined : (vocabulary.labelOf('format', given.format)?.['vi'] ?? given.format),
      accessURL: webIri(given.accessUrl),
      conformsTo: given.conformsTo.map((each) => webIri(each)).find((each) => each !== undefined),
    }),
  }
}
