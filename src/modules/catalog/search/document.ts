import type { SearchDocument } from '../../../platform/search/index.ts'
import type { AgencyTree } from '../../identity/index.ts'
import type { Resource } from '../model.ts'
import type { ResourceRecord } from '../record.ts'
import { freshnessOf, type StoredHit } from './fields.ts'

export interface DocumentContext {
  readonly agencies: AgencyTree
  /** ISO 8601 day in Viet Nam. */
  readonly today: string
  readonly version: number
}

/** What the public may find of a resource; undefined when it may find nothing. */
export function documentOf(resource: Resource, context: DocumentContext): SearchDocument | undefined {
  const { record } = resource
  if (resource.state !== 'published' || !record || !isPublic(record)) return undefined
  const path = context.agencies.path(resource.agencyId)
  return {
    id: resource.id,
    title: record.title.vi,
    texts: textsOf(resource, record, path.map((agency) => agency.name).join(' ')),
    facets: {
      kind: [resource.kind],
      agency: path.map((agency) => agency.code),
      theme: record.themes,
      format: resource.summary.formats ?? [],
      licence: record.licence ? [record.licence] : [],
      area: record.areas,
      fresh: [freshnessOf(resource.summary.dueOn, context.today)],
      keyword: record.keywords,
    },
    numbers: {
      updatedAt: resource.publishedAt?.getTime() ?? 0,
      issuedAt: resource.firstPublishedAt?.getTime() ?? 0,
      quality: resource.summary.quality ?? 0,
      rows: resource.summary.rows ?? 0,
    },
    stored: JSON.stringify(storedOf(resource, record, path.at(-1))),
    version: context.version,
  }
}

/** Only open data reach the public; personal data in them needed a decision before publication. */
function isPublic(record: ResourceRecord): boolean {
  return record.classification === 'open'
}

function textsOf(resource: Resource, record: ResourceRecord, agencies: string): SearchDocument['texts'] {
  const tables = Object.values(record.tables).flatMap((table) => [
    table.title ?? '',
    ...Object.values(table.columns).map((column) => column.title ?? ''),
  ])
  return [
    // The first text is the snippet of a hit without a match in the others.
    { weight: 2, text: record.description.vi },
    { weight: 4, text: [record.title.en ?? '', ...record.keywords].join(' . ') },
    {
      weight: 1,
      text: [agencies, ...(resource.summary.words ?? []), ...tables, record.description.en ?? ''].join(' . '),
    },
  ]
}

function storedOf(
  { slug, kind, summary, publishedAt }: Resource,
  record: ResourceRecord,
  agency: { code: string; name: string } | undefined,
): StoredHit {
  const { dueOn, rows, quality, formats = [] } = summary
  return {
    slug,
    kind,
    titleEn: record.title.en,
    agencyCode: agency?.code ?? '',
    agency: agency?.name ?? '',
    publishedAt: publishedAt?.toISOString() ?? '',
    dueOn,
    formats,
    rows,
    quality,
    licence: record.licence,
  }
}
