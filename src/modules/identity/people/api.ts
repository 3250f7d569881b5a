import type { Http } from '../../../platform/http/index.ts'
import type { AgencyTree } from '../agencies/tree.ts'
import type { IdentityDeps } from '../deps.ts'
import {
  AddedPersonView,
  GrantParams,
  IdParams,
  LinkView,
  NewPersonBody,
  NewRoleBody,
  Nothing,
  PeopleQuery,
  PeopleView,
} from '../schema.ts'
import { addPerson } from './add-person.ts'
import { issueResetLink } from './change-account.ts'
import { endRole, grantRole } from './change-roles.ts'
import type { IssuedLink } from './links.ts'
import { listPeople } from './list-people.ts'
import type { PersonLine } from './reads.ts'

const tags = ['people']
const permission = 'identity.person.manage'

/** People and their roles over HTTP, for stewards. */
export function peopleRoutes(http: Http, deps: IdentityDeps): void {
  http.get(
    '/api/v1/people',
    {
      schema: {
        operationId: 'listPeople',
        summary: 'Người dùng của một cơ quan và cấp dưới',
        tags,
        querystring: PeopleQuery,
        response: { 200: PeopleView },
      },
      config: { permission, operation: 'identity.list-people' },
    },
    async (request) => {
      const { people } = await listPeople(deps, request.actor, request.query.agency)
      const tree = await deps.agencies.tree()
      return { people: people.map((person) => viewOf(person, tree)) }
    },
  )
  http.post(
    '/api/v1/people',
    {
      schema: {
        operationId: 'addPerson',
        summary: 'Thêm người dùng vào một cơ quan, kèm đường dẫn mời',
        tags,
        body: NewPersonBody,
        response: { 201: AddedPersonView },
      },
      config: { permission, operation: 'identity.add-person' },
    },
    async (request, reply) => {
      const { person, invitation } = await addPerson(deps, request.actor, request.body)
      return reply.code(201).send({ id: person.id, ...(invitation ? { invitation: linkOf(invitation) } : {}) })
    },
  )
  linkRoute(http, deps)
  roleRoutes(http, deps)
}

function linkRoute(http: Http, deps: IdentityDeps): void {
  http.post(
    '/api/v1/people/:id/reset-link',
    {
      schema: {
        operationId: 'issueResetLink',
        summary: 'Đường dẫn đặt lại mật khẩu, dùng một lần',
        tags,
        params: IdParams,
        response: { 201: LinkView },
      },
      config: { permission, operation: 'identity.issue-reset-link' },
    },
    async (request, reply) =>
      reply.code(201).send(linkOf(await issueResetLink(deps, request.actor, request.params.id))),
  )
}

function roleRoutes(http: Http, deps: IdentityDeps): void {
  http.post(
    '/api/v1/people/:id/roles',
    {
      schema: {
        operationId: 'grantRole',
        summary: 'Giao một vai trò ở một cơ quan',
        tags,
        params: IdParams,
        body: NewRoleBody,
        response: { 204: Nothing },
      },
      config: { permission, operation: 'identity.grant-role' },
    },
    async (request, reply) => {
      await grantRole(deps, request.actor, { personId: request.params.id, ...request.body })
      return reply.code(204).send(null)
    },
  )
  http.delete(
    '/api/v1/people/:id/roles/:grant',
    {
      schema: {
        operationId: 'endRole',
        summary: 'Thôi giao một vai trò',
        tags,
        params: GrantParams,
        response: { 204: Nothing },
      },
      config: { permission, operation: 'identity.end-role' },
    },
    async (request, reply) => {
      await endRole(deps, request.actor, { personId: request.params.id, grantId: request.params.grant })
      return reply.code(204).send(null)
    },
  )
}

function linkOf(link: IssuedLink) {
  return { url: link.url, expires_at: link.expiresAt.toISOString() }
}

function viewOf(person: PersonLine, tree: AgencyTree) {
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    invited: person.invited,
    closed: person.closed,
    roles: person.roles.map(({ grantId, role, agencyId }) => ({
      id: grantId,
      role,
      agency: tree.byId(agencyId)?.code ?? agencyId,
    })),
  }
}
