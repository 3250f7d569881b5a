const DAY_MS = 86_400_000

function toMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

/** ISO 8601 day `days` after another; negative counts back. */
export function addDaysTo(day: string, days: number): string {
  return new Date(toMs(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Whole days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toMs(to) - toMs(from)) / DAY_MS)
}

/** A day some months later; the last day of a shorter month where the day does not exist. */
export function addMonthsTo(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Day of the week, 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
  return new Date(toMs(day)).getUTCDay()
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = toMs(text)
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text
}
