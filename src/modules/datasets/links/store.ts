import type { Selectable } from 'kysely'
import type { Tables } from '../../../platform/db/tables.ts'
import type { DatasetsDb } from '../store.ts'
import type { Link } from './model.ts'

export async function saveLink(tx: DatasetsDb, link: Link): Promise<void> {
  const state = {
    fetch_every: link.fetch,
    checked_at: link.checkedAt,
    status: link.status ?? null,
    failures: link.failures,
    failing_since: link.failingSince ?? null,
    fetched_at: link.fetchedAt ?? null,
  }
  await tx
    .insertInto('datasets.link')
    .values({ distribution_id: link.distributionId, resource_id: link.resourceId, url: link.url, ...state })
    .onConflict((conflict) => conflict.column('distribution_id').doUpdateSet(state))
    .execute()
}

export async function findLink(db: DatasetsDb, distributionId: string): Promise<Link | undefined> {
  const row = await db
    .selectFrom('datasets.link')
    .selectAll()
    .where('distribution_id', '=', distributionId)
    .executeTakeFirst()
  return row && linkOf(row)
}

/** Links of a dataset with the state of their last check. */
export async function readLinks(db: DatasetsDb, resourceId: string): Promise<readonly Link[]> {
  const rows = await db.selectFrom('datasets.link').selectAll().where('resource_id', '=', resourceId).execute()
  return rows.map(linkOf)
}

/** Links that stand on a public page and were not looked at since, the longest ago first. */
export async function readLinksToCheck(db: DatasetsDb, before: Date): Promise<readonly Link[]> {
  const rows = await db
    .selectFrom('datasets.link as l')
    .selectAll('l')
    .where('l.checked_at', '<', before)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('datasets.version as v')
          .select('v.id')
          .whereRef('v.distribution_id', '=', 'l.distribution_id')
          .where('v.state', '=', 'published'),
      ),
    )
    .orderBy('l.checked_at')
    .limit(2000)
    .execute()
  return rows.map(linkOf)
}

function linkOf(row: Selectable<Tables['datasets.link']>): Link {
  return {
    distributionId: row.distribution_id,
    resourceId: row.resource_id,
    url: row.url,
    fetch: row.fetch_every as Link['fetch'],
    checkedAt: row.checked_at,
    status: row.status ?? undefined,
    failures: row.failures,
    failingSince: row.failing_since ?? undefined,
    fetchedAt: row.fetched_at ?? undefined,
  }
}
