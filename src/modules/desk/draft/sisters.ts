import { type Resource, type ResourceRecord, readAgencyResources } from '../../catalog/index.ts'
import type { DeskDeps } from '../deps.ts'

const MOST_SISTERS = 30

export interface Sister {
  readonly id: string
  readonly title: string
  readonly record: ResourceRecord
}

/** Published datasets of the same agency, newest first. */
export async function sistersOf(deps: DeskDeps, { id, agencyId }: Resource): Promise<readonly Sister[]> {
  const resources = await readAgencyResources(deps.catalog.db, [agencyId])
  return resources
    .flatMap((resource) =>
      resource.record && resource.id !== id
        ? [{ id: resource.id, title: resource.record.title.vi, record: resource.record }]
        : [],
    )
    .slice(0, MOST_SISTERS)
}
