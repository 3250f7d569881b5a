import { type QueryExecutorProvider, sql } from 'kysely'
import type { NodeKind } from '../../../formats/nguon/wire.ts'
import type { ModuleDb } from '../../../platform/db/index.ts'
import { BEGINNING, type EventMark } from './cursor.ts'

export type InteropDb = ModuleDb<'interop'>

export interface FeedEvent {
  readonly mark: EventMark
  readonly type: string
  readonly resourceId: string | undefined
  readonly payload: unknown
}

interface EventRow {
  readonly xid: string
  readonly id: number
  readonly us: string
  readonly type: string
  readonly resource_id: string | null
  readonly payload: unknown
}

const us = sql.raw('(extract(epoch from at) * 1000000)::bigint::text as us')
// Passed only once no running transaction could still commit before it; see platform/events.
const settled = sql.raw('xid < pg_snapshot_xmin(pg_current_snapshot())')

/** Events after a mark that can no longer be overtaken, in the order they were committed. */
export async function readEventsAfter(
  db: QueryExecutorProvider,
  mark: EventMark,
  limit: number,
): Promise<readonly FeedEvent[]> {
  const { rows } = await sql<EventRow>`
    select xid::text as xid, id, ${us}, type, resource_id, payload from platform.event
    where (xid, id) > (${mark.xid}::xid8, ${mark.id}) and ${settled} order by xid, id limit ${limit}`.execute(db)
  return rows.map((row) => ({
    mark: { xid: row.xid, id: row.id, us: row.us },
    type: row.type,
    resourceId: row.resource_id ?? undefined,
    payload: row.payload,
  }))
}

/** The last event that can no longer be overtaken. */
export async function readLastMark(db: QueryExecutorProvider): Promise<EventMark> {
  const { rows } = await sql<EventMark>`
    select xid::text as xid, id, ${us} from platform.event where ${settled} order by platform.event.xid desc, id desc limit 1`.execute(
    db,
  )
  return rows[0] ?? BEGINNING
}

/** Whether this database has that very event; after a restore it has not. */
export async function markStands(db: QueryExecutorProvider, mark: EventMark): Promise<boolean> {
  if (mark.id === BEGINNING.id) return true
  const { rows } = await sql<{ us: string }>`
    select ${us} from platform.event where xid = ${mark.xid}::xid8 and id = ${mark.id}`.execute(db)
  return rows[0]?.us === mark.us
}

/** What this node says about itself. */
export interface ThisNode {
  readonly id: string
  readonly name: string
  readonly kind: NodeKind
  readonly agencyCode: string | undefined
}

/** Reads it, or gives the node its id at the first question. */
export async function findThisNode(db: InteropDb, first: ThisNode & { readonly at: Date }): Promise<ThisNode> {
  const read = () => db.selectFrom('interop.this_node').selectAll().executeTakeFirst()
  const row = (await read()) ?? (await insertThisNode(db, first), await read())
  if (!row) throw new Error('this node has no row')
  return { id: row.id, name: row.name, kind: row.kind as NodeKind, agencyCode: row.agency_code ?? undefined }
}

async function insertThisNode(db: InteropDb, node: ThisNode & { readonly at: Date }): Promise<void> {
  await db
    .insertInto('interop.this_node')
    .values({ id: node.id, ...columnsOf(node) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function saveThisNode(tx: InteropDb, node: Omit<ThisNode, 'id'> & { readonly at: Date }): Promise<void> {
  await tx.updateTable('interop.this_node').set(columnsOf(node)).execute()
}

function columnsOf({ name, kind, agencyCode, at }: Omit<ThisNode, 'id'> & { readonly at: Date }) {
  return { name, kind, agency_code: agencyCode ?? null, updated_at: at }
}
