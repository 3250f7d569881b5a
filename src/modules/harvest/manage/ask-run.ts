import { recordAudit } from '../../../platform/audit/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { HarvestDeps } from '../deps.ts'
import type { Run, RunMode, Source } from '../model.ts'
import type { HarvestDb } from '../records/record-store.ts'
import { addLog, endRun, findRun, insertRun } from '../runs/run-store.ts'
import { modeFor } from '../runs/schedule.ts'
import { lockSource, readDueSources, saveSource } from '../source-store.ts'
import { manageErrors } from './errors.ts'
import { enqueueRun } from './run-task.ts'

/** What asking needs: the command line has no more than that. */
type AskDeps = Pick<HarvestDeps, 'db' | 'clock'>

export interface AskedRun {
  readonly sourceId: string
  readonly mode: RunMode
}

/** Has a source read now, or tried (`preview`); refuses while it is being read. */
export async function askRun(deps: AskDeps, actor: Actor, { sourceId, mode }: AskedRun): Promise<Run> {
  const by = assertCan(actor, 'harvest.source.manage')
  return deps.db.transaction().execute(async (tx) => {
    const source = await lockSource(tx, sourceId)
    if (!source) throw manageErrors.sourceNotFound()
    const run = await openRun(deps, tx, { source, mode, startedBy: actor.name })
    if (!run) throw manageErrors.runOpen()
    await recordAudit(tx, {
      action: mode === 'preview' ? 'harvest.run.tried' : 'harvest.run.asked',
      actor: by,
      agencyId: source.agencyId,
      resource: { kind: 'harvest-source', id: sourceId },
      details: { name: source.name, run: run.id, mode },
    })
    return run
  })
}

interface Opening {
  readonly source: Source
  readonly mode: RunMode
  readonly startedBy: string
}

/** Opens a run and puts its work into the queue; undefined when one is open. */
async function openRun(deps: AskDeps, tx: HarvestDb, { source, mode, startedBy }: Opening): Promise<Run | undefined> {
  const run = await insertRun(tx, { sourceId: source.id, mode, startedBy, at: deps.clock.now() })
  if (run) await enqueueRun(tx, { run, source })
  return run
}

/** Opens a run for every source whose time has come. */
export async function openDueRuns(deps: HarvestDeps): Promise<number> {
  const due = await readDueSources(deps.db, deps.clock.now())
  for (const { id } of due) {
    await deps.db.transaction().execute(async (tx) => {
      const source = await lockSource(tx, id)
      if (source?.state !== 'on') return
      const mode = modeFor(source, deps.adapter(source.kind).canTellChanges, deps.clock.now())
      await openRun(deps, tx, { source, mode, startedBy: 'Theo lịch' })
    })
  }
  return due.length
}

/** Ends a run where it is; what it has taken in stays. */
export async function stopRun(deps: HarvestDeps, actor: Actor, runId: number): Promise<void> {
  const by = assertCan(actor, 'harvest.source.manage')
  await deps.db.transaction().execute(async (tx) => {
    const run = await findRun(tx, runId)
    const source = run && (await lockSource(tx, run.sourceId))
    if (!run || !source) throw manageErrors.runNotFound()
    const at = deps.clock.now()
    if (!(await endRun(tx, runId, { state: 'stopped', counts: run.counts, at }))) return
    const stopped = { vi: `${actor.name} đã dừng lần đọc này.`, en: `${actor.name} stopped this run.` }
    await addLog(tx, { runId, at }, [{ level: 'warning', code: 'harvest.stopped', ...stopped }])
    await recordAudit(tx, {
      action: 'harvest.run.stopped',
      actor: by,
      agencyId: source.agencyId,
      resource: { kind: 'harvest-source', id: source.id },
      details: { name: source.name, run: runId },
    })
    // Otherwise the next minute would begin the same run anew.
    if (source.dueAt && source.dueAt <= at)
      await saveSource(tx, { ...source, dueAt: new Date(at.getTime() + 3_600_000) })
  })
}
