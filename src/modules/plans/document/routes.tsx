import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { paramsOf, pathParam } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { DRAFT_PATH as DRAFT } from '../edit/show-draft.tsx'
import { viewDraft } from '../edit/view-draft.ts'
import { readPlan } from '../pages/read-plan.ts'
import { DOCX, PDF, sendFile } from '../pages/send-file.ts'
import type { Decision } from './decision.ts'
import { createKept } from './kept-files.ts'
import { readDecision } from './read-decision.ts'
import { writeDocx } from './write-docx.ts'
import { writePdf } from './write-pdf.ts'

const Slug = Type.Object({ slug: Type.String({ maxLength: 120 }) })

const FORMS = [
  {
    ending: 'docx',
    name: 'Docx',
    said: 'DOCX',
    type: DOCX,
    write: writeDocx,
  },
  { ending: 'pdf', name: 'Pdf', said: 'PDF', type: PDF, write: writePdf },
] as const

type Form = (typeof FORMS)[number]

/** The decision itself, as Word document and as PDF: of plans in force for everybody, of drafts for their officers. */
export function documentRoutes(http: Http, deps: PlansDeps): void {
  const kept = createKept()
  for (const form of FORMS) {
    publicRoute(http, deps, { form, kept })
    draftRoute(http, deps, form)
  }
}

function publicRoute(
  http: Http,
  deps: PlansDeps,
  { form, kept }: { form: Form; kept: ReturnType<typeof createKept> },
): void {
  http.get(
    `/ke-hoach/:slug/van-ban.${form.ending}`,
    {
      schema: {
        operationId: `plan${form.name}`,
        summary: `Văn bản của kế hoạch, ${form.said}`,
        hide: true,
        params: Slug,
      },
      config: {
        permission: 'public',
        operation: `plans.plan-${form.ending}`,
        rateLimit: { max: 30, timeWindow: '1 minute' },
      },
    },
    async (request, reply) => {
      const { plan, resource, agency } = await readPlan(deps, request.params.slug)
      const { content, decision, changeId } = plan
      const { record } = resource
      const bytes = await kept(`${form.ending} ${changeId}`, async () => {
        if (!record) throw new Error(`plan ${resource.id} is in force without a record`)
        return form.write(await readDecision(deps, { content, decision, record, agencyId: agency.id, draft: false }))
      })
      return sendFile(reply, { bytes, type: form.type, name: `${resource.slug}.${form.ending}` })
    },
  )
}

function draftRoute(http: Http, deps: PlansDeps, form: Form): void {
  const write: (decision: Decision) => Promise<Uint8Array> = form.write
  http.get(
    `${DRAFT}/van-ban.${form.ending}`,
    {
      schema: {
        operationId: `planDraft${form.name}`,
        summary: `Văn bản dự thảo của kế hoạch, ${form.said}`,
        hide: true,
        params: paramsOf(DRAFT),
      },
      config: { permission: 'catalog.draft.read', operation: `plans.draft-${form.ending}` },
    },
    async (request, reply) => {
      const { content, change, agency } = await viewDraft(deps, request.actor, pathParam(request, 'id'))
      const { record } = change
      const decision = await readDecision(deps, { content, record, agencyId: agency.id, decision: {}, draft: true })
      void reply.header('cache-control', 'no-store')
      return sendFile(reply, { bytes: await write(decision), type: form.type, name: `du-thao.${form.ending}` })
    },
  )
}
