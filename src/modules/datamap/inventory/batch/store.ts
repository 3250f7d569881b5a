import { type Selectable, sql } from 'kysely'
import type { Tables } from '../../../../platform/db/tables.ts'
import type { Decision } from '../../../catalog/index.ts'
import type { DatamapDb } from '../../deps.ts'
import type { BatchFailure, BatchRun, BatchStep } from './model.ts'

type Row = Selectable<Tables['datamap.batch_run']>

function runOf(row: Row): BatchRun {
  return {
    id: row.id,
    inventoryId: row.inventory_id,
    agencyId: row.agency_id,
    step: row.step as BatchStep,
    state: row.state as BatchRun['state'],
    decision: (row.decision ?? undefined) as Decision | undefined,
    personId: row.person_id,
    personName: row.person_name,
    total: row.total,
    done: row.done,
    failures: row.failures as unknown as readonly BatchFailure[],
    askedAt: row.asked_at,
    finishedAt: row.finished_at ?? undefined,
  }
}

/** Writes a new run; false when one of the same workbook is open. */
export async function addRun(tx: DatamapDb, run: BatchRun): Promise<boolean> {
  const made = await sql`
    insert into datamap.batch_run (id, inventory_id, agency_id, step, state, decision, person_id, person_name, total, asked_at)
    values (${run.id}, ${run.inventoryId}, ${run.agencyId}, ${run.step}, ${run.state},
      ${run.decision === undefined ? null : JSON.stringify(run.decision)}::jsonb,
      ${run.personId}, ${run.personName}, ${run.total}, ${run.askedAt})
    on conflict (inventory_id) where state in ('waiting', 'running') do nothing`.execute(tx)
  return made.numAffectedRows === 1n
}

export async function findRun(db: DatamapDb, id: string): Promise<BatchRun | undefined> {
  const row = await db.selectFrom('datamap.batch_run').selectAll().where('id', '=', id).executeTakeFirst()
  return row && runOf(row)
}

/** The newest run of a workbook. */
export async function lastRun(db: DatamapDb, inventoryId: string): Promise<BatchRun | undefined> {
  const row = await db
    .selectFrom('datamap.batch_run')
    .selectAll()
    .where('inventory_id', '=', inventoryId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && runOf(row)
}

/** Notes how far a run is, also of one that was stopped while it worked; false when somebody stopped it. */
export async function noteProgress(
  db: DatamapDb,
  id: string,
  { done, failures }: Pick<BatchRun, 'done' | 'failures'>,
): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    update datamap.batch_run set done = ${done}, failures = ${JSON.stringify(failures)}::jsonb,
      state = case when state = 'waiting' then 'running' else state end
    where id = ${id} returning state = 'running' as open`.execute(db)
  return rows[0]?.open === true
}

/** Ends a run that is open; false when it had ended. */
export async function endRun(
  db: DatamapDb,
  id: string,
  { state, at }: { readonly state: 'done' | 'stopped'; readonly at: Date },
): Promise<boolean> {
  const ended = await sql`
    update datamap.batch_run set state = ${state}, finished_at = ${at}
    where id = ${id} and state in ('waiting', 'running')`.execute(db)
  return ended.numAffectedRows === 1n
}

/** Drafts of a workbook that are left out. */
export async function readSkips(db: DatamapDb, inventoryId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('datamap.batch_skip')
    .select('change_id')
    .where('inventory_id', '=', inventoryId)
    .execute()
  return new Set(rows.map((row) => row.change_id))
}

/** Leaves some drafts out and takes others back in. */
export async function saveSkips(
  tx: DatamapDb,
  inventoryId: string,
  { out, back }: { readonly out: readonly string[]; readonly back: readonly string[] },
): Promise<void> {
  await sql`delete from datamap.batch_skip where inventory_id = ${inventoryId}
    and change_id = any(${back}::uuid[])`.execute(tx)
  await sql`insert into datamap.batch_skip (inventory_id, change_id)
    select ${inventoryId}, id from unnest(${out}::uuid[]) as given (id) on conflict do nothing`.execute(tx)
}

export interface DraftLine {
  readonly changeId: string
  readonly name: string
  readonly class: string | undefined
  readonly gaps: number
}

/** Drafts that are not published yet, by their ids, in the order of their names. */
export async function readDraftLines(db: DatamapDb, ids: readonly string[]): Promise<readonly DraftLine[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ change_id: string; name: string; class: string | null; gaps: number }>`
    select change_id, name, class, gaps from datamap.draft where change_id = any(${ids}::uuid[])
    order by name, change_id`.execute(db)
  return rows.map((row) => ({
    changeId: row.change_id,
    name: row.name,
    class: row.class ?? undefined,
    gaps: row.gaps,
  }))
}
