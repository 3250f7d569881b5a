import type { FastifyRequest } from 'fastify'
import {
  CheckboxGroup,
  CsrfField,
  ErrorSummary,
  errorOf,
  Field,
  type Lang,
  RadioGroup,
  Select,
} from '../../../../ui/index.ts'
import { type FormState, textIn } from '../../../identity/index.ts'
import type { LiveView } from '../read-live.ts'
import { liveWords } from './words.ts'

export interface ConnectionFormProps {
  readonly request: FastifyRequest
  readonly view: LiveView
  readonly state: FormState
}

type Kept = Readonly<Record<string, string>>

function keptOf({ connection }: LiveView): Kept {
  if (!connection) return { engine: 'postgresql', transport: 'verified' }
  const { engine, host, port, database, user, transport, sampling } = connection
  return { engine, host, port: port?.toString() ?? '', database, user, transport, sampling: sampling ? 'yes' : '' }
}

/** How the database is reached. The password is never shown again. */
export function ConnectionForm({ request, view, state }: ConnectionFormProps) {
  const { lang, csrfToken } = request
  const say = liveWords(lang)
  const path = `/lam-viec/ban-do/${view.resource.id}/doc-csdl/ket-noi`
  const kept = keptOf(view)
  const sent = Object.keys(state.form).length > 0
  const field = (name: string) => ({
    lang,
    name,
    value: sent ? textIn(state.form, name) : kept[name],
    error: errorOf(state.errors, name),
  })
  const options = (names: Kept) => Object.entries(names).map(([value, text]) => ({ value, text }))
  return (
    <>
      <form class="form" method="post" action={path}>
        <CsrfField token={csrfToken} />
        <ErrorSummary lang={lang} errors={state.errors} />
        <Select {...field('engine')} label={say.engine} options={options(say.engines)} required />
        <Field {...field('host')} label={say.host} help={say.hostHelp} required maxLength={255} />
        <Field
          {...field('port')}
          label={say.port}
          help={say.portHelp}
          inputMode="numeric"
          width="short"
          required={false}
        />
        <Field {...field('database')} label={say.database} required maxLength={255} />
        <Field {...field('user')} label={say.user} required autocomplete="off" maxLength={255} />
        <Password lang={lang} error={field('password').error} isKept={view.connection !== undefined} />
        <RadioGroup {...field('transport')} label={say.transport} options={options(say.transports)} />
        <Sampling view={view} say={say} chosen={field('sampling').value === 'yes'} />
        <div class="acts">
          <button class={view.connection ? 'btn plain' : 'btn'} type="submit">
            {say.save}
          </button>
        </div>
      </form>
      {view.connection && <RemoveForm token={csrfToken} path={path} text={say.remove} />}
    </>
  )
}

interface PasswordProps {
  readonly lang: Lang
  readonly error: string | undefined
  /** One is stored, so the field may stay empty. */
  readonly isKept: boolean
}

function Password({ lang, error, isKept }: PasswordProps) {
  const say = liveWords(lang)
  return (
    <Field
      lang={lang}
      name="password"
      value=""
      label={say.password}
      help={say.passwordHelp}
      error={error}
      type="password"
      autocomplete="new-password"
      required={isKept ? false : undefined}
    />
  )
}

function RemoveForm({ token, path, text }: { token: string; path: string; text: string }) {
  return (
    <form class="pb-h" method="post" action={`${path}/xoa`}>
      <CsrfField token={token} />
      <button class="btn harm" type="submit">
        {text}
      </button>
    </form>
  )
}

function Sampling({ view, say, chosen }: { view: LiveView; say: ReturnType<typeof liveWords>; chosen: boolean }) {
  const mayChoose = view.maySample || view.connection?.sampling === true
  if (!mayChoose) {
    return (
      <p class="help">
        {say.samplingText}. {say.samplingNot}
      </p>
    )
  }
  return (
    <CheckboxGroup
      name="sampling"
      label={say.sampling}
      values={chosen ? ['yes'] : []}
      options={[{ value: 'yes', text: say.samplingText }]}
    />
  )
}
