import { type TSchema, Type } from 'typebox'
import type { Http } from '../../../../platform/http/index.ts'
import type { Params } from '../action.ts'
import { complete } from '../actions/package-reads.ts'
import { completeFormat } from '../actions/resource-reads.ts'
import { siteStatus } from '../actions/site.ts'
import { completeTag } from '../actions/tag-reads.ts'
import type { CkanDeps } from '../deps.ts'

const Suggestions = Type.Object({
  incomplete: Type.String({ maxLength: 200, default: '' }),
  limit: Type.Integer({ minimum: 0, maximum: 1000, default: 10 }),
  vocabulary_id: Type.Optional(Type.String({ maxLength: 100 })),
})
const ResultSet = <Row extends TSchema>(row: Row) =>
  Type.Object({ ResultSet: Type.Object({ Result: Type.Array(row) }) })
const config = (operation: string) => ({ permission: 'public', operation: `interop.${operation}` })

/** What old clients of CKAN still ask for. */
export function legacyRoutes(http: Http, deps: CkanDeps): void {
  http.get(
    '/api/util/status',
    {
      schema: { operationId: 'ckanStatus', summary: 'Tình trạng cổng (CKAN cũ)', response: { 200: Type.Unknown() } },
      config: config('ckan-status'),
    },
    () => siteStatus(deps),
  )
  suggestion(http, { path: 'dataset', id: 'Dataset', row: Type.Record(Type.String(), Type.String()) }, (params) =>
    complete(deps, { params }),
  )
  suggestion(http, { path: 'tag', id: 'Tag', row: Type.Object({ Name: Type.String() }) }, async (params) =>
    (await completeTag(deps, params)).map((name) => ({ Name: name })),
  )
  suggestion(http, { path: 'format', id: 'Format', row: Type.Object({ Format: Type.String() }) }, async (params) =>
    (await completeFormat(deps, params)).map((format) => ({ Format: format })),
  )
}

interface Suggesting {
  readonly path: 'dataset' | 'tag' | 'format'
  readonly id: string
  readonly row: TSchema
}

const PATHS = {
  dataset: '/api/2/util/dataset/autocomplete',
  tag: '/api/2/util/tag/autocomplete',
  format: '/api/2/util/resource/format_autocomplete',
} as const

function suggestion(
  http: Http,
  { path, id, row }: Suggesting,
  answer: (params: Params) => Promise<readonly unknown[]>,
): void {
  http.get(
    PATHS[path],
    {
      schema: {
        operationId: `ckanSuggest${id}`,
        summary: 'Gợi ý khi gõ (CKAN cũ)',
        querystring: Suggestions,
        response: { 200: ResultSet(row) },
      },
      config: config(`ckan-suggest-${path}`),
    },
    async (request, reply) => {
      const empty = request.query.incomplete === ''
      const result = empty ? [] : await answer({ ...request.query })
      return reply.send({ ResultSet: { Result: result as never[] } })
    },
  )
}
