import type { ComponentChildren } from 'preact'
import { daysBetween } from '../../../../platform/days.ts'
import {
  Crumbs,
  CsrfField,
  formatDate,
  formatNumber,
  type Lang,
  Layout,
  Message,
  PageHead,
  Part,
  StateMark,
} from '../../../../ui/index.ts'
import { dayInVietnam } from '../../../catalog/index.ts'
import { type Agency, nameIn } from '../../../identity/index.ts'
import type { Frame } from '../../pages/plan-page.tsx'
import type { CountedTime } from '../../rules/count-time.ts'
import type { DeadlineRule } from '../../rules/model.ts'
import { dayText } from '../../views/day-text.ts'
import type { DataRequest, RequestStep } from '../model.ts'
import { dueSaid, isTentative } from './due-said.ts'
import { REQUESTS } from './public-pages.tsx'
import { requestWords, STATE_KINDS } from './words.ts'

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
  /** How the day to answer was counted. */
  readonly counted: CountedTime | undefined
  readonly said: 'sent' | 'supported' | undefined
  /** This browser has supported it. */
  readonly voted: boolean
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
          <span class="muted">{dueSaid(request, { today, lang, tentative: isTentative(props.counted) })}</span>
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
        {props.rule && <TimeRule lang={lang} rule={props.rule} counted={props.counted} />}
      </div>
    </Layout>
  )
}

/** Why the day is what it is: the rule, whether it is law, and how the days were counted. */
export function TimeRule({
  lang,
  rule,
  counted,
}: {
  lang: Lang
  rule: DeadlineRule
  counted: CountedTime | undefined
}) {
  return (
    <Part id="thoi-han" title={requestWords(lang).rule}>
      {counted && <p>{counted.said[lang]}</p>}
      <p>
        {rule.said[lang]}
        {rule.document && ` (${[rule.document, rule.article].filter(Boolean).join(', ')})`}{' '}
        <a href="/ke-hoach/quy-tac">{requestWords(lang).allRules}</a>
      </p>
    </Part>
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

function Support({ frame, csrf, request, voted }: RequestPageProps) {
  const say = requestWords(frame.lang)
  const open = request.state === 'open' || request.state === 'planned'
  return (
    <div class="row-acts asks">
      <p class="votes">
        <b>{formatNumber(request.votes, frame.lang)}</b> <span class="small muted">{say.votes}</span>
      </p>
      {open && voted && <p class="muted">{say.voted}</p>}
      {open && !voted && (
        <form method="post" action={`${REQUESTS}/${request.number}/ung-ho`}>
          <CsrfField token={csrf} />
          <button class="btn" type="submit">
            {say.support}
          </button>
        </form>
      )}
      {open && !voted && <p class="small muted">{say.voteHelp}</p>}
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
          {request.answeredBy}, {formatDate(request.answeredAt, lang)}. {lateSaid(request, lang)}
        </p>
      )}
    </Part>
  )
}

/** Whether the answer came in time. */
function lateSaid({ answeredAt, dueOn }: DataRequest, lang: Lang): string {
  const late = answeredAt ? daysBetween(dueOn, dayInVietnam(answeredAt)) : 0
  const say = requestWords(lang)
  return late > 0 ? say.answeredLate(formatNumber(late, lang)) : say.answeredOnTime
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
          {step.said && `: ${step.said[lang]}`}
          {step.kind === 'recounted' && step.text && ` ${dayText(step.text, lang)}`}
        </li>
      ))}
    </ol>
  )
}
