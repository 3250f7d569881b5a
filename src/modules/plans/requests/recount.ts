import { sql } from 'kysely'
import type { WorkCalendar } from '../../../platform/work-calendar.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import type { PlansDb, PlansDeps } from '../deps.ts'
import { countTime } from '../rules/count-time.ts'
import { addSteps, moveDue } from './store.ts'

/** Counts the last day to answer anew for every request that waits; each keeps the rule it began with. Returns how many moved. */
export async function recountRequests(
  deps: Pick<PlansDeps, 'rules' | 'ids' | 'clock'>,
  tx: PlansDb,
  calendar: WorkCalendar,
): Promise<number> {
  const { rows } = await sql<{ id: string; asked_at: Date; due_on: string; rule: string }>`
    select id, asked_at, due_on::text as due_on, rule from plans.request
    where state in ('open', 'held') order by id for update`.execute(tx)
  const moved = rows.flatMap(({ id, asked_at, due_on, rule }) => {
    const known = deps.rules.rule(rule)
    const due = known && countTime(known, dayInVietnam(asked_at), calendar).due
    return due === undefined || due === due_on ? [] : [{ id, due }]
  })
  await moveDue(tx, moved)
  const at = deps.clock.now()
  await addSteps(
    tx,
    moved.map(({ id, due }) => ({ id: deps.ids.next(), requestId: id, kind: 'recounted', text: due, byName: '', at })),
  )
  return moved.length
}
