import type { Lang, WaitingWork } from '../../ui/index.ts'
import { dayInVietnam } from '../catalog/index.ts'
import { type Actor, agenciesWhere } from '../identity/index.ts'
import type { PlansDeps } from './deps.ts'
import { itemRows } from './pages/item-rows.ts'
import { readOwnPlans } from './pages/read-own.ts'
import { tentativeOf } from './requests/count-due.ts'
import { dueSaid } from './requests/pages/due-said.ts'
import { isLate, requestRow } from './requests/pages/work-pages.tsx'
import { readRequests } from './requests/store.ts'

const MOST_REQUESTS = 20

/** What plans and requests hold for a person: items that are due, requests without an answer. */
export async function readWaiting(
  deps: PlansDeps,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<WaitingWork> {
  const [plans, requests] = await Promise.all([readOwnPlans(deps, actor), readToAnswer(deps, actor)])
  const calendar = await deps.calendar()
  const today = dayInVietnam(deps.clock.now())
  const tentative = tentativeOf(deps.rules, requests, calendar)
  const asked = requests.map((item) => {
    const late = isLate(item, today)
    const due = dueSaid(item, { today, lang, tentative: tentative.has(item.id) })
    return { late, row: requestRow(item, { lang, due, late }) }
  })
  const all = [...asked, ...itemRows(plans, lang)]
  return {
    late: all.filter(({ late }) => late).map(({ row }) => row),
    waiting: all.filter(({ late }) => !late).map(({ row }) => row),
  }
}

function readToAnswer(deps: PlansDeps, actor: Actor) {
  const where = agenciesWhere(actor, 'plans.request.answer')
  const agencyIds = where === 'all' ? undefined : where
  return readRequests(deps.db, { states: ['held', 'open'], agencyIds, sort: 'due', limit: MOST_REQUESTS })
}
