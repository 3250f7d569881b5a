import { Type } from 'typebox'
import { recordAudit } from '../../../../platform/audit/index.ts'
import { AppError } from '../../../../platform/errors.ts'
import { announce } from '../../../../platform/events/index.ts'
import { enqueue, type TaskKind } from '../../../../platform/jobs/index.ts'
import type { Decision } from '../../../catalog/index.ts'
import { type Actor, assertCan, can, type Permission } from '../../../identity/index.ts'
import type { DatamapDeps } from '../../deps.ts'
import type { InventoryHead } from '../store.ts'
import { type BatchRun, type BatchStep, isOpen } from './model.ts'
import { readBatch, toDo } from './read-batch.ts'
import { addRun, endRun, lastRun, saveSkips } from './store.ts'

/** The job; several attempts, as it goes on where it stopped. */
export const runBatch = {
  name: 'datamap.run-batch',
  version: 1,
  schema: Type.Object({ runId: Type.String() }),
  retry: { attempts: 8 },
  queue: 'datamap-batch',
} satisfies TaskKind

// Whether the work is one's own is asked for each draft, when its turn comes.
const NEEDS: Readonly<Record<BatchStep, Permission>> = {
  submit: 'catalog.change.submit',
  approve: 'catalog.change.return',
}

export interface BatchAsk {
  readonly inventory: InventoryHead
  readonly step: BatchStep
  /** The decision that issues the list; needed for approving. */
  readonly decision?: Decision | undefined
}

/** Asks for all complete drafts to be sent, or all that wait to be approved; each keeps a review and evidence of its own. */
export async function askBatch(
  deps: DatamapDeps,
  actor: Actor,
  { inventory, step, decision }: BatchAsk,
): Promise<BatchRun> {
  const by = assertCan(actor, NEEDS[step], { agencyId: inventory.agencyId })
  if (step === 'approve' && decision?.number === undefined && decision?.text === undefined) throw noDecision()
  const total = toDo(await readBatch(deps, inventory), step).length
  if (total === 0) throw nothingToDo()
  const run: BatchRun = {
    id: deps.ids.next(),
    inventoryId: inventory.id,
    agencyId: inventory.agencyId,
    step,
    state: 'waiting',
    decision: step === 'approve' ? decision : undefined,
    personId: actor.id ?? '',
    personName: actor.name,
    total,
    done: 0,
    failures: [],
    askedAt: deps.clock.now(),
    finishedAt: undefined,
  }
  await deps.db.transaction().execute(async (tx) => {
    if (!(await addRun(tx, run))) throw isRunning()
    await enqueue(tx, runBatch, { payload: { runId: run.id }, key: `batch-${run.id}` })
    await recordAudit(tx, {
      action: step === 'submit' ? 'datamap.batch.submit-asked' : 'datamap.batch.approve-asked',
      actor: by,
      agencyId: inventory.agencyId,
      resource: { kind: 'inventory', id: inventory.id },
      basis: run.decision?.number,
      details: { file: inventory.fileName, total },
    })
    await announce(tx, {
      type: 'datamap.batch.asked',
      version: 1,
      resourceId: undefined,
      payload: { run: run.id, inventory: inventory.id, step, total },
    })
  })
  return run
}

/** Stops what is being done; what is done stays done. */
export async function stopBatch(deps: DatamapDeps, actor: Actor, inventory: InventoryHead): Promise<void> {
  const run = await lastRun(deps.db, inventory.id)
  const by = assertCan(actor, NEEDS[run?.step ?? 'submit'], { agencyId: inventory.agencyId })
  if (!run) return
  await deps.db.transaction().execute(async (tx) => {
    if (!(await endRun(tx, run.id, { state: 'stopped', at: deps.clock.now() }))) return
    await recordAudit(tx, {
      action: 'datamap.batch.stopped',
      actor: by,
      agencyId: inventory.agencyId,
      resource: { kind: 'inventory', id: inventory.id },
      details: { file: inventory.fileName, step: run.step },
    })
  })
}

/** Leaves drafts out of what is done with all of them, or takes them back in. */
export async function leaveOut(
  deps: DatamapDeps,
  actor: Actor,
  { inventory, out, back }: { inventory: InventoryHead; out: readonly string[]; back: readonly string[] },
): Promise<void> {
  const target = { agencyId: inventory.agencyId }
  const by = assertCan(actor, can(actor, NEEDS.submit, target) ? NEEDS.submit : NEEDS.approve, target)
  const own = new Set(inventory.saved?.changeIds)
  const mine = (ids: readonly string[]) => ids.filter((id) => own.has(id))
  await deps.db.transaction().execute(async (tx) => {
    // A page from before it began: saying yes would promise what the running work does not keep.
    const run = await lastRun(tx, inventory.id)
    if (run && isOpen(run)) throw isRunning()
    await saveSkips(tx, inventory.id, { out: mine(out), back: mine(back) })
    await recordAudit(tx, {
      action: 'datamap.batch.left-out',
      actor: by,
      agencyId: inventory.agencyId,
      resource: { kind: 'inventory', id: inventory.id },
      details: { file: inventory.fileName, out: mine(out).length, back: mine(back).length },
    })
  })
}

function noDecision(): AppError {
  const message = { vi: 'Ghi số quyết định ban hành danh mục.', en: 'Give the number of the decision.' }
  return new AppError('invalid', 'datamap.no-decision', { ...message, fields: [{ field: 'number', message }] })
}

function nothingToDo(): AppError {
  return new AppError('conflict', 'datamap.batch-empty', {
    vi: 'Không còn bản nào cho việc này. Mở lại trang để xem tình trạng mới.',
    en: 'Nothing is left to do. Open the page again to see where things stand.',
  })
}

function isRunning(): AppError {
  return new AppError('conflict', 'datamap.batch-running', {
    vi: 'Tệp này đang được gửi hoặc duyệt. Chờ xong, hoặc dừng lại rồi làm tiếp.',
    en: 'Drafts of this file are being sent or approved. Wait, or stop that first.',
  })
}
