import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { createKey, revokeKey } from '../access/api-keys.ts'
import { changeName, changePassword, endOwnSession } from '../access/own-account.ts'
import { readOwnAccount } from '../access/own-view.ts'
import { requireOwner } from '../access/owner.ts'
import { beginTotp, confirmTotp, pendingTotp, removeTotp } from '../access/totp.ts'
import { ROLES } from '../actor.ts'
import { endStandIn, nameStandIn } from '../people/stand-ins.ts'
import type { PageDeps } from './deps.ts'
import { type Form, listIn, textIn } from './form.ts'
import { formAction, formPage } from './form-page.ts'
import { sendPrivatePage } from './frame.tsx'
import { pathParam } from './path-params.ts'
import {
  KeyForm,
  NameForm,
  OnceShown,
  PasswordForm,
  StandInForm,
  TotpForm,
  TotpOffForm,
} from './views/account-forms.tsx'
import { OwnAccountPage } from './views/account-view.tsx'
import { say } from './words.ts'

const HOME = '/lam-viec/tai-khoan'
const signedIn = 'signed-in'
const home = () => `${HOME}?xong=1`

/** One's own account. */
export function accountPages(http: Http, deps: PageDeps): void {
  http.get(
    HOME,
    {
      schema: {
        operationId: 'ownAccountPage',
        summary: 'Tài khoản của tôi',
        tags: ['pages'],
        hide: true,
        querystring: Type.Object({ xong: Type.Optional(Type.String({ maxLength: 10 })) }),
      },
      config: { permission: signedIn, operation: 'identity.own-account-page' },
    },
    async (request, reply) => sendPrivatePage(reply, await overview(deps, request, request.query.xong !== undefined)),
  )
  profileForms(http, deps)
  twoStepForms(http, deps)
  keyForms(http, deps)
  standInForms(http, deps)
}

async function overview(deps: PageDeps, request: FastifyRequest, saved = false) {
  return <OwnAccountPage request={request} account={await readOwnAccount(deps, request.actor)} saved={saved} />
}

function profileForms(http: Http, deps: PageDeps): void {
  formPage(http, {
    path: `${HOME}/ho-ten`,
    name: 'changeName',
    summary: 'Đổi họ tên',
    permission: signedIn,
    view(request, { errors, form }) {
      requireOwner(request.actor)
      return <NameForm request={request} errors={errors} value={textIn(form, 'name') || request.actor.name} />
    },
    async submit(request, form) {
      await changeName(deps, request.actor, textIn(form, 'name'))
      return undefined
    },
    after: home,
  })
  formPage(http, {
    path: `${HOME}/mat-khau`,
    name: 'changePassword',
    summary: 'Đổi mật khẩu',
    permission: signedIn,
    view(request, { errors }) {
      requireOwner(request.actor)
      return <PasswordForm request={request} errors={errors} />
    },
    async submit(request, form) {
      const input = { current: textIn(form, 'current'), password: textIn(form, 'password') }
      await changePassword(deps, request.actor, input)
      return undefined
    },
    after: home,
  })
  formAction(http, {
    path: `${HOME}/phien/:id/dong`,
    name: 'endOwnSession',
    summary: 'Đăng xuất một phiên khác',
    permission: signedIn,
    view: (request) => overview(deps, request),
    async submit(request) {
      await endOwnSession(deps, request.actor, pathParam(request, 'id'))
      return undefined
    },
    after: home,
  })
}

function twoStepForms(http: Http, deps: PageDeps): void {
  formAction(http, {
    path: `${HOME}/hai-buoc`,
    name: 'beginTotp',
    summary: 'Bật xác thực hai bước',
    permission: signedIn,
    view: (request) => overview(deps, request),
    async submit(request) {
      await beginTotp(deps, request.actor)
      return undefined
    },
    after: () => `${HOME}/hai-buoc/ma`,
  })
  formPage(http, {
    path: `${HOME}/hai-buoc/ma`,
    name: 'confirmTotp',
    summary: 'Ghi danh điện thoại',
    permission: signedIn,
    async view(request, { errors }) {
      const enrolment = await pendingTotp(deps, request.actor)
      return enrolment ? <TotpForm request={request} errors={errors} enrolment={enrolment} /> : overview(deps, request)
    },
    async submit(request, form) {
      await confirmTotp(deps, request.actor, textIn(form, 'code'))
      return undefined
    },
    after: home,
  })
  formPage(http, {
    path: `${HOME}/hai-buoc/tat`,
    name: 'removeTotp',
    summary: 'Tắt xác thực hai bước',
    permission: signedIn,
    view(request, { errors }) {
      requireOwner(request.actor)
      return <TotpOffForm request={request} errors={errors} />
    },
    async submit(request, form) {
      await removeTotp(deps, request.actor, textIn(form, 'current'))
      return undefined
    },
    after: home,
  })
}

function keyForms(http: Http, deps: PageDeps): void {
  const permission = 'identity.key.manage'
  formPage(http, {
    path: `${HOME}/khoa-moi`,
    name: 'createOwnKey',
    summary: 'Tạo khóa API',
    permission,
    view(request, { errors, form }) {
      requireOwner(request.actor)
      const own = new Set(request.actor.grants.map(({ role }) => role))
      const roles = ROLES.filter((role) => own.has(role))
      return (
        <KeyForm
          request={request}
          errors={errors}
          name={textIn(form, 'name')}
          roles={roles}
          chosen={listIn(form, 'roles')}
        />
      )
    },
    async submit(request, form) {
      const made = await createKey(deps, request.actor, keyOrder(form))
      const words = say(request.lang)
      const up = { href: HOME, text: words.account }
      return <OnceShown request={request} title={words.newKey} say={words.keyMade} secret={made.key} up={up} />
    },
    after: home,
  })
  formAction(http, {
    path: `${HOME}/khoa/:id/thu-hoi`,
    name: 'revokeOwnKey',
    summary: 'Thu hồi khóa API',
    permission,
    view: (request) => overview(deps, request),
    async submit(request) {
      await revokeKey(deps, request.actor, pathParam(request, 'id'))
      return undefined
    },
    after: home,
  })
}

function keyOrder(form: Form) {
  const chosen = listIn(form, 'roles')
  const days = Number(textIn(form, 'days'))
  return {
    name: textIn(form, 'name'),
    roles: ROLES.filter((role) => chosen.includes(role)),
    days: Number.isInteger(days) && days > 0 && days <= 1095 ? days : undefined,
  }
}

function standInForms(http: Http, deps: PageDeps): void {
  const permission = 'identity.standin.name'
  const valuesOf = (form: Form) => ({
    deputy: textIn(form, 'deputy'),
    from: textIn(form, 'from'),
    to: textIn(form, 'to'),
  })
  formPage(http, {
    path: `${HOME}/nguoi-thay`,
    name: 'nameStandIn',
    summary: 'Nhờ người thay khi vắng',
    permission,
    view(request, { errors, form }) {
      requireOwner(request.actor)
      return <StandInForm request={request} errors={errors} values={valuesOf(form)} />
    },
    async submit(request, form) {
      await nameStandIn(deps, request.actor, valuesOf(form))
      return undefined
    },
    after: home,
  })
  formAction(http, {
    path: `${HOME}/nguoi-thay/:id/dung`,
    name: 'endStandIn',
    summary: 'Dừng việc thay',
    permission,
    view: (request) => overview(deps, request),
    async submit(request) {
      await endStandIn(deps, request.actor, pathParam(request, 'id'))
      return undefined
    },
    after: home,
  })
}
