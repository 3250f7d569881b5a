import type { FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import {
  CheckboxGroup,
  CodeSample,
  Crumbs,
  CsrfField,
  ErrorSummary,
  errorOf,
  Field,
  type FormError,
  Message,
  PageHead,
  Select,
} from '../../../../ui/index.ts'
import type { Enrolment } from '../../access/totp.ts'
import type { Role } from '../../actor.ts'
import { AccountPage } from '../frame.tsx'
import { QrPicture } from '../qr-picture.tsx'
import { roleName, say } from '../words.ts'

const HOME = '/lam-viec/tai-khoan'

export interface FormProps {
  readonly request: FastifyRequest
  readonly errors: readonly FormError[]
}

interface SingleFormProps extends FormProps {
  readonly title: string
  readonly button: string
  /** What stands above the form. */
  readonly before?: ComponentChildren
  /** The page this form belongs to. */
  readonly up?: { readonly href: string; readonly text: string }
  readonly children: ComponentChildren
}

/** A page with one form on it. */
export function SingleForm({ request, errors, title, button, before, up, children }: SingleFormProps) {
  const { lang } = request
  return (
    <AccountPage request={request} title={title} narrow>
      <Crumbs lang={lang} items={[up ?? { href: HOME, text: say(lang).account }]} />
      <PageHead title={title} />
      {before}
      <form class="form" method="post" id="bieu-mau">
        <CsrfField token={request.csrfToken} />
        <ErrorSummary lang={lang} errors={errors} />
        {children}
        <p class="acts">
          <button class="btn" type="submit">
            {button}
          </button>
        </p>
      </form>
    </AccountPage>
  )
}

export function NameForm({ request, errors, value }: FormProps & { value: string }) {
  const { lang } = request
  const words = say(lang)
  return (
    <SingleForm request={request} errors={errors} title={words.changeName} button={words.save}>
      <Field
        lang={lang}
        name="name"
        label={words.name}
        value={value}
        error={errorOf(errors, 'name')}
        autocomplete="name"
        required
      />
    </SingleForm>
  )
}

export function PasswordForm({ request, errors }: FormProps) {
  const { lang } = request
  const words = say(lang)
  return (
    <SingleForm request={request} errors={errors} title={words.changePassword} button={words.changePassword}>
      <Field
        lang={lang}
        name="current"
        label={words.currentPassword}
        type="password"
        autocomplete="current-password"
        error={errorOf(errors, 'current')}
        required
      />
      <Field
        lang={lang}
        name="password"
        label={words.newPassword}
        help={words.passwordHelp}
        type="password"
        autocomplete="new-password"
        error={errorOf(errors, 'password')}
        required
      />
    </SingleForm>
  )
}

export function TotpForm({ request, errors, enrolment }: FormProps & { enrolment: Enrolment }) {
  const { lang } = request
  const words = say(lang)
  const before = (
    <div>
      <p>{words.scan}</p>
      <QrPicture text={enrolment.uri} label={words.qrLabel} />
      <p>
        {words.scanByHand} <code>{enrolment.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
    </div>
  )
  return (
    <SingleForm request={request} errors={errors} title={words.turnOn} button={words.turnOn} before={before}>
      <Field
        lang={lang}
        name="code"
        label={words.code}
        inputMode="numeric"
        autocomplete="one-time-code"
        width="short"
        error={errorOf(errors, 'code')}
        required
      />
    </SingleForm>
  )
}

export function TotpOffForm({ request, errors }: FormProps) {
  const { lang } = request
  const words = say(lang)
  return (
    <SingleForm request={request} errors={errors} title={words.turnOff} button={words.turnOff}>
      <Field
        lang={lang}
        name="current"
        label={words.currentPassword}
        type="password"
        autocomplete="current-password"
        error={errorOf(errors, 'current')}
        required
      />
    </SingleForm>
  )
}

export interface KeyFormProps extends FormProps {
  readonly name: string
  readonly roles: readonly Role[]
  readonly chosen: readonly string[]
}

export function KeyForm({ request, errors, name, roles, chosen }: KeyFormProps) {
  const { lang } = request
  const words = say(lang)
  const days = [90, 180, 365].map((count) => ({ value: String(count), text: words.days(String(count)) }))
  return (
    <SingleForm request={request} errors={errors} title={words.newKey} button={words.newKey}>
      <Field
        lang={lang}
        name="name"
        label={words.keyName}
        help={words.keyNameHelp}
        value={name}
        error={errorOf(errors, 'name')}
        required
      />
      <CheckboxGroup
        name="roles"
        label={words.keyRoles}
        help={words.keyRolesHelp}
        values={chosen}
        error={errorOf(errors, 'roles')}
        options={roles.map((role) => ({ value: role, text: roleName(role, lang) }))}
      />
      <Select
        lang={lang}
        name="days"
        label={words.keyDays}
        options={[...days, { value: '', text: words.never }]}
        value="365"
      />
    </SingleForm>
  )
}

/** A secret that is shown once, with a button to copy it. */
export function OnceShown({
  request,
  title,
  say: sentence,
  secret,
  up,
}: {
  readonly request: FastifyRequest
  readonly title: string
  readonly say: ComponentChildren
  readonly secret: string
  readonly up: { readonly href: string; readonly text: string }
}) {
  const { lang } = request
  return (
    <AccountPage request={request} title={title} narrow copy>
      <Crumbs lang={lang} items={[up]} />
      <PageHead title={title} />
      <Message kind="good">{sentence}</Message>
      <div class="form">
        <CodeSample lang={lang} code={secret} label={title} />
        <p>
          <a class="btn" href={up.href}>
            {say(lang).goOn}
          </a>
        </p>
      </div>
    </AccountPage>
  )
}

export interface StandInFormProps extends FormProps {
  readonly values: { readonly deputy: string; readonly from: string; readonly to: string }
}

export function StandInForm({ request, errors, values }: StandInFormProps) {
  const { lang } = request
  const words = say(lang)
  const field = (name: 'deputy' | 'from' | 'to', type: 'email' | 'date') => (
    <Field
      lang={lang}
      name={name}
      label={words[name]}
      type={type}
      value={values[name]}
      width={type === 'date' ? 'medium' : undefined}
      error={errorOf(errors, name)}
      required
    />
  )
  return (
    <SingleForm
      request={request}
      errors={errors}
      title={words.nameStandIn}
      button={words.nameStandIn}
      before={<p class="muted">{words.standInsHelp}</p>}
    >
      {field('deputy', 'email')}
      {field('from', 'date')}
      {field('to', 'date')}
    </SingleForm>
  )
}
