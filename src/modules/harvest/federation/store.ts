import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { NodeKind, NodeSystems, PutRecord, Signed } from '../../../formats/nguon/wire.ts'
import type { Tables } from '../../../platform/db/tables.ts'
import type { HarvestDb } from '../records/record-store.ts'
import type { KnownNode } from './model.ts'

export async function listNodes(db: HarvestDb): Promise<readonly KnownNode[]> {
  return (await db.selectFrom('harvest.node').selectAll().orderBy('name').execute()).map(nodeOf)
}

/** Records shown here, by the source of a node. */
export async function countShown(db: HarvestDb): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ source_id: string; shown: number }>`
    select source_id, count(*)::int as shown from harvest.record
    where state = 'kept' and source_id in (select source_id from harvest.node) group by source_id`.execute(db)
  return new Map(rows.map((row) => [row.source_id, row.shown]))
}

export async function findNode(db: HarvestDb, id: string): Promise<KnownNode | undefined> {
  const row = await db.selectFrom('harvest.node').selectAll().where('id', '=', id).executeTakeFirst()
  return row && nodeOf(row)
}

export async function findNodeOfSource(db: HarvestDb, sourceId: string): Promise<KnownNode | undefined> {
  const row = await db.selectFrom('harvest.node').selectAll().where('source_id', '=', sourceId).executeTakeFirst()
  return row && nodeOf(row)
}

export type NewNode = Pick<
  KnownNode,
  'id' | 'name' | 'kind' | 'agencyCode' | 'url' | 'key' | 'sourceId' | 'datasets' | 'software' | 'addedBy' | 'addedAt'
>

/** Adds a node, or takes it up again under the key and address that were confirmed now. */
export async function saveNode(tx: HarvestDb, node: NewNode): Promise<void> {
  const columns = {
    name: node.name,
    kind: node.kind,
    agency_code: node.agencyCode ?? null,
    url: node.url,
    key: node.key,
    state: 'on',
    source_id: node.sourceId ?? null,
    datasets: node.datasets,
    software: node.software,
    added_by: node.addedBy,
    added_at: node.addedAt,
  }
  await tx
    .insertInto('harvest.node')
    .values({ id: node.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...columns, failing_since: null }))
    .execute()
}

export async function setNodeState(tx: HarvestDb, id: string, state: 'on' | 'off'): Promise<void> {
  await tx.updateTable('harvest.node').set({ state, lease: null, leased_until: null }).where('id', '=', id).execute()
}

/** The key that the confirmed one vouches for takes its place. */
export async function renewKey(tx: HarvestDb, id: string, key: string): Promise<void> {
  await tx
    .updateTable('harvest.node')
    .set({ key, former_keys: sql<string[]>`array_append(former_keys, key)` })
    .where('id', '=', id)
    .execute()
}

export interface Heard {
  readonly at: Date
  readonly caughtUp: boolean
  readonly lagMs: number | undefined
}

export async function noteHeard(db: HarvestDb, id: string, { at, caughtUp, lagMs }: Heard): Promise<void> {
  await db
    .updateTable('harvest.node')
    .set({
      seen_at: at,
      failing_since: null,
      failure_vi: null,
      failure_en: null,
      ...(caughtUp ? { caught_up_at: at } : {}),
      ...(lagMs === undefined ? {} : { lag_ms: lagMs }),
    })
    .where('id', '=', id)
    .execute()
}

export async function noteCard(
  db: HarvestDb,
  id: string,
  card: Pick<KnownNode, 'name' | 'kind' | 'agencyCode' | 'datasets' | 'systems' | 'software'>,
): Promise<void> {
  const { name, kind, datasets, software } = card
  await db
    .updateTable('harvest.node')
    .set({
      name,
      kind,
      agency_code: card.agencyCode ?? null,
      datasets,
      systems: card.systems ? JSON.stringify(card.systems) : null,
      software,
    })
    .where('id', '=', id)
    .execute()
}

export async function noteFailure(
  db: HarvestDb,
  id: string,
  { at, vi, en }: { at: Date; vi: string; en: string },
): Promise<void> {
  await db
    .updateTable('harvest.node')
    .set({ failing_since: sql<Date>`coalesce(failing_since, ${at})`, failure_vi: vi, failure_en: en })
    .where('id', '=', id)
    .execute()
}

/** Has those nodes read again from the start that relayed records of an origin nobody knew until now. */
export async function readAgainForOrigins(tx: HarvestDb): Promise<void> {
  await sql`
    update harvest.node set cursor = null where source_id in (
      select source_id from harvest.problem where code = 'nguon-origin-unknown')`.execute(tx)
}

/** Has the node of a source read again from the start. */
export async function readAgain(tx: HarvestDb, sourceId: string): Promise<void> {
  await tx.updateTable('harvest.node').set({ cursor: null }).where('source_id', '=', sourceId).execute()
}

export async function saveCursor(db: HarvestDb, id: string, cursor: string | undefined): Promise<void> {
  await db
    .updateTable('harvest.node')
    .set({ cursor: cursor ?? null })
    .where('id', '=', id)
    .execute()
}

/** Takes or keeps the sole right to follow a node; false while another process has it. */
export async function holdLease(
  db: HarvestDb,
  id: string,
  { lease, seconds }: { readonly lease: string; readonly seconds: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('harvest.node')
    .set({ lease, leased_until: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where('id', '=', id)
    .where('state', '=', 'on')
    .where((on) => on.or([on('lease', '=', lease), on('lease', 'is', null), on('leased_until', '<', sql<Date>`now()`)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function dropLease(db: HarvestDb, lease: string): Promise<void> {
  await db.updateTable('harvest.node').set({ lease: null, leased_until: null }).where('lease', '=', lease).execute()
}

/** Keeps what was signed; an older word of the same origin never takes the place of a newer one. */
export async function keepSigned(
  db: HarvestDb,
  records: readonly { readonly id: string; readonly nodeId: string; readonly at: string; readonly signed: Signed }[],
): Promise<void> {
  if (records.length === 0) return
  await sql`
    insert into harvest.signed_record as mine (resource_id, node_id, at, signed)
    select distinct on (id) id, node, at, signed
    from unnest(${records.map(({ id }) => id)}::uuid[], ${records.map(({ nodeId }) => nodeId)}::uuid[],
      ${records.map(({ at }) => at)}::timestamptz[], ${records.map(({ signed }) => JSON.stringify(signed))}::jsonb[])
      as given (id, node, at, signed)
    order by id, at desc
    on conflict (resource_id) do update set node_id = excluded.node_id, at = excluded.at, signed = excluded.signed
    where excluded.at >= mine.at`.execute(db)
}

export async function readSigned(db: HarvestDb, ids: readonly string[]): Promise<ReadonlyMap<string, Signed>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('harvest.signed_record')
    .select(['resource_id', 'signed'])
    .where('resource_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.resource_id, row.signed as Signed]))
}

/** What other nodes publish of one kind of resource, as long as it is kept here. */
export async function readKept(db: HarvestDb, kind: string): Promise<readonly PutRecord[]> {
  const { rows } = await sql<{ record: PutRecord }>`
    select s.signed -> 'record' as record
    from harvest.signed_record s
    where s.signed #>> '{record,kind}' = ${kind} and exists (
      select from harvest.record r where r.resource_id = s.resource_id and r.state = 'kept')
    order by s.resource_id`.execute(db)
  return rows.map(({ record }) => record)
}

function nodeOf(row: Selectable<Tables['harvest.node']>): KnownNode {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as NodeKind,
    agencyCode: row.agency_code ?? undefined,
    url: row.url,
    key: row.key,
    formerKeys: row.former_keys,
    state: row.state as KnownNode['state'],
    sourceId: row.source_id ?? undefined,
    cursor: row.cursor ?? undefined,
    datasets: row.datasets,
    systems: (row.systems ?? undefined) as NodeSystems | undefined,
    software: row.software,
    seenAt: row.seen_at ?? undefined,
    caughtUpAt: row.caught_up_at ?? undefined,
    lagMs: row.lag_ms ?? undefined,
    failure: row.failing_since
      ? { since: row.failing_since, vi: row.failure_vi ?? '', en: row.failure_en ?? '' }
      : undefined,
    addedBy: row.added_by,
    addedAt: row.added_at,
  }
}
