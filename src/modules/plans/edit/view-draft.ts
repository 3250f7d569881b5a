import { approvalTarget, type Change, catalogErrors, type Resource } from '../../catalog/index.ts'
import { type Actor, type Agency, assertCan, can } from '../../identity/index.ts'
import { checkParts, type PartState } from '../content/check-content.ts'
import type { PlanContent } from '../content/model.ts'
import type { PlansDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import type { PlanKind } from '../rules/model.ts'
import { findContent, findCurrent } from '../store.ts'

/** A draft of a plan with what this person may do to it. */
export interface DraftView {
  readonly change: Change
  readonly resource: Resource
  readonly content: PlanContent
  /** What is in force now; undefined before the first publication. */
  readonly before: PlanContent | undefined
  readonly kind: PlanKind
  readonly agency: Agency
  readonly parts: readonly PartState[]
  readonly may: {
    readonly write: boolean
    readonly submit: boolean
    readonly decide: boolean
    readonly sendBack: boolean
  }
}

/** Reads a draft for somebody who may see drafts of the agency. */
export async function viewDraft(deps: PlansDeps, actor: Actor, changeId: string): Promise<DraftView> {
  const change = await deps.catalog.reader.change(changeId)
  if (!change) throw catalogErrors.changeNotFound()
  assertCan(actor, 'catalog.draft.read', change)
  const [resource, stored, agency] = await Promise.all([
    deps.catalog.reader.resource(change.resourceId),
    findContent(deps.db, changeId),
    deps.agencies.byId(change.agencyId),
  ])
  if (!resource || !stored || !agency) throw errors.planNotFound()
  const kind = deps.rules.kind(stored.content.kind)
  if (!kind) throw errors.kindNotFound(stored.content.kind)
  const [current, target] = await Promise.all([
    findCurrent(deps.db, change.resourceId),
    approvalTarget(deps.agencies, actor, change),
  ])
  return {
    change,
    resource,
    content: stored.content,
    before: current?.content,
    kind,
    agency,
    parts: checkParts(kind, stored.content),
    may: {
      write: change.state === 'draft' && can(actor, 'plans.plan.write', change),
      submit: change.state === 'draft' && can(actor, 'plans.plan.submit', change),
      decide: change.state === 'in_review' && can(actor, 'catalog.change.approve', target),
      sendBack: change.state === 'in_review' && can(actor, 'catalog.change.return', change),
    },
  }
}

export interface ItemDifference {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly { readonly title: string; readonly what: readonly string[] }[]
}

/** Which items a revision adds, drops and changes; items are the same by their id. */
export function compareItems(before: PlanContent | undefined, after: PlanContent): ItemDifference {
  const old = new Map((before?.items ?? []).map((item) => [item.id, item]))
  const now = new Set(after.items.map(({ id }) => id))
  return {
    added: after.items.filter(({ id }) => !old.has(id)).map(({ title }) => title),
    removed: (before?.items ?? []).filter(({ id }) => !now.has(id)).map(({ title }) => title),
    changed: after.items.flatMap((item) => {
      const was = old.get(item.id)
      if (!was) return []
      const what = (['title', 'unit', 'due', 'frequency'] as const).filter((name) => was[name] !== item[name])
      const named: string[] = [...what, ...(was.formats.join() === item.formats.join() ? [] : ['formats'])]
      return named.length > 0 ? [{ title: item.title, what: named }] : []
    }),
  }
}
