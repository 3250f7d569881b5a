import type { DatamapDb } from '../deps.ts'

/** The look somebody took at a database in a year. */
export interface YearlyReview {
  readonly year: number
  readonly outcome: string
  readonly note: string | undefined
  readonly by: string
}

/** Yearly reviews of a database, newest first. */
export async function readReviews(db: DatamapDb, resourceId: string): Promise<readonly YearlyReview[]> {
  const rows = await db
    .selectFrom('datamap.review')
    .selectAll()
    .where('resource_id', '=', resourceId)
    .orderBy('year', 'desc')
    .execute()
  return rows.map(({ year, outcome, note, person_name: by }) => ({ year, outcome, note: note ?? undefined, by }))
}
