import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { FormError } from '../../../ui/index.ts'
import { ROLES } from '../actor.ts'
import { changeAgencySettings } from '../agencies/change-settings.ts'
import { type Agency, isInForce } from '../agencies/model.ts'
import { agencyNotFound } from '../errors.ts'
import { addPerson } from '../people/add-person.ts'
import { clearSecondFactor, issueResetLink, setAccountClosed } from '../people/change-account.ts'
import { endRole, grantRole } from '../people/change-roles.ts'
import { listPeople } from '../people/list-people.ts'
import { readManagedPerson } from '../people/person-view.ts'
import { agenciesWhere, assertCan, mayGrant } from '../permissions.ts'
import { CodeParams } from '../schema.ts'
import type { PageDeps } from './deps.ts'
import { type Form, listIn, textIn } from './form.ts'
import { type FormPage, formAction, formPage } from './form-page.ts'
import { sendPrivatePage } from './frame.tsx'
import { pathParam } from './path-params.ts'
import { OnceShown } from './views/account-forms.tsx'
import { InviteForm, PersonPage, SettingsForm } from './views/agency-forms.tsx'
import { AgencyAdminPage, agencyHome, ManagedAgenciesPage } from './views/agency-view.tsx'
import { say } from './words.ts'

const BASE = '/quan-tri/co-quan/:code'
const manage = 'identity.person.manage'
const SavedQuery = Type.Object({ xong: Type.Optional(Type.String({ maxLength: 10 })) })

/** Settings of an agency and its people. */
export function agencyPages(http: Http, deps: PageDeps): void {
  http.get(
    '/quan-tri',
    {
      schema: { operationId: 'managedAgenciesPage', summary: 'Cơ quan tôi quản lý', tags: ['pages'], hide: true },
      config: { permission: manage, operation: 'identity.managed-agencies-page' },
    },
    async (request, reply) => {
      assertCan(request.actor, manage)
      const where = agenciesWhere(request.actor, manage)
      const today = deps.clock.now().toISOString().slice(0, 10)
      const agencies = (await deps.agencies.tree()).all.filter(
        (agency) => isInForce(agency, today) && (where === 'all' || where.includes(agency.id)),
      )
      return sendPrivatePage(reply, <ManagedAgenciesPage request={request} agencies={agencies} />)
    },
  )
  http.get(
    BASE,
    {
      schema: {
        operationId: 'agencyAdminPage',
        summary: 'Quản trị một cơ quan',
        tags: ['pages'],
        hide: true,
        params: CodeParams,
        querystring: SavedQuery,
      },
      config: { permission: manage, operation: 'identity.agency-admin-page' },
    },
    async (request, reply) => {
      const { agency, people } = await listPeople(deps, request.actor, request.params.code)
      const tree = await deps.agencies.tree()
      const view = { request, agency, people, saved: request.query.xong !== undefined }
      return sendPrivatePage(reply, <AgencyAdminPage {...view} agencyName={(id) => tree.byId(id)?.name ?? id} />)
    },
  )
  settingsForm(http, deps)
  inviteForm(http, deps)
  personPages(http, deps)
}

async function agencyOf(deps: PageDeps, request: FastifyRequest): Promise<Agency> {
  const code = pathParam(request, 'code')
  const agency = await deps.agencies.byCode(code)
  if (!agency) throw agencyNotFound(code)
  return agency
}

const home = (request: FastifyRequest) => `${agencyHome(pathParam(request, 'code'))}?xong=1`

function settingsForm(http: Http, deps: PageDeps): void {
  const permission = 'identity.agency.manage'
  const valuesOf = (form: Form) => ({
    contactPhone: textIn(form, 'contactPhone'),
    contactEmail: textIn(form, 'contactEmail'),
    ownAllowed: listIn(form, 'fourEyes').includes('off'),
  })
  formPage(http, {
    path: `${BASE}/cai-dat`,
    name: 'changeAgencySettings',
    summary: 'Sửa thông tin cơ quan',
    permission,
    async view(request, { errors, form }) {
      const agency = await agencyOf(deps, request)
      assertCan(request.actor, permission, { agencyId: agency.id })
      const { contactPhone = '', contactEmail = '', fourEyes } = agency
      const values = errors.length > 0 ? valuesOf(form) : { contactPhone, contactEmail, ownAllowed: !fourEyes }
      return <SettingsForm request={request} errors={errors} agency={agency} values={values} />
    },
    async submit(request, form) {
      const { ownAllowed, ...contact } = valuesOf(form)
      await changeAgencySettings(deps, request.actor, {
        code: pathParam(request, 'code'),
        ...contact,
        fourEyes: !ownAllowed,
      })
      return undefined
    },
    after: home,
  })
}

function inviteForm(http: Http, deps: PageDeps): void {
  const valuesOf = (form: Form) => ({
    name: textIn(form, 'name'),
    email: textIn(form, 'email'),
    roles: ROLES.filter((role) => listIn(form, 'roles').includes(role)),
  })
  formPage(http, {
    path: `${BASE}/nguoi-moi`,
    name: 'invitePerson',
    summary: 'Mời người dùng',
    permission: manage,
    async view(request, { errors, form }) {
      const agency = await agencyOf(deps, request)
      assertCan(request.actor, manage, { agencyId: agency.id })
      const roles = ROLES.filter((role) => mayGrant(request.actor, role, agency.id))
      return <InviteForm request={request} errors={errors} agency={agency} values={valuesOf(form)} roles={roles} />
    },
    async submit(request, form) {
      const agency = await agencyOf(deps, request)
      const { person, invitation } = await addPerson(deps, request.actor, { ...valuesOf(form), agency: agency.code })
      if (!invitation) return undefined
      return linkPage(request, {
        agency,
        url: invitation.url,
        sentence: onItsWay(deps, request, say(request.lang).inviteDone(person.name)),
      })
    },
    after: home,
  })
}

/** Where letters are sent, that one is; else what to do with the link. */
function onItsWay({ send }: PageDeps, { lang }: FastifyRequest, byHand: string): string {
  return send ? say(lang).mailed : byHand
}

function linkPage(request: FastifyRequest, shown: { agency: Agency; url: string; sentence: string }) {
  const up = { href: agencyHome(shown.agency.code), text: shown.agency.name }
  return (
    <OnceShown request={request} title={say(request.lang).people} say={shown.sentence} secret={shown.url} up={up} />
  )
}

function personPages(http: Http, deps: PageDeps): void {
  const path = `${BASE}/nguoi/:id`
  const person = (request: FastifyRequest) => pathParam(request, 'id')
  const back = (request: FastifyRequest) => `${agencyHome(pathParam(request, 'code'))}/nguoi/${person(request)}`
  const view = (request: FastifyRequest, { errors }: { readonly errors: readonly FormError[] }) =>
    personPage(deps, request, errors)
  http.get(
    path,
    {
      schema: {
        operationId: 'personPage',
        summary: 'Một người dùng của cơ quan',
        tags: ['pages'],
        hide: true,
        params: Type.Object({ ...CodeParams.properties, id: Type.String({ format: 'uuid' }) }),
      },
      config: { permission: manage, operation: 'identity.person-page' },
    },
    async (request, reply) => sendPrivatePage(reply, await personPage(deps, request, [])),
  )
  const action = (
    page: Pick<FormPage, 'name' | 'summary' | 'submit'> & { readonly at: string; readonly after?: FormPage['after'] },
  ) => formAction(http, { permission: manage, view, after: back, ...page, path: `${path}/${page.at}` })

  action({
    at: 'vai-tro',
    name: 'giveRole',
    summary: 'Giao vai trò',
    async submit(request, form) {
      const role = ROLES.find((one) => one === textIn(form, 'role'))
      if (role)
        await grantRole(deps, request.actor, { personId: person(request), role, agency: pathParam(request, 'code') })
      return undefined
    },
  })
  action({
    at: 'vai-tro/:grant/thoi',
    name: 'takeRole',
    summary: 'Thôi giao vai trò',
    // The person may be nobody of this agency any more.
    after: home,
    async submit(request) {
      await endRole(deps, request.actor, { personId: person(request), grantId: pathParam(request, 'grant') })
      return undefined
    },
  })
  accountActions(deps, action)
}

type Action = (page: Pick<FormPage, 'name' | 'summary' | 'submit'> & { readonly at: string }) => void

function accountActions(deps: PageDeps, action: Action): void {
  const person = (request: FastifyRequest) => pathParam(request, 'id')
  action({
    at: 'duong-dan',
    name: 'makePasswordLink',
    summary: 'Tạo đường dẫn đặt mật khẩu',
    async submit(request) {
      const agency = await agencyOf(deps, request)
      const { url } = await issueResetLink(deps, request.actor, person(request))
      return linkPage(request, { agency, url, sentence: onItsWay(deps, request, say(request.lang).linkMade) })
    },
  })
  for (const closed of [true, false]) {
    action({
      at: closed ? 'khoa' : 'mo',
      name: closed ? 'closeAccount' : 'openAccount',
      summary: closed ? 'Khóa tài khoản' : 'Mở lại tài khoản',
      async submit(request) {
        await setAccountClosed(deps, request.actor, { personId: person(request), closed })
        return undefined
      },
    })
  }
  action({
    at: 'bo-hai-buoc',
    name: 'clearTotp',
    summary: 'Bỏ xác thực hai bước',
    async submit(request) {
      await clearSecondFactor(deps, request.actor, person(request))
      return undefined
    },
  })
}

async function personPage(deps: PageDeps, request: FastifyRequest, errors: readonly FormError[]) {
  const agency = await agencyOf(deps, request)
  const managed = await readManagedPerson(deps, request.actor, {
    personId: pathParam(request, 'id'),
    agencyId: agency.id,
  })
  const roles = ROLES.filter((role) => mayGrant(request.actor, role, agency.id))
  return <PersonPage request={request} errors={errors} agency={agency} managed={managed} roles={roles} />
}
