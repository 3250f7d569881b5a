import type { Lang } from '../../../../ui/index.ts'
import type { CountedTime } from '../../rules/count-time.ts'
import { dayText } from '../../views/day-text.ts'
import { type DataRequest, isWaiting } from '../model.ts'
import { requestWords } from './words.ts'

/** When the answer is due, or since when it is overdue; nothing once it is answered. */
export function dueSaid(
  request: DataRequest,
  { today, lang, tentative }: { readonly today: string; readonly lang: Lang; readonly tentative: boolean },
): string {
  const say = requestWords(lang)
  if (!isWaiting(request)) return ''
  const day = dayText(request.dueOn, lang)
  if (request.dueOn < today) return say.overdue(day)
  return tentative ? `${say.answerBy(day)} ${say.tentative}` : say.answerBy(day)
}

/** Whether a day may still move, as the holidays of its year are not known. */
export function isTentative(counted: CountedTime | undefined): boolean {
  return (counted?.missing.length ?? 0) > 0
}
