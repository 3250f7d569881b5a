import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { InteropDeps } from '../deps.ts'
import { errors } from './errors.ts'
import { pageOrRdf } from './negotiate.ts'

const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
type KindOfUri = 'dataset' | 'series' | 'distribution' | 'service' | 'agency'

/** Where a permanent URI leads: a page, and RDF for those who ask for it; undefined for what is not here. */
type Target = { readonly page: string; readonly rdf: string } | undefined

const SUMMARY: Readonly<Record<KindOfUri, string>> = {
  dataset: 'Địa chỉ lâu dài của bộ dữ liệu',
  series: 'Địa chỉ lâu dài của chuỗi bộ dữ liệu',
  distribution: 'Địa chỉ lâu dài của dạng phân phối',
  service: 'Địa chỉ lâu dài của dịch vụ dữ liệu',
  agency: 'Địa chỉ lâu dài của cơ quan',
}

/** `/id/{kind}/{uuid}` answers 303 to the page or to RDF, as the client likes (design: permanent URIs never change). */
export function uriRoutes(http: Http, deps: InteropDeps): void {
  for (const kind of ['dataset', 'series', 'distribution', 'service', 'agency'] as const) {
    http.get(
      `/id/${kind}/:id`,
      {
        schema: { operationId: `${kind}Uri`, summary: SUMMARY[kind], hide: true, params: Id },
        config: { permission: 'public', operation: `interop.${kind}-uri` },
      },
      async (request, reply) => {
        const target = await targetOf(deps, kind, request.params.id.toLowerCase())
        if (!target) throw errors.uriNotFound(request.url)
        return seeOther(reply, target)
      },
    )
  }
}

export function seeOther(reply: FastifyReply, { page, rdf }: NonNullable<Target>): FastifyReply {
  const choice = pageOrRdf(reply.request.headers.accept)
  return reply.header('vary', 'accept').redirect(choice === 'html' ? page : `${rdf}.${choice}`, 303)
}

async function targetOf(deps: InteropDeps, kind: KindOfUri, id: string): Promise<Target> {
  switch (kind) {
    case 'dataset':
    case 'series':
      return recordTarget(deps, kind, id)
    case 'agency': {
      const agency = await deps.identity.agencies.byId(id)
      const path = agency && `/co-quan/${encodeURIComponent(agency.code)}`
      return path ? { page: path, rdf: `${path}/catalog` } : undefined
    }
    case 'distribution':
    case 'service': {
      const dataset = await deps.datasets.reader.datasetOf(id)
      const target = dataset === undefined ? undefined : await recordTarget(deps, 'dataset', dataset)
      if (!target) return undefined
      return { ...target, page: kind === 'service' ? `/api/v1/tables/${id}` : `${target.page}?bang=${id}` }
    }
  }
}

/** Where a dataset or series of the public stands. What was withdrawn still has its page, which says why. */
export async function recordTarget(
  { catalog }: Pick<InteropDeps, 'catalog'>,
  kind: 'dataset' | 'series',
  id: string,
): Promise<Target> {
  const resource = await catalog.reader.resource(id)
  if (resource?.kind !== kind || resource.state === 'draft') return undefined
  if (resource.record?.classification !== 'open') return undefined
  const path = catalog.pages(kind).shown(resource.slug)
  return { page: path, rdf: path }
}
