import type { HarvestDeps } from '../deps.ts'
import type { Finding, Findings, Run, Source } from '../model.ts'
import type { SourcePage } from '../port.ts'
import type { Decision } from '../records/decide.ts'
import { readPage } from '../records/read-page.ts'
import { countPage } from './count-page.ts'
import { MOST_ABSENCES } from './finish-run.ts'
import { type Lease, saveStep } from './run-store.ts'
import { reasonOf } from './say-why.ts'

const MOST_LINES_EACH = 60
const MOST_RECORDS = 20_000
const MOST_MS = 120_000
const MOST_WORDS = 200

/** A trial reading: what would be created, changed, removed, and why. Nothing but its findings is written. */
export interface Preview {
  add(run: Run, page: SourcePage, lease: Lease): Promise<Run>
  /** Enough was read to judge the source by. */
  isEnough(): boolean
  close(run: Run, lease: Lease): Promise<Run>
}

export function createPreview(deps: HarvestDeps, source: Source): Preview {
  const began = Date.now()
  const seen = new Set<string>()
  const lines: Finding[] = []
  const unmapped = { organisations: {}, themes: {}, licences: {} } as Record<
    keyof Findings['unmapped'],
    Record<string, number>
  >
  let enough = false

  function note(finding: Finding): void {
    if (lines.filter(({ outcome }) => outcome === finding.outcome).length < MOST_LINES_EACH) lines.push(finding)
  }

  function addDecision(decision: Decision): void {
    const { entry, record, unmapped: words } = decision.incoming.mapped
    for (const list of ['organisations', 'themes', 'licences'] as const) {
      for (const word of words[list]) {
        const counted = unmapped[list]
        if (word in counted || Object.keys(counted).length < MOST_WORDS) counted[word] = (counted[word] ?? 0) + 1
      }
    }
    note({ outcome: decision.outcome, remoteId: entry.id, title: record.title.vi, why: reasonOf(decision) })
  }

  return {
    async add(run, page, lease) {
      const decisions = (await readPage(deps, deps.db, { source, run, page })).filter(
        ({ incoming }) => !seen.has(incoming.mapped.entry.id),
      )
      for (const { incoming } of decisions) seen.add(incoming.mapped.entry.id)
      decisions.forEach(addDecision)
      for (const { id, title, problem } of page.unread ?? []) {
        note({ outcome: 'refused', remoteId: id, title, why: { vi: problem.vi, en: problem.en } })
      }
      const counts = countPage(run.counts, { run, page, decisions, removed: 0 })
      enough = counts.read >= MOST_RECORDS || Date.now() - began > MOST_MS
      const findings = { lines, unmapped }
      await saveStep(deps.db, lease, { counts, total: page.total, findings })
      return { ...run, counts, total: page.total ?? run.total, findings }
    },
    isEnough: () => enough,
    async close(run, lease) {
      if (enough) return run
      const rows = await deps.db
        .selectFrom('harvest.record')
        .select(['remote_id', 'title', 'absences'])
        .where('source_id', '=', source.id)
        .where('state', '=', 'kept')
        .limit(MOST_RECORDS * 2)
        .execute()
      const missing = rows.filter((row) => !seen.has(row.remote_id))
      for (const row of missing) {
        note({ outcome: 'removed', remoteId: row.remote_id, title: row.title, why: absentFor(row.absences) })
      }
      const counts = { ...run.counts, missing: missing.length }
      await saveStep(deps.db, lease, { counts, findings: { lines, unmapped } })
      return { ...run, counts, findings: { lines, unmapped } }
    },
  }
}

function absentFor(absences: number): Finding['why'] {
  return {
    vi: `Không còn thấy ở nguồn, lần ${absences + 1} trên ${MOST_ABSENCES}; đủ ${MOST_ABSENCES} lần thì gỡ.`,
    en: `Not at the source, time ${absences + 1} of ${MOST_ABSENCES}; after ${MOST_ABSENCES} it is taken off.`,
  }
}
