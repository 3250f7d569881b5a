import { formatDate, formatDateTime, formatDay, formatRelative, formatTime, isoWithOffset } from '../format.ts'
import { type Lang, t } from '../messages/index.ts'

export interface TimeProps {
  readonly value: string | Date
  readonly lang: Lang
  /** date 22/11/2026 · day 22/11 · time 08:40 · datetime both · relative "3 ngày trước" (needs `now`). */
  readonly form?: 'date' | 'day' | 'time' | 'datetime' | 'relative' | undefined
  readonly now?: Date | undefined
}

/** A date or instant in words, with the exact one and its offset on hover. */
export function Time({ value, lang, form = 'date', now }: TimeProps) {
  const isDay = typeof value === 'string' && value.length === 10
  const exact = isDay ? value : isoWithOffset(value)
  const title = isDay ? formatDate(value, lang) : `${formatDateTime(value, lang)}, ${t(lang).timeZone}`
  return (
    <time class="num" dateTime={exact} title={title}>
      {say(value, lang, { form, now })}
    </time>
  )
}

function say(value: string | Date, lang: Lang, { form, now }: Pick<TimeProps, 'form' | 'now'>): string {
  if (form === 'relative' && now) return formatRelative(value, now, lang)
  if (form === 'day') return formatDay(value, lang)
  if (form === 'time') return formatTime(value)
  if (form === 'datetime') return formatDateTime(value, lang)
  return formatDate(value, lang)
}
