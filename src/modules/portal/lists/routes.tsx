import { Type } from 'typebox'
import { AppError } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { type Agency, isInForce, pageFrame, sendPage } from '../../identity/index.ts'
import type { PortalDeps } from '../deps.ts'
import { loadLabels } from '../labels.ts'
import { AgenciesPage, agencyHref } from './agencies-page.tsx'
import { AgencyPage } from './agency-page.tsx'
import { countBy, predecessorsOf, readAgencyTree, searchNewest } from './read-lists.ts'
import { ThemePage, ThemesPage } from './theme-pages.tsx'

const Code = Type.Object({ code: Type.String({ maxLength: 60 }) })
const Paged = Type.Object({
  page: Type.Integer({ minimum: 1, maximum: 500, default: 1 }),
  /** Shows an ended agency itself instead of going on to its successor. */
  cu: Type.Optional(Type.String({ maxLength: 5 })),
})

export function listRoutes(http: Http, deps: PortalDeps): void {
  agencyRoutes(http, deps)
  themeRoutes(http, deps)
}

function agencyRoutes(http: Http, deps: PortalDeps): void {
  http.get(
    '/co-quan',
    {
      schema: { operationId: 'agenciesPage', summary: 'Trang các cơ quan', hide: true },
      config: { permission: 'public', operation: 'portal.agencies' },
    },
    async (request, reply) =>
      sendPage(reply, <AgenciesPage frame={pageFrame(request)} nodes={await readAgencyTree(deps)} />),
  )
  http.get(
    '/co-quan/:code',
    {
      schema: {
        operationId: 'agencyPage',
        summary: 'Trang một cơ quan',
        hide: true,
        params: Code,
        querystring: Paged,
      },
      config: { permission: 'public', operation: 'portal.agency' },
    },
    async (request, reply) => {
      const { page, cu } = request.query
      const seen = await readAgency(deps, request.params.code)
      // The code of a merged agency leads to whoever carries its duties now; `cu` is the way back to what it was.
      if (seen.successor && !cu) return reply.redirect(agencyHref(seen.successor), 302)
      if (seen.agency.code !== request.params.code) return reply.redirect(agencyHref(seen.agency), 301)
      const codes = [seen.agency, ...seen.predecessors].map((agency) => agency.code)
      const [result, labels] = await Promise.all([
        searchNewest(deps, { agency: codes }, { page, lang: request.lang }),
        loadLabels(deps, request.lang),
      ])
      const found = { result, labels, page, now: deps.clock.now() }
      return sendPage(reply, <AgencyPage frame={pageFrame(request)} {...seen} {...found} />)
    },
  )
}

async function readAgency(deps: PortalDeps, code: string) {
  const [tree, counts] = await Promise.all([deps.identity.agencies.tree(), countBy(deps, 'agency')])
  const agency = tree.byCode(code)
  if (!agency) throw noSuchAgency()
  const heir = tree.current(agency.id)
  const today = dayInVietnam(deps.clock.now())
  const below = tree
    .children(agency.id)
    .filter((child) => isInForce(child, today))
    .map((child: Agency) => ({ agency: child, count: counts.get(child.code) ?? 0 }))
  return {
    agency,
    above: tree.path(agency.id).slice(0, -1),
    successor: heir && heir.id !== agency.id ? heir : undefined,
    predecessors: predecessorsOf(tree, agency),
    below,
  }
}

function themeRoutes(http: Http, deps: PortalDeps): void {
  http.get(
    '/chu-de',
    {
      schema: { operationId: 'themesPage', summary: 'Trang các chủ đề', hide: true },
      config: { permission: 'public', operation: 'portal.themes' },
    },
    async (request, reply) => {
      const [names, counts] = await Promise.all([deps.codes.labels('theme', request.lang), countBy(deps, 'theme')])
      const themes = [...names].map(([code, name]) => ({ code, name, count: counts.get(code) ?? 0 }))
      return sendPage(reply, <ThemesPage frame={pageFrame(request)} themes={themes} />)
    },
  )
  http.get(
    '/chu-de/:code',
    {
      schema: { operationId: 'themePage', summary: 'Trang một chủ đề', hide: true, params: Code, querystring: Paged },
      config: { permission: 'public', operation: 'portal.theme' },
    },
    async (request, reply) => {
      const { code } = request.params
      const { page } = request.query
      const name = (await deps.codes.labels('theme', request.lang)).get(code)
      if (name === undefined) throw noSuchTheme()
      const [result, labels] = await Promise.all([
        searchNewest(deps, { theme: [code] }, { page, lang: request.lang }),
        loadLabels(deps, request.lang),
      ])
      const found = { result, labels, page, now: deps.clock.now() }
      return sendPage(reply, <ThemePage frame={pageFrame(request)} theme={{ code, name }} {...found} />)
    },
  )
}

function noSuchAgency(): AppError {
  return new AppError('not-found', 'portal.no-such-agency', {
    vi: 'Không có cơ quan nào mang mã này. Xem danh sách ở trang Cơ quan.',
    en: 'No agency bears this code. See the list of agencies.',
  })
}

function noSuchTheme(): AppError {
  return new AppError('not-found', 'portal.no-such-theme', {
    vi: 'Không có chủ đề này. Xem danh sách ở trang Chủ đề.',
    en: 'There is no such theme. See the list of themes.',
  })
}
