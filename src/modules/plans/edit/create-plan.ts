import { isDay } from '../../../platform/days.ts'
import { sameTransaction } from '../../../platform/db/index.ts'
import { type Draft, dayInVietnam, emptyRecord } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { checkParts } from '../content/check-content.ts'
import type { PlanContent } from '../content/model.ts'
import type { PlansDb, PlansDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { agencyNamed } from '../named.ts'
import { PLAN } from '../plan-kind.ts'
import { insertPlan, keepStaged, lockAgency, readOfAgency } from '../store.ts'
import { newContent, planTitle } from './new-content.ts'

export interface NewPlan {
  readonly kind: string
  /** Code of the agency that issues it. */
  readonly agency: string
  readonly period: PlanContent['period']
}

const MOST_YEARS = 20

/** Opens a plan of an agency for a period; refuses a second one of the kind for the same days. */
export async function createPlan(deps: PlansDeps, actor: Actor, input: NewPlan): Promise<Draft> {
  const agency = await agencyNamed(deps, input.agency)
  assertCan(actor, 'plans.plan.write', { agencyId: agency.id })
  const kind = deps.rules.kind(input.kind)
  if (!kind) throw errors.kindNotFound(input.kind)
  refuseWrongPeriod(input.period)
  const quality = deps.rules.figure('first-quality', dayInVietnam(deps.clock.now()))
  const content = newContent(kind, { agency, period: input.period, quality })
  const title = planTitle(kind, { agency, period: input.period })
  const record = {
    ...emptyRecord(title),
    description: {
      vi: `${kind.name.vi}: ${checkParts(kind, content)
        .map(({ part }) => part.name.vi.toLowerCase())
        .join('; ')}.`,
    },
    themes: ['hanh-chinh-cong'],
    licence: 'vn-mo',
    contact: {
      name: agency.name,
      ...(agency.contactPhone ? { phone: agency.contactPhone } : {}),
      ...(agency.contactEmail ? { email: agency.contactEmail } : {}),
    },
  }
  return deps.catalog.createResource(actor, { kind: PLAN, agencyId: agency.id, record }, async (outer, draft) => {
    const tx = sameTransaction<'plans'>(outer)
    await refuseSamePeriod(deps, tx, { agencyId: agency.id, content, own: draft.resourceId })
    const { resourceId, createdAt } = draft
    await insertPlan(tx, { resourceId, kind: kind.id, agencyId: agency.id, createdAt })
    await keepStaged(tx, { changeId: draft.id, resourceId, content })
  })
}

/** Two days of the calendar in their order, not too far apart. */
export function refuseWrongPeriod({ from, to }: PlanContent['period']): void {
  const fits = isDay(from) && isDay(to) && from <= to
  if (!fits || Number(to.slice(0, 4)) - Number(from.slice(0, 4)) >= MOST_YEARS) throw errors.wrongPeriod()
}

/** Two plans of one kind for the same days would count everything twice. */
export async function refuseSamePeriod(
  deps: PlansDeps,
  tx: PlansDb,
  { agencyId, content, own }: { agencyId: string; content: PlanContent; own: string },
): Promise<void> {
  await lockAgency(tx, agencyId)
  const others = await readOfAgency(tx, { agencyId, kind: content.kind })
  const { from, to } = content.period
  const same = others.find(
    (other) => other.resourceId !== own && other.content.period.from <= to && from <= other.content.period.to,
  )
  if (!same) return
  const resource = await deps.catalog.reader.resource(same.resourceId)
  const change = resource?.record ? undefined : await deps.catalog.reader.openChange(same.resourceId)
  throw errors.samePeriod((resource?.record ?? change?.record)?.title.vi ?? '')
}
