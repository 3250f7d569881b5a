import { sameTransaction } from '../../platform/db/index.ts'
import type { Kind } from '../catalog/index.ts'
import { checkParts } from './content/check-content.ts'
import type { PlanContent } from './content/model.ts'
import type { PlansDb, PlansDeps } from './deps.ts'
import { errors } from './errors.ts'
import { dropStaged, endCurrent, findContent, makeCurrent, noteDecision } from './store.ts'

export const PLAN = 'plan'

/** What review and publication mean for a plan: its required parts are there, and a decision issues it. */
export function planKind(deps: Pick<PlansDeps, 'rules'>): Kind {
  return {
    name: PLAN,
    pages: { shown: '/ke-hoach/', draft: '/lam-viec/ke-hoach/ban-nhap/', owned: '/lam-viec/ke-hoach/' },
    write: 'plans.plan.write',
    submit: 'plans.plan.submit',
    missingForReview: (record) =>
      record.contact.email || record.contact.phone
        ? []
        : [
            {
              field: 'contact',
              message: {
                vi: 'Chưa có đầu mối tiếp nhận phản hồi: ghi điện thoại hoặc thư điện tử.',
                en: 'The contact for feedback is missing: give a phone number or e-mail.',
              },
            },
          ],
    checkForReview: async (tx, change) => {
      const content = await contentFor(sameTransaction<'plans'>(tx), change.id)
      const kind = deps.rules.kind(content.kind)
      if (!kind) throw errors.kindNotFound(content.kind)
      const lacks = checkParts(kind, content).flatMap((part) => part.lacks)
      if (lacks.length > 0) throw errors.notReady(lacks)
    },
    checkForPublication: async (tx, change, decision) => {
      const db = sameTransaction<'plans'>(tx)
      const content = await contentFor(db, change.id)
      if (!content.document?.number && !decision.number) throw errors.needsDecision()
      await noteDecision(db, change.id, decision)
    },
    publish: async (tx, change, publication) => {
      const db = sameTransaction<'plans'>(tx)
      const content = await contentFor(db, change.id)
      const { at, version } = publication
      await makeCurrent(db, { changeId: change.id, resourceId: change.resourceId, version, at })
      return {
        listed: true,
        formats: ['DOCX', 'PDF', 'XLSX'],
        words: [...new Set(content.items.map(({ title }) => title))].slice(0, 300),
      }
    },
    discard: (tx, change) => dropStaged(sameTransaction<'plans'>(tx), change.id),
    withdraw: (tx, resource) => endCurrent(sameTransaction<'plans'>(tx), resource.id),
  }
}

async function contentFor(db: PlansDb, changeId: string): Promise<PlanContent> {
  const stored = await findContent(db, changeId)
  if (!stored) throw errors.planNotFound()
  return stored.content
}
