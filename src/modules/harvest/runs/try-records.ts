import type { HarvestDeps } from '../deps.ts'
import type { Finding, Findings, Run, Source } from '../model.ts'
import type { SourcePage } from '../port.ts'
import type { Decision } from '../records/decide.ts'
import { readPage } from '../records/read-page.ts'
import type { HarvestDb } from '../records/record-store.ts'
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
  const notes = createNotes()
  let enough = false
  return {
    async add(run, page, lease) {
      const decisions = (await readPage(deps, deps.db, { source, run, page })).filter(
        ({ incoming }) => !seen.has(incoming.mapped.entry.id),
      )
      for (const decision of decisions) {
        seen.add(decision.incoming.mapped.entry.id)
        notes.decided(decision)
      }
      for (const { id, title, problem } of page.unread ?? []) {
        notes.add({ outcome: 'refused', remoteId: id, title, why: { vi: problem.vi, en: problem.en } })
      }
      const counts = countPage(run.counts, { run, page, decisions, removed: 0 })
      enough = counts.read >= MOST_RECORDS || Date.now() - began > MOST_MS
      await saveStep(deps.db, lease, { counts, total: page.total, findings: notes.findings })
      return { ...run, counts, total: page.total ?? run.total, findings: notes.findings }
    },
    isEnough: () => enough,
    async close(run, lease) {
      if (enough) return run
      const missing = (await readKept(deps.db, source.id)).filter((row) => !seen.has(row.remote_id))
      for (const row of missing) {
        notes.add({ outcome: 'removed', remoteId: row.remote_id, title: row.title, why: absentFor(row.absences) })
      }
      const counts = { ...run.counts, missing: missing.length }
      await saveStep(deps.db, lease, { counts, findings: notes.findings })
      return { ...run, counts, findings: notes.findings }
    },
  }
}

/** Examples of every outcome, and the words no mapping knows. */
function createNotes() {
  const lines: Finding[] = []
  const unmapped: Record<keyof Findings['unmapped'], Record<string, number>> = {
    organisations: {},
    themes: {},
    licences: {},
  }
  const add = (finding: Finding): void => {
    if (lines.filter(({ outcome }) => outcome === finding.outcome).length < MOST_LINES_EACH) lines.push(finding)
  }
  return {
    findings: { lines, unmapped } satisfies Findings,
    add,
    decided(decision: Decision): void {
      const { entry, record, unmapped: words } = decision.incoming.mapped
      for (const list of ['organisations', 'themes', 'licences'] as const) countWords(unmapped[list], words[list])
      add({ outcome: decision.outcome, remoteId: entry.id, title: record.title.vi, why: reasonOf(decision) })
    },
  }
}

function countWords(counted: Record<string, number>, words: readonly string[]): void {
  for (const word of words) {
    if (Object.hasOwn(counted, word) || Object.keys(counted).length < MOST_WORDS) {
      counted[word] = (counted[word] ?? 0) + 1
    }
  }
}

function readKept(db: HarvestDb, sourceId: string) {
  return db
    .selectFrom('harvest.record')
    .select(['remote_id', 'title', 'absences'])
    .where('source_id', '=', sourceId)
    .where('state', '=', 'kept')
    .limit(MOST_RECORDS * 2)
    .execute()
}

function absentFor(absences: number): Finding['why'] {
  return {
    vi: `Không còn thấy ở nguồn, lần ${absences + 1} trên ${MOST_ABSENCES}; đủ ${MOST_ABSENCES} lần thì gỡ.`,
    en: `Not at the source, time ${absences + 1} of ${MOST_ABSENCES}; after ${MOST_ABSENCES} it is taken off.`,
  }
}
