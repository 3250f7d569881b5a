import { recordAudit } from '../../../platform/audit/index.ts'
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
