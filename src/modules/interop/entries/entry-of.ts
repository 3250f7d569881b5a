import type { Agent, Contact, Entry, Period, Texts } from '../../../formats/model.ts'
import { isUuid } from '../../../platform/ids.ts'
import { type Resource, SERIES } from '../../catalog/index.ts'
import type { HeldBrief } from '../../datasets/index.ts'
import type { Agency, AgencyTree } from '../../identity/index.ts'
import { distributionsOf } from './distributions-of.ts'

/** What was read for a page of records. */
export interface EntrySources {
  readonly publicUrl: string
  readonly tree: AgencyTree
  readonly held: ReadonlyMap<string, readonly HeldBrief[]>
}

/** A published dataset of ours as a neutral record. */
export function entryOf(resource: Resource, { publicUrl, tree, held }: EntrySources): Entry | undefined {
  const { record } = resource
  if (!record) return undefined
  const agency = tree.byId(resource.agencyId)
  const kind = resource.kind === SERIES ? SERIES : 'dataset'
  const landingPage = `${publicUrl}${kind === SERIES ? '/chuoi-du-lieu/' : '/bo-du-lieu/'}${resource.slug}`
  return {
    id: resource.id,
    uri: `${publicUrl}/id/${kind}/${resource.id}`,
    kind,
    name: resource.slug,
    title: textsOf(record.title),
    description: textsOf(record.description),
    keywords: record.keywords,
    themes: record.themes,
    publisher: agentOf(agency, resource.agencyId, publicUrl),
    ...orNothing('contact', contactOf(record.contact)),
    ...orNothing('licence', record.licence),
    accessRights: 'public',
    ...orNothing('frequency', record.frequency),
    areas: record.areas,
    ...orNothing('temporal', periodOf(record.temporal)),
    ...orNothing('issued', resource.firstPublishedAt?.toISOString()),
    ...orNothing('modified', resource.publishedAt?.toISOString()),
    version: String(resource.version),
    landingPage,
    ...orNothing('source', record.source || undefined),
    ...orNothing('legalBasis', record.legalBasis || undefined),
    inSeries: record.series ? [seriesUri(record.series, publicUrl)] : [],
    distributions: distributionsOf(held.get(resource.id) ?? [], { record, landingPage, publicUrl }),
    extras: {},
  }
}

/** One of ours is named by its id, a harvested one by the URI of its owner. */
function seriesUri(series: string, publicUrl: string): string {
  return isUuid(series) ? `${publicUrl}/id/series/${series}` : series
}

function agentOf(agency: Agency | undefined, id: string, publicUrl: string): Agent {
  if (!agency) return { id, uri: `${publicUrl}/id/agency/${id}`, name: id }
  return {
    id: agency.code,
    uri: `${publicUrl}/id/agency/${agency.id}`,
    name: agency.name,
    homepage: `${publicUrl}/co-quan/${encodeURIComponent(agency.code)}`,
    ...orNothing('email', agency.contactEmail),
  }
}

function contactOf({ name, email, phone }: { name?: string; email?: string; phone?: string }): Contact | undefined {
  const contact = { ...orNothing('name', name || undefined), ...orNothing('email', email || undefined) }
  const all = { ...contact, ...orNothing('phone', phone || undefined) }
  return Object.keys(all).length > 0 ? all : undefined
}

function periodOf(temporal: { from?: string; to?: string } | undefined): Period | undefined {
  if (!temporal?.from && !temporal?.to) return undefined
  return { ...orNothing('from', temporal.from || undefined), ...orNothing('to', temporal.to || undefined) }
}

/** Vietnamese first; an empty text in the other language is no text. */
function textsOf({ vi, en }: { vi: string; en?: string }): Texts {
  return { vi, ...(en ? { en } : {}) }
}

/** `{ key: value }`, or nothing: an entry has no `undefined` in it. */
function orNothing<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, Value>>)
}
