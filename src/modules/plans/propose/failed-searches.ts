import { sql } from 'kysely'
import { addDaysTo } from '../../../platform/days.ts'
import { cleanText, fold } from '../../../platform/text.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import type { PlansDeps } from '../deps.ts'
import { hasPersonalData } from '../requests/personal.ts'
import type { Demand } from './model.ts'

const LONGEST = 80
const MOST = 30
/** Different words noted on one day; a robot may not fill the disk. */
const MOST_A_DAY = 2000

/** Notes words that found nothing; nothing of who searched, and no words that look like somebody's data. */
export async function noteFailedSearch(deps: Pick<PlansDeps, 'db' | 'clock'>, q: string): Promise<void> {
  const shown = cleanText(q).slice(0, LONGEST)
  const words = fold(shown).replace(/\s+/g, ' ').trim()
  if (words.length < 3 || hasPersonalData(shown) || /\d{6,}|@/.test(shown)) return
  const day = dayInVietnam(deps.clock.now())
  await sql`
    insert into plans.failed_search (words, day, shown, count)
    select ${words}, ${day}::date, ${shown}, 1
    where (select count(*) from plans.failed_search where day = ${day}::date) < ${MOST_A_DAY}
      or exists (select 1 from plans.failed_search where words = ${words} and day = ${day}::date)
    on conflict (words, day) do update set count = plans.failed_search.count + 1`.execute(deps.db)
}

/** What was searched in vain of late, most often first. */
export async function readFailedSearches(deps: Pick<PlansDeps, 'db' | 'clock' | 'rules'>): Promise<readonly Demand[]> {
  const today = dayInVietnam(deps.clock.now())
  const since = addDaysTo(today, -deps.rules.figure('search-days', today))
  const fewest = deps.rules.figure('search-fewest', today)
  const { rows } = await sql<{ words: string; shown: string; count: number }>`
    select words, (array_agg(shown order by day desc))[1] as shown, sum(count)::int as count from plans.failed_search
    where day >= ${since}::date group by words having sum(count) >= ${fewest} order by 3 desc, 1 limit ${MOST}`.execute(
    deps.db,
  )
  return rows.map((row) => ({ kind: 'search', title: sentence(row.shown), weight: row.count, ref: row.words }))
}

function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}
