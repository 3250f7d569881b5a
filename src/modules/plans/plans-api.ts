import { Type } from 'typebox'
import type { Http } from '../../platform/http/index.ts'
import type { Actor } from '../identity/index.ts'
import { readCoverage, readIssued } from './coverage/read-coverage.ts'
import type { PlansDeps } from './deps.ts'
import { createPlan } from './edit/create-plan.ts'
import { saveContent } from './edit/save-content.ts'
import { viewDraft } from './edit/view-draft.ts'
import { linkItem } from './link/link-item.ts'
import { readPlan } from './pages/read-plan.ts'
import { planSummary, planView } from './plan-views.ts'
import { readProposals } from './propose/read-proposals.ts'
import {
  ContentBody,
  CoverageView,
  DraftView,
  LinkBody,
  NewPlanBody,
  PlansView,
  PlanView,
  ProposalsView,
} from './schema.ts'

const tags = ['plans']
const Slug = Type.Object({ slug: Type.String({ maxLength: 120 }) })
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** Plans as JSON: read by everybody, drafted by officers. */
export function plansApi(http: Http, deps: PlansDeps): void {
  readRoutes(http, deps)
  draftRoutes(http, deps)
}

function readRoutes(http: Http, deps: PlansDeps): void {
  http.get(
    '/api/v1/plans',
    {
      schema: {
        operationId: 'listPlans',
        summary: 'Kế hoạch dữ liệu đang có hiệu lực, kèm tiến độ',
        tags,
        querystring: Type.Object({ kind: Type.Optional(Type.String({ maxLength: 60 })) }),
        response: { 200: PlansView },
      },
      config: { permission: 'public', operation: 'plans.list-plans' },
    },
    async (request) => {
      const [issued, tree] = await Promise.all([readIssued(deps), deps.agencies.tree()])
      const wanted = issued.filter(({ kind }) => request.query.kind === undefined || kind === request.query.kind)
      return { plans: wanted.map((plan) => planSummary(plan, tree, deps.publicUrl)) }
    },
  )
  http.get(
    '/api/v1/plans/:slug',
    {
      schema: {
        operationId: 'readPlan',
        summary: 'Một kế hoạch với từng mục và tiến độ tính từ danh mục',
        tags,
        params: Slug,
        response: { 200: PlanView },
      },
      config: { permission: 'public', operation: 'plans.read-plan' },
    },
    async (request) => planView(await readPlan(deps, request.params.slug), deps.publicUrl),
  )
  kindRoute(http, deps)
}

function kindRoute(http: Http, deps: PlansDeps): void {
  http.get(
    '/api/v1/plan-kinds',
    {
      schema: {
        operationId: 'listPlanKinds',
        summary: 'Các loại kế hoạch, bao nhiêu cơ quan đã ban hành và còn thiếu ai',
        tags,
        response: { 200: CoverageView },
      },
      config: { permission: 'public', operation: 'plans.list-kinds' },
    },
    async () => {
      const kinds = await readCoverage(deps, await readIssued(deps))
      return {
        kinds: kinds.map(({ kind, duty, rows, issued, wanted }) => ({
          id: kind.id,
          name: kind.name,
          issued,
          wanted,
          ...(duty ? { target_share: duty.share } : {}),
          ...(duty?.due ? { due: duty.due } : {}),
          missing: rows.filter(({ state }) => state !== 'in-force').map(({ agency }) => agency.code),
        })),
      }
    },
  )
}

/** A draft with what it lacks. */
async function draftOf(deps: PlansDeps, actor: Actor, id: string) {
  const { change, content, parts } = await viewDraft(deps, actor, id)
  const lacks = parts.flatMap((part) => part.lacks).map(({ field, message }) => ({ field, message: message.vi }))
  return {
    change: change.id,
    resource: change.resourceId,
    revision: change.revision,
    state: change.state,
    content,
    lacks,
  }
}

function draftRoutes(http: Http, deps: PlansDeps): void {
  const write = 'plans.plan.write'
  http.post(
    '/api/v1/plans',
    {
      schema: {
        operationId: 'createPlan',
        summary: 'Lập một kế hoạch',
        tags,
        body: NewPlanBody,
        response: { 201: DraftView },
      },
      config: { permission: write, operation: 'plans.create-plan' },
    },
    async (request, reply) => {
      const { kind, agency, from, to } = request.body
      const draft = await createPlan(deps, request.actor, { kind, agency, period: { from, to } })
      return reply.code(201).send(await draftOf(deps, request.actor, draft.id))
    },
  )
  http.get(
    '/api/v1/plan-drafts/:id',
    {
      schema: {
        operationId: 'readPlanDraft',
        summary: 'Bản nháp kế hoạch và chỗ còn thiếu',
        tags,
        params: Id,
        response: { 200: DraftView },
      },
      config: { permission: 'catalog.draft.read', operation: 'plans.read-draft' },
    },
    (request) => draftOf(deps, request.actor, request.params.id),
  )
  saveRoute(http, deps)
  proposalRoutes(http, deps)
}

function saveRoute(http: Http, deps: PlansDeps): void {
  http.put(
    '/api/v1/plan-drafts/:id',
    {
      schema: {
        operationId: 'savePlanDraft',
        summary: 'Ghi nội dung bản nháp kế hoạch',
        tags,
        params: Id,
        body: ContentBody,
        response: { 200: DraftView },
      },
      config: { permission: 'plans.plan.write', operation: 'plans.save-draft' },
    },
    async (request) => {
      const { revision, content } = request.body
      await saveContent(deps, request.actor, { changeId: request.params.id, revision, content })
      return draftOf(deps, request.actor, request.params.id)
    },
  )
}

function proposalRoutes(http: Http, deps: PlansDeps): void {
  http.get(
    '/api/v1/plan-drafts/:id/proposals',
    {
      schema: {
        operationId: 'proposePlanItems',
        summary: 'Mục nên đưa vào kế hoạch và lý do',
        tags,
        params: Id,
        response: { 200: ProposalsView },
      },
      config: { permission: 'catalog.draft.read', operation: 'plans.propose' },
    },
    async (request) => {
      const { agency, content } = await viewDraft(deps, request.actor, request.params.id)
      const found = await readProposals(deps, { agencyId: agency.id, content })
      return {
        proposals: found.map(({ key, title, reason, weight }) => ({
          key,
          title,
          reason: reason.kind,
          text: reason.text,
          weight,
        })),
      }
    },
  )
  http.post(
    '/api/v1/plans/:slug/links',
    {
      schema: {
        operationId: 'linkPlanItem',
        summary: 'Nối hoặc bỏ nối một mục với bộ dữ liệu',
        tags,
        params: Slug,
        body: LinkBody,
        response: { 200: PlanView },
      },
      config: { permission: 'plans.plan.write', operation: 'plans.link-item' },
    },
    async (request) => {
      const { slug } = request.params
      const { resource } = await readPlan(deps, slug)
      const { item: itemId, dataset, chosen } = request.body
      await linkItem(deps, request.actor, { resourceId: resource.id, itemId, dataset, chosen })
      return planView(await readPlan(deps, slug), deps.publicUrl)
    },
  )
}
