import type { ComponentChildren } from 'preact'
import {
  Crumbs,
  CsrfField,
  EmptyState,
  formatDate,
  formatNumber,
  type Lang,
  Layout,
  Message,
  PageHead,
  Pager,
  Part,
  StateMark,
  ViewTabs,
} from '../../../../ui/index.ts'
import { type Agency, nameIn } from '../../../identity/index.ts'
import type { Frame } from '../../pages/plan-page.tsx'
import type { DeadlineRule } from '../../rules/model.ts'
import { dayText } from '../../views/day-text.ts'
import type { DataRequest, RequestState, RequestStep } from '../model.ts'
import { requestWords, STATE_KINDS } from './words.ts'

export const REQUESTS = '/yeu-cau-du-lieu'

/** Parts of the address that choose requests by state. */
export const STATE_NAMES: Readonly<Record<'open' | 'planned' | 'published' | 'refused', string>> = {
  open: 'cho-tra-loi',
  planned: 'se-cong-bo',
  published: 'da-cong-bo',
  refused: 'tu-choi',
}

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
}

/** What the public asks for, the most wanted first. */
export function RequestListPage({ frame, requests, counts, agencies, look, pages, today }: ListProps) {
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
        <Filters lang={lang} look={look} counts={counts} />
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
                today={today}
              />
            ))}
          </ol>
        )}
        {pages > 1 && <Pager lang={lang} page={look.page} pages={pages} href={href} />}
      </div>
    </Layout>
  )
}

function Filters({ lang, look, counts }: Pick<ListProps, 'look' | 'counts'> & { lang: Lang }) {
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
  today,
}: {
  lang: Lang
  request: DataRequest
  agency: Agency | undefined
  today: string
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
            {[
              agency && nameIn(lang, agency),
              say.asked(formatDate(request.askedAt, lang)),
              dueSaid(request, today, lang),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </p>
      </div>
    </li>
  )
}

/** When the answer is due, or since when it is overdue; nothing once it is answered. */
export function dueSaid({ state, dueOn }: DataRequest, today: string, lang: Lang): string {
  const say = requestWords(lang)
  if (state !== 'open' && state !== 'held') return ''
  return dueOn < today ? say.overdue(dayText(dueOn, lang)) : say.answerBy(dayText(dueOn, lang))
}

export interface RequestPageProps {
  readonly frame: Frame
  readonly csrf: string
  readonly request: DataRequest
  readonly steps: readonly RequestStep[]
  readonly agency: Agency | undefined
  readonly plan:
    | { readonly href: string; readonly title: string; readonly item: string; readonly due: string }
    | undefined
  readonly dataset: { readonly href: string; readonly title: string } | undefined
  readonly rule: DeadlineRule | undefined
  readonly said: 'sent' | 'supported' | undefined
  readonly today: string
}

/** One request: what is asked, who needs it too, what the agency says. Names of officers stand under their answers only. */
export function RequestPage(props: RequestPageProps) {
  const { frame, request, agency, today, said } = props
  const { lang } = frame
  const say = requestWords(lang)
  const number = formatNumber(request.number, lang)
  return (
    <Layout {...frame} title={request.title}>
      <div class="wrap ds list-page">
        <Crumbs lang={lang} items={[{ href: REQUESTS, text: say.title }]} />
        {said && (
          <Message kind="good">
            <p>{said === 'sent' ? say.sent(number) : say.supported}</p>
          </Message>
        )}
        <PageHead title={request.title} by={`${say.number(number)}, ${say.asked(formatDate(request.askedAt, lang))}`} />
        <p>
          <StateMark kind={STATE_KINDS[request.state]}>{say.states[request.state]}</StateMark>{' '}
          <span class="muted">{dueSaid(request, today, lang)}</span>
        </p>
        {agency && (
          <p class="took-over">
            {say.to}: <a href={`/co-quan/${agency.code}`}>{nameIn(lang, agency)}</a>
          </p>
        )}
        <Body text={request.body} />
        <Support {...props} />
        <Answer {...props} />
        <Part id="qua-trinh" title={say.happened}>
          <Steps lang={lang} steps={props.steps} />
        </Part>
        {props.rule && (
          <Part id="thoi-han" title={say.rule}>
            <p>
              {props.rule.said[lang]}
              {props.rule.document && ` (${[props.rule.document, props.rule.article].filter(Boolean).join(', ')})`}
            </p>
          </Part>
        )}
      </div>
    </Layout>
  )
}

function Body({ text }: { text: string }) {
  return (
    <div class="took-over">
      {text.split(/\n{1,}/).map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  )
}

function Support({ frame, csrf, request }: RequestPageProps) {
  const say = requestWords(frame.lang)
  const open = request.state === 'open' || request.state === 'planned'
  return (
    <div class="row-acts asks">
      <p class="votes">
        <b>{formatNumber(request.votes, frame.lang)}</b> <span class="small muted">{say.votes}</span>
      </p>
      {open && (
        <form method="post" action={`${REQUESTS}/${request.number}/ung-ho`}>
          <CsrfField token={csrf} />
          <button class="btn" type="submit">
            {say.support}
          </button>
        </form>
      )}
    </div>
  )
}

function Answer({ frame, request, plan, dataset }: RequestPageProps) {
  const { lang } = frame
  const say = requestWords(lang)
  const lines: ComponentChildren[] = [
    request.answer && <p>{request.answer}</p>,
    request.basis && (
      <p>
        {say.basis}: {request.basis}
      </p>
    ),
    plan && (
      <p>
        {say.inPlan}: <a href={plan.href}>{plan.item}</a>, {say.dueOn(dayText(plan.due, lang))}.{' '}
        <span class="muted">{plan.title}</span>
      </p>
    ),
    dataset && (
      <p>
        {say.dataset}: <a href={dataset.href}>{dataset.title}</a>
      </p>
    ),
  ]
  return (
    <Part id="tra-loi" title={say.answer}>
      {lines.some(Boolean) ? lines : <p class="muted">{say.noAnswer}</p>}
      {request.answeredAt && (
        <p class="small muted">
          {request.answeredBy}, {formatDate(request.answeredAt, lang)}
        </p>
      )}
    </Part>
  )
}

/** What happened to a request, in order. */
export function Steps({ lang, steps }: { lang: Lang; steps: readonly RequestStep[] }) {
  const say = requestWords(lang)
  return (
    <ol class="steps-of">
      {steps.map((step, index) => (
        <li key={index} class={index === steps.length - 1 ? 'last' : undefined}>
          <span class="num small muted">{formatDate(step.at, lang)}</span> {say.steps[step.kind] ?? step.kind}
          {step.kind === 'moved' && step.text && `: ${step.text}`}
        </li>
      ))}
    </ol>
  )
}
