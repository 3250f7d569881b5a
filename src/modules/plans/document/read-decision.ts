import { isDay } from '../../../platform/days.ts'
import type { Decision as PaperDecision, ResourceRecord } from '../../catalog/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import type { PlanContent } from '../content/model.ts'
import type { PlansDeps } from '../deps.ts'
import { readCycles } from '../edit/labels.ts'
import { errors } from '../errors.ts'
import { buildDecision } from './build-decision.ts'
import type { Decision } from './decision.ts'

export interface Written {
  readonly content: PlanContent
  readonly record: ResourceRecord
  readonly agencyId: string
  readonly decision: PaperDecision
  readonly draft: boolean
}

/** The decision behind a plan or a draft of one, citing what is in force on its day. */
export async function readDecision(deps: PlansDeps, written: Written): Promise<Decision> {
  const { content, record, agencyId, decision, draft } = written
  const kind = deps.rules.kind(content.kind)
  const path = await deps.agencies.path(agencyId)
  const agency = path.at(-1)
  if (!kind || !agency) throw errors.planNotFound()
  const date = content.document?.date ?? decision.date ?? ''
  const day = isDay(date) ? date : dayInVietnam(deps.clock.now())
  return buildDecision({
    content,
    kind,
    title: record.title.vi,
    agency,
    above: path.at(-2)?.name,
    contact: record.contact,
    basis: deps.rules.basisOf(kind, day),
    decision,
    draft,
    publicUrl: deps.publicUrl,
    cycle: (await readCycles(deps, 'vi')).label,
  })
}
