import { sql } from 'kysely'
import type { PlansDb } from '../deps.ts'

/** How agencies answer: for everybody to see. */
export interface AnswerFigures {
  readonly answered: number
  /** Answered by the day that was counted. */
  readonly onTime: number
  /** Public, unanswered and past their day. */
  readonly late: number
}

/** Answers of these agencies, or of all, held against the day of each; `today` is ISO 8601 in Viet Nam. */
export async function readAnswerFigures(
  db: PlansDb,
  { agencyIds, today }: { readonly agencyIds?: readonly string[] | undefined; readonly today: string },
): Promise<AnswerFigures> {
  const only = agencyIds ? sql`and agency_id = any(${agencyIds}::uuid[])` : sql``
  const { rows } = await sql<{ answered: number; on_time: number; late: number }>`
    select count(*) filter (where answered_at is not null and state <> 'open')::int as answered,
      count(*) filter (where state <> 'open' and (answered_at at time zone 'Asia/Ho_Chi_Minh')::date <= due_on)::int as on_time,
      count(*) filter (where state = 'open' and due_on < ${today}::date)::int as late
    from plans.request where state in ('open', 'planned', 'published', 'refused') ${only}`.execute(db)
  const { answered = 0, on_time: onTime = 0, late = 0 } = rows[0] ?? {}
  return { answered, onTime, late }
}
