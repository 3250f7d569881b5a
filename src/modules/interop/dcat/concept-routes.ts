import { Type } from 'typebox'
import { conceptQuads, DCAT_PREFIXES } from '../../../formats/dcat/index.ts'
import type { VocabularyList } from '../../../formats/model.ts'
import { createSerialiser, mediaTypeOf, RDF_FORMATS } from '../../../formats/rdf/serialise.ts'
import type { Quad } from '../../../formats/rdf/terms.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { InteropDeps } from '../deps.ts'
import { errors } from './errors.ts'
import { inForm, operationOf } from './format-words.ts'
import { seeOther } from './uri-routes.ts'

const Concept = Type.Object({
  list: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }),
  code: Type.String({ minLength: 1, maxLength: 60 }),
})

const LISTS: ReadonlySet<string> = new Set<VocabularyList>(['theme', 'licence', 'format', 'frequency'])

/** Codes as SKOS concepts: what the spatial and thematic links of our records lead to. */
export function conceptRoutes(http: Http, deps: InteropDeps): void {
  http.get(
    '/id/concept/:list/:code',
    {
      schema: { operationId: 'conceptUri', summary: 'Địa chỉ lâu dài của một mã', hide: true, params: Concept },
      config: { permission: 'public', operation: 'interop.concept-uri' },
    },
    (request, reply) => {
      const { list, code } = request.params
      requireConcept(deps, list, code)
      const page = list === 'theme' ? `/chu-de/${encodeURIComponent(code)}` : `/api/v1/code-lists/${list}`
      return seeOther(reply, { page, rdf: `/concept/${list}/${encodeURIComponent(code)}` })
    },
  )
  for (const format of RDF_FORMATS) {
    http.get(
      `/concept/:list/:code.${format}`,
      {
        schema: {
          operationId: operationOf('concept', format),
          summary: `Một mã của danh mục dùng chung theo SKOS ${inForm(format)}`,
          tags: ['dcat'],
          hide: format !== 'ttl',
          params: Concept,
        },
        config: { permission: 'public', operation: 'interop.concept' },
      },
      (request, reply) => {
        const writer = createSerialiser(format, DCAT_PREFIXES)
        const quads = requireConcept(deps, request.params.list, request.params.code)
        return reply
          .header('access-control-allow-origin', '*')
          .type(mediaTypeOf(format))
          .send(writer.head() + writer.write(quads) + writer.tail())
      },
    )
  }
}

function requireConcept({ vocabulary, publicUrl }: InteropDeps, list: string, code: string): readonly Quad[] {
  const uri = `${publicUrl}/id/concept/${list}/${encodeURI(code)}`
  const named = LISTS.has(list)
    ? conceptQuads(vocabulary, { list: list as VocabularyList, code, uri })
    : conceptQuads(vocabulary, { list: 'area', code: `${list}/${code}`, uri })
  if (!named) throw errors.uriNotFound(`/id/concept/${list}/${code}`)
  return named
}
