import { Type } from 'typebox'
import { DCAT_PREFIXES } from '../../../formats/dcat/index.ts'
import { createSerialiser, mediaTypeOf } from '../../../formats/rdf/serialise.ts'
import { SHACL_PREFIX } from '../../../formats/shacl/index.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import { findEntry } from '../dcat/find-entry.ts'
import type { InteropDeps } from '../deps.ts'

const Findings = Type.Object({
  conforms: Type.Boolean(),
  findings: Type.Array(
    Type.Object({
      profile: Type.String(),
      severity: Type.String(),
      field: Type.String(),
      vi: Type.String(),
      en: Type.String(),
      value: Type.Optional(Type.String()),
    }),
  ),
})

/** The profiles as SHACL, and what a public dataset does not keep of them. */
export function profileRoutes(http: Http, deps: InteropDeps): void {
  http.get(
    '/profiles/:id.ttl',
    {
      schema: {
        operationId: 'profileShapes',
        summary: 'Hồ sơ mô tả (DCAT-AP, Việt Nam) ở dạng SHACL',
        tags: ['dcat'],
        params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
      },
      config: { permission: 'public', operation: 'interop.profile-shapes' },
    },
    (request, reply) => {
      const profile = deps.profile.profiles.find(({ id }) => id === request.params.id)
      if (!profile) throw noProfile(request.params.id, deps.profile.profiles.map(({ id }) => id).join(', '))
      const writer = createSerialiser('ttl', { ...SHACL_PREFIX, ...DCAT_PREFIXES })
      return reply.type(mediaTypeOf('ttl')).send(writer.head() + writer.write(deps.profile.shapes(profile)))
    },
  )
  http.get(
    '/api/v1/datasets/:name/profile',
    {
      schema: {
        operationId: 'checkDatasetProfile',
        summary: 'Bộ dữ liệu có đúng hồ sơ mô tả không, chỗ nào chưa',
        tags: ['dcat'],
        params: Type.Object({ name: Type.String({ minLength: 1, maxLength: 120 }) }),
        response: { 200: Findings },
      },
      config: { permission: 'public', operation: 'interop.check-profile' },
    },
    async (request) => {
      const [found = []] = await deps.profile.check([await findEntry(deps, request.params.name)])
      const findings = found.map(({ value, ...finding }) => ({ ...finding, ...(value === undefined ? {} : { value }) }))
      return { conforms: findings.every(({ severity }) => severity !== 'violation'), findings }
    },
  )
}

function noProfile(id: string, known: string): AppError {
  return new AppError('not-found', 'profile.not-found', {
    vi: `Không có hồ sơ "${id}". Các hồ sơ: ${known}.`,
    en: `There is no profile "${id}". Profiles: ${known}.`,
  })
}
