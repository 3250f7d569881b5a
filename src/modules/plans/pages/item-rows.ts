import type { Lang, TodoRowProps } from '../../../ui/index.ts'
import { dayText } from '../views/day-text.ts'
import { itemAt } from '../views/pick-items.ts'
import { stageMark } from '../views/words.ts'
import type { OwnPlan } from './read-own.ts'
import { planWords } from './words.ts'

const MOST_WAITING = 20

/** Items of plans that are overdue, nearly due or withdrawn, as things to do; the nearest day first. */
export function itemRows(
  plans: readonly OwnPlan[],
  lang: Lang,
): readonly { readonly late: boolean; readonly row: TodoRowProps }[] {
  const say = planWords(lang)
  return plans
    .flatMap(({ slug, progress }) => progress.items.map((one) => ({ slug, ...one })))
    .filter(({ stage }) => stage === 'late' || stage === 'due-soon' || stage === 'withdrawn')
    .sort((a, b) => a.item.due.localeCompare(b.item.due))
    .slice(0, MOST_WAITING)
    .map(({ slug, stage, item }) => ({
      late: stage === 'late',
      row: {
        state: stageMark(stage, lang),
        when: say.dueOn(dayText(item.due, lang)),
        href: itemAt(`/lam-viec/ke-hoach/${slug}`, item.id),
        title: item.title,
        verb: say.seeItem,
        children: item.unit,
      },
    }))
}
