import type { Entry, EntryDistribution, Vocabulary } from '../model.ts'
import { naiveUtc } from './dates.ts'
import type { CkanResource } from './shape.ts'
import { firstText } from './texts.ts'

/** What a distribution of ours needs besides itself. */
export interface ResourceContext {
  readonly vocabulary: Vocabulary
  /** Download address of bytes that lie here, `…/dataset/{id}/resource/{rid}/download/{file}`; undefined for bytes elsewhere. */
  readonly hosted: (entry: Entry, distribution: EntryDistribution) => string | undefined
}

/** One distribution as a CKAN resource. */
export function toResource(
  entry: Entry,
  distribution: EntryDistribution,
  { position, context }: { position: number; context: ResourceContext },
): CkanResource {
  const upload = context.hosted(entry, distribution)
  return {
    id: distribution.id,
    package_id: entry.id,
    position,
    name: firstText(distribution.title),
    description: firstText(distribution.description),
    url: upload ?? distribution.downloadUrl ?? distribution.accessUrl,
    url_type: upload === undefined ? null : 'upload',
    resource_type: distribution.accessService && !distribution.downloadUrl ? 'api' : 'file',
    ...contentFields(distribution, context.vocabulary),
    ...dateFields(entry, distribution),
    cache_url: null,
    cache_last_updated: null,
    state: 'active',
    datastore_active: distribution.queryable,
    ...customFields(distribution),
  }
}

function contentFields({ format, mediaType, bytes, checksum }: EntryDistribution, vocabulary: Vocabulary) {
  return {
    format: format === undefined ? '' : formatLabel(format, vocabulary),
    mimetype: mediaType ?? null,
    mimetype_inner: null,
    size: bytes ?? null,
    hash: checksum ? `${PREFIXES[checksum.algorithm]}:${checksum.value}` : '',
  }
}

function dateFields(entry: Entry, { issued, modified }: EntryDistribution) {
  const changed = naiveUtc(modified ?? entry.modified)
  const created = naiveUtc(issued ?? entry.issued) ?? changed ?? NEVER
  return { created, last_modified: changed ?? null, metadata_modified: changed ?? created }
}

const NEVER = '1970-01-01T00:00:00.000000'
const PREFIXES = { 'SHA-256': 'sha256', 'SHA-1': 'sha1', MD5: 'md5' } as const

// Codes of our list are what people know them by, but for a few that are written otherwise.
const WRITTEN: Readonly<Record<string, string>> = { GEOJSON: 'GeoJSON', PARQUET: 'Parquet', GPKG: 'GeoPackage' }

/** Display form of a format: `CSV`, `GeoJSON`. */
function formatLabel(code: string, vocabulary: Vocabulary): string {
  return WRITTEN[code] ?? vocabulary.codeOf('format', code) ?? code
}

/** Named as the resource fields of ckanext-dcat, so that its clients read them too. */
function customFields(distribution: EntryDistribution): Readonly<Record<string, unknown>> {
  const { accessService: service } = distribution
  return {
    uri: distribution.uri,
    access_url: distribution.accessUrl,
    name_translated: distribution.title,
    description_translated: distribution.description,
    ...(distribution.downloadUrl === undefined ? {} : { download_url: distribution.downloadUrl }),
    ...(distribution.licence === undefined ? {} : { license: distribution.licence }),
    ...(distribution.rights === undefined ? {} : { rights: distribution.rights }),
    ...(distribution.issued === undefined ? {} : { issued: distribution.issued }),
    ...(distribution.modified === undefined ? {} : { modified: distribution.modified }),
    ...(distribution.availability === undefined ? {} : { availability: distribution.availability }),
    ...(distribution.conformsTo.length === 0 ? {} : { conforms_to: distribution.conformsTo }),
    ...(service === undefined ? {} : { access_services: [serviceField(service)] }),
  }
}

function serviceField(service: NonNullable<EntryDistribution['accessService']>) {
  return {
    uri: service.uri,
    title: firstText(service.title),
    title_translated: service.title,
    endpoint_url: [service.endpointUrl],
    ...(service.endpointDescription === undefined ? {} : { endpoint_description: service.endpointDescription }),
  }
}
