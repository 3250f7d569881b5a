import {
  catalogErrors,
  type Resource,
  readAgencySeries,
  readOpenWork,
  readSeriesMembers,
  SERIES,
  type SeriesMember,
  type WorkRow,
} from '../../catalog/index.ts'
import { type Actor, agenciesWhere } from '../../identity/index.ts'
import { inOrder } from '../entries/in-order.ts'
import type { SeriesDeps } from './deps.ts'

export interface ShownSeries {
  readonly resource: Resource
  readonly record: NonNullable<Resource['record']>
  /** The oldest period first. */
  readonly members: readonly SeriesMember[]
}

/** A public series by its slug; throws what to say when it is not there (any more). */
export async function readShown({ catalog }: SeriesDeps, slug: string): Promise<ShownSeries> {
  const resource = await catalog.reader.bySlug(slug)
  const record = resource?.kind === SERIES ? resource.record : undefined
  if (!resource || !record) throw catalogErrors.resourceNotFound(slug)
  if (resource.state === 'withdrawn') throw catalogErrors.withdrawn(record.title.vi, resource.withdrawnReason ?? '')
  if (resource.state !== 'published' || record.classification !== 'open') throw catalogErrors.resourceNotFound(slug)
  return { resource, record, members: inOrder(await readSeriesMembers(catalog.db, [resource])) }
}

export interface OwnSeries {
  readonly published: readonly { readonly resource: Resource; readonly members: number }[]
  readonly drafts: readonly WorkRow[]
}

/** Series of the agencies whose drafts the actor may see. */
export async function readOwn({ catalog, identity }: SeriesDeps, actor: Actor): Promise<OwnSeries> {
  const where = agenciesWhere(actor, 'catalog.draft.read')
  const all = where === 'all' ? (await identity.agencies.tree()).all.map(({ id }) => id) : where
  const [series, work] = await Promise.all([readAgencySeries(catalog.db, all), readOpenWork(catalog.db, actor)])
  const members = Map.groupBy(await readSeriesMembers(catalog.db, series), ({ seriesId }) => seriesId)
  return {
    published: series.map((resource) => ({ resource, members: members.get(resource.id)?.length ?? 0 })),
    drafts: work.filter(({ resource }) => resource.kind === SERIES),
  }
}
