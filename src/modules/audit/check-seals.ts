import { sql } from 'kysely'
import Type from 'typebox'
import { readTrustedKeys, recordAudit, verifySeals } from '../../platform/audit/index.ts'
import { type AnyTask, defineTask, enqueue, type Schedule, type TaskKind } from '../../platform/jobs/index.ts'
import { type Actor, assertCan } from '../identity/index.ts'
import type { AuditDb, AuditDeps } from './deps.ts'

const checkSeals = {
  name: 'audit.check-seals',
  version: 1,
  schema: Type.Object({}),
  retry: { attempts: 3 },
} satisfies TaskKind

/** Once a night (01:20 in Viet Nam), and when somebody asks. */
export const sealSchedules: readonly Schedule[] = [{ task: checkSeals, at: '20 18 * * *' }]

export function checkSealsTask(deps: AuditDeps): AnyTask {
  return defineTask(checkSeals, async () => {
    const publicKeys = [deps.publicKey, ...(await readTrustedKeys(deps.sealPath))]
    const report = await verifySeals({ pool: deps.database.pool, path: deps.sealPath, publicKeys })
    const findings = report.findings.length + report.more
    await sql`
      insert into audit.verification (at, batches, records, findings, listed)
      values (${deps.clock.now()}, ${report.batches}, ${report.records}, ${findings}, ${JSON.stringify(report.findings.slice(0, 50))})`.execute(
      deps.db,
    )
    if (findings > 0) deps.log.error({ findings }, 'evidence was tampered with; run "nguon audit verify"')
  })
}

/** Asks for a check of all seals; one that waits already is enough. */
export async function askForCheck(deps: AuditDeps, actor: Actor): Promise<void> {
  const by = assertCan(actor, 'audit.record.read')
  await deps.db.transaction().execute(async (tx) => {
    await enqueue(tx, checkSeals, { payload: {}, key: 'audit.check-seals' })
    await recordAudit(tx, { action: 'audit.seal.checked', actor: by })
  })
}

/** What the last check has shown. */
export interface LastCheck {
  readonly at: Date
  readonly records: number
  readonly findings: number
}

export async function readLastCheck(db: AuditDb): Promise<LastCheck | undefined> {
  const { rows } = await sql<LastCheck>`
    select at, records, findings from audit.verification order by id desc limit 1`.execute(db)
  return rows[0]
}
