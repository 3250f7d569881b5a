import { catalogErrors, type Resource } from '../../catalog/index.ts'
import { type Actor, can } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import type { Distribution, Version } from '../model.ts'
import { findDistribution, readVersions } from '../store.ts'

export interface Wanted {
  readonly id: string
  /** A table unless said otherwise. */
  readonly kind?: 'table' | 'file'
  /** Version number; the latest without it. */
  readonly version?: number | undefined
  /** The version that was current at this moment. */
  readonly asOf?: Date | undefined
}

export interface FoundTable {
  readonly resource: Resource
  readonly distribution: Distribution
  readonly version: Version
}

/** A distribution's content that the actor may read; says plainly when it was withdrawn or erased. */
export async function findContent(deps: DatasetsDeps, actor: Actor, wanted: Wanted): Promise<FoundTable> {
  const distribution = await findDistribution(deps.db, wanted.id)
  const resource = distribution && (await deps.catalog.reader.resource(distribution.resourceId))
  if (!distribution || !resource || distribution.kind !== (wanted.kind ?? 'table')) throw errors.tableNotFound()
  requireReadable(actor, resource)
  const versions = await readVersions(deps.db, distribution.id)
  const version = choose(versions, wanted)
  if (!version) throw versions.length === 0 ? errors.tableNotFound() : errors.versionNotFound()
  if (version.erasure) throw errors.erased(version.erasure.reason, version.erasure.basis)
  return { resource, distribution, version }
}

/** The public reads open published data; officers of the agency also what is withdrawn or not open. */
function requireReadable(actor: Actor, resource: Resource): void {
  if (can(actor, 'catalog.draft.read', resource)) return
  if (resource.state === 'withdrawn') {
    throw catalogErrors.withdrawn(resource.record?.title.vi ?? resource.slug, resource.withdrawnReason ?? '')
  }
  if (resource.state !== 'published' || resource.record?.classification !== 'open') throw errors.tableNotFound()
}

function choose(versions: readonly Version[], { version, asOf }: Wanted): Version | undefined {
  if (version !== undefined) return versions.find((item) => item.number === version)
  if (asOf) return versions.find((item) => item.publishedAt !== undefined && item.publishedAt <= asOf)
  return versions[0]
}
