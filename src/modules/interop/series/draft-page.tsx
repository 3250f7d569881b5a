import type { FastifyRequest } from 'fastify'
import { CsrfField, ErrorSummary, Message, PageHead } from '../../../ui/index.ts'
import type { Change } from '../../catalog/index.ts'
import { type FormState, justDone, WorkPage } from '../../identity/index.ts'
import { SeriesFields } from './form.tsx'
import { DRAFT, missingOfSeries } from './kind.ts'
import { seriesWords } from './words.ts'

export interface SeriesDraftProps {
  readonly request: FastifyRequest
  readonly change: Change
  readonly agency: string
  readonly state: FormState
  readonly may: { readonly write: boolean; readonly submit: boolean }
}

/** A series being written: its fields, then the way to review. */
export function SeriesDraftPage(props: SeriesDraftProps) {
  const { request, change, agency, state } = props
  const { lang } = request
  const say = seriesWords(lang)
  const { title } = change.record
  return (
    <WorkPage request={request} title={title.vi || say.create} room="desk" done={justDone(request, say.done)}>
      <PageHead title={title.vi || say.create} by={agency} />
      <ErrorSummary lang={lang} errors={state.errors} />
      {change.state === 'draft' && change.returned && (
        <Message kind="note" title={say.returned(change.returned.by)}>
          <p>{change.returned.reason}</p>
        </Message>
      )}
      {change.state === 'draft' ? <Edit {...props} /> : <Waiting {...props} />}
    </WorkPage>
  )
}

function Edit({ request, change, state, may }: SeriesDraftProps) {
  const { lang, csrfToken } = request
  const say = seriesWords(lang)
  const base = `${DRAFT}${change.id}`
  const isReady = missingOfSeries(change.record).length === 0
  return (
    <>
      {may.write && (
        <form class="form" method="post" action={`${base}/luu`}>
          <CsrfField token={csrfToken} />
          <input type="hidden" name="version" value={change.revision} />
          <SeriesFields lang={lang} errors={state.errors} record={change.record} />
          <p class="acts">
            <button class={isReady ? 'btn plain' : 'btn'} type="submit">
              {say.save}
            </button>
          </p>
        </form>
      )}
      {may.submit && (
        <form class="form pb-h" method="post" action={`${base}/gui`}>
          <CsrfField token={csrfToken} />
          <p>{say.sendHelp}</p>
          <p class="acts">
            <button class={isReady ? 'btn' : 'btn plain'} type="submit">
              {say.send}
            </button>
          </p>
        </form>
      )}
      {may.write && (
        <form class="pb-h" method="post" action={`${base}/bo`}>
          <CsrfField token={csrfToken} />
          <button class="btn harm" type="submit">
            {say.drop}
          </button>
        </form>
      )}
    </>
  )
}

function Waiting({ request, change, may }: SeriesDraftProps) {
  const say = seriesWords(request.lang)
  return (
    <>
      <p class="lede">{change.record.description.vi}</p>
      <Message kind="note">
        <p>{say.waiting}</p>
        {may.submit && (
          <form method="post" action={`${DRAFT}${change.id}/lay-lai`}>
            <CsrfField token={request.csrfToken} />
            <button class="btn plain" type="submit">
              {say.takeBack}
            </button>
          </form>
        )}
      </Message>
    </>
  )
}
