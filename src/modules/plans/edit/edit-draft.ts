import { type Actor, type Form, textIn } from '../../identity/index.ts'
import type { PlanContent } from '../content/model.ts'
import type { PlansDeps } from '../deps.ts'
import { saveContent } from './save-content.ts'
import { type DraftView, viewDraft } from './view-draft.ts'

export interface FormEdit {
  readonly changeId: string
  readonly form: Form
  change(content: PlanContent): PlanContent
}

/** Saves one part of a draft; the revision in the form says which text the officer had before them. */
export async function editDraft(deps: PlansDeps, actor: Actor, { changeId, form, change }: FormEdit): Promise<void> {
  const view = await viewDraft(deps, actor, changeId)
  const { record } = view.change
  const title = textIn(form, 'title')
  const hasContact = Object.hasOwn(form, 'contact.email')
  await saveContent(deps, actor, {
    changeId: view.change.id,
    revision: revisionIn(form, view),
    content: change(view.content),
    record: hasContact ? { title: { ...record.title, vi: title }, contact: contactFrom(form) } : {},
  })
}

function revisionIn(form: Form, view: DraftView): number {
  const revision = Number(textIn(form, 'revision'))
  return Number.isSafeInteger(revision) && revision > 0 ? revision : view.change.revision
}

function contactFrom(form: Form) {
  const parts = ['name', 'phone', 'email'].map((name) => [name, textIn(form, `contact.${name}`).trim()] as const)
  return Object.fromEntries(parts.filter(([, value]) => value !== ''))
}
