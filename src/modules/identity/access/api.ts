import type { Http } from '../../../platform/http/index.ts'
import type { Actor } from '../actor.ts'
import type { IdentityDeps } from '../deps.ts'
import { personById } from '../people/store.ts'
import { assertCan } from '../permissions.ts'
import { IdParams, KeysView, MeView, NewKeyBody, NewKeyView, Nothing } from '../schema.ts'
import { type ApiKey, createKey, keysOf, revokeKey } from './api-keys.ts'
import { requireSignedIn } from './owner.ts'

const tags = ['me']
const permission = 'identity.key.manage'

/** Who am I, and my keys. */
export function accessRoutes(http: Http, deps: IdentityDeps): void {
  http.get(
    '/api/v1/me',
    {
      schema: { operationId: 'readMe', summary: 'Tài khoản và vai trò của người gọi', tags, response: { 200: MeView } },
      config: { permission: 'signed-in', operation: 'identity.read-me' },
    },
    async (request) => {
      requireSignedIn(request.actor)
      return meOf(request.actor, deps)
    },
  )
  keyRoutes(http, deps)
}

function keyRoutes(http: Http, deps: IdentityDeps): void {
  http.get(
    '/api/v1/me/keys',
    {
      schema: { operationId: 'listKeys', summary: 'Các khóa API của tôi', tags, response: { 200: KeysView } },
      config: { permission, operation: 'identity.list-keys' },
    },
    async (request) => {
      const by = assertCan(request.actor, permission)
      return { keys: (await keysOf(deps.db, by.id ?? '')).map(viewOf) }
    },
  )
  http.post(
    '/api/v1/me/keys',
    {
      schema: {
        operationId: 'createKey',
        summary: 'Tạo khóa API; khóa chỉ hiện một lần',
        tags,
        body: NewKeyBody,
        response: { 201: NewKeyView },
      },
      config: { permission, operation: 'identity.create-key' },
    },
    async (request, reply) => {
      const { name, roles, days } = request.body
      const made = await createKey(deps, request.actor, { name, roles, days })
      return reply.code(201).send({ ...viewOf(made), key: made.key })
    },
  )
  http.delete(
    '/api/v1/me/keys/:id',
    {
      schema: {
        operationId: 'revokeKey',
        summary: 'Thu hồi khóa API',
        tags,
        params: IdParams,
        response: { 204: Nothing },
      },
      config: { permission, operation: 'identity.revoke-key' },
    },
    async (request, reply) => {
      await revokeKey(deps, request.actor, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

async function meOf(actor: Actor, deps: IdentityDeps) {
  const tree = await deps.agencies.tree()
  const person = actor.id === undefined ? undefined : await personById(deps.db, actor.id)
  return {
    ...(person ? { id: person.id, email: person.email } : {}),
    name: actor.name,
    via: actor.via,
    roles: actor.grants.map(({ role, agencyId, standsInFor }) => ({
      role,
      agency: tree.byId(agencyId)?.code ?? agencyId,
      ...(standsInFor === undefined ? {} : { stands_in_for: standsInFor }),
    })),
  }
}

function viewOf(key: ApiKey) {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    roles: [...key.roles],
    created_at: key.createdAt.toISOString(),
    ...(key.expiresAt === undefined ? {} : { expires_at: key.expiresAt.toISOString() }),
    ...(key.usedAt === undefined ? {} : { used_at: key.usedAt.toISOString() }),
  }
}
