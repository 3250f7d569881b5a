import type { HarvestDeps } from '../deps.ts'
import { sourceErrors } from '../errors.ts'
import { NO_COUNTS, type Run, type Source } from '../model.ts'
import type { OpenFrom, SourcePage } from '../port.ts'
import { digestOf } from '../records/digest.ts'
import { findSource } from '../source-store.ts'
import { createFetcher } from '../sources/fetcher.ts'
import { goesInCircles, isShort } from './count-page.ts'
import { finishRun } from './finish-run.ts'
import { type AfterSlice, onStumble } from './on-stumble.ts'
import { oneAhead } from './one-ahead.ts'
import { createWait, type PageWait, type Patience } from './page-wait.ts'
import {
  addLog,
  giveLeaseBack,
  type Lease,
  LeaseLost,
  renewLease,
  saveStep,
  secondsHeld,
  takeLease,
} from './run-store.ts'
import { createPreview } from './try-records.ts'
import { writePage } from './write-records.ts'

export interface Slice extends Patience {
  readonly signal: AbortSignal
  /** After this long the run rests and others have their turn. */
  readonly sliceMs: number
}

const LEASE_SECONDS = 30
const RENEW_MS = 8_000
const MOST_PAGES = 50_000
const MOST_RECORDS = 3_000_000
/** A change made while the last run was reading may carry a time before its end; clocks differ too. */
const OVERLAP_MS = 3_600_000

/** Works on an open run: from its last page to the end of the source, or of the slice. What it wrote stays whatever happens. */
export async function workRun(deps: HarvestDeps, runId: number, slice: Slice): Promise<AfterSlice> {
  const lease: Lease = { runId, holder: deps.ids.next(), seconds: LEASE_SECONDS }
  const run = await takeLease(deps.db, lease)
  if (!run) return whileHeld(deps, runId)
  const lost = new AbortController()
  const renewing = setInterval(() => void renew(deps, lease, lost), RENEW_MS)
  const wait = createWait(slice)
  const signal = AbortSignal.any([slice.signal, lost.signal, wait.tooLong])
  const working: Working = { run, lease, signal, wait, until: Date.now() + slice.sliceMs }
  try {
    return await readOn(deps, working)
  } finally {
    clearInterval(renewing)
    wait.stop()
    await giveLeaseBack(deps.db, lease)
  }
}

/** Somebody else has the lease: whoever died with it gives it back by time alone. */
async function whileHeld(deps: HarvestDeps, runId: number): Promise<AfterSlice> {
  const seconds = await secondsHeld(deps.db, runId)
  return seconds === undefined ? { kind: 'ended' } : { kind: 'held', seconds }
}

async function renew(deps: HarvestDeps, lease: Lease, lost: AbortController): Promise<void> {
  try {
    if (!(await renewLease(deps.db, lease))) lost.abort(new LeaseLost(lease.runId))
  } catch (error) {
    deps.log.warn({ err: error, run: lease.runId }, 'the lease of a harvest run was not renewed')
  }
}

interface Working {
  readonly run: Run
  readonly lease: Lease
  readonly signal: AbortSignal
  readonly wait: PageWait
  /** Milliseconds of the machine's clock. */
  readonly until: number
}

async function readOn(deps: HarvestDeps, working: Working): Promise<AfterSlice> {
  const source = await findSource(deps.db, working.run.sourceId)
  if (!source) return { kind: 'ended' }
  // A trial that was cut short begins again: what it had found was in memory.
  const state = { run: working.run.mode === 'preview' ? { ...working.run, counts: NO_COUNTS } : working.run }
  try {
    if (isFirst(state.run)) await sayBeginning(deps, state.run)
    for (;;) {
      const whole = await readPages(deps, { ...working, source, state })
      if (!whole) return { kind: 'again' }
      if (!needsSecondPass(state.run)) break
      state.run = await startOver(deps, state.run, working.lease)
    }
    return await finishRun(deps, { source, run: state.run, lease: working.lease })
  } catch (error) {
    if (working.wait.tooLong.aborted) return { kind: 'slow' }
    if (error instanceof LeaseLost || working.signal.aborted) return { kind: 'again' }
    return onStumble(deps, { source, run: state.run, error })
  }
}

type Reading = Working & { readonly source: Source; readonly state: { run: Run } }

/** True when the source has been read to its end, false when the slice is over first. */
async function readPages(deps: HarvestDeps, reading: Reading): Promise<boolean> {
  const { source, state, signal, lease, until, wait } = reading
  // Who leaves early does not wait for the page that was asked for ahead: a source that hangs would keep the lane.
  const left = new AbortController()
  const pages = openPages(deps, { source, run: state.run, signal: AbortSignal.any([signal, left.signal]) })
  const preview = state.run.mode === 'preview' ? createPreview(deps, source) : undefined
  const isNew = pageGuard(source)
  let isWhole = true
  for await (const page of pages) {
    signal.throwIfAborted()
    wait.over()
    isNew(page)
    state.run = preview
      ? await preview.add(state.run, page, lease)
      : await writePage(deps, { source, run: state.run, page, lease })
    requireBounds(source, state.run)
    if (preview ? preview.isEnough() : Date.now() >= until) {
      isWhole = preview !== undefined
      left.abort()
      break
    }
    wait.begin()
  }
  if (preview) state.run = await preview.close(state.run, lease)
  return isWhole
}

function openPages(
  deps: HarvestDeps,
  { source, run, signal }: Pick<Reading, 'source' | 'run' | 'signal'>,
): AsyncIterable<SourcePage> {
  const fetcher = createFetcher({ outgoing: deps.outgoing, turns: deps.turns, signal, ...deps.waits })
  const adapter = deps.adapter(source.kind)
  const pages = adapter.open(source, beginningOf(run, source), { fetcher, vocabulary: deps.vocabulary, signal })
  return adapter.readsAhead ? oneAhead(pages) : pages
}

function beginningOf({ mode, cursor }: Run, { readUntil }: Source): OpenFrom {
  return {
    ...(mode === 'changes' && readUntil ? { since: new Date(readUntil.getTime() - OVERLAP_MS) } : {}),
    ...(cursor === undefined || mode === 'preview' ? {} : { cursor }),
  }
}

/** Refuses a page that was there before: paging that leads nowhere would never end. */
function pageGuard(source: Source): (page: SourcePage) => void {
  const before = new Set<string>()
  return ({ entries, unread = [], gone = [] }) => {
    if (entries.length + unread.length + gone.length === 0) return
    const ids = [...entries.map(({ entry }) => entry.id), ...unread.map(({ id }) => id), ...gone]
    const digest = digestOf(ids)
    if (before.has(digest)) throw sourceErrors.endless(source.url)
    before.add(digest)
  }
}

function requireBounds({ options, url }: Source, { counts }: Run): void {
  const most = options.maxRecords ?? MOST_RECORDS
  if (counts.read > most) throw sourceErrors.tooMany(most)
  if (counts.pages > MOST_PAGES || goesInCircles(counts)) throw sourceErrors.endless(url)
}

function isFirst({ cursor, counts }: Run): boolean {
  return cursor === undefined && counts.passes === 1 && counts.stumbles === 0
}

async function sayBeginning({ db, clock }: HarvestDeps, run: Run): Promise<void> {
  await addLog(db, { runId: run.id, at: clock.now() }, [beginning(run)])
}

function beginning({ mode }: Run) {
  const what = {
    full: { vi: 'Bắt đầu đọc toàn bộ nguồn.', en: 'Reading the whole source begins.' },
    changes: { vi: 'Bắt đầu đọc những gì mới đổi.', en: 'Reading what has changed begins.' },
    preview: { vi: 'Bắt đầu đọc thử; không ghi gì vào danh mục.', en: 'A trial reading begins; nothing is written.' },
  }[mode]
  return { level: 'info' as const, code: 'harvest.begun', ...what }
}

/** Records slip from page to page when the source sorts anew between two questions: then fewer are met than there are. */
function needsSecondPass({ mode, counts, total }: Run): boolean {
  return mode === 'full' && counts.passes === 1 && counts.pages > 1 && isShort({ counts, total })
}

async function startOver(deps: HarvestDeps, run: Run, lease: Lease): Promise<Run> {
  const counts = { ...run.counts, passes: run.counts.passes + 1, idle: 0 }
  await deps.db.transaction().execute(async (tx) => {
    await saveStep(tx, lease, { counts })
    await addLog(tx, { runId: run.id, at: deps.clock.now() }, [
      {
        level: 'warning',
        code: 'harvest.order-changed',
        vi: `Nguồn nói có ${run.total ?? 0} bản ghi nhưng các trang chỉ cho ${run.counts.read}: thứ tự đổi giữa các trang. Đọc lại một lượt nữa.`,
        en: `The source says it has ${run.total ?? 0} records but its pages gave ${run.counts.read}: their order changed between pages. All are read once more.`,
      },
    ])
  })
  return { ...run, counts, cursor: undefined }
}
