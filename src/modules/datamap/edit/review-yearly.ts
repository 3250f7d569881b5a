import { sql } from 'kysely'
import { recordAudit } from '../../../platform/audit/index.ts'
import { daysBetween } from '../../../platform/days.ts'
import { AppError } from '../../../platform/errors.ts'
import { announce } from '../../../platform/events/index.ts'
import type { NewMessage } from '../../../platform/messages/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { dueDay, reachedOf } from '../checks/date-checks.ts'
import type { DatamapDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { OUTCOMES } from '../record.ts'

export interface YearlyReview {
  readonly resourceId: string
  readonly outcome: string
  readonly note: string
}

/** Notes what became of the yearly look at a database; once more in the same year replaces it. */
export async function reviewYearly(deps: DatamapDeps, actor: Actor, input: YearlyReview): Promise<void> {
  const outcome = OUTCOMES.find((one) => one === input.outcome)
  const now = deps.clock.now()
  const year = Number(dayInVietnam(now).slice(0, 4))
  const note = cleanText(input.note).slice(0, 2000) || undefined
  await deps.db.transaction().execute(async (tx) => {
    const database = await tx
      .selectFrom('datamap.database')
      .select(['agency_id', 'version'])
      .where('resource_id', '=', input.resourceId)
      .where('withdrawn', '=', false)
      .executeTakeFirst()
    if (!database) throw errors.notFound(input.resourceId)
    const by = assertCan(actor, 'datamap.database.write', { agencyId: database.agency_id })
    if (outcome === undefined) throw noOutcome()
    const values = { outcome, note: note ?? null, person_name: actor.name, reviewed_at: now }
    await tx
      .insertInto('datamap.review')
      .values({ resource_id: input.resourceId, year, ...values })
      .onConflict((conflict) => conflict.columns(['resource_id', 'year']).doUpdateSet(values))
      .execute()
    await recordAudit(tx, {
      action: 'datamap.database.reviewed',
      actor: by,
      agencyId: database.agency_id,
      resource: { kind: 'database', id: input.resourceId, version: database.version },
      details: { year, outcome, note },
    })
    await announce(tx, {
      type: 'datamap.database.reviewed',
      version: 1,
      resourceId: input.resourceId,
      payload: { year, outcome },
    })
  })
}

function noOutcome(): AppError {
  const message = { vi: 'Chọn kết quả rà soát.', en: 'Choose the outcome.' }
  return new AppError('invalid', 'datamap.no-outcome', { ...message, fields: [{ field: 'outcome', message }] })
}

/** Tells the officers of every agency whose databases wait for the yearly look; run once a day. Safe to repeat. */
export async function remindReviews(deps: DatamapDeps): Promise<number> {
  const day = dayInVietnam(deps.clock.now())
  const rule = deps.rules.forCheck('yearly-review', day)
  if (!rule) return 0
  const year = Number(day.slice(0, 4))
  const due = dueDay(rule, year)
  const left = daysBetween(day, due)
  const reached = reachedOf(rule.remindDays ?? [], left)
  if (reached === undefined) return 0
  const { rows } = await sql<{ agency_id: string; count: number }>`
    select d.agency_id, count(*)::int as count from datamap.database d
    where not d.withdrawn and not exists (
      select from datamap.review v where v.resource_id = d.resource_id and v.year = ${year})
    group by d.agency_id`.execute(deps.db)
  const [, month, date] = due.split('-')
  for (const { agency_id, count } of rows) {
    const people = await deps.people.holders(agency_id, ['data_officer', 'steward'])
    const message = {
      key: `datamap-review-${agency_id}-${year}-${reached}`,
      subject: `Rà soát cơ sở dữ liệu năm ${year}: còn ${count}`,
      body: `Còn ${count} cơ sở dữ liệu chưa rà soát, hạn ${date}/${month}/${year} (còn ${left} ngày). ${rule.said.vi}`,
      href: '/lam-viec/ban-do?tinh=ra-soat',
    }
    await deps.messages.tell(people.map((to): NewMessage => ({ to, ...message })))
  }
  return rows.length
}
