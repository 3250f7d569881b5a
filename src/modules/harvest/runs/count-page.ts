import type { Run, RunCounts } from '../model.ts'
import type { SourcePage } from '../port.ts'
import type { Decision } from '../records/decide.ts'

export interface CountedPage {
  readonly run: Pick<Run, 'id' | 'cursor'>
  readonly page: SourcePage
  readonly decisions: readonly Decision[]
  readonly removed: number
}

/** Adds a page to the counts of its run; a record met a second time in one run is counted once. */
export function countPage(counts: RunCounts, { run, page, decisions, removed }: CountedPage): RunCounts {
  const first = decisions.filter(({ known }) => known?.seenRun !== run.id)
  const of = (outcome: Decision['outcome']) => first.filter((decision) => decision.outcome === outcome).length
  const unread = page.unread?.length ?? 0
  return {
    ...counts,
    pages: counts.pages + 1,
    read: counts.read + first.length + unread,
    created: counts.created + of('created'),
    changed: counts.changed + of('changed'),
    same: counts.same + of('same'),
    linked: counts.linked + of('linked'),
    left: counts.left + of('left'),
    refused: counts.refused + of('refused') + unread,
    skipped: counts.skipped + (page.skipped ?? 0),
    removed: counts.removed + removed,
    stumbles: 0,
    idle: isIdle({ run, page, decisions }, first.length + unread) ? counts.idle + 1 : 0,
  }
}

/** A page of nothing but what was met before, or an empty one that leads to itself. An empty page that leads on is none. */
function isIdle({ run, page, decisions }: Omit<CountedPage, 'removed'>, news: number): boolean {
  if (news > 0 || (page.gone?.length ?? 0) > 0 || (page.skipped ?? 0) > 0) return false
  return decisions.length > 0 || JSON.stringify(page.cursor) === JSON.stringify(run.cursor)
}

const MOST_IDLE = 100

/** Whether the paging of a source goes round in circles; a second pass meets everything again, once. */
export function goesInCircles({ idle, passes, pages }: RunCounts): boolean {
  return idle > MOST_IDLE + (passes > 1 ? pages - idle : 0)
}

/** Whether fewer records were met than the source says it has. */
export function isShort({ counts, total }: Pick<Run, 'counts' | 'total'>): boolean {
  return total !== undefined && counts.read + counts.skipped < total
}
