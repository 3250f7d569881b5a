import { cleanText } from '../../../platform/text.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import type { Actor } from '../../identity/index.ts'
import { changeSystem } from './change-system.ts'
import type { SystemsDeps } from './deps.ts'
import { systemErrors } from './errors.ts'
import { proposeLevel } from './propose-level.ts'
import type { LevelChoice, SystemFacts } from './record.ts'
import type { StoredSystem } from './store.ts'

export interface LevelDecision {
  readonly id: string
  readonly revision: number
  readonly facts: SystemFacts
  readonly level: number
  /** Needed where the level is not the proposed one. */
  readonly reason?: string | undefined
}

/** The officer confirms the proposed level, or takes another with a reason. The proposal is computed anew, never sent in. */
export function settleLevel(deps: SystemsDeps, actor: Actor, decision: LevelDecision): Promise<StoredSystem> {
  const { facts, level } = decision
  return changeSystem(deps, actor, {
    id: decision.id,
    revision: decision.revision,
    action: 'datamap.system.level-settled',
    decide(system, _tx, now) {
      if (system.dossier !== 'draft') throw systemErrors.lockedLevel()
      const day = dayInVietnam(now)
      const { statement } = system.record
      const { now: proposal } = proposeLevel(deps.levelRules, { facts, day, investedOn: statement.investedOn })
      const reason = cleanText(decision.reason ?? '')
      if (proposal.level !== undefined && proposal.level !== level && reason === '') {
        throw systemErrors.needsReason(proposal.level)
      }
      const choice: LevelChoice = {
        level,
        ...(proposal.level === undefined ? {} : { proposed: proposal.level }),
        regime: proposal.regime.id,
        criteria: proposal.grounds.map(({ id }) => id),
        ...(reason === '' ? {} : { reason }),
        by: actor.name,
        on: day,
      }
      return {
        system: { ...system, record: { ...system.record, statement: { ...statement, facts }, choice } },
        details: { level, proposed: proposal.level, reason: choice.reason },
        basis: proposal.regime.document,
      }
    },
  })
}
