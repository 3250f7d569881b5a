import { catalogErrors, type Resource } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'

/** One thing of a dataset that can be erased. */
export interface Erasable {
  readonly kind: 'file' | 'table'
  readonly id: string
  readonly title: string
  readonly number: number | undefined
  readonly bytes: number
  readonly createdAt: Date
}

/** What a steward can choose from: every file and every published version of a table that still has its bytes. */
export async function readErasable(
  deps: DatasetsDeps,
  actor: Actor,
  slug: string,
): Promise<{ resource: Resource; items: readonly Erasable[] }> {
  const resource = await deps.catalog.reader.bySlug(slug)
  if (!resource) throw catalogErrors.resourceNotFound(slug.slice(0, 100))
  assertCan(actor, 'datasets.version.erase-request', resource)
  const [sources, versions] = await Promise.all([
    deps.db
      .selectFrom('datasets.source')
      .select(['id', 'file_name', 'size', 'created_at'])
      .where('resource_id', '=', resource.id)
      .where('state', '!=', 'erased')
      .orderBy('created_at', 'desc')
      .execute(),
    deps.db
      .selectFrom('datasets.version as v')
      .innerJoin('datasets.distribution as d', 'd.id', 'v.distribution_id')
      .select(['v.id', 'v.title', 'v.number', 'v.bytes', 'v.created_at'])
      .where('v.resource_id', '=', resource.id)
      .where('v.state', '=', 'published')
      .where('d.kind', '=', 'table')
      .orderBy('v.created_at', 'desc')
      .execute(),
  ])
  const files = sources.map((source) => ({
    kind: 'file' as const,
    id: source.id,
    title: source.file_name,
    number: undefined,
    bytes: source.size,
    createdAt: source.created_at,
  }))
  const tables = versions.map((version) => ({
    kind: 'table' as const,
    id: version.id,
    title: version.title,
    number: version.number ?? undefined,
    bytes: version.bytes,
    createdAt: version.created_at,
  }))
  return { resource, items: [...files, ...tables] }
}
