import { sql } from 'kysely'
import { dayInVietnam } from '../../catalog/index.ts'
import { type AgencyTree, isInForce } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { foldItem } from '../duplicates/fold-item.ts'
import { findCircle } from '../reads/find-circle.ts'
import type { DatabaseRecord } from '../record.ts'
import { checkDatabase } from './check-database.ts'
import type { CheckFacts, Finding } from './finding.ts'

interface Asked {
  readonly resourceId: string
  readonly agencyId: string
}

/** What the checks find in a record as it would stand among the published ones. */
export async function findingsOf(deps: DatamapDeps, record: DatabaseRecord, asked: Asked): Promise<readonly Finding[]> {
  return checkDatabase(record, await readFacts(deps, record, asked), deps.rules)
}

async function readFacts(
  deps: DatamapDeps,
  record: DatabaseRecord,
  { resourceId, agencyId }: Asked,
): Promise<CheckFacts> {
  const day = dayInVietnam(deps.clock.now())
  const shared = deps.rules.forCheck('collected-twice', day)?.shared ?? Number.POSITIVE_INFINITY
  const [tree, twins, masters, circle, review] = await Promise.all([
    deps.agencies.tree(),
    readTwins(deps, { resourceId, folded: record.items.map(foldItem), shared }),
    record.content.masterData === true ? readMasters(deps, resourceId, record) : [],
    findCircle(deps.db, { id: resourceId, name: record.identity.name ?? '', relations: record.relations }),
    deps.db
      .selectFrom('datamap.database as d')
      .leftJoin('datamap.review as v', 'v.resource_id', 'd.resource_id')
      .select((eb) => eb.fn.max('v.year').as('year'))
      .where('d.resource_id', '=', resourceId)
      .groupBy('d.resource_id')
      .executeTakeFirst(),
  ])
  const nameOf = (id: string) => tree.byId(id)?.name ?? ''
  return {
    day,
    owner: standingOf(tree, agencyId, day),
    twins: twins.map(({ name, agency_id, titles }) => ({ name, agency: nameOf(agency_id), shared: titles })),
    masters,
    circle,
    reviewedIn: review?.year ?? undefined,
    published: review !== undefined,
  }
}

/** Whether the owner still exists, and who took over. */
function standingOf(tree: AgencyTree, agencyId: string, day: string): CheckFacts['owner'] {
  const owner = tree.byId(agencyId)
  if (!owner) return { name: '', ended: false, successor: undefined }
  if (isInForce(owner, day)) return { name: owner.name, ended: false, successor: undefined }
  const heir = tree.current(agencyId)
  return { name: owner.name, ended: true, successor: heir?.id === agencyId ? undefined : heir?.name }
}

const MOST_TWINS = 5

async function readTwins(
  { db }: DatamapDeps,
  { resourceId, folded, shared }: { resourceId: string; folded: readonly string[]; shared: number },
) {
  const wanted = [...new Set(folded)]
  if (wanted.length < shared) return []
  const { rows } = await sql<{ name: string; agency_id: string; titles: string[] }>`
    select d.name, d.agency_id, array_agg(distinct i.title order by i.title) as titles
    from datamap.item i join datamap.database d on d.resource_id = i.resource_id
    where i.folded = any(${wanted}) and d.resource_id <> ${resourceId} and not d.withdrawn and d.listed
    group by d.resource_id having count(distinct i.folded) >= ${shared}
    order by count(distinct i.folded) desc, d.name limit ${MOST_TWINS}`.execute(db)
  return rows
}

async function readMasters({ db }: DatamapDeps, resourceId: string, { content }: DatabaseRecord) {
  const entities = (content.entities ?? []).map((entity) => entity.toLowerCase())
  if (entities.length === 0) return []
  const { rows } = await sql<{ name: string; entity: string }>`
    select d.name, e.entity from datamap.database d
      cross join lateral jsonb_array_elements_text(coalesce(d.record -> 'content' -> 'entities', '[]')) as e (entity)
    where d.master_data and not d.withdrawn and d.listed and d.resource_id <> ${resourceId}
      and lower(e.entity) = any(${entities})
    order by d.name limit 5`.execute(db)
  return rows
}
