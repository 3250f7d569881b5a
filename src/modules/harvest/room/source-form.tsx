import type { FastifyRequest } from 'fastify'
import {
  Crumbs,
  CsrfField,
  ErrorSummary,
  errorOf,
  Field,
  type FormError,
  type Lang,
  PageHead,
  RadioGroup,
  Select,
} from '../../../ui/index.ts'
import { type Form, type FormState, textIn, WorkPage } from '../../identity/index.ts'
import type { SourceInput } from '../manage/source-input.ts'
import { SCHEDULES, type Source, type SourceKind } from '../model.ts'
import { HOME } from './list-page.tsx'
import { kindName, say, scheduleName } from './words.ts'

const OFFERED: readonly SourceKind[] = ['ckan', 'dcat', 'data-json', 'url-list']

export interface SourceFormProps {
  readonly request: FastifyRequest
  readonly state: FormState
  /** The source to change; absent for a new one. */
  readonly source?: Source | undefined
  readonly agency: string
}

/** The form of a source: what it is, where, who answers for it, how often it is read. */
export function SourceForm({ request, state, source, agency }: SourceFormProps) {
  const { lang, csrfToken } = request
  const words = say(lang)
  const { errors } = state
  const values = errors.length > 0 ? inputIn(state.form) : valuesOf(source, agency)
  const title = source ? words.edit : words.add
  return (
    <WorkPage request={request} title={title}>
      <Crumbs
        lang={lang}
        items={[
          { href: HOME, text: words.title },
          ...(source ? [{ href: `${HOME}/${source.id}`, text: source.name }] : []),
        ]}
      />
      <PageHead title={title} />
      <form class="form" method="post">
        <CsrfField token={csrfToken} />
        {errors.length > 0 && <ErrorSummary lang={lang} errors={errors} />}
        <WhatAndWhere
          lang={lang}
          errors={errors}
          values={values}
          kinds={source?.kind === 'nguon' ? ['nguon'] : OFFERED}
        />
        <WhoAndWhen lang={lang} errors={errors} values={values} />
        <button class="btn">{words.save}</button>
      </form>
    </WorkPage>
  )
}

interface FieldsProps {
  readonly lang: Lang
  readonly errors: readonly FormError[]
  readonly values: SourceInput
}

function WhatAndWhere({ lang, errors, values, kinds }: FieldsProps & { kinds: readonly SourceKind[] }) {
  const words = say(lang)
  return (
    <>
      <Field
        lang={lang}
        name="name"
        label={words.name}
        help={words.nameHelp}
        value={values.name}
        error={errorOf(errors, 'name')}
        maxLength={300}
        required
      />
      <RadioGroup
        name="kind"
        label={words.kind}
        value={values.kind}
        error={errorOf(errors, 'kind')}
        options={kinds.map((kind) => ({ value: kind, text: kindName(kind, lang) }))}
      />
      <Field
        lang={lang}
        name="url"
        type="url"
        label={words.url}
        help={words.urlHelp}
        value={values.url}
        error={errorOf(errors, 'url')}
        maxLength={1000}
        required
      />
    </>
  )
}

function WhoAndWhen({ lang, errors, values }: FieldsProps) {
  const words = say(lang)
  return (
    <>
      <Field
        lang={lang}
        name="agency"
        label={words.agency}
        help={words.agencyHelp}
        value={values.agency}
        error={errorOf(errors, 'agency')}
        width="medium"
        maxLength={60}
        required
      />
      <Field
        lang={lang}
        name="contactEmail"
        type="email"
        label={words.contact}
        value={values.contactEmail ?? ''}
        error={errorOf(errors, 'contactEmail')}
        maxLength={200}
        required={false}
      />
      <Select
        lang={lang}
        name="schedule"
        label={words.schedule}
        value={values.schedule}
        error={errorOf(errors, 'schedule')}
        options={SCHEDULES.map((schedule) => ({ value: schedule, text: scheduleName(schedule, lang) }))}
      />
    </>
  )
}

/** What the form says. */
export function inputIn(form: Form): SourceInput {
  return {
    name: textIn(form, 'name'),
    kind: textIn(form, 'kind'),
    url: textIn(form, 'url'),
    agency: textIn(form, 'agency'),
    contactEmail: textIn(form, 'contactEmail') || undefined,
    schedule: textIn(form, 'schedule'),
  }
}

function valuesOf(source: Source | undefined, agency: string): SourceInput {
  if (!source) return { name: '', kind: 'ckan', url: '', agency, schedule: 'daily' }
  const { name, kind, url, contactEmail, schedule } = source
  return { name, kind, url, agency, contactEmail, schedule }
}
