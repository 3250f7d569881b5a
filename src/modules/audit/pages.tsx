import Type from 'typebox'
import type { Http } from '../../platform/http/index.ts'
import { renderPage } from '../../ui/index.ts'
import { pageFrame, sendPrivatePage } from '../identity/index.ts'
import { askForCheck } from './check-seals.ts'
import type { AuditDeps } from './deps.ts'
import { RecordQuery } from './filter.ts'
import { readEvidence, readSealState } from './read-evidence.ts'
import { readTransparency } from './transparency.ts'
import { EvidencePageView, HistoryPageView } from './views/evidence-page.tsx'
import { TransparencyPage } from './views/transparency-page.tsx'

const ViewerQuery = Type.Object({ ...RecordQuery.properties, 'kiem-tra': Type.String({ default: '' }) })
const HistoryParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
const HistoryQuery = Type.Object({ before: Type.Integer({ default: 0, minimum: 0 }) })
const NO_FILTER = { agency: '', actor: '', resource: '', action: '', from: '', to: '' }

/** Pages of the evidence. */
export function auditPages(http: Http, deps: AuditDeps): void {
  http.get(
    '/quan-tri/nhat-ky',
    {
      schema: { operationId: 'auditPage', summary: 'Trang nhật ký', hide: true, querystring: ViewerQuery },
      config: { permission: 'audit.record.read', operation: 'audit.view-records' },
    },
    async (request, reply) => {
      const { 'kiem-tra': asked, ...query } = request.query
      const [evidence, state] = await Promise.all([readEvidence(deps, request.actor, query), readSealState(deps)])
      const page = { frame: pageFrame(request), query, evidence, state, checkAsked: asked !== '' }
      return sendPrivatePage(reply, <EvidencePageView {...page} />)
    },
  )
  http.post(
    '/quan-tri/nhat-ky/kiem-tra',
    {
      schema: { operationId: 'checkSeals', summary: 'Yêu cầu kiểm tra niêm phong', hide: true },
      config: { permission: 'audit.record.read', operation: 'audit.check-seals' },
    },
    async (request, reply) => {
      await askForCheck(deps, request.actor)
      return reply.redirect('/quan-tri/nhat-ky?kiem-tra=1', 303)
    },
  )
  historyPage(http, deps)
  transparencyPage(http, deps)
}

function historyPage(http: Http, deps: AuditDeps): void {
  http.get(
    '/quan-tri/nhat-ky/tai-nguyen/:id',
    {
      schema: {
        operationId: 'auditHistoryPage',
        summary: 'Trang lịch sử của một tài nguyên',
        hide: true,
        params: HistoryParams,
        querystring: HistoryQuery,
      },
      config: { permission: 'audit.record.read', operation: 'audit.view-history' },
    },
    async (request, reply) => {
      const resourceId = request.params.id
      const query = { ...NO_FILTER, resource: resourceId, before: request.query.before }
      const evidence = await readEvidence(deps, request.actor, query)
      return sendPrivatePage(
        reply,
        <HistoryPageView frame={pageFrame(request)} resourceId={resourceId} evidence={evidence} />,
      )
    },
  )
}

function transparencyPage(http: Http, deps: AuditDeps): void {
  http.get(
    '/minh-bach',
    {
      schema: { operationId: 'transparencyPage', summary: 'Trang minh bạch', hide: true },
      config: { permission: 'public', operation: 'audit.view-transparency' },
    },
    async (request, reply) => {
      const facts = await readTransparency(deps)
      return reply
        .headers({ 'cache-control': 'private, no-cache', vary: 'accept-language, cookie' })
        .type('text/html; charset=utf-8')
        .send(renderPage(<TransparencyPage frame={pageFrame(request)} facts={facts} />))
    },
  )
}
