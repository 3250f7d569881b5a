import { sql } from 'kysely'
import type { Decision } from '../catalog/index.ts'
import type { PlanContent } from './content/model.ts'
import type { PlansDb } from './deps.ts'

/** Content of a plan at one of its versions. */
export interface StoredContent {
  readonly resourceId: string
  readonly agencyId: string
  readonly changeId: string
  readonly content: PlanContent
  readonly decision: Decision
  readonly publishedAt: Date | undefined
}

interface ContentRow {
  resource_id: string
  agency_id: string
  change_id: string
  content: PlanContent
  decision: Decision | null
  published_at: Date | null
}

function contentOf(row: ContentRow): StoredContent {
  return {
    resourceId: row.resource_id,
    agencyId: row.agency_id,
    changeId: row.change_id,
    content: row.content,
    decision: row.decision ?? {},
    publishedAt: row.published_at ?? undefined,
  }
}

export async function insertPlan(
  tx: PlansDb,
  plan: { resourceId: string; kind: string; agencyId: string; createdAt: Date },
): Promise<void> {
  await tx
    .insertInto('plans.plan')
    .values({ resource_id: plan.resourceId, kind: plan.kind, agency_id: plan.agencyId, created_at: plan.createdAt })
    .execute()
}

/** Writes the content of an open draft, over what was there. */
export async function keepStaged(
  tx: PlansDb,
  { changeId, resourceId, content }: { changeId: string; resourceId: string; content: PlanContent },
): Promise<void> {
  await sql`
    insert into plans.content (change_id, resource_id, state, content)
    values (${changeId}, ${resourceId}, 'staged', ${JSON.stringify(content)}::jsonb)
    on conflict (change_id) do update set content = excluded.content`.execute(tx)
}

/** Content written for a change, staged or published with it. */
export async function findContent(db: PlansDb, changeId: string): Promise<StoredContent | undefined> {
  const { rows } = await sql<ContentRow>`
    select c.resource_id, p.agency_id, c.change_id, c.content, c.decision, c.published_at
    from plans.content c join plans.plan p using (resource_id) where c.change_id = ${changeId}`.execute(db)
  return rows[0] && contentOf(rows[0])
}

/** What is in force of a plan; undefined before the first publication and after withdrawal. */
export async function findCurrent(db: PlansDb, resourceId: string): Promise<StoredContent | undefined> {
  return (await findAllCurrent(db, [resourceId]))[0]
}

/** What is in force of these plans; one without is left out. */
export async function findAllCurrent(db: PlansDb, resourceIds: readonly string[]): Promise<readonly StoredContent[]> {
  const { rows } = await sql<ContentRow>`
    select c.resource_id, p.agency_id, c.change_id, c.content, c.decision, c.published_at
    from plans.content c join plans.plan p using (resource_id)
    where c.resource_id = any(${resourceIds}::uuid[]) and c.state = 'current'`.execute(db)
  return rows.map(contentOf)
}

/** Plans of agencies (or of all) as they are in force, the newest first. */
export async function readCurrent(db: PlansDb, agencyIds?: readonly string[]): Promise<readonly StoredContent[]> {
  const only = agencyIds ? sql`and p.agency_id = any(${agencyIds}::uuid[])` : sql``
  const { rows } = await sql<{ change_id: string }>`
    select c.change_id from plans.content c join plans.plan p using (resource_id)
    where c.state = 'current' ${only} order by c.published_at desc`.execute(db)
  return readIssuedContents(
    db,
    rows.map(({ change_id }) => change_id),
  )
}

const heldBy = new WeakMap<PlansDb, Map<string, StoredContent>>()
const MOST_ITEMS_HELD = 200_000

/** Contents that were issued, in this order. They never change, so they are kept: the list of all plans is asked for often. */
async function readIssuedContents(db: PlansDb, changeIds: readonly string[]): Promise<readonly StoredContent[]> {
  const held = heldBy.get(db) ?? new Map<string, StoredContent>()
  heldBy.set(db, held)
  const missing = changeIds.filter((id) => !held.has(id))
  if (missing.length > 0) {
    const { rows } = await sql<ContentRow>`
      select c.resource_id, p.agency_id, c.change_id, c.content, c.decision, c.published_at
      from plans.content c join plans.plan p using (resource_id)
      where c.change_id = any(${missing}::uuid[]) and c.state in ('current', 'past')`.execute(db)
    for (const row of rows) held.set(row.change_id, contentOf(row))
  }
  const found = changeIds.flatMap((id) => held.get(id) ?? [])
  const items = [...held.values()].reduce((sum, { content }) => sum + content.items.length, 0)
  if (items > MOST_ITEMS_HELD) held.clear()
  return found
}

/** Drafts of agencies that are open, the newest first. */
export async function readStaged(db: PlansDb, agencyIds: readonly string[] | 'all'): Promise<readonly StoredContent[]> {
  const only = agencyIds === 'all' ? sql`` : sql`and p.agency_id = any(${agencyIds}::uuid[])`
  const { rows } = await sql<ContentRow>`
    select c.resource_id, p.agency_id, c.change_id, c.content, c.decision, c.published_at
    from plans.content c join plans.plan p using (resource_id)
    where c.state = 'staged' ${only} order by c.change_id desc limit 500`.execute(db)
  return rows.map(contentOf)
}

export async function makeCurrent(
  tx: PlansDb,
  { changeId, resourceId, version, at }: { changeId: string; resourceId: string; version: number; at: Date },
): Promise<void> {
  await sql`update plans.content set state = 'past' where resource_id = ${resourceId} and state = 'current'`.execute(tx)
  await sql`
    update plans.content set state = 'current', version = ${version}, published_at = ${at}
    where change_id = ${changeId}`.execute(tx)
}

/** Notes the decision a change is approved with; the approval itself is the catalogue's. */
export async function noteDecision(tx: PlansDb, changeId: string, decision: Decision): Promise<void> {
  await sql`
    update plans.content set decision = ${JSON.stringify(decision)}::jsonb where change_id = ${changeId}`.execute(tx)
}

export async function dropStaged(tx: PlansDb, changeId: string): Promise<void> {
  await sql`update plans.content set state = 'dropped' where change_id = ${changeId} and state = 'staged'`.execute(tx)
}

export async function endCurrent(tx: PlansDb, resourceId: string): Promise<void> {
  await sql`update plans.content set state = 'past' where resource_id = ${resourceId} and state = 'current'`.execute(tx)
}

/** Plans that an agency has of a kind, by what they say now or in an open draft. */
export async function readOfAgency(
  db: PlansDb,
  { agencyId, kind }: { agencyId: string; kind: string },
): Promise<readonly StoredContent[]> {
  const { rows } = await sql<ContentRow>`
    select c.resource_id, p.agency_id, c.change_id, c.content, c.decision, c.published_at
    from plans.content c join plans.plan p using (resource_id)
    where p.agency_id = ${agencyId} and p.kind = ${kind} and c.state in ('staged', 'current')`.execute(db)
  return rows.map(contentOf)
}

/** Plans of an agency are opened and saved one after the other, so that two for the same days cannot slip in together. */
export async function lockAgency(tx: PlansDb, agencyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plans ${agencyId}`}, 0))`.execute(tx)
}
