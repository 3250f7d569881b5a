import { isDay } from '../../../platform/days.ts'
import { formatDate, type Lang } from '../../../ui/index.ts'

/** A day as people write it; what is not a day yet stays as it was typed. */
export function dayText(day: string, lang: Lang): string {
  return isDay(day) ? formatDate(day, lang) : day
}
