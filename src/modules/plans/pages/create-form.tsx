import type { FastifyRequest } from 'fastify'
import {
  CsrfField,
  ErrorSummary,
  errorOf,
  Field,
  type FormError,
  type Option,
  Part,
  Select,
} from '../../../ui/index.ts'
import { planWords } from './words.ts'

export interface CreateChoices {
  readonly agencies: readonly Option[]
  readonly kinds: readonly Option[]
  readonly from: string
  readonly to: string
}

export interface CreateFormProps {
  readonly request: FastifyRequest
  readonly create: CreateChoices
  readonly errors: readonly FormError[]
}

/** Which plan, of whom, for which days. */
export function CreateForm({ request, create, errors }: CreateFormProps) {
  const { lang, csrfToken } = request
  const say = planWords(lang)
  const control = (name: 'kind' | 'agency' | 'from' | 'to') => ({
    lang,
    name,
    label: say[name],
    error: errorOf(errors, name),
  })
  const day = { type: 'date' as const, width: 'medium' as const, required: true }
  return (
    <Part id="lap" title={say.create}>
      <form class="form" method="post" action="/lam-viec/ke-hoach">
        <CsrfField token={csrfToken} />
        <ErrorSummary lang={lang} errors={errors} />
        <Select {...control('kind')} options={create.kinds} value="open-data" />
        <Select {...control('agency')} options={create.agencies} />
        <Field {...control('from')} {...day} value={create.from} />
        <Field {...control('to')} {...day} value={create.to} />
        <button class="btn" type="submit">
          {say.open}
        </button>
      </form>
    </Part>
  )
}
