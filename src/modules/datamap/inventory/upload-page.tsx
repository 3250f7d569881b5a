import type { FastifyRequest } from 'fastify'
import {
  CsrfField,
  ErrorSummary,
  errorOf,
  FileDrop,
  formatDate,
  type Lang,
  PageHead,
  Part,
  Select,
} from '../../../ui/index.ts'
import { type Agency, type FormState, justDone, textIn, WorkPage } from '../../identity/index.ts'
import { doneWords } from '../room/words.ts'
import type { ListedInventory } from './store.ts'
import { inventoryWords } from './words.ts'

export const MAX_BYTES = 40e6

export interface UploadPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly agencies: readonly Agency[]
  readonly recent: readonly ListedInventory[]
}

/** Where a workbook comes in. */
export function UploadPage({ request, state, agencies, recent }: UploadPageProps) {
  const { lang } = request
  const say = inventoryWords(lang)
  return (
    <WorkPage request={request} title={say.title} done={justDone(request, doneWords(lang))}>
      <PageHead title={say.title} lede={say.lede} />
      <ErrorSummary lang={lang} errors={state.errors} />
      <form class="form" method="post" action="/lam-viec/ban-do/nap" enctype="multipart/form-data">
        <CsrfField token={request.csrfToken} />
        <Select
          lang={lang}
          name="agency"
          label={say.agency}
          help={say.agencyHelp}
          error={errorOf(state.errors, 'agency')}
          value={textIn(state.form, 'agency') || agencies[0]?.code}
          options={agencies.map(({ code, name }) => ({ value: code, text: `${name} (${code})` }))}
        />
        <FileDrop
          lang={lang}
          name="tep"
          label={say.file}
          help={say.fileHelp}
          error={errorOf(state.errors, 'tep')}
          accept=".xlsx,.xls,.ods,.csv"
          maxBytes={MAX_BYTES}
        />
        <p class="acts">
          <button class="btn" type="submit">
            {say.read}
          </button>
        </p>
      </form>
      <p class="pb-h">
        <a href="/lam-viec/ban-do/mau.xlsx">{say.template}</a>. <a href="/lam-viec/ban-do/danh-muc.xlsx">{say.own}</a>.
      </p>
      {recent.length > 0 && <Recent lang={lang} recent={recent} />}
    </WorkPage>
  )
}

function Recent({ lang, recent }: { lang: Lang; recent: readonly ListedInventory[] }) {
  const say = inventoryWords(lang)
  return (
    <Part id="gan-day" title={say.recent}>
      <ul>
        {recent.map(({ id, fileName, state, by, createdAt }) => (
          <li key={id}>
            <a href={`/lam-viec/ban-do/nap/${id}`}>{fileName}</a>{' '}
            <span class="muted">
              {formatDate(createdAt, lang)}, {by}, {say.states[state] ?? state}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
