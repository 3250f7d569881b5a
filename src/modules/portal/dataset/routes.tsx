import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { Type } from 'typebox'
import { isAppError } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import { renderPage } from '../../../ui/index.ts'
import { dayInVietnam, SERIES } from '../../catalog/index.ts'
import { pageFrame, sendHtml, sendPage } from '../../identity/index.ts'
import type { PortalDeps } from '../deps.ts'
import { type KeptPage, VISITOR_MARKS, type VisitorTokens } from '../kept/kept-page.ts'
import { loadLabels } from '../labels.ts'
import { DatasetPage, type DatasetPageProps } from './dataset-page.tsx'
import { drawnMeasure } from './drawn-measure.ts'
import { latestRows, provinceColumn, valuesByProvince } from './province-codes.ts'
import { DatasetQuery } from './query.ts'
import { type DatasetOnPage, readDataset, requirePublic } from './read-dataset.ts'
import type { MapOnPage } from './views.tsx'

const Slug = Type.Object({ slug: Type.String({ maxLength: 120 }) })
const Question = Type.Object({
  kind: Type.String({ default: 'question' }),
  body: Type.String({ default: '', maxLength: 20_000 }),
  contact: Type.String({ default: '', maxLength: 500 }),
})

export function datasetRoutes(http: Http, deps: PortalDeps): void {
  pageRoute(http, deps)
  askRoute(http, deps)
}

function pageRoute(http: Http, deps: PortalDeps): void {
  http.get(
    '/bo-du-lieu/:slug',
    {
      schema: {
        operationId: 'datasetPage',
        summary: 'Trang bộ dữ liệu',
        hide: true,
        params: Slug,
        querystring: DatasetQuery,
      },
      config: { permission: 'public', operation: 'portal.dataset' },
    },
    async (request, reply) => {
      const { slug } = request.params
      reply.header('link', alternatesOf(slug))
      const visitor = request.actor.kind === 'visitor'
      // A day later the same data may be late.
      const key = [dayInVietnam(deps.clock.now()), request.lang, request.url].join(' ')
      const kept = visitor ? deps.pages.find(key) : undefined
      if (kept) {
        deps.catalog.usage.count(kept.resourceId, 'view')
        return sendKept({ request, reply }, kept)
      }
      const keep = deps.pages.begin(key)
      const dataset = await readDataset(deps, slug, request.query)
      // A series has a page of its own kind.
      if (dataset.resource.kind === SERIES) {
        return reply.redirect(deps.catalog.pages(SERIES).shown(dataset.resource.slug), 301)
      }
      // An old address leads on to the present one.
      if (dataset.resource.slug !== slug) return reply.redirect(`/bo-du-lieu/${dataset.resource.slug}`, 301)
      const shown = { dataset, query: request.query }
      if (!visitor) return sendPage(reply, await draw(deps, request, shown))
      deps.catalog.usage.count(dataset.resource.id, 'view')
      const page = await draw(deps, request, { ...shown, tokens: VISITOR_MARKS })
      return sendKept({ request, reply }, keep(dataset.resource.id, renderPage(page)))
    },
  )
}

/** The same dataset for programs (RFC 8288). */
function alternatesOf(slug: string): string {
  const path = `/bo-du-lieu/${encodeURIComponent(slug)}`
  const others = [
    ['ttl', 'text/turtle'],
    ['jsonld', 'application/ld+json'],
    ['rdf', 'application/rdf+xml'],
  ] as const
  return others.map(([ending, type]) => `<${path}.${ending}>; rel="alternate"; type="${type}"`).join(', ')
}

function askRoute(http: Http, deps: PortalDeps): void {
  http.post(
    '/bo-du-lieu/:slug/hoi',
    {
      schema: {
        operationId: 'askQuestion',
        summary: 'Hỏi hoặc báo lỗi về bộ dữ liệu',
        hide: true,
        params: Slug,
        body: Question,
      },
      config: {
        permission: 'public',
        operation: 'portal.ask',
        rateLimit: { max: 10, timeWindow: '10 minutes', allowList: [] },
      },
    },
    async (request, reply) => {
      const { slug } = request.params
      const { body, contact } = request.body
      const kind = request.body.kind === 'error' ? 'error' : 'question'
      try {
        await deps.catalog.askQuestion(request.actor, {
          resourceId: (await requirePublic(deps, slug)).id,
          kind,
          body,
          contact,
        })
        return await reply.redirect(`/bo-du-lieu/${slug}?da-gui=1#hoi`, 303)
      } catch (error) {
        if (!isAppError(error) || error.kind !== 'invalid') throw error
        const errors = (error.details.fields ?? []).map((field) => ({
          field: field.field,
          message: field.message[request.lang],
        }))
        const query: DatasetQuery = { xem: 'bang', ma: 'curl' }
        const dataset = await readDataset(deps, slug, query)
        return sendPage(reply.code(400), await draw(deps, request, { dataset, query, form: { body, contact, errors } }))
      }
    },
  )
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Tokens of the visitor go in when the page is sent; the browser may show its own copy when only they differ. */
function sendKept({ request, reply }: Exchange, page: KeptPage): FastifyReply {
  const { nonce, csrfToken: csrf } = request
  return sendHtml(reply.header('etag', `W/"${page.digest}.${csrf.slice(0, 8)}"`), page.fill({ nonce, csrf }))
}

type Shown = Pick<DatasetPageProps, 'dataset' | 'query' | 'form'> & { readonly tokens?: VisitorTokens }

async function draw(deps: PortalDeps, request: FastifyRequest, { tokens, ...shown }: Shown): Promise<VNode> {
  const { dataset, query } = shown
  const [labels, map] = await Promise.all([
    loadLabels(deps, request.lang),
    query.xem === 'ban-do' ? readMap(deps, dataset, query) : undefined,
  ])
  const hasMap = dataset.table ? provinceColumn(dataset.table.held.version.columns) !== undefined : false
  const frame = pageFrame(request)
  return (
    <DatasetPage
      {...shown}
      frame={tokens ? { ...frame, nonce: tokens.nonce } : frame}
      labels={labels}
      map={map}
      hasMap={hasMap}
      now={deps.clock.now()}
      publicUrl={deps.publicUrl}
      csrf={tokens?.csrf ?? request.csrfToken}
    />
  )
}

async function readMap(
  deps: PortalDeps,
  { table }: DatasetOnPage,
  query: DatasetQuery,
): Promise<MapOnPage | undefined> {
  if (!table) return undefined
  const { columns, rows } = table.shown
  const place = provinceColumn(columns)
  const measure = drawnMeasure(columns, query)
  if (!place || !measure) return undefined
  const latest = latestRows(columns, rows)
  const values = await valuesByProvince(deps.codes, { place, measure: columns.indexOf(measure), rows: latest.rows })
  return { level: place.level, values, period: latest.period }
}
