import {
  EmptyState,
  Field,
  formatDate,
  formatNumber,
  type Lang,
  Layout,
  PageHead,
  Pager,
  StateMark,
  ViewTabs,
} from '../../../../ui/index.ts'
import { type Agency, nameIn } from '../../../identity/index.ts'
import type { Frame } from '../../pages/plan-page.tsx'
import type { AnswerFigures } from '../figures.ts'
import type { DataRequest, RequestState } from '../model.ts'
import { dueSaid } from './due-said.ts'
import { requestWords, STATE_KINDS } from './words.ts'

export const REQUESTS = '/yeu-cau-du-lieu'

/** Parts of the address that choose requests by state. */
export const STATE_NAMES: Readonly<Record<'open' | 'planned' | 'published' | 'refused', string>> = {
  open: 'cho-tra-loi',
  planned: 'se-cong-bo',
  published: 'da-cong-bo',
  refused: 'tu-choi',
}

/** The part of the address for requests that are past their day. */
export const LATE = 'qua-han'

export interface ListProps {
  readonly frame: Frame
  readonly requests: readonly DataRequest[]
  readonly counts: ReadonlyMap<string, number>
  readonly agencies: ReadonlyMap<string, Agency>
  readonly look: {
    readonly state: string
    readonly sort: 'votes' | 'new'
    readonly agency: string
    readonly page: number
  }
  readonly pages: number
  readonly today: string
  readonly figures: AnswerFigures
  /** Requests whose day to answer may still move. */
  readonly tentative: ReadonlySet<string>
}

/** What the public asks for, the most wanted first. */
export function RequestListPage(props: ListProps) {
  const { frame, requests, counts, agencies, look, pages, today, figures, tentative } = props
  const { lang } = frame
  const say = requestWords(lang)
  const href = (page: number) => listHref({ ...look, page })
  return (
    <Layout {...frame} title={say.title} description={say.lede}>
      <div class="wrap ds list-page">
        <PageHead
          title={say.title}
          lede={say.lede}
          action={
            <a class="btn" href={`${REQUESTS}/gui${look.agency ? `?co-quan=${look.agency}` : ''}`}>
              {say.askNow}
            </a>
          }
        />
        <Answered lang={lang} figures={figures} />
        <Filters lang={lang} look={look} counts={counts} late={figures.late} />
        {requests.length === 0 ? (
          <EmptyState title={say.none}>
            <p>{say.noneHint}</p>
          </EmptyState>
        ) : (
          <ol class="asks">
            {requests.map((request) => (
              <RequestItem
                key={request.id}
                lang={lang}
                request={request}
                agency={agencies.get(request.agencyId)}
                due={dueSaid(request, { today, lang, tentative: tentative.has(request.id) })}
              />
            ))}
          </ol>
        )}
        {pages > 1 && <Pager lang={lang} page={look.page} pages={pages} href={href} />}
        <LookUp lang={lang} />
      </div>
    </Layout>
  )
}

/** How agencies answer; nothing before the first answer is given or missed. */
function Answered({ lang, figures: { answered, onTime, late } }: { lang: Lang; figures: AnswerFigures }) {
  if (answered + late === 0) return null
  const number = (count: number) => formatNumber(count, lang)
  return <p>{requestWords(lang).figures(number(answered), number(onTime), number(late))}</p>
}

/** For whoever kept the number of a request. */
function LookUp({ lang }: { lang: Lang }) {
  const say = requestWords(lang)
  return (
    <form class="filters" method="get" action={`${REQUESTS}/tra`}>
      <Field lang={lang} name="so" label={say.lookUp} inputMode="numeric" maxLength={12} width="short" />
      <button class="btn plain" type="submit">
        {say.lookUpDo}
      </button>
    </form>
  )
}

function Filters({ lang, look, counts, late }: Pick<ListProps, 'look' | 'counts'> & { lang: Lang; late: number }) {
  const say = requestWords(lang)
  const href = (changes: Partial<ListProps['look']>) => listHref({ ...look, page: 1, ...changes })
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const states = Object.entries(STATE_NAMES) as [RequestState, string][]
  const tab = (name: string, text: string, count: number) => ({
    href: href({ state: name }),
    text: `${text} ${formatNumber(count, lang)}`,
    current: look.state === name,
  })
  return (
    <>
      <ViewTabs
        lang={lang}
        small
        label={say.filter}
        tabs={[
          tab('', say.all, total),
          ...states.map(([state, name]) => tab(name, say.states[state], counts.get(state) ?? 0)),
          ...(late > 0 ? [tab(LATE, say.late, late)] : []),
        ]}
      />
      <ViewTabs
        lang={lang}
        small
        label={say.sort}
        tabs={[
          { href: href({ sort: 'votes' }), text: say.byVotes, current: look.sort === 'votes' },
          { href: href({ sort: 'new' }), text: say.byNew, current: look.sort === 'new' },
        ]}
      />
    </>
  )
}

function listHref({ state, sort, agency, page }: ListProps['look']): string {
  const params = new URLSearchParams()
  if (state) params.set('tinh-trang', state)
  if (sort !== 'votes') params.set('xep', 'moi')
  if (agency) params.set('co-quan', agency)
  if (page > 1) params.set('trang', String(page))
  return params.size > 0 ? `${REQUESTS}?${params}` : REQUESTS
}

function RequestItem({
  lang,
  request,
  agency,
  due,
}: {
  lang: Lang
  request: DataRequest
  agency: Agency | undefined
  due: string
}) {
  const say = requestWords(lang)
  return (
    <li>
      <p class="votes">
        <b>{formatNumber(request.votes, lang)}</b> <span class="small muted">{say.votes}</span>
      </p>
      <div>
        <h2>
          <a href={`${REQUESTS}/${request.number}`}>{request.title}</a>
        </h2>
        <p class="small">
          <StateMark kind={STATE_KINDS[request.state]}>{say.states[request.state]}</StateMark>{' '}
          <span class="muted">
            {[agency && nameIn(lang, agency), say.asked(formatDate(request.askedAt, lang)), due]
              .filter(Boolean)
              .join(', ')}
          </span>
        </p>
      </div>
    </li>
  )
}
