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
  /** Address of the page of a resource. */
  page(resource: Resource): string
}

/** What the public may find of a resource; undefined when it may find nothing. */
export function documentOf(resource: Resource, context: DocumentContext): SearchDocument | undefined {
  const { record } = resource
  if (resource.state !== 'published' || !record || !isPublic(record, resource)) return undefined
  const path = context.agencies.path(resource.agencyId)
  return {
    id: resource.id,
    title: record.title.vi,
    texts: textsOf(resource, record, path.map((agency) => agency.name).join(' ')),
    facets: {
      ...facetsOf(resource, record),
      agency: path.map((agency) => agency.code),
      fresh: [freshnessOf(resource.summary.dueOn, context.today)],
    },
    numbers: numbersOf(resource),
    stored: JSON.stringify(storedOf(resource, record, { agency: path.at(-1), href: context.page(resource) })),
    version: context.version,
  }
}

function facetsOf({ kind, summary }: Resource, { themes, licence, areas, keywords }: ResourceRecord) {
  return {
    kind: [kind],
    theme: themes,
    format: summary.formats ?? [],
    licence: licence ? [licence] : [],
    area: areas,
    keyword: keywords,
  }
}

function numbersOf({ origin, publishedAt, firstPublishedAt, summary }: Resource) {
  return {
    updatedAt: timeOf(origin?.modified) ?? publishedAt?.getTime() ?? 0,
    issuedAt: timeOf(origin?.issued) ?? firstPublishedAt?.getTime() ?? 0,
    quality: summary.quality ?? 0,
    rows: summary.rows ?? 0,
  }
}

// What was harvested is as old as its owner says, not as its first reading here.
function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? undefined : time
}

/** Open data reach the public, and what its kind lists: that a database exists is public, its data are not. */
function isPublic(record: ResourceRecord, { summary }: Resource): boolean {
  return record.classification === 'open' || summary.listed === true
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
  { agency, href }: { agency: { code: string; name: string } | undefined; href: string },
): StoredHit {
  const { dueOn, rows, quality, formats = [] } = summary
  return {
    slug,
    kind,
    href,
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
