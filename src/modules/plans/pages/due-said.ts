import type { Lang } from '../../../ui/index.ts'
import type { Coverage } from '../coverage/model.ts'
import { dayText } from '../views/day-text.ts'

/** Until when plans of a kind are to be issued; empty where nothing says so. */
export function dueSaid({ duty }: Coverage, lang: Lang): string {
  return duty?.due ? dayText(duty.due, lang) : ''
}
