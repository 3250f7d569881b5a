import { readSealProgress } from '../../platform/audit/index.ts'
import { type Agency, isInForce } from '../identity/index.ts'
import type { AuditDeps } from './deps.ts'

/** What anybody may know about how this node is watched. */
export interface Transparency {
  readonly seal: Awaited<ReturnType<typeof readSealProgress>>['last']
  /** Agencies where one officer may approve their own work. */
  readonly withoutFourEyes: readonly Agency[]
}

/** Public facts: who keeps the last seal can later show that nothing before it was rewritten. */
export async function readTransparency(deps: AuditDeps): Promise<Transparency> {
  const [{ last }, tree] = await Promise.all([readSealProgress(deps.database.pool), deps.agencies.tree()])
  const today = deps.clock.now().toISOString().slice(0, 10)
  const withoutFourEyes = tree.all.filter((agency) => !agency.fourEyes && isInForce(agency, today))
  return { seal: last, withoutFourEyes }
}
