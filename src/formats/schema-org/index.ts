import { defined } from '../defined.ts'
import type { Agent, Entry, EntryDistribution, Period, Vocabulary } from '../model.ts'

/** A record in the words of schema.org, as search engines for data read it. */
export function toSchemaDataset(entry: Entry, vocabulary: Vocabulary): Readonly<Record<string, unknown>> {
  const { vi, ...others } = entry.title
  const [name = entry.name, ...alternate] = [vi, ...Object.values(others)].filter((text) => text !== undefined)
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': entry.uri,
    identifier: entry.uri,
    name,
    description: Object.values(entry.description)[0] || name,
    keywords: [...entry.keywords],
    isAccessibleForFree: entry.accessRights === 'public',
    ...defined({
      alternateName: alternate[0],
      url: entry.landingPage,
      inLanguage: Object.keys(entry.title)
        .filter((tag) => tag !== 'und')
        .at(0),
      version: entry.version,
      license: entry.licence === undefined ? undefined : (vocabulary.uriOf('licence', entry.licence) ?? entry.licence),
      datePublished: entry.issued,
      dateModified: entry.modified,
      temporalCoverage: coverageOf(entry.temporal),
      spatialCoverage: placesOf(entry, vocabulary),
    }),
    creator: organizationOf(entry.publisher),
    publisher: organizationOf(entry.publisher),
    ...(entry.landingPage ? { includedInDataCatalog: catalogOf(entry.landingPage) } : {}),
    distribution: entry.distributions.map(downloadOf),
  }
}

function organizationOf({ id, name, homepage, email }: Agent): Readonly<Record<string, string>> {
  return { '@type': 'GovernmentOrganization', name, identifier: id, ...defined({ url: homepage, email }) }
}

function catalogOf(landingPage: string): Readonly<Record<string, string>> {
  const { origin, host } = new URL(landingPage)
  return { '@type': 'DataCatalog', name: host, url: `${origin}/` }
}

// An open end is two dots (ISO 8601-2).
function coverageOf(period: Period | undefined): string | undefined {
  return period && `${period.from ?? '..'}/${period.to ?? '..'}`
}

function placesOf(entry: Entry, vocabulary: Vocabulary): readonly Readonly<Record<string, string>>[] | undefined {
  if (entry.areas.length === 0) return undefined
  return entry.areas.map((code) => ({ '@type': 'Place', name: vocabulary.labelOf('area', code)?.['vi'] ?? code }))
}

function downloadOf(given: EntryDistribution): Readonly<Record<string, unknown>> {
  return {
    '@type': 'DataDownload',
    '@id': given.uri,
    name: Object.values(given.title)[0] ?? given.id,
    contentUrl: given.downloadUrl ?? given.accessUrl,
    ...defined({
      encodingFormat: given.mediaType,
      contentSize: given.bytes === undefined ? undefined : `${given.bytes} B`,
      sha256: given.checksum?.algorithm === 'SHA-256' ? given.checksum.value : undefined,
      dateModified: given.modified,
    }),
  }
}

/** JSON that cannot end the script element it stands in. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}
