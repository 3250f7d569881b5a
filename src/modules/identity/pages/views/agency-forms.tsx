import type { FastifyRequest } from 'fastify'
import {
  CheckboxGroup,
  Crumbs,
  CsrfField,
  ErrorSummary,
  errorOf,
  Field,
  type FormError,
  PageHead,
  Part,
  Select,
} from '../../../../ui/index.ts'
import type { Role } from '../../actor.ts'
import type { Agency } from '../../agencies/model.ts'
import type { ManagedPerson } from '../../people/person-view.ts'
import { AccountPage } from '../frame.tsx'
import { roleHelp, roleName, say } from '../words.ts'
import { type FormProps, SingleForm } from './account-forms.tsx'
import { OneButton } from './account-view.tsx'
import { agencyHome } from './agency-view.tsx'

interface AgencyFormProps extends FormProps {
  readonly agency: Agency
}

const upTo = (agency: Agency) => ({ href: agencyHome(agency.code), text: agency.name })

export interface SettingsFormProps extends AgencyFormProps {
  readonly values: { readonly contactPhone: string; readonly contactEmail: string; readonly ownAllowed: boolean }
}

/** Whom the public calls, and whether officers may approve their own work. */
export function SettingsForm({ request, errors, agency, values }: SettingsFormProps) {
  const { lang } = request
  const words = say(lang)
  return (
    <SingleForm request={request} errors={errors} title={words.settings} button={words.save} up={upTo(agency)}>
      <Field
        lang={lang}
        name="contactPhone"
        label={words.phone}
        type="tel"
        width="medium"
        value={values.contactPhone}
        error={errorOf(errors, 'contactPhone')}
        required={false}
      />
      <Field
        lang={lang}
        name="contactEmail"
        label={words.contactEmail}
        type="email"
        value={values.contactEmail}
        error={errorOf(errors, 'contactEmail')}
        required={false}
      />
      <CheckboxGroup
        name="fourEyes"
        label={words.fourEyes}
        values={values.ownAllowed ? ['off'] : []}
        options={[{ value: 'off', text: words.fourEyesAllow, help: words.fourEyesHelp }]}
      />
    </SingleForm>
  )
}

export interface InviteFormProps extends AgencyFormProps {
  readonly values: { readonly name: string; readonly email: string; readonly roles: readonly string[] }
  /** Roles the reader may give here. */
  readonly roles: readonly Role[]
}

/** Name, address and roles of somebody new. */
export function InviteForm({ request, errors, agency, values, roles }: InviteFormProps) {
  const { lang } = request
  const words = say(lang)
  return (
    <SingleForm request={request} errors={errors} title={words.invite} button={words.invite} up={upTo(agency)}>
      <Field lang={lang} name="name" label={words.name} value={values.name} error={errorOf(errors, 'name')} required />
      <Field
        lang={lang}
        name="email"
        label={words.email}
        type="email"
        value={values.email}
        error={errorOf(errors, 'email')}
        required
      />
      <CheckboxGroup
        name="roles"
        label={words.roles}
        values={values.roles}
        error={errorOf(errors, 'roles')}
        options={roles.map((role) => ({ value: role, text: roleName(role, lang), help: roleHelp(role, lang) }))}
      />
    </SingleForm>
  )
}

export interface PersonPageProps {
  readonly request: FastifyRequest
  readonly errors: readonly FormError[]
  readonly agency: Agency
  readonly managed: ManagedPerson
  readonly roles: readonly Role[]
}

/** One person of the agency: roles, password link, account. */
export function PersonPage(props: PersonPageProps) {
  const { request, errors, agency, managed } = props
  const { person } = managed
  const words = say(request.lang)
  return (
    <AccountPage request={request} title={person.name}>
      <Crumbs lang={request.lang} items={[upTo(agency)]} />
      <PageHead title={person.name} by={person.email} />
      <div id="bieu-mau">
        <ErrorSummary lang={request.lang} errors={errors} />
      </div>
      <RolesPart {...props} />
      <Part id="tai-khoan" title={words.account}>
        {managed.manageable ? <AccountButtons {...props} /> : <p>{words.otherRoles}</p>}
      </Part>
    </AccountPage>
  )
}

function RolesPart({ request, agency, managed, roles }: PersonPageProps) {
  const { lang } = request
  const words = say(lang)
  const base = `${agencyHome(agency.code)}/nguoi/${managed.person.id}`
  return (
    <Part id="vai-tro" title={words.roles}>
      <div class="form">
        <ul class="undo">
          {managed.roles.map((held) => (
            <li key={held.grantId}>
              <span>
                {roleName(held.role, lang)}, {held.agencyName}
              </span>
              {held.mine && (
                <OneButton request={request} action={`${base}/vai-tro/${held.grantId}/thoi`}>
                  {words.endRole}
                  <span class="vh"> {roleName(held.role, lang)}</span>
                </OneButton>
              )}
            </li>
          ))}
        </ul>
        <form class="form" method="post" action={`${base}/vai-tro`}>
          <CsrfField token={request.csrfToken} />
          <Select
            lang={lang}
            name="role"
            label={words.addRole}
            empty={words.choose}
            options={roles.map((role) => ({ value: role, text: roleName(role, lang) }))}
            required
          />
          <p class="acts">
            <button class="btn plain" type="submit">
              {words.addRole}
            </button>
          </p>
        </form>
      </div>
    </Part>
  )
}

function AccountButtons({ request, agency, managed }: PersonPageProps) {
  const words = say(request.lang)
  const { person } = managed
  const base = `${agencyHome(agency.code)}/nguoi/${person.id}`
  return (
    <div class="form">
      <OneButton request={request} action={`${base}/duong-dan`}>
        {words.makeLink}
      </OneButton>
      {person.totpSince && (
        <OneButton request={request} action={`${base}/bo-hai-buoc`}>
          {words.clearTwoStep}
        </OneButton>
      )}
      {person.disabledAt ? (
        <OneButton request={request} action={`${base}/mo`}>
          {words.openAccount}
        </OneButton>
      ) : (
        <OneButton request={request} action={`${base}/khoa`} harm>
          {words.closeAccount}
        </OneButton>
      )}
    </div>
  )
}
