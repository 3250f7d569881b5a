import type { FastifyRequest } from 'fastify'
import {
  Crumbs,
  CsrfField,
  ErrorSummary,
  errorOf,
  Field,
  type FormError,
  PageHead,
  Select,
  t,
} from '../../../../ui/index.ts'
import { AccountPage } from '../frame.tsx'
import { say } from '../words.ts'

interface FormState {
  readonly request: FastifyRequest
  readonly errors?: readonly FormError[]
}

export interface SignInProps extends FormState {
  readonly email?: string
  readonly target: string
  /** Label of the agency's own sign-on, where one is set up. */
  readonly signOn?: string | undefined
}

/** E-mail address and password. */
export function SignInPage({ request, errors = [], email, target, signOn }: SignInProps) {
  const { lang } = request
  const words = say(lang)
  return (
    <AccountPage request={request} title={words.signIn} narrow>
      <Crumbs lang={lang} items={[{ href: '/', text: t(lang).brand }]} />
      <PageHead title={words.signIn} />
      <form class="form" method="post" action="/dang-nhap" id="bieu-mau">
        <CsrfField token={request.csrfToken} />
        <input type="hidden" name="toi" value={target} />
        <ErrorSummary lang={lang} errors={errors} />
        <Field
          lang={lang}
          name="email"
          label={words.email}
          type="email"
          autocomplete="username"
          value={email}
          required
        />
        <Field
          lang={lang}
          name="password"
          label={words.password}
          type="password"
          autocomplete="current-password"
          required
        />
        <p class="acts">
          <button class="btn" type="submit">
            {words.signIn}
          </button>
        </p>
        {signOn && (
          <p>
            <a class="btn plain" href={`/dang-nhap/sso?toi=${encodeURIComponent(target)}`}>
              {words.signInWith(signOn)}
            </a>
          </p>
        )}
        <p class="muted">{words.forgot}</p>
      </form>
    </AccountPage>
  )
}

export interface CodeProps extends FormState {
  readonly ticket: string
  readonly target: string
}

/** The six digits of the phone. */
export function CodePage({ request, errors = [], ticket, target }: CodeProps) {
  const { lang } = request
  const words = say(lang)
  return (
    <AccountPage request={request} title={words.codeTitle} narrow>
      <Crumbs lang={lang} items={[{ href: '/', text: t(lang).brand }]} />
      <PageHead title={words.codeTitle} />
      <form class="form" method="post" action="/dang-nhap/ma" id="bieu-mau">
        <CsrfField token={request.csrfToken} />
        <input type="hidden" name="ve" value={ticket} />
        <input type="hidden" name="toi" value={target} />
        <ErrorSummary lang={lang} errors={errors} />
        <Field
          lang={lang}
          name="code"
          label={words.code}
          help={words.codeHelp}
          inputMode="numeric"
          autocomplete="one-time-code"
          width="short"
          maxLength={7}
          required
        />
        <p class="acts">
          <button class="btn" type="submit">
            {words.goOn}
          </button>
        </p>
      </form>
    </AccountPage>
  )
}

export interface LinkPageProps extends FormState {
  readonly kind: 'invitation' | 'reset' | 'first-operator'
  /** Absent for the first operator. */
  readonly person?: { readonly name: string; readonly email: string } | undefined
  readonly values?: { readonly name: string; readonly email: string; readonly agency: string }
  readonly agencies: readonly { readonly value: string; readonly text: string }[]
}

/** What a one-time link opens: set a password, and for the first operator say who one is. */
export function LinkPage(props: LinkPageProps) {
  const { request, kind, person, errors = [] } = props
  const { lang } = request
  const words = say(lang)
  const title = { invitation: words.invitation, reset: words.reset, 'first-operator': words.firstOperator }[kind]
  const lede = person
    ? kind === 'reset'
      ? words.resetFor(person.name)
      : words.invitationFor(person.name)
    : words.firstOperatorHelp
  return (
    <AccountPage request={request} title={title} narrow>
      <Crumbs lang={lang} items={[{ href: '/', text: t(lang).brand }]} />
      <PageHead title={title} lede={lede} />
      <form class="form" method="post" id="bieu-mau">
        <CsrfField token={request.csrfToken} />
        <ErrorSummary lang={lang} errors={errors} />
        {person ? (
          <input type="hidden" name="email" value={person.email} autocomplete="username" />
        ) : (
          <OperatorFields {...props} />
        )}
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
        <p class="acts">
          <button class="btn" type="submit">
            {words.setPassword}
          </button>
        </p>
      </form>
    </AccountPage>
  )
}

function OperatorFields({ request, errors = [], values, agencies }: LinkPageProps) {
  const { lang } = request
  const words = say(lang)
  return (
    <>
      <Field lang={lang} name="name" label={words.name} value={values?.name} error={errorOf(errors, 'name')} required />
      <Field
        lang={lang}
        name="email"
        label={words.email}
        type="email"
        autocomplete="username"
        value={values?.email}
        error={errorOf(errors, 'email')}
        required
      />
      <Select
        lang={lang}
        name="agency"
        label={words.agency}
        empty={words.agencyChoose}
        options={agencies}
        value={values?.agency}
        error={errorOf(errors, 'agency')}
        required
      />
    </>
  )
}
