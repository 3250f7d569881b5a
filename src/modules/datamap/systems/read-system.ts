import { dayInVietnam } from '../../catalog/index.ts'
import { type Actor, can } from '../../identity/index.ts'
import type { SystemsDeps } from './deps.ts'
import { type Deadline, deadlineOf, type Step, stepsFrom } from './dossier.ts'
import { systemErrors } from './errors.ts'
import type { Part } from './level-rules.ts'
import { type Proposal, proposeLevel } from './propose-level.ts'
import { databasesIn, type HousedDatabase } from './reads.ts'
import type { LayerName } from './record.ts'
import {
  missingParts,
  partsFor,
  reviewOf,
  type Standing,
  sameAssessor,
  standingLayers,
  standingOf,
} from './standing.ts'
import { findSystem, readSteps, type StepLine, type StoredSystem } from './store.ts'

/** One system with everything its pages show. */
export interface SystemView {
  readonly system: StoredSystem
  readonly agency: { readonly code: string; readonly name: string }
  readonly day: string
  readonly standing: Standing
  readonly proposal: { readonly now: Proposal; readonly later: Proposal | undefined }
  readonly parts: readonly Part[]
  /** What to know of parts and terms under the decree of this system. */
  readonly notes: readonly { readonly vi: string; readonly en: string }[]
  readonly missing: readonly Part[]
  readonly layers: readonly LayerName[]
  readonly sameAssessor: boolean
  readonly review: ReturnType<typeof reviewOf>
  readonly deadline: Deadline | undefined
  readonly steps: readonly Step[]
  readonly history: readonly StepLine[]
  readonly databases: readonly HousedDatabase[]
  readonly mayWrite: boolean
}

/** Reads a system; to those who may not see it, it is not there. */
export async function readSystem(deps: SystemsDeps, actor: Actor, id: string): Promise<SystemView> {
  const system = await findSystem(deps.db, id)
  if (!system || !can(actor, 'datamap.system.read', system)) throw systemErrors.notFound()
  const [history, databases, agency, calendar] = await Promise.all([
    readSteps(deps.db, id),
    databasesIn(deps.db, { id, agencyId: system.agencyId, name: system.record.statement.name }),
    deps.agencies.byId(system.agencyId),
    deps.calendar(),
  ])
  const { record, dossier } = system
  const rules = deps.levelRules
  const day = dayInVietnam(deps.clock.now())
  const level = record.choice?.level
  const standing = standingOf(record, { dossier, rules, day })
  return {
    system,
    agency: { code: agency?.code ?? '', name: agency?.name ?? '' },
    day,
    standing,
    proposal: proposeLevel(rules, { facts: record.statement.facts, day, investedOn: record.statement.investedOn }),
    parts: partsFor(record, rules, day),
    notes: rules.dossier.notes
      .filter(({ regimes }) => regimes.includes(record.choice?.regime ?? ''))
      .map(({ said }) => said),
    missing: missingParts(record, rules, day),
    layers: standingLayers(record.checklist),
    sameAssessor: sameAssessor(record.checklist),
    review: reviewOf(standing, { rules, day }),
    deadline: deadlineOf(rules, { state: dossier, since: dayInVietnam(system.dossierSince), level, day, calendar }),
    steps: stepsFrom(dossier),
    history,
    databases,
    mayWrite: can(actor, 'datamap.system.write', system),
  }
}
