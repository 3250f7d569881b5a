import { isoDate } from '../dcat/read-values.ts'
import { defined } from '../defined.ts'
import type {
  Agent,
  Contact,
  Entry,
  EntryDistribution,
  Period,
  ReadEntry,
  Remark,
  Texts,
  Vocabulary,
  VocabularyList,
} from '../model.ts'
import { webIri } from '../rdf/terms.ts'
import { languageOf, slugOf } from '../text.ts'

export interface ReadPodOptions {
  /** Address of the file, for a record without any of its own. */
  readonly baseUrl: string
  readonly vocabulary: Vocabulary
}

export interface PodDocument {
  readonly entries: readonly ReadEntry[]
  readonly remarks: readonly Remark[]
}

type Raw = Readonly<Record<string, unknown>>

/** Reads data.json (Project Open Data 1.0 and 1.1), or a bare list of its datasets. Never throws. */
export function readPod(json: unknown, options: ReadPodOptions): PodDocument {
  const listed = Array.isArray(json) ? json : asRaw(json)?.['dataset']
  if (!Array.isArray(listed)) return { entries: [], remarks: [noDatasets()] }
  return { entries: listed.map((each: unknown) => readPodDataset(each, options)), remarks: [] }
}

/** One dataset of a data.json; for those who read a large file piece by piece. */
export function readPodDataset(given: unknown, { baseUrl, vocabulary }: ReadPodOptions): ReadEntry {
  const raw = asRaw(given) ?? {}
  const remarks: Remark[] = []
  const reading: Reading = { raw, vocabulary, language: languageSaid(raw), remark: (each) => void remarks.push(each) }
  const title = texts(reading, raw['title'])
  if (Object.keys(title).length === 0) reading.remark(missing('title', { vi: 'tên', en: 'title' }))
  const description = texts(reading, raw['description'])
  if (Object.keys(description).length === 0) reading.remark(missing('description', { vi: 'mô tả', en: 'description' }))
  const name = slugOf(Object.values(title)[0] ?? '')
  const landingPage = address(raw['landingPage'])
  const identity = identify(text(raw['identifier']), landingPage ?? `${baseUrl.replace(/#.*$/, '')}#${name}`)
  const entry: Entry = {
    ...identity,
    kind: 'dataset',
    name,
    title,
    description,
    keywords: words(raw['keyword'] ?? raw['keywords']),
    themes: codes(reading, 'theme', words(raw['theme'])),
    publisher: publisherOf(reading),
    accessRights: accessOf(text(raw['accessLevel'])),
    ...placeOf(reading),
    ...defined({
      contact: contactOf(raw),
      licence: codes(reading, 'licence', words(raw['license']))[0],
      frequency: codes(reading, 'frequency', words(raw['accrualPeriodicity']))[0],
      temporal: periodOf(text(raw['temporal'])),
      issued: date(reading, 'issued'),
      modified: date(reading, 'modified'),
      landingPage,
    }),
    inSeries: [],
    distributions: distributionsOf(reading, identity.uri, landingPage),
  }
  return { entry, remarks }
}

interface Reading {
  readonly raw: Raw
  readonly vocabulary: Vocabulary
  readonly language: string | undefined
  remark(remark: Remark): void
}

function asRaw(value: unknown): Raw | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : undefined
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function address(value: unknown): string | undefined {
  const given = text(value)
  return given === undefined ? undefined : webIri(given)
}

// Old files write a list as one text with commas.
function words(value: unknown): readonly string[] {
  const listed = Array.isArray(value)
    ? value
    : typeof value === 'string' && value.includes(',') && !/^https?:/.test(value)
      ? value.split(',')
      : [value]
  return [...new Set(listed.flatMap((each: unknown) => text(each) ?? []))]
}

function texts({ language }: Reading, value: unknown): Texts {
  const given = text(value)
  return given === undefined ? {} : { [languageOf(given, language)]: given }
}

// A text has no tag of its own; of several languages the first is that of the texts.
function languageSaid(raw: Raw): string | undefined {
  return words(raw['language'])[0]?.toLowerCase().split('-')[0]
}

const OWN = /\/id\/(?:dataset|distribution)\/([0-9a-f]{8}-[0-9a-f-]{27})$/i

// A record of another Nguồn node is known by its permanent address, whose last part is its id.
function identify(identifier: string | undefined, otherwise: string): { id: string; uri: string } {
  const uri = (identifier === undefined ? undefined : webIri(identifier)) ?? otherwise
  return { id: OWN.exec(uri)?.[1] ?? identifier ?? otherwise, uri }
}

function publisherOf({ raw, remark }: Reading): Agent {
  const publisher = asRaw(raw['publisher'])
  const name = text(publisher?.['name']) ?? text(raw['publisher'])
  if (name === undefined) {
    remark(missing('publisher', { vi: 'cơ quan công bố', en: 'publisher' }))
    return { id: '', name: '' }
  }
  return { id: name, name }
}

function contactOf(raw: Raw): Contact | undefined {
  const point = asRaw(raw['contactPoint'])
  const email = (text(point?.['hasEmail']) ?? text(raw['mbox']))?.replace(/^mailto:/i, '')
  const contact = defined({ name: text(point?.['fn']) ?? text(raw['contactPoint']) ?? text(raw['person']), email })
  return Object.keys(contact).length > 0 ? contact : undefined
}

function accessOf(level: string | undefined): Entry['accessRights'] {
  if (level === 'non-public' || level === 'private') return 'non-public'
  return level?.startsWith('restricted') ? 'restricted' : 'public'
}

function codes({ vocabulary, remark }: Reading, list: VocabularyList, given: readonly string[]): readonly string[] {
  const read = given.map((each) => {
    const code = vocabulary.codeOf(list, each)
    if (code === undefined && list !== 'area') remark(unknownCode(list, each))
    return code ?? each
  })
  return [...new Set(read)]
}

const DRAWN = /^\s*(\{|(MULTI)?(POINT|LINESTRING|POLYGON)\b|-?\d+(\.\d+)?\s*,)/i

/** Names of places are areas; a drawn extent, which no code says, is kept beside. */
function placeOf(reading: Reading): Pick<Entry, 'areas' | 'extras'> {
  const given = reading.raw['spatial']
  const said = typeof given === 'object' && given !== null ? JSON.stringify(given) : text(given)
  if (said === undefined) return { areas: [], extras: {} }
  if (DRAWN.test(said)) return { areas: [], extras: { spatial: said } }
  return {
    areas: codes(
      reading,
      'area',
      said
        .split(';')
        .map((each) => each.trim())
        .filter(Boolean),
    ),
    extras: {},
  }
}

function periodOf(given: string | undefined): Period | undefined {
  const [from = '', to = ''] = given?.split('/') ?? []
  const period = defined({ from: isoDate(from), to: isoDate(to) })
  return Object.keys(period).length > 0 ? period : undefined
}

function date({ raw, remark }: Reading, name: string): string | undefined {
  const given = text(raw[name])
  const read = given === undefined ? undefined : isoDate(given)
  // `modified` may also be a cycle (R/P1Y), which says nothing of a day.
  if (given !== undefined && read === undefined && !/^R\d*\//.test(given)) remark(badDate(name, given))
  return read
}

function distributionsOf(reading: Reading, uri: string, landingPage: string | undefined): readonly EntryDistribution[] {
  const { raw } = reading
  const listed = Array.isArray(raw['distribution']) ? raw['distribution'] : [raw['distribution'] ?? topLevel(raw)]
  return listed.flatMap((each: unknown, at) => {
    const given = asRaw(each)
    return given
      ? [distributionOf(reading, given, { uri: `${uri}#distribution-${at + 1}`, landingPage: landingPage ?? uri })]
      : []
  })
}

// Project Open Data 1.0 put a single file into the dataset itself.
function topLevel({ accessURL, format, webService }: Raw): Raw | undefined {
  return accessURL === undefined && webService === undefined
    ? undefined
    : { accessURL: accessURL ?? webService, format }
}

function distributionOf(
  reading: Reading,
  raw: Raw,
  otherwise: { uri: string; landingPage: string },
): EntryDistribution {
  const { vocabulary } = reading
  const uri = address(raw['@id']) ?? otherwise.uri
  const downloadUrl = address(raw['downloadURL'])
  const mediaType = text(raw['mediaType'])
  const format = text(raw['format'])
  const known = [format, mediaType]
    .map((each) => each && vocabulary.codeOf('format', each))
    .find((each) => each !== undefined)
  const standard = address(raw['conformsTo'])
  return {
    id: OWN.exec(uri)?.[1] ?? text(raw['identifier']) ?? uri,
    uri,
    title: texts(reading, raw['title']),
    description: texts(reading, raw['description']),
    accessUrl: address(raw['accessURL']) ?? downloadUrl ?? otherwise.landingPage,
    ...defined({ downloadUrl, mediaType, format: known ?? format }),
    conformsTo: standard === undefined ? [] : [standard],
    queryable: false,
  }
}

function missing(property: string, { vi, en }: { vi: string; en: string }): Remark {
  return {
    code: `${property}-missing`,
    at: property,
    vi: `Bản ghi không có ${vi} (${property}).`,
    en: `The record has no ${en} (${property}).`,
  }
}

function unknownCode(list: VocabularyList, given: string): Remark {
  const shown = given.slice(0, 120)
  return {
    code: `${list}-unknown`,
    at: list,
    vi: `"${shown}" không có trong danh mục ${list}; giữ nguyên như nguồn ghi.`,
    en: `"${shown}" is not in the code list ${list}; it is kept as the source has it.`,
  }
}

function badDate(at: string, given: string): Remark {
  const shown = given.slice(0, 80)
  return {
    code: 'date-unreadable',
    at,
    vi: `Không hiểu ngày "${shown}"; hãy viết theo ISO 8601, ví dụ 2026-01-31.`,
    en: `The date "${shown}" is not understood; write it as ISO 8601, e.g. 2026-01-31.`,
  }
}

function noDatasets(): Remark {
  return {
    code: 'pod-no-datasets',
    at: 'dataset',
    vi: 'Tệp không phải data.json: không có danh sách "dataset".',
    en: 'The file is no data.json: it has no list "dataset".',
  }
}
