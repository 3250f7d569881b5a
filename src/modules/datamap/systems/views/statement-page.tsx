import type { FastifyRequest } from 'fastify'
import type { ComponentProps } from 'preact'
import { Crumbs, CsrfField, ErrorSummary, errorOf, Field, PageHead, Select, TextArea } from '../../../../ui/index.ts'
import { type FormState, textIn, WorkPage } from '../../../identity/index.ts'
import { TEXTS } from '../forms.ts'
import type { SystemView } from '../read-system.ts'
import { choiceWords, optionsOf } from '../words.ts'
import { say as pageWords } from './page-words.ts'
import { REGISTER_PATH } from './register-page.tsx'

type FieldProps = ComponentProps<typeof Field>

export interface StatementPageProps {
  readonly request: FastifyRequest
  /** Undefined for a new one. */
  readonly view: SystemView | undefined
  readonly agency: string
  readonly state: FormState
}

const LONG: ReadonlySet<string> = new Set(['purpose', 'services', 'networks'])

/** The form about a system; of a new one it also asks for the owner. */
export function StatementPage({ request, view, agency, state }: StatementPageProps) {
  const { lang, csrfToken } = request
  const say = pageWords(lang)
  const { errors, form } = state
  const known = view?.system.record.statement as Readonly<Record<string, unknown>> | undefined
  const sent = Object.keys(form).length > 0
  const field = (name: string) => ({
    lang,
    name,
    label: say.fields[name] ?? name,
    value: sent ? textIn(form, name) : textOf(known?.[name]),
    error: errorOf(errors, name),
  })
  const title = view ? say.editTitle(view.system.record.statement.name) : say.newTitle
  const path = view ? `${REGISTER_PATH}/${view.system.id}` : REGISTER_PATH
  return (
    <WorkPage request={request} title={title} room="systems">
      <Crumbs lang={lang} items={[{ href: path, text: view ? view.system.record.statement.name : say.title }]} />
      <PageHead title={title} />
      <form class="form" method="post" action={view ? `${path}/sua` : `${path}/moi`}>
        <CsrfField token={csrfToken} />
        <ErrorSummary lang={lang} errors={errors} />
        {view ? (
          <input type="hidden" name="revision" value={view.system.revision} />
        ) : (
          <Owner {...field('agency')} value={sent ? textIn(form, 'agency') : agency} />
        )}
        <Field {...field('name')} label={say.name} required maxLength={300} />
        <Select
          {...field('status')}
          value={textIn(form, 'status') || textOf(known?.['status'] ?? 'operating')}
          options={optionsOf(choiceWords(lang), 'status')}
          required
        />
        <Texts field={field} />
        <Field {...field('investedOn')} type="date" width="medium" help={say.investedHelp} required={false} />
        <Field {...field('yearInUse')} inputMode="numeric" width="short" required={false} />
        <div class="acts">
          <button class="btn" type="submit">
            {say.save}
          </button>
        </div>
      </form>
    </WorkPage>
  )
}

/** The plain fields: a line each, or several where much is said. */
function Texts({
  field,
}: {
  field: (name: string) => Pick<FieldProps, 'lang' | 'name' | 'label' | 'error'> & { value: string }
}) {
  return (
    <>
      {TEXTS.map((name) =>
        LONG.has(name) ? (
          <TextArea key={name} {...field(name)} rows={3} required={false} />
        ) : (
          <Field key={name} {...field(name)} required={false} />
        ),
      )}
    </>
  )
}

function Owner({ lang, name, value, error }: Pick<FieldProps, 'lang' | 'name' | 'value' | 'error'>) {
  const say = pageWords(lang)
  return (
    <Field
      lang={lang}
      name={name}
      label={say.agencyCode}
      help={say.agencyHelp}
      value={value}
      error={error}
      width="short"
      required
    />
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
