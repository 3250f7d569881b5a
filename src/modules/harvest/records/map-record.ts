import type { Entry, Vocabulary } from '../../../formats/model.ts'
import { slugOf, wordKey } from '../../../formats/text.ts'
import { ownValue } from '../../../platform/own-value.ts'
import { cleanText } from '../../../platform/text.ts'
import type { ResourceRecord, ResourceSummary } from '../../catalog/index.ts'
import type { Agency, AgencyTree } from '../../identity/index.ts'
import { LEAVE_OUT, type Problem, type Source, type SourceMapping } from '../model.ts'
import { fitRecord } from './fit-record.ts'

export interface MappingContext {
  readonly source: Pick<Source, 'agencyId' | 'mapping' | 'url'>
  readonly vocabulary: Vocabulary
  readonly agencies: AgencyTree
}

/** A foreign record in the words of our catalogue. */
export interface MappedRecord {
  readonly agencyId: string
  readonly record: ResourceRecord
  readonly summary: ResourceSummary
  /** Wished slug. */
  readonly slug: string
  /** The record as it will be given out again: our codes where a mapping says so. */
  readonly entry: Entry
  readonly problems: readonly Problem[]
  /** Words of theirs that nothing knows. */
  readonly unmapped: Readonly<Record<'organisations' | 'themes' | 'licences', readonly string[]>>
  /** Its organisation is left out by the mapping. */
  readonly left: boolean
}

/** Says a foreign record in our codes: first by what the source's mapping says, then by what the lists know. */
export function mapRecord(given: Entry, context: MappingContext): MappedRecord {
  const organisation = organisationOf(given, context)
  const themes = themesOf(given, context)
  const licence = licenceOf(given, context)
  const entry: Entry = {
    ...given,
    themes: [...themes.known, ...themes.unknown],
    ...(licence.code === undefined ? {} : { licence: licence.code }),
    publisher: { ...given.publisher, ...(organisation.code === undefined ? {} : { id: organisation.code }) },
  }
  const { record, problems } = fitRecord(entry, { themes: themes.known, licence: licence.code })
  return {
    agencyId: organisation.agencyId,
    record,
    summary: summaryOf(entry, context.vocabulary),
    slug: slugOf(entry.name || record.title.vi),
    entry,
    problems: [...problems, ...organisation.problems, ...themes.problems, ...licence.problems],
    unmapped: {
      organisations: organisation.unmapped,
      themes: themes.unknown,
      licences: licence.code === undefined && given.licence !== undefined ? [given.licence] : [],
    },
    left: organisation.left,
  }
}

/** What a mapping says about any of these words; spelling and case do not matter. */
export function mappedTo(words: SourceMapping[keyof SourceMapping], given: readonly string[]): string | undefined {
  for (const word of given) {
    // A word of theirs may be `constructor`.
    const exact = ownValue(words, word)
    if (exact !== undefined) return exact
  }
  const all = Object.entries(words)
  if (all.length === 0) return undefined
  const keys = new Set(given.map(wordKey).filter(Boolean))
  return all.find(([word]) => keys.has(wordKey(word)))?.[1]
}

function organisationOf({ publisher }: Entry, { source, agencies }: MappingContext) {
  const names = [publisher.id, publisher.name].filter((name) => name !== '')
  const mapped = mappedTo(source.mapping.organisations, names)
  const left = mapped === LEAVE_OUT
  const byCode = names.flatMap((name) => agencies.byCode(name) ?? [])[0]
  const agency = mapped && !left ? agencies.byCode(mapped) : (byCode ?? agencyNamed(agencies, publisher.name))
  if (agency) return { agencyId: agency.id, code: agency.code, problems: [], unmapped: [], left }
  const shown = publisher.name || publisher.id
  const problems: readonly Problem[] = left || shown === '' ? [] : [unknownOrganisation(shown)]
  const unmapped = left || shown === '' ? [] : [shown]
  return { agencyId: source.agencyId, code: undefined, problems, unmapped, left }
}

const named = new WeakMap<AgencyTree, ReadonlyMap<string, Agency>>()

// Made once for each reading of the agencies, not for each record.
function agencyNamed(agencies: AgencyTree, name: string): Agency | undefined {
  let index = named.get(agencies)
  if (!index) {
    index = new Map(agencies.all.map((agency) => [wordKey(agency.name), agency]))
    named.set(agencies, index)
  }
  return name === '' ? undefined : index.get(wordKey(name))
}

function themesOf({ themes }: Entry, { source, vocabulary }: MappingContext) {
  const known: string[] = []
  const unknown: string[] = []
  for (const theme of themes) {
    const mapped = mappedTo(source.mapping.themes, [theme])
    if (mapped === LEAVE_OUT) continue
    const code = vocabulary.codeOf('theme', mapped ?? theme)
    if (code === undefined) unknown.push(theme)
    else if (!known.includes(code)) known.push(code)
  }
  return { known, unknown, problems: unknown.map(unknownTheme) }
}

function licenceOf({ licence, distributions }: Entry, { source, vocabulary }: MappingContext) {
  const given = licence ?? distributions.find((distribution) => distribution.licence !== undefined)?.licence
  if (given === undefined) return { code: undefined, problems: [NO_LICENCE] }
  const mapped = mappedTo(source.mapping.licences, [given]) ?? given
  const code = vocabulary.codeOf('licence', mapped)
  return code === undefined ? { code: undefined, problems: [unknownLicence(given)] } : { code, problems: [] }
}

function summaryOf({ distributions }: Entry, vocabulary: Vocabulary): ResourceSummary {
  const formats = distributions.flatMap(({ format, mediaType }) => {
    const given = format ?? mediaType
    return given === undefined ? [] : [vocabulary.codeOf('format', given) ?? given.slice(0, 20)]
  })
  const words = distributions.flatMap(({ title }) => Object.values(title)).map((text) => cleanText(text).slice(0, 200))
  return {
    ...(formats.length > 0 ? { formats: [...new Set(formats)].slice(0, 20) } : {}),
    ...(words.length > 0 ? { words: words.filter(Boolean).slice(0, 100) } : {}),
  }
}

const NO_LICENCE: Problem = {
  severity: 'warning',
  code: 'licence-missing',
  at: 'license',
  vi: 'Bản ghi không ghi giấy phép: người dùng không biết được phép làm gì với dữ liệu.',
  en: 'The record names no licence: users cannot know what they may do with the data.',
}

function unknownLicence(given: string): Problem {
  return {
    severity: 'note',
    code: 'licence-unmapped',
    at: 'license',
    vi: `Giấy phép "${given}" chưa có trong bảng ánh xạ của nguồn.`,
    en: `The licence "${given}" is not in the mapping of the source.`,
  }
}

function unknownTheme(given: string): Problem {
  return {
    severity: 'note',
    code: 'theme-unmapped',
    at: 'theme',
    vi: `Chủ đề "${given}" chưa có trong bảng ánh xạ của nguồn.`,
    en: `The theme "${given}" is not in the mapping of the source.`,
  }
}

function unknownOrganisation(given: string): Problem {
  return {
    severity: 'note',
    code: 'organisation-unmapped',
    at: 'publisher',
    vi: `Chưa rõ "${given}" là cơ quan nào; tạm ghi cho cơ quan phụ trách nguồn. Hãy ánh xạ tổ chức này.`,
    en: `Which agency "${given}" is is not known; the agency in charge of the source stands for it. Map this organisation.`,
  }
}
