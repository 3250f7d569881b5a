import { dayInVietnam } from '../../catalog/index.ts'
import type { PlanItem } from '../content/model.ts'
import type { PlansDeps } from '../deps.ts'
import { dueDays } from '../propose/model.ts'
import { readProposals } from '../propose/read-proposals.ts'
import type { DraftView } from './view-draft.ts'

/** Items made of proposals, due one after the other over what is left of the period. */
export async function takeProposals(
  deps: PlansDeps,
  view: Pick<DraftView, 'agency' | 'content'>,
  keys: readonly string[],
): Promise<readonly PlanItem[]> {
  const { agency, content } = view
  const chosen = (await readProposals(deps, { agencyId: agency.id, content })).filter(({ key }) => keys.includes(key))
  const days = dueDays(chosen.length, content.period, dayInVietnam(deps.clock.now()))
  return chosen.map((proposal, index) => ({
    id: deps.ids.next(),
    title: proposal.title.slice(0, 300),
    unit: agency.name,
    due: days[index] ?? content.period.to,
    frequency: proposal.frequency ?? 'ANNUAL',
    formats: ['CSV', 'XLSX'],
    reason: proposal.reason,
    ...(proposal.source ? { source: proposal.source } : {}),
  }))
}
