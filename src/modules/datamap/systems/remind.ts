import { sql } from 'kysely'
import { daysBetween } from '../../../platform/days.ts'
import type { NewMessage } from '../../../platform/messages/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { reachedOf } from '../checks/date-checks.ts'
import type { DatamapDeps } from '../deps.ts'
import { citation } from './level-rules.ts'
import { reviewOf } from './standing.ts'

/** Days before the due day on which stewards hear of it; 0 is the day itself. A practice of this program, no law. */
const REMIND_DAYS = [0, 7, 30]

/** Tells the stewards of every agency how many systems still wait for this year's look; run once a day. Safe to repeat. */
export async function remindSystemReviews(
  deps: Pick<DatamapDeps, 'db' | 'clock' | 'people' | 'messages' | 'levelRules'>,
): Promise<number> {
  const day = dayInVietnam(deps.clock.now())
  const duty = reviewOf({ reviewedOn: undefined }, { rules: deps.levelRules, day })
  if (!duty) return 0
  const reached = reachedOf(REMIND_DAYS, daysBetween(day, duty.due))
  if (reached === undefined) return 0
  const year = Number(day.slice(0, 4))
  const { rows } = await sql<{ agency_id: string; count: number }>`
    select s.agency_id, count(*)::int as count from datamap.system s
    where s.status <> 'retired' and (s.reviewed_on is null or extract(year from s.reviewed_on) < ${year})
    group by s.agency_id`.execute(deps.db)
  const [, month, date] = duty.due.split('-')
  for (const { agency_id, count } of rows) {
    const people = await deps.people.holders(agency_id, ['steward'])
    const message = {
      key: `systems-review-${agency_id}-${year}-${reached}`,
      subject: `Rà soát hệ thống thông tin năm ${year}: còn ${count}`,
      body: `Còn ${count} hệ thống chưa rà soát, hạn ${date}/${month}/${year}. ${duty.rule.said.vi} (${citation(duty.rule, 'vi')}).`,
      href: '/lam-viec/he-thong?tinh-hinh=to-review',
    }
    await deps.messages.tell(people.map((to): NewMessage => ({ to, ...message })))
  }
  return rows.length
}
