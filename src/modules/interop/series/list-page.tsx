import type { FastifyRequest } from 'fastify'
import {
  CsrfField,
  EmptyState,
  ErrorSummary,
  formatNumber,
  type Option,
  PageHead,
  Part,
  Select,
  StateMark,
} from '../../../ui/index.ts'
import { type FormState, justDone, textIn, WorkPage } from '../../identity/index.ts'
import { SeriesFields } from './form.tsx'
import { DRAFT, OWNED } from './kind.ts'
import type { OwnSeries } from './read-shown.ts'
import { seriesWords } from './words.ts'

export interface SeriesListProps {
  readonly request: FastifyRequest
  readonly own: OwnSeries
  readonly state: FormState
  /** Agencies where this person may make a series. */
  readonly agencies: readonly Option[]
}

/** Series of one's agencies: what is public, what is being written, and the way to a new one. */
export function SeriesListPage({ request, own, state, agencies }: SeriesListProps) {
  const { lang } = request
  const say = seriesWords(lang)
  const isEmpty = own.published.length + own.drafts.length === 0
  return (
    <WorkPage request={request} title={say.list} room="desk" done={justDone(request, say.done)}>
      <PageHead title={say.list} lede={say.listLede} />
      <ErrorSummary lang={lang} errors={state.errors} />
      {isEmpty && <EmptyState title={say.none}>{say.noneText}</EmptyState>}
      {own.drafts.length > 0 && (
        <Part id="dang-soan" title={say.drafts}>
          <ul class="plain">
            {own.drafts.map(({ change }) => (
              <li key={change.id}>
                <a href={`${DRAFT}${change.id}`}>{change.record.title.vi}</a>{' '}
                <StateMark kind={change.state === 'in_review' ? 'warn' : 'idle'}>
                  {say.state[change.state] ?? change.state}
                </StateMark>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {own.published.length > 0 && (
        <Part id="cong-khai" title={say.published}>
          <ul class="plain">
            {own.published.map(({ resource, members }) => (
              <li key={resource.id}>
                <a href={`${OWNED}${resource.slug}`}>{resource.record?.title[lang] ?? resource.record?.title.vi}</a>{' '}
                <span class="small muted">{say.members(formatNumber(members, lang))}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {agencies.length > 0 && <CreateForm request={request} state={state} agencies={agencies} />}
    </WorkPage>
  )
}

function CreateForm({ request, state, agencies }: Omit<SeriesListProps, 'own'>) {
  const { lang, csrfToken } = request
  const say = seriesWords(lang)
  const typed = (name: string) => textIn(state.form, name)
  const record = {
    title: { vi: typed('title.vi'), en: typed('title.en') },
    description: { vi: typed('description.vi'), en: typed('description.en') },
  }
  return (
    <Part id="lap" title={say.create}>
      <form class="form" method="post" action="/lam-viec/chuoi">
        <CsrfField token={csrfToken} />
        <Select lang={lang} name="agency" label={say.agency} options={agencies} value={typed('agency')} />
        <SeriesFields lang={lang} errors={state.errors} record={record} />
        <p class="acts">
          <button class="btn" type="submit">
            {say.createDo}
          </button>
        </p>
      </form>
    </Part>
  )
}
