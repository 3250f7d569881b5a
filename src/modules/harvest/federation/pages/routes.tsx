import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../../platform/http/index.ts'
import {
  action,
  attempt,
  type FormState,
  page,
  pageFrame,
  pathParam,
  queryOf,
  sendPage,
  textIn,
  UNTOUCHED,
} from '../../../identity/index.ts'
import type { FederationDeps } from '../deps.ts'
import { leaveNode, lookAtNode, trustNode } from '../trust-node.ts'
import { ConfirmPage } from './confirm-page.tsx'
import { DirectoryPage } from './directory-page.tsx'
import { NodesPage } from './public-page.tsx'
import { readNodeLines } from './reads.ts'
import { HOME } from './words.ts'

const room = { gate: 'harvest.source.manage', module: 'harvest' } as const

/** The public list of nodes, and the operator's directory. */
export function nodePages(http: Http, deps: FederationDeps, changed: () => void): void {
  publicRoute(http, deps)
  selfRoutes(http, deps)
  addingRoutes(http, deps, changed)
}

function publicRoute(http: Http, deps: FederationDeps): void {
  http.get(
    '/nut',
    {
      schema: { operationId: 'nodesPage', summary: 'Trang các nút', hide: true },
      config: { permission: 'public', operation: 'harvest.nodes-page' },
    },
    async (request, reply) => {
      const lines = (await readNodeLines(deps)).filter(({ node }) => node.state === 'on' && node.sourceId)
      return sendPage(reply, <NodesPage frame={pageFrame(request)} lines={lines} now={deps.clock.now()} />)
    },
  )
}

async function directory(deps: FederationDeps, request: FastifyRequest, state: FormState) {
  const [self, lines] = await Promise.all([deps.thisNode(), readNodeLines(deps)])
  const shown = { ...self, key: deps.keys.publicKey }
  return <DirectoryPage request={request} self={shown} lines={lines} now={deps.clock.now()} state={state} />
}

function selfRoutes(http: Http, deps: FederationDeps): void {
  page(http, {
    ...room,
    path: HOME,
    name: 'nodeDirectory',
    summary: 'Danh bạ nút',
    view: (request) => directory(deps, request, UNTOUCHED),
  })
  action(http, {
    ...room,
    path: `${HOME}/nut-nay`,
    name: 'describeNodeForm',
    summary: 'Lưu tên, loại và cơ quan của nút này',
    async run(request, form) {
      const [name, kind, agency] = ['name', 'kind', 'agency'].map((field) => textIn(form, field))
      await deps.describeThisNode(request.actor, {
        name: name ?? '',
        kind: kind ?? '',
        agencyCode: agency || undefined,
      })
      return `${HOME}?xong=luu`
    },
    again: (request, state) => directory(deps, request, state),
  })
}

function addingRoutes(http: Http, deps: FederationDeps, changed: () => void): void {
  const adding = { ...room, path: `${HOME}/them`, name: 'addNode', summary: 'Thêm nút sau khi đối chiếu dấu khóa' }
  const confirm = async (request: FastifyRequest, url: string, state: FormState) => {
    const tried = await attempt(request.lang, () => lookAtNode(deps, request.actor, url))
    if (!tried.done) return directory(deps, request, { errors: tried.errors, form: { url } })
    return <ConfirmPage request={request} seen={tried.value} state={state} />
  }
  page(http, { ...adding, view: (request) => confirm(request, textIn(queryOf(request), 'url'), UNTOUCHED) })
  action(http, {
    ...adding,
    async run(request, form) {
      const reading = textIn(form, 'reading')
      await trustNode(deps, request.actor, {
        url: textIn(form, 'url'),
        key: textIn(form, 'key'),
        follow: reading !== 'only',
        mirror: reading === 'mirror',
        agencyCode: textIn(form, 'agency') || undefined,
      })
      changed()
      return `${HOME}?xong=them`
    },
    again: (request, state) => confirm(request, textIn(state.form, 'url'), state),
  })
  action(http, {
    ...room,
    path: `${HOME}/:id/thoi`,
    name: 'leaveNodeForm',
    summary: 'Thôi theo dõi một nút',
    async run(request) {
      await leaveNode(deps, request.actor, pathParam(request, 'id'))
      changed()
      return `${HOME}?xong=thoi`
    },
    again: (request, state) => directory(deps, request, state),
  })
}
