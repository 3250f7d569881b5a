import { sql } from 'kysely'
import { NO_MAPPING, type Source, type SourceMapping, type SourceOptions } from './model.ts'
import type { HarvestDb } from './records/record-store.ts'

interface SourceRow {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly url: string
  readonly agency_id: string
  readonly contact_email: string | null
  readonly schedule: string
  readonly mapping: unknown
  readonly options: unknown
  readonly state: string
  readonly due_at: Date | null
  readonly failures: number
  readonly read_until: Date | null
  readonly full_at: Date | null
  readonly created_by: string
  readonly created_at: Date
}

function sourceOf(row: SourceRow): Source {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as Source['kind'],
    url: row.url,
    agencyId: row.agency_id,
    contactEmail: row.contact_email ?? undefined,
    schedule: row.schedule as Source['schedule'],
    mapping: { ...NO_MAPPING, ...(row.mapping as Partial<SourceMapping>) },
    options: row.options as SourceOptions,
    state: row.state as Source['state'],
    dueAt: row.due_at ?? undefined,
    failures: row.failures,
    readUntil: row.read_until ?? undefined,
    fullAt: row.full_at ?? undefined,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }
}

export async function findSource(db: HarvestDb, id: string): Promise<Source | undefined> {
  const row = await db.selectFrom('harvest.source').selectAll().where('id', '=', id).executeTakeFirst()
  return row && sourceOf(row)
}

/** Locks the source until the transaction ends. */
export async function lockSource(tx: HarvestDb, id: string): Promise<Source | undefined> {
  const row = await tx.selectFrom('harvest.source').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && sourceOf(row)
}

/** By name. */
export async function listSources(db: HarvestDb): Promise<readonly Source[]> {
  const rows = await db.selectFrom('harvest.source').selectAll().orderBy('name').limit(2_000).execute()
  return rows.map(sourceOf)
}

/** Sources whose time has come and that are not being read. */
export async function readDueSources(db: HarvestDb, now: Date): Promise<readonly Source[]> {
  const { rows } = await sql<SourceRow>`
    select * from harvest.source s where state = 'on' and due_at <= ${now}
      and not exists (select from harvest.run r where r.source_id = s.id and r.state = 'running')
    order by due_at limit 200`.execute(db)
  return rows.map(sourceOf)
}

export async function saveSource(tx: HarvestDb, source: Source): Promise<void> {
  const columns = {
    name: source.name,
    kind: source.kind,
    url: source.url,
    agency_id: source.agencyId,
    contact_email: source.contactEmail ?? null,
    schedule: source.schedule,
    mapping: JSON.stringify(source.mapping),
    options: JSON.stringify(source.options),
    state: source.state,
    due_at: source.dueAt ?? null,
    failures: source.failures,
    read_until: source.readUntil ?? null,
    full_at: source.fullAt ?? null,
  }
  await tx
    .insertInto('harvest.source')
    .values({ id: source.id, created_by: source.createdBy, created_at: source.createdAt, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
}
