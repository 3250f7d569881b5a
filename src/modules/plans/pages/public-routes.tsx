import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { pageFrame, sendPage } from '../../identity/index.ts'
import { readCoverage, readIssued, readKindCoverage, readTreeProgress } from '../coverage/read-coverage.ts'
import type { PlansDeps } from '../deps.ts'
import { readCycles } from '../edit/labels.ts'
import { errors } from '../errors.ts'
import { ownerPage } from '../nation/routes.tsx'
import type { ItemStage } from '../progress/model.ts'
import { lookIn } from '../views/pick-items.ts'
import { planWorkbook } from '../workbook/write-workbook.ts'
import { AgencyPlansPage } from './agency-page.tsx'
import { CoveragePage } from './coverage-pages.tsx'
import { KindPage } from './kind-page.tsx'
import { PlanPage, STAGES } from './plan-page.tsx'
import { readPlan } from './read-plan.ts'
import { sendFile, XLSX } from './send-file.ts'

const Slug = Type.Object({ slug: Type.String({ maxLength: 120 }) })
const Kind = Type.Object({ kind: Type.String({ maxLength: 60 }) })
const Code = Type.Object({ code: Type.String({ maxLength: 60 }) })
const Paged = Type.Object({ trang: Type.Integer({ default: 1, minimum: 1, maximum: 1000 }) })
const Look = Type.Object({ xem: Type.String({ default: '', maxLength: 40 }) })
const PlanLook = Type.Object({
  ...Look.properties,
  q: Type.String({ default: '', maxLength: 200 }),
  trang: Type.String({ default: '', maxLength: 10 }),
  muc: Type.String({ default: '', maxLength: 40 }),
})

const hidden = (operationId: string, summary: string) => ({ operationId, summary, hide: true })
const open = (operation: string) => ({ permission: 'public', operation: `plans.${operation}` })

/** Pages of plans for everybody. */
export function publicRoutes(http: Http, deps: PlansDeps): void {
  http.get(
    '/ke-hoach',
    {
      schema: { ...hidden('plansPage', 'Trang các kế hoạch dữ liệu'), querystring: Paged },
      config: open('coverage-page'),
    },
    async (request, reply) => {
      const issued = await readIssued(deps)
      const [coverage, tree] = await Promise.all([readCoverage(deps, issued), deps.agencies.tree()])
      const agencies = new Map(tree.all.map((agency) => [agency.id, agency]))
      return sendPage(
        reply,
        <CoveragePage
          frame={pageFrame(request)}
          coverage={coverage}
          issued={issued}
          agencies={agencies}
          page={request.query.trang}
        />,
      )
    },
  )
  kindRoutes(http, deps)
  planRoutes(http, deps)
}

function kindRoutes(http: Http, deps: PlansDeps): void {
  http.get(
    '/ke-hoach/loai/:kind',
    {
      schema: { ...hidden('planKindPage', 'Trang một loại kế hoạch'), params: Kind, querystring: Look },
      config: open('kind-page'),
    },
    async (request, reply) => {
      const coverage = await readKindCoverage(deps, request.params.kind)
      const basis = deps.rules.basisOf(coverage.kind, dayInVietnam(deps.clock.now()))
      const missingOnly = request.query.xem === 'chua'
      const page = <KindPage frame={pageFrame(request)} coverage={coverage} basis={basis} missingOnly={missingOnly} />
      return sendPage(reply, page)
    },
  )
  http.get(
    '/ke-hoach/co-quan/:code',
    {
      schema: { ...hidden('agencyPlansPage', 'Kế hoạch của một cơ quan và đơn vị trực thuộc'), params: Code },
      config: open('agency-page'),
    },
    async (request, reply) => {
      const agency = await deps.agencies.byCode(request.params.code)
      if (!agency) throw errors.noSuchAgency()
      const issued = await readIssued(deps)
      const { total, below } = await readTreeProgress(deps, agency.id, issued)
      const plans = issued.filter(({ agencyId }) => agencyId === agency.id)
      const frame = pageFrame(request)
      return sendPage(
        reply,
        <AgencyPlansPage frame={frame} agency={agency} total={total} below={below} plans={plans} />,
      )
    },
  )
}

function planRoutes(http: Http, deps: PlansDeps): void {
  http.get(
    '/ke-hoach/:slug',
    {
      schema: { ...hidden('planPage', 'Trang một kế hoạch'), params: Slug, querystring: PlanLook },
      config: open('plan-page'),
    },
    async (request, reply) => {
      const elsewhere = await ownerPage(deps, request.params.slug)
      if (elsewhere !== undefined) return reply.redirect(elsewhere, 303)
      const shown = await readPlan(deps, request.params.slug)
      if (shown.resource.slug !== request.params.slug) return reply.redirect(`/ke-hoach/${shown.resource.slug}`, 301)
      const cycles = await readCycles(deps, request.lang)
      const stage = (Object.keys(STAGES) as ItemStage[]).find((name) => STAGES[name] === request.query.xem)
      return sendPage(
        reply,
        <PlanPage
          frame={pageFrame(request)}
          shown={shown}
          stage={stage}
          look={lookIn((name) => (request.query as Readonly<Record<string, string>>)[name] ?? '')}
          now={deps.clock.now()}
          cycle={cycles.label}
        />,
      )
    },
  )
  planFileRoutes(http, deps)
}

function planFileRoutes(http: Http, deps: PlansDeps): void {
  http.get(
    '/ke-hoach/:slug/danh-muc.xlsx',
    {
      schema: { ...hidden('planWorkbook', 'Danh mục của một kế hoạch, XLSX'), params: Slug },
      config: open('plan-workbook'),
    },
    async (request, reply) => {
      const { plan, resource } = await readPlan(deps, request.params.slug)
      const cycles = await readCycles(deps, 'vi')
      const names = cycles.options.map(({ text }) => text)
      const bytes = await planWorkbook(plan.content, { cycle: cycles.label, cycles: names })
      return sendFile(reply, { bytes, type: XLSX, name: `${resource.slug}.xlsx` })
    },
  )
  http.get(
    '/id/plan/:id',
    {
      schema: {
        ...hidden('planUri', 'Địa chỉ lâu dài của kế hoạch'),
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      },
      config: open('plan-uri'),
    },
    async (request, reply) => {
      const resource = await deps.catalog.reader.resource(request.params.id)
      if (resource?.kind !== 'plan' || resource.state === 'draft') throw errors.planNotFound()
      return reply.redirect(`/ke-hoach/${resource.slug}`, 303)
    },
  )
}
