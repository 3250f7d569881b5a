import { isDeepStrictEqual } from 'node:util'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { isAppError } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { DraftView } from '../../datasets/index.ts'
import {
  type Action,
  action,
  admit,
  attempt,
  can,
  type Form,
  FormBody,
  type FormState,
  paramsOf,
  pathParam,
  queryOf,
  sendPrivatePage,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import { agencyName, loadChoices, seriesOptions } from '../labels.ts'
import { DataStep } from './data-step.tsx'
import { DescribeStep } from './describe-step.tsx'
import { draftHref, type StepName } from './draft-frame.tsx'
import { PreviewStep } from './preview-step.tsx'
import type { Findings } from './profile-part.tsx'
import { proposalsFor, proposedRecord, withSister } from './proposals.ts'
import { readDataStep, sampleOf } from './read-data-step.ts'
import { recordFromForm } from './record-form.ts'
import { SendStep } from './send-step.tsx'
import { sistersOf } from './sisters.ts'
import { draftWords } from './words.ts'

const PATH = '/lam-viec/thay-doi/:id'
const REFRESH_SECONDS = '2'

/** The steps from a file to a draft that others can judge. */
export function draftRoutes(http: Http, deps: DeskDeps): void {
  const gate = 'catalog.draft.read'
  http.get(
    PATH,
    {
      schema: { operationId: 'draftPage', summary: 'Bản nháp theo từng bước', hide: true, params: paramsOf(PATH) },
      config: { permission: gate, operation: 'desk.draft-page' },
    },
    async (request, reply) => {
      admit(request, gate)
      const view = await deps.datasets.viewDraft(request.actor, pathParam(request, 'id'))
      return sendPrivatePage(
        reply,
        await stepPage(deps, request, { view, state: UNTOUCHED, step: stepOf(request), reply }),
      )
    },
  )
  saveRoute(http, deps)
  draftActions(http, deps)
}

function stepOf(request: FastifyRequest): StepName {
  const steps = Object.entries(draftWords('vi').steps) as [StepName, string][]
  return steps.find(([, name]) => name === textIn(queryOf(request), 'buoc'))?.[0] ?? 'data'
}

interface Shown {
  readonly view: DraftView
  readonly state: FormState
}

interface ShownStep extends Shown {
  readonly step: StepName
  readonly reply?: FastifyReply
}

async function stepPage(
  deps: DeskDeps,
  request: FastifyRequest,
  { view, state, step, reply }: ShownStep,
): Promise<VNode> {
  if (step === 'describe') return describePage(deps, request, { view, state })
  if (step === 'preview') return previewPage(deps, request, view)
  if (step === 'send') {
    const maySubmit = can(request.actor, 'catalog.change.submit', view.change)
    const findings = await findingsOf(deps, request, view)
    return <SendStep request={request} state={state} view={view} maySubmit={maySubmit} findings={findings} />
  }
  // Asked for in good time: whoever goes on to the description finds the answer there.
  void findingsOf(deps, request, view)
  const data = await readDataStep(deps, request, view)
  // A header, so that it works without script and ends by itself once the file is read.
  if (data.source?.state === 'reading') void reply?.header('refresh', REFRESH_SECONDS)
  return <DataStep request={request} state={state} data={data} />
}

/** The first step again, with what is wrong with a file. */
export async function dataPage(deps: DeskDeps, request: FastifyRequest, state: FormState): Promise<VNode> {
  const view = await deps.datasets.viewDraft(request.actor, pathParam(request, 'id'))
  return stepPage(deps, request, { view, state, step: 'data' })
}

async function describePage(deps: DeskDeps, request: FastifyRequest, { view, state }: Shown): Promise<VNode> {
  const { lang, actor } = request
  const proposed = state.errors.length > 0 ? typed(view, state.form) : proposedRecord(view)
  const [choices, proposals, sisters, findings, series] = await Promise.all([
    loadChoices(deps, lang),
    proposalsFor(deps, proposed.title.vi, lang),
    sistersOf(deps, view.resource),
    findingsOf(deps, request, view),
    seriesOptions(deps, view.change.agencyId, lang),
  ])
  const sister = sisters.find(({ id }) => id === textIn(queryOf(request), 'theo'))
  return (
    <DescribeStep
      request={request}
      state={state}
      view={view}
      record={sister ? withSister(proposed, sister.record) : proposed}
      choices={choices}
      proposals={proposals}
      sisters={sisters}
      copiedFrom={sister?.title}
      mayClassify={can(actor, 'catalog.classification.set', view.change)}
      findings={findings}
      series={series}
    />
  )
}

/** What the saved description does not keep of the profiles; a check that fails does not take the page away. */
async function findingsOf({ checkDraft }: DeskDeps, request: FastifyRequest, view: DraftView): Promise<Findings> {
  try {
    return await checkDraft(view)
  } catch (error) {
    request.log.error(error)
    return undefined
  }
}

// What was typed stays on the page even where it cannot be saved.
function typed(view: DraftView, form: Form) {
  try {
    return recordFromForm(view.change.record, form)
  } catch (error) {
    if (!isAppError(error)) throw error
    return view.change.record
  }
}

async function previewPage(deps: DeskDeps, request: FastifyRequest, view: DraftView): Promise<VNode> {
  const { lang } = request
  const tables = view.proposed.filter(({ distribution }) => distribution.kind === 'table')
  const [findings, series, choices, agency, samples] = await Promise.all([
    findingsOf(deps, request, view),
    seriesOptions(deps, view.change.agencyId, lang),
    loadChoices(deps, lang),
    agencyName(deps, view.change.agencyId, lang),
    Promise.all(
      tables.map(async (held) => ({ ...(await sampleOf(deps, held)), distributionId: held.distribution.id })),
    ),
  ])
  const preview = { record: view.change.record, agency, held: view.proposed, samples, choices, series }
  return <PreviewStep request={request} view={view} findings={findings} {...preview} />
}

/** One address for the form's own button and for saving while it is typed. */
function saveRoute(http: Http, deps: DeskDeps): void {
  const path = `${PATH}/luu`
  const gate = 'catalog.draft.write'
  http.post(
    path,
    {
      schema: { operationId: 'draftSave', summary: 'Lưu mô tả', hide: true, params: paramsOf(path), body: FormBody },
      config: { permission: gate, operation: 'desk.draft-save' },
    },
    async (request, reply) => {
      admit(request, gate)
      const id = pathParam(request, 'id')
      if (request.headers['x-fragment'] === 'tu-luu') {
        return reply
          .code(204)
          .header('x-draft-version', await save(deps, request, request.body))
          .send()
      }
      const tried = await attempt(request.lang, () => save(deps, request, request.body))
      if (tried.done) return reply.redirect(`${draftHref(id, 'preview')}&xong=luu`, 303)
      const view = await deps.datasets.viewDraft(request.actor, id)
      const state = { errors: tried.errors, form: request.body }
      return sendPrivatePage(reply, await describePage(deps, request, { view, state }), 400)
    },
  )
}

/** Saves what the form says; answers with the revision that holds it. */
async function save(deps: DeskDeps, request: FastifyRequest, form: Form): Promise<number> {
  const { actor } = request
  const changeId = pathParam(request, 'id')
  const view = await deps.datasets.viewDraft(actor, changeId)
  const record = recordFromForm(view.change.record, form)
  // Already stored, by this very form a moment ago: the button must not collide with the saving while typing.
  if (isDeepStrictEqual(record, view.change.record)) return view.change.revision
  const revision = Number(textIn(form, 'version'))
  const draft = await deps.catalog.saveDraft(actor, { changeId, revision, record })
  return draft.revision
}

function draftActions(http: Http, deps: DeskDeps): void {
  const again = (step: StepName) => async (request: FastifyRequest, state: FormState) => {
    const view = await deps.datasets.viewDraft(request.actor, pathParam(request, 'id'))
    return stepPage(deps, request, { view, state, step })
  }
  goOn(http, deps, again)
  giveUp(http, deps, again)
}

type Again = (step: StepName) => Action['again']

function goOn(http: Http, deps: DeskDeps, again: Again): void {
  action(http, {
    path: `${PATH}/bo-tep`,
    name: 'draftFileOut',
    summary: 'Bỏ một tệp khỏi bản nháp',
    gate: 'catalog.draft.write',
    async run(request, form) {
      await deps.datasets.removeFile(request.actor, textIn(form, 'tep'))
      return `${draftHref(pathParam(request, 'id'), 'data')}&xong=bo-tep`
    },
    again: again('data'),
  })
  action(http, {
    path: `${PATH}/gui`,
    name: 'draftSend',
    summary: 'Gửi duyệt',
    gate: 'catalog.change.submit',
    run: (request, form) => sendForReview(deps, request, textIn(form, 'note')),
    again: again('send'),
  })
}

function giveUp(http: Http, deps: DeskDeps, again: Again): void {
  action(http, {
    path: `${PATH}/lay-lai`,
    name: 'draftTakeBack',
    summary: 'Lấy lại bản đã gửi',
    gate: 'catalog.change.submit',
    async run(request) {
      const { actor, lang } = request
      const changeId = pathParam(request, 'id')
      await deps.catalog.returnChange(actor, {
        changeId,
        reason: lang === 'vi' ? 'Người gửi lấy lại để sửa.' : 'Taken back to edit.',
      })
      return `${draftHref(changeId, 'data')}&xong=lay-lai`
    },
    again: again('send'),
  })
  action(http, {
    path: `${PATH}/bo`,
    name: 'draftDrop',
    summary: 'Bỏ bản nháp',
    gate: 'catalog.draft.write',
    async run(request) {
      await deps.catalog.discardChange(request.actor, pathParam(request, 'id'))
      return '/lam-viec?xong=bo-nhap'
    },
    again: again('send'),
  })
}

async function sendForReview(deps: DeskDeps, request: FastifyRequest, note: string): Promise<string> {
  const { actor } = request
  const changeId = pathParam(request, 'id')
  const { change } = await deps.datasets.viewDraft(actor, changeId)
  if (note !== (change.note ?? '')) {
    await deps.catalog.saveDraft(actor, { changeId, revision: change.revision, record: change.record, note })
  }
  await deps.catalog.submitChange(actor, changeId)
  return '/lam-viec?xong=gui'
}
