import type { DatasetOnPage } from './read-dataset.ts'

const TABLE_TYPES = [
  ['csv', 'text/csv'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['json', 'application/json'],
  ['parquet', 'application/vnd.apache.parquet'],
] as const

/** The dataset in the words of schema.org, as search engines for data read it. */
export function datasetJsonLd(
  { resource, record, agencies, held }: DatasetOnPage,
  { publicUrl, licence }: { publicUrl: string; licence: string },
): Record<string, unknown> {
  const agency = agencies.at(-1)
  const publisher = agency && {
    '@type': 'GovernmentOrganization',
    name: agency.name,
    identifier: agency.code,
    url: `${publicUrl}/co-quan/${encodeURIComponent(agency.code)}`,
  }
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': `${publicUrl}/id/dataset/${resource.id}`,
    url: `${publicUrl}/bo-du-lieu/${resource.slug}`,
    name: record.title.vi,
    ...(record.title.en ? { alternateName: record.title.en } : {}),
    description: record.description.vi,
    inLanguage: 'vi',
    keywords: record.keywords,
    version: String(resource.version),
    isAccessibleForFree: true,
    ...(licence ? { license: licence } : {}),
    ...(resource.firstPublishedAt ? { datePublished: resource.firstPublishedAt.toISOString() } : {}),
    ...(resource.publishedAt ? { dateModified: resource.publishedAt.toISOString() } : {}),
    ...(record.temporal?.from ? { temporalCoverage: `${record.temporal.from}/${record.temporal.to ?? '..'}` } : {}),
    ...(publisher ? { creator: publisher, publisher } : {}),
    distribution: held.flatMap((item) => downloadsOf(item, publicUrl)),
  }
}

function downloadsOf({ distribution, version }: DatasetOnPage['held'][number], publicUrl: string) {
  if (version.erasure) return []
  if (distribution.kind !== 'table') {
    const contentUrl = `${publicUrl}/api/v1/files/${distribution.id}/download`
    return [{ '@type': 'DataDownload', name: version.title, encodingFormat: version.mediaType, contentUrl }]
  }
  return TABLE_TYPES.map(([format, encodingFormat]) => ({
    '@type': 'DataDownload',
    name: version.title || distribution.name,
    encodingFormat,
    contentUrl: `${publicUrl}/api/v1/tables/${distribution.id}/download?format=${format}`,
  }))
}

/** JSON that cannot end the script element it stands in. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}
