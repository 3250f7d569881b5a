import { catalogErrors, type Resource } from '../../catalog/index.ts'
import { type Actor, type Agency, can } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import type { DatabaseRecord } from '../record.ts'
import { findPublished } from '../store.ts'
import { type Lines, readLines } from './read-lines.ts'

/** A published database as this reader may see it. */
export interface ShownDatabase {
  readonly resource: Resource
  readonly record: DatabaseRecord
  readonly lines: Lines
  /** The agency in charge now. */
  readonly owner: Agency | undefined
  /** The reader works for its agency and may see everything. */
  readonly inside: boolean
}

/** Reads a published database by its slug; throws what to say when it is not there, not for this reader, or withdrawn. */
export async function readShown(deps: DatamapDeps, actor: Actor, slug: string): Promise<ShownDatabase> {
  const resource = await deps.catalog.reader.bySlug(slug)
  const inside = resource !== undefined && can(actor, 'catalog.draft.read', resource)
  if (!resource || !mayKnow(resource, inside)) throw errors.notFound(slug)
  if (resource.state === 'withdrawn')
    throw catalogErrors.withdrawn(resource.record?.title.vi ?? slug, resource.withdrawnReason ?? '')
  const [record, lines, tree] = await Promise.all([
    findPublished(deps.db, resource.id),
    readLines(deps.db, resource.id),
    deps.agencies.tree(),
  ])
  if (!record) throw errors.notFound(slug)
  return { resource, record, lines, owner: tree.current(resource.agencyId) ?? tree.byId(resource.agencyId), inside }
}

/** The database of a permanent address, for those who may know of it; what was withdrawn keeps its page. */
export async function readNamed(deps: DatamapDeps, actor: Actor, id: string): Promise<Resource> {
  const resource = await deps.catalog.reader.resource(id)
  if (!resource || !mayKnow(resource, can(actor, 'catalog.draft.read', resource))) throw errors.notFound(id)
  return resource
}

function mayKnow({ kind, state, summary }: Resource, inside: boolean): boolean {
  return kind === 'database' && state !== 'draft' && (summary.listed === true || inside)
}
