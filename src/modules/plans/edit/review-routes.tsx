import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../platform/http/index.ts'
import { action, type FormState, pathParam, textIn } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { DRAFT_PATH, showDraft } from './show-draft.tsx'
import { viewDraft } from './view-draft.ts'

const read = 'catalog.draft.read'
const write = 'plans.plan.write'
const module = 'plans'

/** The steps of a draft through the one review: sent, decided, sent back, dropped. */
export function reviewRoutes(http: Http, deps: PlansDeps): void {
  const again = (request: FastifyRequest, state: FormState) => showDraft(deps, request, { state, wanted: 'send' })
  const { catalog } = deps
  action(http, {
    path: `${DRAFT_PATH}/gui`,
    name: 'planSubmit',
    module,
    summary: 'Gửi duyệt kế hoạch',
    gate: 'plans.plan.submit',
    async run(request) {
      await catalog.submitChange(request.actor, await planChange(deps, request))
      return '/lam-viec/ke-hoach?xong=gui'
    },
    again,
  })
  action(http, {
    path: `${DRAFT_PATH}/duyet`,
    name: 'planApprove',
    module,
    summary: 'Duyệt và ban hành kế hoạch',
    gate: 'catalog.change.approve',
    async run(request, form) {
      const parts = ['number', 'date'].map((name) => [name, textIn(form, name).trim()] as const)
      const decision = Object.fromEntries(parts.filter(([, value]) => value !== ''))
      const changeId = await planChange(deps, request)
      const { resourceId } = await catalog.approveChange(request.actor, { changeId, decision })
      const resource = await catalog.reader.resource(resourceId)
      return `/lam-viec/ke-hoach/${resource?.slug ?? ''}?xong=duyet`
    },
    again,
  })
  backRoutes(http, deps)
}

function backRoutes(http: Http, deps: PlansDeps): void {
  const again = (request: FastifyRequest, state: FormState) => showDraft(deps, request, { state, wanted: 'send' })
  const { catalog } = deps
  action(http, {
    path: `${DRAFT_PATH}/tra-lai`,
    name: 'planReturn',
    module,
    summary: 'Trả lại kế hoạch kèm lý do, hoặc lấy lại để sửa',
    gate: read,
    async run(request, form) {
      await catalog.returnChange(request.actor, {
        changeId: await planChange(deps, request),
        reason: textIn(form, 'reason'),
      })
      return '/lam-viec/ke-hoach?xong=tra'
    },
    again,
  })
  action(http, {
    path: `${DRAFT_PATH}/bo`,
    name: 'planDiscard',
    module,
    summary: 'Bỏ bản nháp kế hoạch',
    gate: write,
    async run(request) {
      await catalog.discardChange(request.actor, await planChange(deps, request))
      return '/lam-viec/ke-hoach?xong=bo-nhap'
    },
    again,
  })
}

/** The change of the address, if it is one of a plan. */
async function planChange(deps: PlansDeps, request: FastifyRequest): Promise<string> {
  return (await viewDraft(deps, request.actor, pathParam(request, 'id'))).change.id
}
