import { sql } from 'kysely'
import { recordAudit } from '../../../platform/audit/index.ts'
import { removeForeign } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { HarvestDeps } from '../deps.ts'
import { removeAbsent } from '../runs/finish-run.ts'
import { readRuns } from '../runs/run-store.ts'
import { lockSource, saveSource } from '../source-store.ts'
import { manageErrors } from './errors.ts'

/** Answers the question a source asked when many of its records vanished at once: take them off, or keep and read again. */
export async function decideVanished(
  deps: HarvestDeps,
  actor: Actor,
  { sourceId, remove }: { readonly sourceId: string; readonly remove: boolean },
): Promise<number> {
  const by = assertCan(actor, 'harvest.source.manage')
  return deps.db.transaction().execute(async (tx) => {
    const source = await lockSource(tx, sourceId)
    if (!source) throw manageErrors.sourceNotFound()
    const run = (await readRuns(tx, sourceId, 20)).find((one) => one.findings?.vanished !== undefined)
    if (source.state !== 'asking' || !run) throw manageErrors.nothingToDecide()
    const removed = remove ? await removeAbsent(tx, { source, run, absences: 0 }) : 0
    await saveSource(tx, { ...source, state: 'on', dueAt: remove ? source.dueAt : deps.clock.now() })
    await recordAudit(tx, {
      action: remove ? 'harvest.vanished.removed' : 'harvest.vanished.kept',
      actor: by,
      agencyId: source.agencyId,
      resource: { kind: 'harvest-source', id: sourceId },
      details: { name: source.name, run: run.id, vanished: run.findings?.vanished ?? 0, removed },
    })
    return removed
  })
}

/** Forgets a source. What it brought must be taken off with it: nobody would keep it true any more. */
export async function removeSource(
  deps: HarvestDeps,
  actor: Actor,
  { sourceId, withRecords }: { readonly sourceId: string; readonly withRecords: boolean },
): Promise<void> {
  const by = assertCan(actor, 'harvest.source.manage')
  await deps.db.transaction().execute(async (tx) => {
    const source = await lockSource(tx, sourceId)
    if (!source) throw manageErrors.sourceNotFound()
    const [last] = await readRuns(tx, sourceId, 1)
    if (last?.state === 'running') throw manageErrors.runOpen()
    const { rows } = await sql<{ id: string }>`
      select resource_id as id from harvest.record where source_id = ${sourceId} and state = 'kept'`.execute(tx)
    if (rows.length > 0 && !withRecords) throw manageErrors.stillShown(rows.length)
    await removeForeign(tx, {
      actor: by,
      agencyId: source.agencyId,
      sourceId,
      ids: rows.map((row) => row.id),
      reason: `Nút này thôi thu thập từ ${source.name}.`,
      details: { name: source.name },
    })
    await sql`delete from harvest.source where id = ${sourceId}`.execute(tx)
    await recordAudit(tx, {
      action: 'harvest.source.removed',
      actor: by,
      agencyId: source.agencyId,
      resource: { kind: 'harvest-source', id: sourceId },
      details: { name: source.name, url: source.url, records: rows.length },
    })
  })
}
