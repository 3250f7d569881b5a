import type { FastifyReply, FastifyRequest } from 'fastify'
import { isAppError } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import {
  action,
  admit,
  can,
  type Form,
  FormBody,
  type FormState,
  queryOf,
  sendPrivatePage,
  UNTOUCHED,
} from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import { loadChoices } from '../labels.ts'
import { ManyPage, type ManyPageProps } from './many-page.tsx'
import { idsIn, readMany, withCommon } from './read-many.ts'

const PATH = '/lam-viec/nhieu-tep'
const REFRESH_SECONDS = '3'
const gate = 'catalog.draft.write'

/** Several drafts at once. */
export function manyRoutes(http: Http, deps: DeskDeps): void {
  http.get(
    PATH,
    {
      schema: { operationId: 'manyPage', summary: 'Nhiều bản nháp cùng lúc', hide: true },
      config: { permission: gate, operation: 'desk.many-page' },
    },
    async (request, reply) => {
      admit(request, gate)
      return sendPrivatePage(
        reply,
        await show(deps, request, { ids: idsIn(queryOf(request)), state: UNTOUCHED, reply }),
      )
    },
  )
  action(http, {
    path: PATH,
    name: 'manyApply',
    summary: 'Điền phần chung cho nhiều bản nháp',
    gate,
    run: (request, form) => applyToAll(deps, request, form),
    again: (request, state) => show(deps, request, { ids: idsIn(state.form), state }),
  })
  http.post(
    `${PATH}/gui`,
    {
      schema: { operationId: 'manySend', summary: 'Gửi duyệt các bản đã đủ', hide: true, body: FormBody },
      config: { permission: 'catalog.change.submit', operation: 'desk.many-send' },
    },
    async (request, reply) => {
      admit(request, 'catalog.change.submit')
      const ids = idsIn(request.body)
      const refused = await sendReady(deps, request, ids)
      if (refused.reasons.length === 0) return reply.redirect('/lam-viec?xong=gui', 303)
      return sendPrivatePage(reply, await show(deps, request, { ids, state: UNTOUCHED, refused }))
    },
  )
}

interface Shown {
  readonly ids: readonly string[]
  readonly state: FormState
  readonly refused?: ManyPageProps['refused']
  readonly reply?: FastifyReply
}

async function show(deps: DeskDeps, request: FastifyRequest, { ids, state, refused, reply }: Shown) {
  const [views, choices] = await Promise.all([readMany(deps, request, ids), loadChoices(deps, request.lang)])
  const reading = views.some(({ sources }) => sources.some((source) => source.state === 'reading'))
  if (reading) void reply?.header('refresh', REFRESH_SECONDS)
  const maySubmit = views.every(({ change }) => can(request.actor, 'catalog.change.submit', change))
  const page = { request, state, views, choices, maySubmit, reading, refused }
  return <ManyPage {...page} />
}

async function applyToAll(deps: DeskDeps, request: FastifyRequest, form: Form): Promise<string> {
  const ids = idsIn(form)
  const drafts = (await readMany(deps, request, ids)).filter(({ change }) => change.state === 'draft')
  // All are checked before the first is saved: one field that does not fit must not leave half of them changed.
  const edits = drafts.map((view) => ({
    changeId: view.change.id,
    revision: view.change.revision,
    record: withCommon(view, form),
  }))
  for (const edit of edits) await deps.catalog.saveDraft(request.actor, edit)
  return `${PATH}?ids=${ids.join(',')}&xong=ap-dung`
}

async function sendReady(deps: DeskDeps, request: FastifyRequest, ids: readonly string[]) {
  const reasons: string[] = []
  const drafts = (await readMany(deps, request, ids)).filter(({ change }) => change.state === 'draft')
  for (const { change } of drafts) {
    try {
      await deps.catalog.submitChange(request.actor, change.id)
    } catch (error) {
      if (!isAppError(error)) throw error
      const fields = (error.details.fields ?? []).map(({ message }) => message[request.lang])
      reasons.push([`${change.record.title.vi}: ${error.said[request.lang]}`, ...fields].join(' '))
    }
  }
  return { sent: drafts.length - reasons.length, reasons }
}
