import type { FastifyRequest } from 'fastify'
import { isUuid } from '../../../platform/ids.ts'
import { cleanText } from '../../../platform/text.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import type { DraftView } from '../../datasets/index.ts'
import { type Form, listIn, textIn } from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import { proposedRecord } from '../draft/proposals.ts'
import { checked, keywordsIn } from '../draft/record-form.ts'

const MOST = 200

/** Ids of the drafts on the page, from its address. */
export function idsIn(form: Form): readonly string[] {
  const ids = textIn(form, 'ids').split(',')
  return [...new Set(ids.filter(isUuid))].slice(0, MOST)
}

export function readMany(
  deps: DeskDeps,
  { actor }: FastifyRequest,
  ids: readonly string[],
): Promise<readonly DraftView[]> {
  return Promise.all(ids.map((id) => deps.datasets.viewDraft(actor, id)))
}

/** A draft's own description with what was filled in once for all; an empty field leaves each as it is. */
export function withCommon(view: DraftView, form: Form): ResourceRecord {
  const own = proposedRecord(view)
  const text = (name: string) => cleanText(textIn(form, name))
  const given = (name: string, value: string) => (value === '' ? {} : { [name]: value })
  const themes = listIn(form, 'themes').filter(Boolean)
  const keywords = keywordsIn(text('keywords'))
  const description = text('description.vi')
  return checked({
    ...own,
    ...(themes.length > 0 ? { themes: [...themes] } : {}),
    ...(keywords.length > 0 ? { keywords } : {}),
    ...(description && !own.description.vi ? { description: { ...own.description, vi: description } } : {}),
    ...given('licence', text('licence')),
    ...given('frequency', text('frequency')),
    ...given('legalBasis', text('legalBasis')),
    ...given('source', text('source')),
    contact: {
      ...own.contact,
      ...given('name', text('contact.name')),
      ...given('phone', text('contact.phone')),
      ...given('email', text('contact.email')),
    },
  })
}
