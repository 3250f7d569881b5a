import { sql } from 'kysely'
import type { PlansDb } from '../deps.ts'
import type { HolidayYear, YearDay } from './model.ts'

interface YearRow {
  year: number
  document: string
  issued_on: string | null
  days: readonly YearDay[]
  revision: number
  entered_by: string
  entered_at: Date
}

/** Every year that was entered, the newest first. */
export async function readYears(db: PlansDb): Promise<readonly HolidayYear[]> {
  const { rows } = await sql<YearRow>`
    select year, document, issued_on::text as issued_on, days, revision, entered_by, entered_at
    from plans.holiday_year order by year desc`.execute(db)
  return rows.map((row) => ({
    year: row.year,
    document: row.document,
    issuedOn: row.issued_on ?? undefined,
    days: row.days,
    revision: row.revision,
    enteredBy: row.entered_by,
    enteredAt: row.entered_at,
  }))
}

/** Writes a year over the revision that was read; false when somebody else has written in between. */
export async function writeYear(
  tx: PlansDb,
  { year, document, issuedOn, days, revision, enteredBy, enteredAt }: HolidayYear,
): Promise<boolean> {
  const { rows } = await sql`
    insert into plans.holiday_year as held (year, document, issued_on, days, revision, entered_by, entered_at)
    values (${year}, ${document}, ${issuedOn ?? null}::date, ${JSON.stringify(days)}::jsonb, 1, ${enteredBy}, ${enteredAt})
    on conflict (year) do update set document = excluded.document, issued_on = excluded.issued_on,
      days = excluded.days, revision = held.revision + 1, entered_by = excluded.entered_by,
      entered_at = excluded.entered_at
    where held.revision = ${revision}
    returning revision`.execute(tx)
  const written = rows as readonly { revision: number }[]
  // A first entry over one that is there already returns nothing, as its revision is not 0.
  return written.length === 1 && written[0]?.revision === revision + 1
}
