import { type Form, textIn } from '../../identity/index.ts'
import type { HarvestDb } from '../records/record-store.ts'
import { readProfileReport } from '../runs/check-profiles.ts'
import { PROBLEMS_A_PAGE } from './problems-page.tsx'
import { readProblemKinds, readProblems } from './reads.ts'

/** What the page of problems shows for this query: `loai` chooses a kind, `trang` a page. */
export async function readProblemsPage(db: HarvestDb, sourceId: string, query: Form) {
  const code = textIn(query, 'loai') || undefined
  const page = Math.max(1, Math.min(Number.parseInt(textIn(query, 'trang'), 10) || 1, 10_000))
  const offset = (page - 1) * PROBLEMS_A_PAGE
  const [kinds, lines, report] = await Promise.all([
    readProblemKinds(db, sourceId),
    readProblems(db, sourceId, { code, limit: PROBLEMS_A_PAGE, offset }),
    readProfileReport(db, sourceId),
  ])
  return { code, page, kinds, lines, report }
}
