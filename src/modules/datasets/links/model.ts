export const FETCHES = ['never', 'daily', 'weekly', 'monthly'] as const

/** How often the file behind a link is taken in as a new draft. */
export type Fetch = (typeof FETCHES)[number]

export interface Link {
  readonly distributionId: string
  readonly resourceId: string
  readonly url: string
  readonly fetch: Fetch
  readonly checkedAt: Date
  /** HTTP status of the last check; undefined when nothing answered. */
  readonly status: number | undefined
  readonly failures: number
  readonly failingSince: Date | undefined
  readonly fetchedAt: Date | undefined
}

const DAYS: Readonly<Record<Exclude<Fetch, 'never'>, number>> = { daily: 1, weekly: 7, monthly: 30 }
const DAY_MS = 86_400_000
// The clock strikes once a day, never at the very same second.
const SLACK_MS = 3_600_000

/** Whether the file of a link should be asked for again. */
export function isFetchDue({ fetch, fetchedAt }: Link, now: Date): boolean {
  if (fetch === 'never') return false
  return !fetchedAt || now.getTime() - fetchedAt.getTime() >= DAYS[fetch] * DAY_MS - SLACK_MS
}

/** What anybody can open; some servers refuse HEAD or robots though people get in. */
export function isAlive(status: number | undefined): boolean {
  return status !== undefined && (status < 400 || status === 401 || status === 403 || status === 429)
}
