const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/
const DAY_MS = 86_400_000
const SECOND_MS = 1000
// Harvesters that want everything ask until then; what comes after it has no form to be written in.
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z')

/** A datestamp of OAI-PMH: a day, or a moment in UTC to the second. */
export interface OaiDate {
  readonly by: 'day' | 'second'
  readonly start: Date
  /** The first moment after it: `until` takes in its whole day or second. */
  readonly end: Date
}

/** Undefined for what is no date of the calendar, or of another granularity. */
export function readOaiDate(text: string): OaiDate | undefined {
  const by = DAY.test(text) ? 'day' : MOMENT.test(text) ? 'second' : undefined
  if (by === undefined) return undefined
  const start = new Date(by === 'day' ? `${text}T00:00:00Z` : text)
  // 2026-02-30 would be read as a day of March.
  if (Number.isNaN(start.getTime()) || !start.toISOString().startsWith(text.replace(/Z$/, ''))) return undefined
  return { by, start, end: new Date(Math.min(start.getTime() + (by === 'day' ? DAY_MS : SECOND_MS), LAST_MS)) }
}

/** A moment as a datestamp to the second; takes microseconds too. */
export function writeOaiDate(stamp: string): string {
  return `${stamp.slice(0, 19)}Z`
}
