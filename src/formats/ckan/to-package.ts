import type { Entry, Vocabulary } from '../model.ts'
import { naiveUtc } from './dates.ts'
import { namedId, tagName } from './names.ts'
import type { CkanExtra, CkanGroup, CkanOrganization, CkanPackage, CkanTag } from './shape.ts'
import { firstText } from './texts.ts'
import { type ResourceContext, toResource } from './to-resource.ts'

/** What a dataset of ours needs besides itself. */
export interface PackageContext extends ResourceContext {
  /** The owner as CKAN shows it; null when nobody knows it. */
  readonly organization: (entry: Entry) => CkanOrganization | null
}

const NEVER = '1970-01-01T00:00:00.000000'
const TYPES = { dataset: 'dataset', series: 'dataset_series', service: 'data_service' } as const

/** One record as a CKAN dataset; `readPackage` reads it back without a difference. */
export function toPackage(entry: Entry, context: PackageContext): CkanPackage {
  const { vocabulary } = context
  const organization = context.organization(entry)
  const tags = entry.keywords.map(toTag)
  return {
    id: entry.id,
    name: entry.name,
    title: firstText(entry.title),
    notes: firstText(entry.description),
    url: entry.landingPage ?? null,
    version: entry.version ?? null,
    ...peopleOf(entry),
    ...licenceFields(entry.licence, vocabulary),
    type: TYPES[entry.kind],
    state: 'active',
    private: false,
    creator_user_id: null,
    owner_org: organization?.id ?? null,
    ...dateFields(entry),
    num_resources: entry.distributions.length,
    num_tags: tags.length,
    organization,
    groups: entry.themes.flatMap((theme) => toGroup(theme, vocabulary) ?? []),
    tags,
    ...customFields(entry, vocabulary),
    extras: [
      ...schemaExtras(entry, vocabulary),
      ...Object.entries(entry.extras).map(([key, value]) => ({ key, value })),
    ],
    resources: entry.distributions.map((distribution, position) =>
      toResource(entry, distribution, { position, context }),
    ),
    relationships_as_subject: [],
    relationships_as_object: [],
  }
}

function dateFields({ issued, modified }: Entry) {
  const created = naiveUtc(issued) ?? naiveUtc(modified) ?? NEVER
  return { metadata_created: created, metadata_modified: naiveUtc(modified) ?? created }
}

function peopleOf({ publisher, contact }: Entry) {
  return {
    author: publisher.name,
    author_email: publisher.email ?? null,
    maintainer: contact?.name ?? null,
    maintainer_email: contact?.email ?? null,
  }
}

function licenceFields(code: string | undefined, vocabulary: Vocabulary) {
  if (code === undefined) return { license_id: null, license_title: null, license_url: null, isopen: false }
  const url = vocabulary.uriOf('licence', code) ?? (/^https?:/.test(code) ? code : null)
  return {
    license_id: licenceId(code, vocabulary),
    license_title: firstText(vocabulary.labelOf('licence', code) ?? { vi: code }),
    license_url: url,
    isopen: vocabulary.attributeOf('licence', code, 'open') === true,
  }
}

/** CKAN's id of a licence of ours; what we do not know stays as it was given. */
export function licenceId(code: string, vocabulary: Vocabulary): string {
  return String(vocabulary.attributeOf('licence', code, 'ckan') ?? code)
}

export function toTag(keyword: string): CkanTag {
  const name = tagName(keyword)
  return { id: namedId('tag', name), name, display_name: keyword, state: 'active', vocabulary_id: null }
}

/** A theme of ours as a CKAN group; undefined for a theme nobody here knows. */
export function toGroup(theme: string, vocabulary: Vocabulary): CkanGroup | undefined {
  const label = vocabulary.labelOf('theme', theme)
  if (!label) return undefined
  const title = firstText(label)
  return {
    id: namedId('group', theme),
    name: theme,
    title,
    display_name: title,
    description: '',
    image_display_url: '',
  }
}

/** Named as ckanext-dcat, ckanext-fluent and ckanext-dataset-series name them. */
function customFields(entry: Entry, vocabulary: Vocabulary): Readonly<Record<string, unknown>> {
  const { publisher, contact, temporal } = entry
  return dropEmpty({
    uri: entry.uri,
    title_translated: entry.title,
    notes_translated: entry.description,
    theme: entry.themes.map((theme) => vocabulary.uriOf('theme', theme) ?? theme),
    issued: entry.issued,
    modified: entry.modified,
    access_rights: entry.accessRights,
    frequency: frequencyWord(entry, vocabulary),
    areas: entry.areas,
    temporal_coverage: temporal && [dropEmpty({ start: temporal.from, end: temporal.to })],
    publisher: [
      dropEmpty({
        ...publisher,
        identifier: publisher.id,
        id: undefined,
        url: publisher.homepage,
        homepage: undefined,
      }),
    ],
    contact: contact && [dropEmpty({ ...contact })],
    provenance: entry.source,
    legal_basis: entry.legalBasis,
    in_series: entry.inSeries,
    endpoint_url: entry.endpointUrl,
  })
}

// Harvesters know the words of the EU table in lower case; what is not a code of ours stays as it is.
function frequencyWord({ frequency }: Entry, vocabulary: Vocabulary): string | undefined {
  if (frequency === undefined) return undefined
  const word = frequency.toLowerCase()
  return vocabulary.codeOf('frequency', word) === frequency ? word : frequency
}

/** The same for clients that read `extras` only, in the words udata and ckanext-spatial know. */
function schemaExtras(entry: Entry, vocabulary: Vocabulary): readonly CkanExtra[] {
  const areas = entry.areas.map((area) => firstText(vocabulary.labelOf('area', area) ?? { vi: area }))
  const place = entry.areas[0]
  return pairs({
    uri: entry.uri,
    issued: entry.issued,
    modified: entry.modified,
    frequency: frequencyWord(entry, vocabulary),
    temporal_start: entry.temporal?.from,
    temporal_end: entry.temporal?.to,
    'spatial-text': areas.length > 0 ? areas.join(', ') : undefined,
    'spatial-uri': place && (vocabulary.uriOf('area', place) ?? place),
    publisher_name: entry.publisher.name,
    publisher_identifier: entry.publisher.id,
    contact_phone: entry.contact?.phone,
    access_rights: entry.accessRights,
    provenance: entry.source,
    legal_basis: entry.legalBasis,
    language: Object.keys(entry.title).join(','),
  })
}

function pairs(fields: Readonly<Record<string, string | undefined>>): CkanExtra[] {
  const named: CkanExtra[] = []
  for (const [key, value] of Object.entries(fields)) if (value !== undefined && value !== '') named.push({ key, value })
  return named
}

function dropEmpty(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const full: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) full[key] = value
  }
  return full
}
