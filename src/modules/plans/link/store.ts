import { sql } from 'kysely'
import type { PlansDb } from '../deps.ts'

export type LinkState = 'suggested' | 'chosen' | 'refused'

/** Which dataset fulfils an item of a plan. */
export interface Link {
  readonly resourceId: string
  readonly itemId: string
  readonly datasetId: string
  readonly state: LinkState
}

interface LinkRow {
  resource_id: string
  item_id: string
  dataset_id: string
  state: string
}

function linkOf(row: LinkRow): Link {
  return {
    resourceId: row.resource_id,
    itemId: row.item_id,
    datasetId: row.dataset_id,
    state: row.state as LinkState,
  }
}

/** Links of plans in any state. */
export async function readLinks(db: PlansDb, resourceIds: readonly string[]): Promise<readonly Link[]> {
  if (resourceIds.length === 0) return []
  const { rows } = await sql<LinkRow>`
    select resource_id, item_id, dataset_id, state from plans.link where resource_id = any(${resourceIds}::uuid[])
    order by at`.execute(db)
  return rows.map(linkOf)
}

/** Links that lead to one of these datasets. */
export async function readLinksTo(db: PlansDb, datasetIds: readonly string[]): Promise<readonly Link[]> {
  if (datasetIds.length === 0) return []
  const { rows } = await sql<LinkRow>`
    select resource_id, item_id, dataset_id, state from plans.link where dataset_id = any(${datasetIds}::uuid[])`.execute(
    db,
  )
  return rows.map(linkOf)
}

/** Chooses the dataset of an item; another one chosen before is let go. */
export async function chooseLink(tx: PlansDb, link: Omit<Link, 'state'> & { byName: string; at: Date }): Promise<void> {
  await sql`
    delete from plans.link where resource_id = ${link.resourceId} and item_id = ${link.itemId}
      and state in ('chosen', 'suggested')`.execute(tx)
  await sql`
    insert into plans.link (resource_id, item_id, dataset_id, state, by_name, at)
    values (${link.resourceId}, ${link.itemId}, ${link.datasetId}, 'chosen', ${link.byName}, ${link.at})
    on conflict (resource_id, item_id, dataset_id)
      do update set state = 'chosen', by_name = excluded.by_name, at = excluded.at`.execute(tx)
}

/** Notes that a dataset may be meant; says nothing where somebody has decided. Returns whether it is new. */
export async function suggestLink(tx: PlansDb, link: Omit<Link, 'state'> & { at: Date }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into plans.link (resource_id, item_id, dataset_id, state, by_name, at)
    values (${link.resourceId}, ${link.itemId}, ${link.datasetId}, 'suggested', 'Gợi ý', ${link.at})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** The dataset is not the one meant; it is not suggested for the item again. */
export async function refuseLink(tx: PlansDb, link: Omit<Link, 'state'> & { byName: string; at: Date }): Promise<void> {
  await sql`
    insert into plans.link (resource_id, item_id, dataset_id, state, by_name, at)
    values (${link.resourceId}, ${link.itemId}, ${link.datasetId}, 'refused', ${link.byName}, ${link.at})
    on conflict (resource_id, item_id, dataset_id)
      do update set state = 'refused', by_name = excluded.by_name, at = excluded.at`.execute(tx)
}
