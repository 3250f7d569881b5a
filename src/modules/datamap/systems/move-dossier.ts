import { cleanText } from '../../../platform/text.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import type { Actor } from '../../identity/index.ts'
import { changeSystem } from './change-system.ts'
import type { SystemsDeps } from './deps.ts'
import { move, type Step } from './dossier.ts'
import { systemErrors } from './errors.ts'
import type { Approval, Checklist, SystemRecord } from './record.ts'
import { missingParts } from './standing.ts'
import { addStep, type StoredSystem } from './store.ts'

export interface DossierMove {
  readonly id: string
  readonly revision: number
  readonly step: Step
  readonly note?: string | undefined
  /** The paper decision; for `approve`. */
  readonly decision?: { readonly number: string; readonly on: string; readonly authority: string } | undefined
}

/** Takes a dossier one step on or back, with its place in the history. */
export function moveDossier(deps: SystemsDeps, actor: Actor, input: DossierMove): Promise<StoredSystem> {
  const note = cleanText(input.note ?? '') || null
  return changeSystem(deps, actor, {
    id: input.id,
    revision: input.revision,
    action: `datamap.dossier.${DONE[input.step]}`,
    async decide(system, tx, now) {
      const to = move(system.dossier, input.step)
      if (!to) throw systemErrors.wrongStep(system.dossier, input.step)
      const day = dayInVietnam(now)
      const record = recordAfter(deps, system.record, { input, day, note })
      const document = record.approval && input.step === 'approve' ? record.approval.number : null
      const level = record.choice?.level ?? null
      await addStep(tx, system.id, { step: input.step, level, note, document, by: actor.name, at: now })
      return {
        system: { record, dossier: to, dossierSince: now },
        details: { level, ...(note === null ? {} : { reason: note }) },
        basis: document ?? undefined,
      }
    },
  })
}

const DONE: Readonly<Record<Step, string>> = {
  submit: 'submitted',
  check: 'checked',
  appraise: 'appraised',
  approve: 'approved',
  return: 'returned',
  reopen: 'reopened',
}

interface Given {
  readonly input: DossierMove
  readonly day: string
  readonly note: string | null
}

function recordAfter(deps: SystemsDeps, record: SystemRecord, { input, day, note }: Given): SystemRecord {
  const { step } = input
  if ((step === 'return' || step === 'reopen') && note === null) throw systemErrors.needsReturnReason()
  if (step === 'return' || step === 'reopen') return record
  if (!record.choice) throw systemErrors.noLevel()
  const missing = missingParts(record, deps.levelRules, day)
  if (missing.length > 0) throw systemErrors.missingParts(missing.map(({ said }) => said))
  if (step !== 'approve') return record
  return { ...record, approval: approvalOf(input, { level: record.choice.level, day }) }
}

function approvalOf({ decision }: DossierMove, { level, day }: { level: number; day: string }): Approval {
  const number = cleanText(decision?.number ?? '')
  const authority = cleanText(decision?.authority ?? '')
  if (number === '' || authority === '' || !decision) throw systemErrors.needsDecision()
  if (decision.on > day) throw systemErrors.futureDecision()
  return { number, authority, on: decision.on, level }
}

/** Saves the evidence for the parts of the dossier, the four layers, the label and the yearly review. */
export function saveChecklist(
  deps: SystemsDeps,
  actor: Actor,
  input: { readonly id: string; readonly revision: number; readonly checklist: Checklist },
): Promise<StoredSystem> {
  return changeSystem(deps, actor, {
    id: input.id,
    revision: input.revision,
    action: 'datamap.system.checked',
    decide: (system) => ({
      system: { ...system, record: { ...system.record, checklist: input.checklist } },
      details: { layers: Object.keys(input.checklist.layers), label: input.checklist.label.state },
    }),
  })
}
