import { sql } from 'kysely'
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

/** Drafts of one transaction: a commit for each would take most of the time, a long one keeps followers waiting. */
const TOGETHER = 25
/** Something is wrong with the whole list; going on would only make the list of reasons longer. */
const MOST_FAILURES = 500

/** The job that sends or approves. It may run again for one run and goes on with what is left. */
export function runBatchTask(deps: DatamapDeps): AnyTask {
  return defineTask(runBatch, async ({ runId }, { signal, attempt }) => {
    const run = await findRun(deps.db, runId)
    if (!run) return
    const inventory = await findInventoryHead(deps.db, run.inventoryId)
    // Stopped while it waited to be tried again: what was done by then is told all the same.
    if (!isOpen(run)) return tell(deps, run, inventory.fileName)
    const actor = await deps.actorOf(run.personId)
    const failed = new Set(run.failures.map(({ changeId }) => changeId))
    const left = toDo(await readBatch(deps, inventory), run.step).filter(({ changeId }) => !failed.has(changeId))
    const start = Math.max(0, run.total - left.length - failed.size)
    const finish = async (state: 'done' | 'stopped') => {
      await deps.catalog.whenShown()
      // Before it ends, so that a machine that dies here tells when it runs again; telling twice makes one message.
      await tell(deps, run, inventory.fileName)
      await endRun(deps.db, run.id, { state, at: deps.clock.now() })
    }
    try {
      await finish(actor ? await doAll(deps, { run, actor, left, start, signal }) : 'stopped')
    } catch (error) {
      // Nothing runs it again: a run left open would look like work for ever.
      if (attempt >= runBatch.retry.attempts && !signal.aborted) await finish('stopped')
      throw error
    }
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
  for (let at = 0; at < left.length; at += TOGETHER) {
    // Asked to stop: the next run of the job goes on from here.
    signal.throwIfAborted()
    if (!(await noteProgress(deps.db, run.id, { done, failures }))) return 'stopped'
    const some = left.slice(at, at + TOGETHER)
    const failed = await doSome(deps, actor, { run, some })
    failures.push(...failed)
    done += some.length - failed.length
    if (failures.length >= MOST_FAILURES) break
  }
  const isGoing = await noteProgress(deps.db, run.id, { done, failures })
  return isGoing && failures.length < MOST_FAILURES ? 'done' : 'stopped'
}

/** A few drafts in one transaction, each a review of its own; gives those that could not be done. */
async function doSome(
  deps: DatamapDeps,
  actor: Actor,
  { run, some }: { run: BatchRun; some: readonly DraftLine[] },
): Promise<readonly BatchFailure[]> {
  return deps.db.transaction().execute(async (tx) => {
    const failures: BatchFailure[] = []
    for (const line of some) {
      await sql`savepoint one_draft`.execute(tx)
      const failure = await doOne(deps.catalog.inside(tx), actor, { run, line })
      if (failure) await sql`rollback to savepoint one_draft`.execute(tx)
      if (failure && failure !== 'done') failures.push(failure)
    }
    return failures
  })
}

/** Undefined when it is done now, `done` when somebody did it meanwhile. */
async function doOne(
  inside: ReturnType<DatamapDeps['catalog']['inside']>,
  actor: Actor,
  { run, line: { changeId, name } }: { run: BatchRun; line: DraftLine },
): Promise<BatchFailure | 'done' | undefined> {
  try {
    if (run.step === 'submit') await inside.submitChange(actor, { changeId, together: run.id })
    else await inside.approveChange(actor, { changeId, decision: run.decision ?? {}, together: run.id })
    return undefined
  } catch (error) {
    if (!isAppError(error)) throw error
    if (error.code === 'catalog.wrong-state') return 'done'
    return { changeId, name, code: error.code, ...error.said }
  }
}

/**
 * One message for all that was done, however it ended: nobody tells of the drafts one by one. It goes to the approvers
 * once they wait, to the agency's officers once they are public.
 */
async function tell(deps: DatamapDeps, run: BatchRun, file: string): Promise<void> {
  const done = (await findRun(deps.db, run.id))?.done ?? 0
  if (done === 0) return
  const submit = run.step === 'submit'
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
