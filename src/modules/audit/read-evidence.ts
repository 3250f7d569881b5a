import { readSealProgress, type SealProgress } from '../../platform/audit/index.ts'
import { type Actor, agenciesWhere, assertCan } from '../identity/index.ts'
import { type LastCheck, readLastCheck } from './check-seals.ts'
import type { AuditDeps } from './deps.ts'
import { filterOf, type RecordQuery } from './filter.ts'
import { type EvidenceRow, listRecords } from './reads.ts'

const PAGE = 50

/** A record with the names behind its ids. */
export interface Evidence extends EvidenceRow {
  readonly agencyName: string | undefined
  readonly standsInName: string | undefined
}

export interface EvidencePage {
  readonly records: readonly Evidence[]
  /** Id to go on before; undefined on the last page. */
  readonly next: number | undefined
}

/** One page of the evidence this reader may see. */
export async function readEvidence(deps: AuditDeps, actor: Actor, query: RecordQuery): Promise<EvidencePage> {
  assertCan(actor, 'audit.record.read')
  const filter = await filterOf(query, deps.agencies)
  const page = { limit: PAGE + 1, before: query.before }
  const rows = await listRecords(deps.db, agenciesWhere(actor, 'audit.record.read'), { filter, page })
  const shown = rows.slice(0, PAGE)
  const [tree, names] = await Promise.all([
    deps.agencies.tree(),
    deps.people.names(shown.flatMap((row) => row.standsInFor ?? [])),
  ])
  const records = shown.map((row) => ({
    ...row,
    agencyName: row.agencyId === null ? undefined : tree.byId(row.agencyId)?.name,
    standsInName: row.standsInFor === null ? undefined : names.get(row.standsInFor),
  }))
  return { records, next: rows.length > PAGE ? shown.at(-1)?.id : undefined }
}

export interface SealState extends SealProgress {
  readonly check: LastCheck | undefined
}

/** How far sealing and checking have come. */
export async function readSealState(deps: AuditDeps): Promise<SealState> {
  const [progress, check] = await Promise.all([readSealProgress(deps.database.pool), readLastCheck(deps.db)])
  return { ...progress, check }
}
