import type { FastifyRequest } from 'fastify'
import { CsrfField, ErrorSummary, errorOf, Field, PageHead, Select } from '../../../ui/index.ts'
import { type Agency, type FormState, textIn, WorkPage } from '../../identity/index.ts'
import { listWords } from './list-words.ts'

export interface NewPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly agencies: readonly Agency[]
}

/** Two questions, then the draft. */
export function NewPage({ request, state, agencies }: NewPageProps) {
  const { lang } = request
  const say = listWords(lang)
  return (
    <WorkPage request={request} title={say.newTitle}>
      <PageHead title={say.newTitle} lede={say.newLede} />
      <ErrorSummary lang={lang} errors={state.errors} />
      <form class="form" method="post" action="/lam-viec/ban-do/moi">
        <CsrfField token={request.csrfToken} />
        <Field
          lang={lang}
          name="name"
          label={say.name}
          value={textIn(state.form, 'name')}
          error={errorOf(state.errors, 'name')}
          maxLength={300}
        />
        <Select
          lang={lang}
          name="agency"
          label={say.agency}
          value={textIn(state.form, 'agency') || agencies[0]?.code}
          error={errorOf(state.errors, 'agency')}
          options={agencies.map(({ code, name }) => ({ value: code, text: `${name} (${code})` }))}
        />
        <p class="acts">
          <button class="btn" type="submit">
            {say.create}
          </button>
        </p>
      </form>
    </WorkPage>
  )
}
