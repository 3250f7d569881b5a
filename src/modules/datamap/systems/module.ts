import type { Http } from '../../../platform/http/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import type { Actor } from '../../identity/index.ts'
import { systemRoutes } from './api.ts'
import type { SystemsDeps } from './deps.ts'
import { type DossierMove, moveDossier, saveChecklist } from './move-dossier.ts'
import { systemPages } from './pages.tsx'
import { type Proposal, proposeLevel } from './propose-level.ts'
import type { Checklist, SystemStatement } from './record.ts'
import { addSystem } from './save-statement.ts'
import { type LevelDecision, settleLevel } from './settle-level.ts'
import type { StoredSystem } from './store.ts'

/** The register of information systems and their security levels. */
export interface SystemsModule {
  add(actor: Actor, input: { agency: string; statement: SystemStatement }): Promise<StoredSystem>
  /** What the rules of today say about a system. */
  propose(statement: SystemStatement): Proposal
  settleLevel(actor: Actor, decision: LevelDecision): Promise<StoredSystem>
  saveChecklist(actor: Actor, input: { id: string; revision: number; checklist: Checklist }): Promise<StoredSystem>
  moveDossier(actor: Actor, input: DossierMove): Promise<StoredSystem>
  routes(http: Http): void
}

/** Composes the register. */
export function createSystems(deps: SystemsDeps): SystemsModule {
  return {
    add: (actor, input) => addSystem(deps, actor, input),
    propose: ({ facts, investedOn }) =>
      proposeLevel(deps.levelRules, { facts, investedOn, day: dayInVietnam(deps.clock.now()) }).now,
    settleLevel: (actor, decision) => settleLevel(deps, actor, decision),
    saveChecklist: (actor, input) => saveChecklist(deps, actor, input),
    moveDossier: (actor, input) => moveDossier(deps, actor, input),
    routes(http) {
      systemRoutes(http, deps)
      systemPages(http, deps)
    },
  }
}
