import type { Entry, EntryKind, ReadEntry, Remark } from '../model.ts'
import { slugOf } from '../text.ts'
import { optional, type ReadContext, readDistribution } from './read-distribution.ts'
import { type Dict, type Fields, fieldsOf, isDict, isOurs } from './read-fields.ts'
import { readAreas, readContact, readPeriod, readPublisher } from './read-parts.ts'
import { textsOf } from './texts.ts'

const KINDS: Readonly<Record<string, EntryKind>> = { dataset_series: 'series', data_service: 'service' }

/** Fields of CKAN itself that say nothing more than what has been read, or nothing about the data. */
const OF_CKAN: ReadonlySet<string> = new Set(
  `id name slug title notes description url version author author_email maintainer maintainer_email license_id license_title
   license_url isopen type state private creator_user_id owner_org metadata_created metadata_modified num_resources num_tags
   organization groups tags tag_string extras resources relationships_as_subject relationships_as_object relationships
   revision_id revision_timestamp tracking_summary ratings_average ratings_count title_translated notes_translated
   tags_translated publisher contact creator harvest metrics page uri_page badges quality archived deleted internal
   publisher_name publisher_identifier license created_at last_modified`.split(/\s+/),
)

/**
 * A dataset as any CKAN (plain, ckanext-dcat, ckanext-scheming, DKAN), udata or Magda sends it; undefined when it is no dataset
 * at all. What is faulty is left out with a remark; what is unknown is kept in `extras`.
 */
export function readPackage(given: unknown, context: ReadContext): ReadEntry | undefined {
  const raw = unwrap(given)
  if (!raw) return undefined
  const fields = fieldsOf(raw)
  const id = fields.text('id', 'name', 'slug')
  if (id === undefined) return undefined
  const remarks: Remark[] = []
  const language = languageOf(fields)
  const title = textsOf(raw['title_translated'], fields.text('title', 'name'), language)
  const entry: Entry = {
    id,
    uri: fields.text('uri') ?? `${context.site}/dataset/${id}`,
    kind: KINDS[fields.text('type') ?? ''] ?? 'dataset',
    name: nameOf(fields, title),
    title,
    description: textsOf(raw['notes_translated'], fields.text('notes', 'description'), language),
    keywords: keywordsOf(raw, fields),
    themes: themesOf(fields, context),
    publisher: readPublisher(raw, fields, context.site),
    ...optional('contact', readContact(fields)),
    ...optional('licence', licenceOf(fields, { context, remarks })),
    accessRights: rightsOf(fields),
    ...optional('frequency', frequencyOf(fields, context)),
    areas: readAreas(fields, context.vocabulary),
    ...optional('temporal', readPeriod(fields)),
    ...datesOf(raw, fields),
    ...optional('version', fields.text('version')),
    ...optional('landingPage', landingPageOf(fields, context.site)),
    ...optional('source', fields.text('provenance')),
    ...optional('legalBasis', fields.text('legal_basis')),
    inSeries: fields.list('in_series').filter((uri) => typeof uri === 'string'),
    ...optional('endpointUrl', fields.text('endpoint_url')),
    distributions: distributionsOf(raw, { id, language, context, remarks }),
    extras: {},
  }
  return { entry: { ...entry, extras: fields.rest(OF_CKAN) }, remarks: [...checkTitle(entry), ...remarks] }
}

// DKAN answers a list of one; Magda keeps the dataset in an aspect, udata's dumps beside its resources; some hand over the
// whole envelope.
function unwrap(given: unknown): Dict | undefined {
  if (Array.isArray(given)) return given.length === 1 ? unwrap(given[0]) : undefined
  if (!isDict(given)) return undefined
  if (isDict(given['aspects']) && isDict(given['aspects']['ckan-dataset'])) return given['aspects']['ckan-dataset']
  if (isDict(given['dataset']) && Array.isArray(given['resources'])) {
    return { ...given['dataset'], organization: given['organization'], resources: given['resources'] }
  }
  if (given['success'] === true && given['result'] !== undefined) return unwrap(given['result'])
  return given
}

function languageOf(fields: Fields): string | undefined {
  const first = fields.list('language')[0]
  const word = typeof first === 'string' ? (first.split('/').at(-1) ?? '') : ''
  return /^[a-z]{2}(-[A-Za-z0-9]+)*$/.test(word) ? word : undefined
}

function nameOf(fields: Fields, title: Entry['title']): string {
  const name = fields.text('slug', 'name') ?? ''
  return /^[a-z0-9_-]{2,100}$/.test(name) ? name : slugOf(name || (Object.values(title)[0] ?? ''))
}

function keywordsOf(raw: Dict, fields: Fields): readonly string[] {
  fields.list('tags')
  const tags = Array.isArray(raw['tags']) ? (raw['tags'] as readonly unknown[]) : fields.list('tag_string', 'tags')
  const words = tags.flatMap((tag) => {
    const word = isDict(tag) ? (tag['display_name'] ?? tag['name']) : tag
    return typeof word === 'string' && word.trim() !== '' ? [word.trim()] : []
  })
  return [...new Set(words)]
}

function themesOf(fields: Fields, { vocabulary }: ReadContext): readonly string[] {
  const themes = fields.list('theme', 'themes').flatMap((theme) => (typeof theme === 'string' ? [theme] : []))
  const groups = fields.list('groups').flatMap((group) => {
    if (!isDict(group)) return typeof group === 'string' ? [group] : []
    const names = [group['name'], group['title'], group['display_name']].filter((name) => typeof name === 'string')
    return names.find((name) => vocabulary.codeOf('theme', name) !== undefined) ?? names[0] ?? []
  })
  const given = themes.length > 0 ? themes : groups
  return [...new Set(given.map((theme) => vocabulary.codeOf('theme', theme) ?? theme))]
}

function licenceOf(
  fields: Fields,
  { context, remarks }: { context: ReadContext; remarks: Remark[] },
): string | undefined {
  const words = [
    fields.text('license_id'),
    fields.text('license'),
    fields.text('license_url'),
    fields.text('license_title'),
  ]
  const given = words.filter((word) => word !== undefined)
  for (const word of given) {
    const code = context.vocabulary.codeOf('licence', word)
    if (code !== undefined) return code
  }
  const first = given[0]
  if (first === undefined) return undefined
  remarks.push({
    code: 'licence-unknown',
    at: 'license_id',
    vi: `Giấy phép "${first}" không có trong danh mục; giữ nguyên như nguồn ghi.`,
    en: `The licence "${first}" is not in the list; it is kept as the source says.`,
  })
  return first
}

const RIGHTS: Readonly<Record<string, Entry['accessRights']>> = {
  public: 'public',
  restricted: 'restricted',
  'non-public': 'non-public',
  non_public: 'non-public',
}

function rightsOf(fields: Fields): Entry['accessRights'] {
  if (fields.any('private') === true) return 'non-public'
  return RIGHTS[fields.text('access_rights')?.split('/').at(-1)?.toLowerCase() ?? ''] ?? 'public'
}

function frequencyOf(fields: Fields, { vocabulary }: ReadContext): string | undefined {
  const given = fields.text('frequency', 'accrual_periodicity', 'update_frequency')
  return given === undefined ? undefined : (vocabulary.codeOf('frequency', given) ?? given)
}

function landingPageOf(fields: Fields, site: string): string | undefined {
  const url = fields.text('url', 'page')
  if (url !== undefined && /^https?:\/\//i.test(url)) return url
  const name = fields.text('name', 'slug')
  // A catalogue that names the record itself also says where its page is, if it has one.
  return fields.text('uri') !== undefined || name === undefined ? undefined : `${site}/dataset/${name}`
}

function datesOf(raw: Dict, fields: Fields): Pick<Entry, 'issued' | 'modified'> {
  const ofRecord = fields.date('metadata_created', 'created_at')
  const changed = fields.date('metadata_modified', 'last_modified')
  // A node of ours says the true dates or none; CKAN's own are then only filled in for its clients.
  return {
    ...optional('issued', fields.date('issued') ?? (isOurs(raw) ? undefined : ofRecord)),
    ...optional('modified', fields.date('modified') ?? (isOurs(raw) ? undefined : changed)),
  }
}

interface Place {
  readonly id: string
  readonly language: string | undefined
  readonly context: ReadContext
  readonly remarks: Remark[]
}

function distributionsOf(raw: Dict, { id, language, context, remarks }: Place): Entry['distributions'] {
  const resources = Array.isArray(raw['resources']) ? (raw['resources'] as readonly unknown[]) : []
  return resources.flatMap((resource, position) => {
    if (!isDict(resource)) return []
    return readDistribution(resource, { entryId: id, position, language }, { context, remarks }) ?? []
  })
}

function checkTitle(entry: Entry): readonly Remark[] {
  if (Object.values(entry.title).some((text) => text !== '')) return []
  return [{ code: 'title-missing', at: 'title', vi: 'Bản ghi không có tên.', en: 'The record has no title.' }]
}
