import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Entry } from '../../../formats/model.ts'
import type { TaskKind } from '../../../platform/jobs/index.ts'
import type { HarvestDeps, ProfileFinding } from '../deps.ts'
import type { HarvestDb } from '../records/record-store.ts'

const Payload = Type.Object({ sourceId: Type.String() })

/** Holds the records of a source against the profiles, after a reading. */
export const CheckKind = {
  name: 'harvest.check-profiles',
  version: 1,
  schema: Payload,
  retry: { attempts: 3 },
  queue: 'harvest',
} satisfies TaskKind<typeof Payload>

/** A rule of a profile that records of a source do not keep. */
export interface ProfileGap {
  readonly profile: string
  readonly severity: 'violation' | 'warning'
  readonly field: string
  readonly vi: string
  readonly en: string
  readonly records: number
  /** Catalogue id of one of them. */
  readonly example: string
}

export interface ProfileReport {
  readonly at: Date
  readonly checked: number
  /** Records without a violation. */
  readonly conforming: number
  /** Violations first, most frequent first. */
  readonly gaps: readonly ProfileGap[]
}

const BATCH = 100
/** A source larger than can be checked in this time is judged by what was checked: the report says how many. */
const MOST_MS = 120_000

/** Checks record after record and keeps the counts in place of the last ones. */
export async function checkProfiles(deps: HarvestDeps, sourceId: string, signal: AbortSignal): Promise<void> {
  const until = Date.now() + MOST_MS
  const gaps = new Map<string, ProfileGap>()
  let checked = 0
  let conforming = 0
  let after = ''
  while (Date.now() < until && !signal.aborted) {
    const rows = await readEntries(deps.db, sourceId, after)
    const last = rows.at(-1)
    if (!last) break
    const found = await deps.profile.check(rows.map((row) => row.entry))
    checked += found.length
    conforming += found.filter((findings) => findings.every(({ severity }) => severity !== 'violation')).length
    for (const [index, findings] of found.entries()) addGaps(gaps, findings, rows[index]?.entry.id ?? '')
    after = last.remoteId
  }
  const sorted = [...gaps.values()].toSorted(
    (a, b) => Number(b.severity === 'violation') - Number(a.severity === 'violation') || b.records - a.records,
  )
  await sql`
    insert into harvest.profile_report (source_id, at, checked, conforming, findings)
    select id, ${deps.clock.now()}, ${checked}::integer, ${conforming}::integer, ${JSON.stringify(sorted)}::jsonb
    from harvest.source where id = ${sourceId}
    on conflict (source_id) do update set at = excluded.at, checked = excluded.checked,
      conforming = excluded.conforming, findings = excluded.findings`.execute(deps.db)
}

function addGaps(gaps: Map<string, ProfileGap>, findings: readonly ProfileFinding[], recordId: string): void {
  for (const { profile, severity, field, vi, en } of findings) {
    const key = `${profile} ${field} ${vi}`
    const before = gaps.get(key)
    const example = before?.example ?? recordId
    gaps.set(key, { profile, severity, field, vi, en, example, records: (before?.records ?? 0) + 1 })
  }
}

async function readEntries(
  db: HarvestDb,
  sourceId: string,
  after: string,
): Promise<readonly { readonly remoteId: string; readonly entry: Entry }[]> {
  const { rows } = await sql<{ remoteId: string; entry: Entry }>`
    select remote_id as "remoteId", entry from harvest.record r
    where source_id = ${sourceId} and remote_id > ${after} and state = 'kept' and entry is not null
      and entry ->> 'kind' = 'dataset' and not exists (
        select from harvest.signed_record s
        where s.resource_id = r.resource_id and s.signed #>> '{record,kind}' <> 'dataset')
    order by remote_id limit ${BATCH}`.execute(db)
  return rows
}

/** The last report of a source; undefined before the first. */
export async function readProfileReport(db: HarvestDb, sourceId: string): Promise<ProfileReport | undefined> {
  const row = await db
    .selectFrom('harvest.profile_report')
    .selectAll()
    .where('source_id', '=', sourceId)
    .executeTakeFirst()
  return row && { at: row.at, checked: row.checked, conforming: row.conforming, gaps: row.findings as ProfileGap[] }
}
