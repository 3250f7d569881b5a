import { dayInVietnam } from '../../catalog/index.ts'

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T.*)?$/

/** Day on which the promised cycle ends, one cycle after the publication; undefined where nothing is promised. */
export function dueDay(publishedAt: Date, cycle: string | undefined): string | undefined {
  const parts = cycle ? DURATION.exec(cycle) : null
  if (!parts) return undefined
  const [year = 0, month = 1, day = 1] = dayInVietnam(publishedAt).split('-').map(Number)
  const [dueYear, dueMonth] = [year + Number(parts[1] ?? 0), month - 1 + Number(parts[2] ?? 0)]
  // A month after 31 January is the last day of February, not the third of March.
  const lastDay = new Date(Date.UTC(dueYear, dueMonth + 1, 0)).getUTCDate()
  const due = new Date(Date.UTC(dueYear, dueMonth, Math.min(day, lastDay) + Number(parts[3] ?? 0)))
  // Cycles of hours and minutes are due within the day.
  return due.toISOString().slice(0, 10)
}
