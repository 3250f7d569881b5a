import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { PortalDeps } from '../deps.ts'
import { SearchQuery } from '../search/query.ts'
import { ATOM_TYPE, atomText } from './atom.ts'
import { readDatasetFeed, readSearchFeed } from './read-feeds.ts'
import { datasetsSiteMap, pagesSiteMap, siteMapIndex } from './site-map.ts'

const XML_TYPE = 'application/xml; charset=utf-8'
const PAGES = [
  '/',
  '/bo-du-lieu',
  '/chu-de',
  '/co-quan',
  '/ban-do-du-lieu',
  '/ke-hoach',
  '/tai-lieu',
  '/gioi-thieu',
  '/quy-che',
  '/tro-nang',
]

/** What readers of feeds and search engines follow. */
export function feedRoutes(http: Http, deps: PortalDeps): void {
  atomRoutes(http, deps)
  crawlerRoutes(http, deps)
}

function atomRoutes(http: Http, deps: PortalDeps): void {
  http.get(
    '/bo-du-lieu.atom',
    {
      schema: {
        operationId: 'searchFeed',
        summary: 'Kết quả tìm mới nhất (Atom)',
        tags: ['datasets'],
        querystring: SearchQuery,
      },
      config: { permission: 'public', operation: 'portal.search-feed' },
    },
    async (request, reply) => {
      const feed = await readSearchFeed(deps, { query: request.query, lang: request.lang })
      return reply.type(ATOM_TYPE).send(atomText(feed))
    },
  )
  http.get(
    '/bo-du-lieu/:slug.atom',
    {
      schema: {
        operationId: 'datasetFeed',
        summary: 'Phiên bản, đính chính, trả lời của một bộ dữ liệu (Atom)',
        tags: ['datasets'],
        params: Type.Object({ slug: Type.String({ maxLength: 120 }) }),
      },
      config: { permission: 'public', operation: 'portal.dataset-feed' },
    },
    async (request, reply) => {
      const feed = await readDatasetFeed(deps, request.params.slug, request.lang)
      return reply.type(ATOM_TYPE).send(atomText(feed))
    },
  )
}

function crawlerRoutes(http: Http, deps: PortalDeps): void {
  http.get(
    '/sitemap.xml',
    {
      schema: { operationId: 'siteMapIndex', summary: 'Danh sách sơ đồ trang', hide: true },
      config: { permission: 'public', operation: 'portal.site-map-index' },
    },
    async (_request, reply) => reply.type(XML_TYPE).send(await siteMapIndex(deps)),
  )
  http.get(
    '/sitemap-trang.xml',
    {
      schema: { operationId: 'pagesSiteMap', summary: 'Sơ đồ các trang cố định', hide: true },
      config: { permission: 'public', operation: 'portal.pages-site-map' },
    },
    (_request, reply) => reply.type(XML_TYPE).send(pagesSiteMap(deps.publicUrl, PAGES)),
  )
  http.get(
    '/sitemap-bo-du-lieu.xml',
    {
      schema: {
        operationId: 'datasetsSiteMap',
        summary: 'Sơ đồ trang bộ dữ liệu',
        hide: true,
        querystring: Type.Object({ tu: Type.String({ format: 'uuid' }) }),
      },
      config: { permission: 'public', operation: 'portal.datasets-site-map' },
    },
    (request, reply) => reply.type(XML_TYPE).send(datasetsSiteMap(deps, request.query.tu)),
  )
  http.get(
    '/robots.txt',
    {
      schema: { operationId: 'robots', summary: 'Lời dặn máy tìm kiếm', hide: true },
      config: { permission: 'public', operation: 'portal.robots' },
    },
    (_request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .send(
          `User-agent: *\nDisallow: /lam-viec\nDisallow: /quan-tri\nDisallow: /goi-y\n\nSitemap: ${deps.publicUrl}/sitemap.xml\n`,
        ),
  )
}
