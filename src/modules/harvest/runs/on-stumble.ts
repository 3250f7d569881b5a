import { isAppError } from '../../../platform/errors.ts'
import type { HarvestDeps } from '../deps.ts'
import type { Notice, Run, Source } from '../model.ts'
import { lockSource, saveSource } from '../source-store.ts'
import { addLog, endRun, noteWaiting } from './run-store.ts'
import { retryAt } from './schedule.ts'

/** What is to happen with a run after a slice. */
export type AfterSlice =
  | { readonly kind: 'again' }
  /** A page was waited for longer than the slice has patience. */
  | { readonly kind: 'slow' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'wait'; readonly seconds: number }
  /** Another process holds the lease for so long at most. */
  | { readonly kind: 'held'; readonly seconds: number }

export interface Stumbling {
  readonly source: Source
  readonly run: Run
  readonly error: unknown
}

/** Faults that pass: the run waits and goes on from its last page. Everything else needs somebody to look. */
const PASSING = new Set([
  'harvest.busy',
  'harvest.cut-short',
  'harvest.too-slow',
  'http-out.unreachable',
  'http-out.unknown-host',
])
const WAITS_S = [60, 300, 900, 3600]

/** Says in the log why the source could not be read on, and when it is tried again. */
export async function onStumble(deps: HarvestDeps, { source, run, error }: Stumbling): Promise<AfterSlice> {
  const notice = noticeOf(error)
  if (!isAppError(error)) deps.log.error({ err: error, run: run.id, source: source.id }, 'a harvest run failed')
  const waits = WAITS_S[run.counts.stumbles]
  if (isPassing(error) && waits !== undefined && run.mode !== 'preview') {
    const seconds = Math.max(waits, isAppError(error) ? Number(error.details.facts?.['retry_after_s'] ?? 0) : 0)
    const counts = { ...run.counts, stumbles: run.counts.stumbles + 1 }
    await deps.db.transaction().execute(async (tx) => {
      await noteWaiting(tx, run.id, { counts, message: notice })
      await addLog(tx, { runId: run.id, at: deps.clock.now() }, [{ ...notice, level: 'warning' }, waiting(seconds)])
    })
    return { kind: 'wait', seconds }
  }
  await fail(deps, { source, run, notice })
  return { kind: 'ended' }
}

function isPassing(error: unknown): boolean {
  if (!isAppError(error)) return true
  const status = Number(error.details.facts?.['upstream_status'] ?? 0)
  return PASSING.has(error.code) || status >= 500
}

async function fail(
  deps: HarvestDeps,
  { source, run, notice }: { source: Source; run: Run; notice: Notice },
): Promise<void> {
  const at = deps.clock.now()
  await deps.db.transaction().execute(async (tx) => {
    if (!(await endRun(tx, run.id, { state: 'failed', counts: run.counts, message: notice, at }))) return
    await addLog(tx, { runId: run.id, at }, [notice])
    const current = await lockSource(tx, source.id)
    if (!current || run.mode === 'preview') return
    const failures = current.failures + 1
    await saveSource(tx, { ...current, failures, dueAt: retryAt(current.schedule, failures, at) })
  })
}

function noticeOf(error: unknown): Notice {
  if (isAppError(error)) return { level: 'error', code: error.code, ...error.said }
  return {
    level: 'error',
    code: 'harvest.our-fault',
    vi: 'Chương trình gặp lỗi khi xử lý trang này. Lỗi đã được ghi vào nhật ký máy chủ; nguồn không có lỗi gì.',
    en: 'The program failed on this page. The fault is in the server log; the source did nothing wrong.',
  }
}

function waiting(seconds: number): Notice {
  const minutes = Math.ceil(seconds / 60)
  return {
    level: 'info',
    code: 'harvest.waiting',
    vi: `Sẽ đọc tiếp từ trang đang dở sau ${minutes} phút.`,
    en: `Reading goes on from the same page in ${minutes} minutes.`,
  }
}
