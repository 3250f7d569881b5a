import { Value } from 'typebox/value'
import { sameTransaction } from '../../../platform/db/index.ts'
import type { FieldProblem } from '../../../platform/errors.ts'
import { cleanText } from '../../../platform/text.ts'
import { type Draft, type ResourceRecord } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { PlanContent, type PlanItem } from '../content/model.ts'
import type { PlansDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { findContent, keepStaged } from '../store.ts'
import { refuseSamePeriod, refuseWrongPeriod } from './create-plan.ts'

export interface ContentEdit {
  readonly changeId: string
  /** The revision on the officer's screen; another one means somebody saved in between. */
  readonly revision: number
  readonly content: PlanContent
  /** Title and contact of the catalogue record, where they change too. */
  readonly record?: Partial<Pick<ResourceRecord, 'title' | 'contact'>>
}

/** Saves what a draft plan says; never over what somebody else saved meanwhile. */
export async function saveContent(deps: PlansDeps, actor: Actor, edit: ContentEdit): Promise<Draft> {
  const stored = await findContent(deps.db, edit.changeId)
  const change = await deps.catalog.reader.change(edit.changeId)
  if (!stored || !change) throw errors.planNotFound()
  assertCan(actor, 'plans.plan.write', change)
  const content = cleanContent({ ...edit.content, kind: stored.content.kind })
  refuseWrongPeriod(content.period)
  refuseWrongShape(content)
  const record = { ...change.record, ...edit.record }
  return deps.catalog.saveDraft(
    actor,
    { changeId: edit.changeId, revision: edit.revision, record },
    async (outer, draft) => {
      const tx = sameTransaction<'plans'>(outer)
      await refuseSamePeriod(deps, tx, { agencyId: stored.agencyId, content, own: draft.resourceId })
      await keepStaged(tx, { changeId: draft.id, resourceId: draft.resourceId, content })
    },
  )
}

/** Texts cleaned; items in the order given. */
function cleanContent(content: PlanContent): PlanContent {
  return {
    ...content,
    purpose: cleanText(content.purpose),
    measures: cleanText(content.measures),
    phases: content.phases.map((phase) => ({ ...phase, name: cleanText(phase.name) })),
    items: content.items.map(cleanItem),
  }
}

function cleanItem(item: PlanItem): PlanItem {
  return { ...item, title: cleanText(item.title), unit: cleanText(item.unit) }
}

// Longer than the schema allows, or twice the same id: told by field instead of failing in the database.
function refuseWrongShape(content: PlanContent): void {
  const problems: FieldProblem[] = Value.Check(PlanContent, content)
    ? []
    : [...Value.Errors(PlanContent, content)].slice(0, 20).map((error) => ({
        field: error.instancePath.slice(1).replaceAll('/', '.'),
        message: {
          vi: `Giá trị không hợp lệ: quá dài hoặc sai kiểu (${error.instancePath}).`,
          en: `Not a valid value: ${error.message} (${error.instancePath}).`,
        },
      }))
  const ids = new Set(content.items.map(({ id }) => id))
  if (ids.size < content.items.length)
    problems.push({
      field: 'items',
      message: { vi: 'Hai mục có cùng mã định danh.', en: 'Two items have the same id.' },
    })
  if (problems.length > 0) throw errors.wrongContent(problems)
}
