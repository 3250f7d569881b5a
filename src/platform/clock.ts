/** Time comes from outside so that tests can set it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until moved. */
export function fixedClock(
  start: string | Date,
): Clock & { set(time: string | Date): void; advance(ms: number): void } {
  let time = new Date(start)
  return {
    now: () => new Date(time),
    set: (next) => {
      time = new Date(next)
    },
    advance: (ms) => {
      time = new Date(time.getTime() + ms)
    },
  }
}

const MINUTE_MS = 60_000

export function addMinutes(time: Date, minutes: number): Date {
  return new Date(time.getTime() + minutes * MINUTE_MS)
}

export function addHours(time: Date, hours: number): Date {
  return addMinutes(time, hours * 60)
}

export function addDays(time: Date, days: number): Date {
  return addHours(time, days * 24)
}
