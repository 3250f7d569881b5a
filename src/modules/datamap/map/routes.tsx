import type { FastifyRequest } from 'fastify'
import { exportFormats } from '../../../platform/duck/index.ts'
import type { Http } from '../../../platform/http/index.ts'
import { formatNumber, type Lang } from '../../../ui/index.ts'
import { pageFrame, sendPage } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { MapPicture } from './draw-map.tsx'
import { mapCsv, mapJson, mapWorkbook } from './export-map.ts'
import { graphOf, type MapGraph } from './groups.ts'
import type { KeptMap } from './kept-map.ts'
import { MapPage } from './map-page.tsx'
import type { MapPng } from './png/map-png.ts'
import { posterSvg } from './poster.ts'
import { MAP_PATH, MapQuery, mapHref } from './query.ts'
import { type MapView, viewMap } from './view.ts'
import { mapWords } from './words.ts'

export interface MapRoutesDeps extends Pick<DatamapDeps, 'codes' | 'clock'> {
  readonly kept: KeptMap
  readonly png: MapPng
  readonly publicUrl: string
}

/** The data map for everybody: page, picture, tables. */
export function mapRoutes(http: Http, deps: MapRoutesDeps): void {
  http.get(
    MAP_PATH,
    {
      schema: { operationId: 'dataMapPage', summary: 'Bản đồ dữ liệu', hide: true, querystring: MapQuery },
      config: { permission: 'public', operation: 'datamap.map' },
    },
    async (request, reply) => {
      const { view, graph, sectors } = await drawn(deps, request)
      const page = (
        <MapPage
          frame={pageFrame(request)}
          query={request.query}
          view={view}
          graph={graph}
          sectors={sectors}
          today={deps.clock.now()}
        />
      )
      return sendPage(reply, page)
    },
  )
  pictureRoutes(http, deps)
  tableRoutes(http, deps)
}

function pictureRoutes(http: Http, deps: MapRoutesDeps): void {
  http.get(
    `${MAP_PATH}.svg`,
    {
      schema: {
        operationId: 'dataMapSvg',
        summary: 'Bản đồ dữ liệu dạng hình SVG',
        tags: ['datamap'],
        querystring: MapQuery,
      },
      config: { permission: 'public', operation: 'datamap.map-svg' },
    },
    async (request, reply) => reply.type('image/svg+xml').send(await drawPoster(deps, request)),
  )
  http.get(
    `${MAP_PATH}.png`,
    {
      schema: {
        operationId: 'dataMapPng',
        summary: 'Bản đồ dữ liệu dạng hình PNG để in',
        tags: ['datamap'],
        querystring: MapQuery,
      },
      config: {
        permission: 'public',
        operation: 'datamap.map-png',
        // Drawing takes a second of one processor.
        rateLimit: { max: 20, timeWindow: '1 minute' },
      },
    },
    async (request, reply) => reply.type('image/png').send(await deps.png.draw(await drawPoster(deps, request))),
  )
}

function tableRoutes(http: Http, deps: MapRoutesDeps): void {
  const options = (ending: string, name: string) => ({
    schema: {
      operationId: `dataMap${ending.charAt(0).toUpperCase()}${ending.slice(1)}`,
      summary: `Bản đồ dữ liệu dạng ${name}`,
      tags: ['datamap'],
      querystring: MapQuery,
    },
    config: { permission: 'public' as const, operation: `datamap.map-${ending}` },
  })
  http.get(`${MAP_PATH}.json`, options('json', 'JSON'), async (request) =>
    mapJson((await seen(deps, request)).view, deps.publicUrl),
  )
  http.get(`${MAP_PATH}.csv`, options('csv', 'CSV'), async (request, reply) => {
    const { view, sectors } = await seen(deps, request)
    return reply
      .header('content-disposition', 'attachment; filename="ban-do-du-lieu.csv"')
      .type('text/csv; charset=utf-8')
      .send(mapCsv(view, { lang: request.lang, sectors, publicUrl: deps.publicUrl }))
  })
  http.get(`${MAP_PATH}.xlsx`, options('xlsx', 'Excel'), async (request, reply) => {
    const { view, sectors } = await seen(deps, request)
    return reply
      .header('content-disposition', 'attachment; filename="ban-do-du-lieu.xlsx"')
      .type(exportFormats.xlsx.type)
      .send(mapWorkbook(view, { lang: request.lang, sectors, publicUrl: deps.publicUrl }))
  })
}

type MapRequest = FastifyRequest & { readonly query: MapQuery }

interface Seen {
  readonly view: MapView
  readonly sectors: ReadonlyMap<string, string>
}

async function seen(deps: MapRoutesDeps, { query, lang }: { query: MapQuery; lang: Lang }): Promise<Seen> {
  const [map, sectors] = await Promise.all([deps.kept.read(), deps.codes.labels('theme', lang)])
  return { view: viewMap(map, query), sectors }
}

/** What is seen, with what is drawn of it. */
async function drawn(
  deps: MapRoutesDeps,
  { query, lang }: { query: MapQuery; lang: Lang },
): Promise<Seen & { readonly graph: MapGraph }> {
  const { view, sectors } = await seen(deps, { query, lang })
  const say = mapWords(lang)
  const graph = graphOf(view.map, view.databases, {
    agencyHref: (code) => mapHref(query, { 'co-quan': code }),
    sectorHref: (sector) => mapHref(query, { 'linh-vuc': sector }),
    databaseHref: (slug) => `${MAP_PATH}/${slug}`,
    others: (count) => say.others(formatNumber(count, lang)),
  })
  return { view, graph, sectors }
}

async function drawPoster(deps: MapRoutesDeps, request: Pick<MapRequest, 'query' | 'lang'>): Promise<string> {
  const { view, graph, sectors } = await drawn(deps, request)
  const say = mapWords(request.lang)
  return posterSvg(
    <MapPicture
      lang={request.lang}
      graph={graph}
      sectorName={(sector) => sectors.get(sector) ?? say.otherSector}
      sectorHref={(sector) => `${deps.publicUrl}${mapHref(request.query, { 'linh-vuc': sector })}`}
      onPath={new Set(view.path?.steps?.map(({ id }) => id))}
    />,
    { title: say.title, publicUrl: deps.publicUrl },
  )
}
