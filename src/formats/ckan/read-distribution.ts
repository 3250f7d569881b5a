import type { EntryDistribution, Remark, Vocabulary } from '../model.ts'
import { type Dict, type Fields, fieldsOf, isDict } from './read-fields.ts'
import { textsOf } from './texts.ts'

export interface ReadContext {
  /** Address of the catalogue, without a slash at the end: where its pages and permanent URIs begin. */
  readonly site: string
  readonly vocabulary: Vocabulary
}

export interface ReadPlace {
  readonly entryId: string
  readonly position: number
  readonly language: string | undefined
}

/** One CKAN resource, or what another catalogue sends in its place; undefined without any address. */
export function readDistribution(
  raw: Dict,
  place: ReadPlace,
  { context, remarks }: { context: ReadContext; remarks: Remark[] },
): EntryDistribution | undefined {
  const fields = fieldsOf(raw)
  const id = fields.text('id') ?? `${place.entryId}-${place.position}`
  const urls = addresses(fields)
  if (!urls) {
    remarks.push({
      code: 'resource-without-url',
      at: `resources[${place.position}].url`,
      vi: 'Tệp không có địa chỉ tải nên không lấy vào danh mục.',
      en: 'The resource has no address, so it is left out.',
    })
    return undefined
  }
  const checksum = checksumOf(fields)
  const service = serviceOf(fields, place.language)
  return {
    id,
    uri: fields.text('uri') ?? `${context.site}/dataset/${place.entryId}/resource/${id}`,
    title: textsOf(raw['name_translated'], fields.text('name', 'title'), place.language),
    description: textsOf(raw['description_translated'], fields.text('description'), place.language),
    ...urls,
    ...typeOf(fields, { isDcat: isDcat(raw), vocabulary: context.vocabulary }),
    ...optional('bytes', bytesOf(fields.any('size', 'filesize'))),
    ...optional('checksum', checksum),
    ...optional('licence', licenceOf(fields, context.vocabulary)),
    ...optional('rights', fields.text('rights')),
    ...optional('issued', isDcat(raw) ? fields.date('issued') : fields.date('issued', 'created', 'created_at')),
    ...optional('modified', isDcat(raw) ? fields.date('modified') : fields.date('modified', 'last_modified')),
    ...optional('availability', availabilityOf(fields.text('availability'))),
    conformsTo: fields.list('conforms_to').filter((uri) => typeof uri === 'string'),
    ...optional('accessService', service),
    queryable: fields.any('datastore_active') === true,
  }
}

/** `{}` for undefined: no key of an entry holds undefined. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, Value>>)
}

// ckanext-dcat and our own resources say where to look and what to download apart.
function isDcat(raw: Dict): boolean {
  return typeof raw['access_url'] === 'string'
}

const NO_FILE = /^(html?|api|rest|wms|wfs|wmts|wcs|sparql|odata|website|web ?page|esri rest|text\/html)$/i

function addresses(fields: Fields): Pick<EntryDistribution, 'accessUrl' | 'downloadUrl'> | undefined {
  const access = fields.text('access_url')
  const url = fields.text('url')
  const download = fields.text('download_url')
  if (access !== undefined) return { accessUrl: access, ...optional('downloadUrl', download) }
  const accessUrl = url ?? download
  if (accessUrl === undefined) return undefined
  const isFile = fields.text('url_type') === 'upload' || !NO_FILE.test(fields.text('format') ?? '')
  const isApi = fields.text('resource_type') === 'api'
  return { accessUrl, ...optional('downloadUrl', download ?? (isFile && !isApi ? url : undefined)) }
}

function typeOf(fields: Fields, { isDcat, vocabulary }: { isDcat: boolean; vocabulary: Vocabulary }) {
  const given = fields.text('format')
  const mediaType = fields.text('mimetype', 'mime')
  const known = given === undefined ? undefined : (vocabulary.codeOf('format', given) ?? given)
  const guessed = isDcat || mediaType === undefined ? undefined : vocabulary.codeOf('format', mediaType)
  return { ...optional('format', known ?? guessed), ...optional('mediaType', mediaType) }
}

function bytesOf(size: unknown): number | undefined {
  const bytes = typeof size === 'string' ? Number(size.trim() || Number.NaN) : size
  return typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : undefined
}

const ALGORITHMS = { 64: 'SHA-256', 40: 'SHA-1', 32: 'MD5' } as const

/** `sha256:…`, a bare hexadecimal digest (known by its length), or udata's `{type, value}`. */
function checksumOf(fields: Fields): EntryDistribution['checksum'] {
  fields.text('hash_algorithm')
  const given = fields.any('hash', 'checksum')
  const text = isDict(given) ? given['value'] : given
  if (typeof text !== 'string') return undefined
  const value = text.replace(/^[a-z0-9-]+:/i, '').trim()
  if (!/^[0-9a-f]+$/i.test(value)) return undefined
  const algorithm = ALGORITHMS[value.length as keyof typeof ALGORITHMS] as 'SHA-256' | 'SHA-1' | 'MD5' | undefined
  return algorithm && { algorithm, value: value.toLowerCase() }
}

function licenceOf(fields: Fields, vocabulary: Vocabulary): string | undefined {
  const given = fields.text('license', 'license_id', 'license_url')
  return given === undefined ? undefined : (vocabulary.codeOf('licence', given) ?? given)
}

const AVAILABILITIES = ['temporary', 'experimental', 'available', 'stable'] as const

function availabilityOf(text: string | undefined): EntryDistribution['availability'] {
  const word = text?.split('/').at(-1)?.toLowerCase()
  return AVAILABILITIES.find((known) => known === word)
}

function serviceOf(fields: Fields, language: string | undefined): EntryDistribution['accessService'] {
  const first = fields.list('access_services')[0]
  if (!isDict(first)) return undefined
  const service = fieldsOf(first)
  const endpointUrl = service.list('endpoint_url')[0]
  if (typeof endpointUrl !== 'string') return undefined
  return {
    uri: service.text('uri') ?? endpointUrl,
    title: textsOf(first['title_translated'], service.text('title'), language),
    endpointUrl,
    ...optional('endpointDescription', service.text('endpoint_description')),
  }
}
