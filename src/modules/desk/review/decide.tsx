import type { FastifyRequest } from 'fastify'
import { CsrfField, errorOf, Field, formatDateTime, type Lang, TextArea } from '../../../ui/index.ts'
import type { Change } from '../../catalog/index.ts'
import { type FormState, textIn } from '../../identity/index.ts'
import { reviewWords } from './words.ts'

/** Who wrote it and who sent it. */
export function Origin({ lang, change }: { lang: Lang; change: Change }) {
  const say = reviewWords(lang)
  if (!('submitted' in change)) return <>{say.written(change.authorName)}</>
  return <>{say.by(change.authorName, change.submitted.name, formatDateTime(change.submitted.at, lang))}</>
}

export interface DecideProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly lang: Lang
  readonly change: Change
  readonly mayDecide: boolean
  readonly mayReturn: boolean
  /** Some of it looks like data about persons. */
  readonly personal: boolean
}

/** The two answers of an approver. */
export function Decide(props: DecideProps) {
  const { change, lang, mayDecide, mayReturn } = props
  const say = reviewWords(lang)
  const inReview = change.state === 'in_review'
  const waits = inReview || change.state === 'scheduled'
  return (
    <>
      {change.state === 'scheduled' && <p>{say.scheduled(formatDateTime(change.dueAt, lang), change.decided.name)}</p>}
      {!waits && <p>{say.notWaiting}</p>}
      {inReview && !mayDecide && mayReturn && <p>{say.own}</p>}
      {inReview && mayDecide && <ApproveForm {...props} />}
      {waits && mayReturn && <ReturnForm {...props} />}
    </>
  )
}

/** What the controls of both forms have: what was typed, and what is wrong with it. */
function control({ state, lang }: DecideProps, name: string) {
  return { lang, name, value: textIn(state.form, name), error: errorOf(state.errors, name) }
}

function ApproveForm(props: DecideProps) {
  const say = reviewWords(props.lang)
  const optional = (name: string) => ({ ...control(props, name), required: false })
  return (
    <form class="form" method="post" action={`/lam-viec/duyet/${props.change.id}/duyet`}>
      <CsrfField token={props.request.csrfToken} />
      {props.personal && <p>{say.personalRule}</p>}
      <Field {...optional('number')} label={say.number} width="medium" maxLength={200} />
      <Field {...optional('date')} label={say.date} type="date" width="short" />
      <TextArea {...optional('text')} label={say.text} help={say.textHelp} rows={2} maxLength={2000} />
      <Field {...optional('at')} label={say.at} help={say.atHelp} width="medium" />
      <p class="acts">
        <button class="btn" type="submit">
          {say.publish}
        </button>
      </p>
    </form>
  )
}

function ReturnForm(props: DecideProps) {
  const say = reviewWords(props.lang)
  return (
    <form class="form pb-h" method="post" action={`/lam-viec/duyet/${props.change.id}/tra-lai`}>
      <CsrfField token={props.request.csrfToken} />
      <TextArea {...control(props, 'reason')} label={say.reason} help={say.reasonHelp} rows={3} maxLength={4000} />
      <p class="acts">
        <button class="btn plain" type="submit">
          {say.returnIt}
        </button>
      </p>
    </form>
  )
}
