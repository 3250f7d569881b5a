import type { RunMode, Schedule, Source } from '../model.ts'

const HOUR_MS = 3_600_000
const EVERY_MS: Readonly<Record<Schedule, number | undefined>> = {
  hourly: HOUR_MS,
  daily: 24 * HOUR_MS,
  weekly: 7 * 24 * HOUR_MS,
  'by-hand': undefined,
}
/** Everything is read once a day at most; in between only what changed, where the source can tell. */
const FULL_EVERY_MS = 20 * HOUR_MS
const RETRY_MS = [10 * 60_000, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS]

/** When a source is read next after a run that came to its end; undefined when only by hand. */
export function nextAt(schedule: Schedule, ended: Date): Date | undefined {
  const every = EVERY_MS[schedule]
  return every === undefined ? undefined : new Date(ended.getTime() + every)
}

/** When a source is tried again after so many failed runs in a row: sooner than its schedule at first, never later than a day. */
export function retryAt(schedule: Schedule, failures: number, failed: Date): Date | undefined {
  const every = EVERY_MS[schedule]
  if (every === undefined) return undefined
  const wait = RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? HOUR_MS
  return new Date(failed.getTime() + Math.max(wait, failures > RETRY_MS.length ? every : 0))
}

/** Whether the next run reads everything or only what changed. */
export function modeFor(source: Source, canTellChanges: boolean, now: Date): RunMode {
  if (!canTellChanges || !source.fullAt || !source.readUntil) return 'full'
  return now.getTime() - source.fullAt.getTime() >= FULL_EVERY_MS ? 'full' : 'changes'
}
