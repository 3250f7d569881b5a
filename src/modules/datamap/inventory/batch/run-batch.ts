import { isAppError } from '../../../../platform/errors.ts'
import { type AnyTask, defineTask } from '../../../../platform/jobs/index.ts'
import type { NewMessage } from '../../../../platform/messages/index.ts'
import type { Actor } from '../../../identity/index.ts'
import type { DatamapDeps } from '../../deps.ts'
import { findInventoryHead } from '../store.ts'
import { runBatch } from './ask-batch.ts'
import { type BatchFailure, type BatchRun, isOpen } from './model.ts'
import { readBatch, toDo } from './read-batch.ts'
import { type DraftLine, endRun, findRun, noteProgress } from './store.ts'

/** Notes of progress are writes too; a page asks every few seconds. */
const NOTE_EVERY = 50
/** Something is wrong with the whole list; going on would only make the list of reasons longer. */
const MOST_FAILURES = 500

/** The job that sends or approves. It may run again for one run and goes on with what is left. */
export function runBatchTask(deps: DatamapDeps): AnyTask {
  return defineTask(runBatch, async ({ runId }, { signal }) => {
    const run = await findRun(deps.db, runId)
    if (!run || !isOpen(run)) return
    const actor = await deps.actorOf(run.personId)
    const inventory = await findInventoryHead(deps.db, run.inventoryId)
    const failed = new Set(run.failures.map(({ changeId }) => changeId))
    const left = toDo(await readBatch(deps, inventory), run.step).filter(({ changeId }) => !failed.has(changeId))
    const start = Math.max(0, run.total - left.length - failed.size)
    const end = actor ? await doAll(deps, { run, actor, left, start, signal }) : 'stopped'
    await deps.catalog.whenShown()
    const finished = await endRun(deps.db, run.id, { state: end, at: deps.clock.now() })
    if (finished && end === 'done') await tell(deps, run, inventory.fileName)
  })
}

interface Work {
  readonly run: BatchRun
  readonly actor: Actor
  readonly left: readonly DraftLine[]
  /** How many were done before. */
  readonly start: number
  readonly signal: AbortSignal
}

async function doAll(deps: DatamapDeps, { run, actor, left, start, signal }: Work): Promise<'done' | 'stopped'> {
  const failures: BatchFailure[] = [...run.failures]
  let done = start
  const note = () => noteProgress(deps.db, run.id, { done, failures })
  for (const [index, line] of left.entries()) {
    // Asked to stop: the next run of the job goes on from here.
    signal.throwIfAborted()
    if (index % NOTE_EVERY === 0 && !(await note())) return 'stopped'
    const failure = await doOne(deps, actor, { run, line })
    if (failure) failures.push(failure)
    else done++
    if (failures.length >= MOST_FAILURES) {
      await note()
      return 'stopped'
    }
  }
  return (await note()) ? 'done' : 'stopped'
}

/** One draft in a transaction of its own; undefined when it is done, by this run or meanwhile by somebody. */
async function doOne(
  deps: DatamapDeps,
  actor: Actor,
  { run, line: { changeId, name } }: { run: BatchRun; line: DraftLine },
): Promise<BatchFailure | undefined> {
  try {
    await deps.db.transaction().execute(async (tx) => {
      const inside = deps.catalog.inside(tx)
      if (run.step === 'submit') await inside.submitChange(actor, { changeId, together: run.id })
      else await inside.approveChange(actor, { changeId, decision: run.decision ?? {}, together: run.id })
    })
    return undefined
  } catch (error) {
    if (!isAppError(error)) throw error
    if (error.code === 'catalog.wrong-state') return undefined
    return { changeId, name, code: error.code, ...error.said }
  }
}

/** One message for all of it: to the approvers once it waits, to the agency's officers once it is public. */
async function tell(deps: DatamapDeps, run: BatchRun, file: string): Promise<void> {
  const done = (await findRun(deps.db, run.id))?.done ?? 0
  if (done === 0) return
  const { submit } = { submit: run.step === 'submit' }
  const people = await deps.people.holders(run.agencyId, submit ? ['approver'] : ['data_officer', 'steward'])
  const count = new Intl.NumberFormat('vi-VN').format(done)
  const message = {
    key: `batch-${run.id}`,
    subject: submit ? `Chờ duyệt ${count} cơ sở dữ liệu: ${file}` : `Đã công bố ${count} cơ sở dữ liệu: ${file}`,
    body: submit
      ? `${run.personName} gửi duyệt ${count} cơ sở dữ liệu của tệp “${file}”. Duyệt cả danh mục theo một quyết định ở trang của tệp.`
      : `${run.personName} đã duyệt và công bố ${count} cơ sở dữ liệu của tệp “${file}”.`,
    href: `/lam-viec/ban-do/nap/${run.inventoryId}`,
  }
  await deps.messages.tell(people.map((to): NewMessage => ({ to, ...message })))
}
