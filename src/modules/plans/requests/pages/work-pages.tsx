import type { FastifyRequest } from 'fastify'
import {
  CsrfField,
  EmptyState,
  ErrorSummary,
  errorOf,
  Field,
  type FormError,
  formatDate,
  formatNumber,
  type Lang,
  type Option,
  PageHead,
  Part,
  RadioGroup,
  Select,
  StateMark,
  TextArea,
  TodoList,
  TodoRow,
  type TodoRowProps,
} from '../../../../ui/index.ts'
import { type Form, textIn, WorkPage } from '../../../identity/index.ts'
import type { CountedTime } from '../../rules/count-time.ts'
import type { DeadlineRule } from '../../rules/model.ts'
import { type DataRequest, isWaiting, type RequestStep } from '../model.ts'
import { dueSaid, isTentative } from './due-said.ts'
import { REQUESTS } from './public-pages.tsx'
import { Steps, TimeRule } from './request-page.tsx'
import { requestWords, STATE_KINDS } from './words.ts'

export const DESK = '/lam-viec/yeu-cau'

export interface DeskProps {
  readonly request: FastifyRequest
  readonly waiting: readonly DataRequest[]
  readonly promised: readonly DataRequest[]
  readonly today: string
  /** Requests whose day to answer may still move. */
  readonly tentative: ReadonlySet<string>
  readonly done: string | undefined
}

/** Requests an agency has to answer, the nearest deadline first. */
export function RequestDeskPage({ request, waiting, promised, today, tentative, done }: DeskProps) {
  const { lang } = request
  const say = requestWords(lang)
  const due = (item: DataRequest) => dueSaid(item, { today, lang, tentative: tentative.has(item.id) })
  return (
    <WorkPage request={request} title={say.desk} room="desk" done={done}>
      <PageHead title={say.desk} />
      {waiting.length === 0 ? (
        <EmptyState title={say.nothing}>
          <p>{say.nothingHint}</p>
        </EmptyState>
      ) : (
        <TodoList title={say.waiting(formatNumber(waiting.length, lang))}>
          {waiting.map((item, index) => (
            <TodoRow
              key={item.id}
              {...requestRow(item, { lang, due: due(item), late: isLate(item, today) })}
              first={index === 0}
            />
          ))}
        </TodoList>
      )}
      {promised.length > 0 && (
        <TodoList title={say.others}>
          {promised.map((item) => (
            <TodoRow key={item.id} {...requestRow(item, { lang, due: due(item), late: false })} />
          ))}
        </TodoList>
      )}
    </WorkPage>
  )
}

export function isLate(item: DataRequest, today: string): boolean {
  return isWaiting(item) && item.dueOn < today
}

/** A request as a thing to do. */
export function requestRow(
  item: DataRequest,
  { lang, due, late }: { readonly lang: Lang; readonly due: string; readonly late: boolean },
): TodoRowProps {
  const say = requestWords(lang)
  return {
    state: { kind: late ? 'bad' : STATE_KINDS[item.state], text: say.states[item.state] },
    when: due,
    href: `${DESK}/${item.id}`,
    title: item.title,
    verb: item.state === 'held' ? say.look : say.answerIt,
    children: [say.number(formatNumber(item.number, lang)), `${formatNumber(item.votes, lang)} ${say.votes}`].join(
      ', ',
    ),
  }
}

export interface DeskRequestProps {
  readonly request: FastifyRequest
  readonly item: DataRequest
  readonly steps: readonly RequestStep[]
  readonly contact: string | undefined
  readonly planItems: readonly Option[]
  readonly agencies: readonly Option[]
  readonly form: Form
  readonly errors: readonly FormError[]
  readonly today: string
  readonly rule: DeadlineRule | undefined
  readonly counted: CountedTime | undefined
}

/** One request with everything an officer may make of it. */
export function DeskRequestPage(props: DeskRequestProps) {
  const { request, item, errors, contact } = props
  const { lang } = request
  const say = requestWords(lang)
  const open = item.state === 'open' || item.state === 'planned'
  const held = item.state === 'held' || item.state === 'hidden'
  return (
    <WorkPage request={request} title={item.title}>
      <PageHead
        title={item.title}
        by={`${say.number(formatNumber(item.number, lang))}, ${formatDate(item.askedAt, lang)}`}
      />
      <Standing {...props} isPublic={!held && item.state !== 'merged'} />
      <ErrorSummary lang={lang} errors={errors} />
      {!held && <p class="took-over">{item.body}</p>}
      <p class="small muted">
        {say.contactOf}: {contact ?? say.noContact}
      </p>
      {held && <ShowForm {...props} />}
      {open && <AnswerForm {...props} />}
      {item.state !== 'merged' && item.state !== 'hidden' && <OtherSteps {...props} />}
      <Part id="qua-trinh" title={say.happened}>
        <Steps lang={lang} steps={props.steps} />
      </Part>
      {props.counted && props.rule && <TimeRule lang={lang} rule={props.rule} counted={props.counted} />}
    </WorkPage>
  )
}

function Standing({ request, item, today, counted, isPublic }: DeskRequestProps & { isPublic: boolean }) {
  const { lang } = request
  const say = requestWords(lang)
  return (
    <p>
      <StateMark kind={STATE_KINDS[item.state]}>{say.states[item.state]}</StateMark>{' '}
      <span class="muted">{dueSaid(item, { today, lang, tentative: isTentative(counted) })}</span>{' '}
      {isPublic && <a href={`${REQUESTS}/${item.number}`}>{say.openPage}</a>}
    </p>
  )
}

function ShowForm({ request, item, form, errors }: DeskRequestProps) {
  const { lang, csrfToken } = request
  const say = requestWords(lang)
  return (
    <form class="form" method="post" action={`${DESK}/${item.id}/hien`}>
      <CsrfField token={csrfToken} />
      <p class="help">{say.heldNote}</p>
      <Field
        lang={lang}
        name="title"
        label={say.what}
        value={textIn(form, 'title') || item.title}
        maxLength={200}
        error={errorOf(errors, 'title')}
        required
      />
      <TextArea
        lang={lang}
        name="body"
        label={say.body}
        value={textIn(form, 'body') || item.body}
        maxLength={4000}
        rows={6}
        error={errorOf(errors, 'body')}
        required
      />
      <button class="btn" type="submit">
        {say.show}
      </button>
    </form>
  )
}

function AnswerForm({ request, item, planItems, form, errors }: DeskRequestProps) {
  const { lang, csrfToken } = request
  const say = requestWords(lang)
  const offered =
    planItems.length > 0 ? (['planned', 'published', 'refused'] as const) : (['published', 'refused'] as const)
  const verdicts = offered.map((value) => ({ value, text: say.verdicts[value] }))
  const line = (name: string, label: string) => ({
    lang,
    name,
    label,
    value: textIn(form, name),
    error: errorOf(errors, name),
  })
  const optional = { required: false, maxLength: 1000 }
  const verdict = textIn(form, 'verdict') || offered[0]
  return (
    <Part id="tra-loi" title={say.answerIt}>
      <form class="form" method="post" action={`${DESK}/${item.id}/tra-loi`}>
        <CsrfField token={csrfToken} />
        <RadioGroup name="verdict" label={say.verdict} options={verdicts} value={verdict} />
        {planItems.length > 0 ? (
          <Select {...line('plan', say.planItem)} options={planItems} empty={say.chooseItem} />
        ) : (
          <p class="help">{say.noPlan}</p>
        )}
        <Field {...line('dataset', say.datasetAt)} {...optional} />
        <TextArea {...line('text', say.text)} help={say.textHelp} maxLength={4000} />
        <Field {...line('basis', say.basisLabel)} help={say.basisHelp} {...optional} />
        <button class="btn" type="submit">
          {say.publishAnswer}
        </button>
      </form>
    </Part>
  )
}

function OtherSteps(props: DeskRequestProps) {
  const { item, request } = props
  const say = requestWords(request.lang)
  const waiting = item.state === 'open' || item.state === 'held'
  return (
    <Part id="viec-khac" title={say.more}>
      {waiting && <MoveForm {...props} />}
      {item.state !== 'published' && item.state !== 'refused' && <MergeForm {...props} />}
      <HideForm {...props} />
    </Part>
  )
}

function MoveForm({ request, item, agencies, form, errors }: DeskRequestProps) {
  const { lang, csrfToken } = request
  const say = requestWords(lang)
  const error = errorOf(errors, 'agency')
  const why = errorOf(errors, 'reason')
  return (
    <details class="more" open={error !== undefined || why !== undefined}>
      <summary>{say.move}</summary>
      <form class="form" method="post" action={`${DESK}/${item.id}/chuyen`}>
        <CsrfField token={csrfToken} />
        <Select lang={lang} name="agency" label={say.agency} options={agencies} empty={say.choose} error={error} />
        <Field
          lang={lang}
          name="reason"
          label={say.moveReason}
          error={why}
          value={textIn(form, 'reason')}
          maxLength={1000}
        />
        <button class="btn plain" type="submit">
          {say.move}
        </button>
      </form>
    </details>
  )
}

function MergeForm({ request, item, errors }: DeskRequestProps) {
  const { lang, csrfToken } = request
  const say = requestWords(lang)
  const error = errorOf(errors, 'into')
  return (
    <details class="more" open={error !== undefined}>
      <summary>{say.merge}…</summary>
      <form class="form" method="post" action={`${DESK}/${item.id}/gop`}>
        <CsrfField token={csrfToken} />
        <Field lang={lang} name="into" label={say.merge} inputMode="numeric" width="short" error={error} />
        <button class="btn plain" type="submit">
          {say.mergeDo}
        </button>
      </form>
    </details>
  )
}

function HideForm({ request, item, form, errors }: DeskRequestProps) {
  const { lang, csrfToken } = request
  const say = requestWords(lang)
  const error = errorOf(errors, 'hide-reason')
  return (
    <details class="more" open={error !== undefined}>
      <summary>{say.hide}</summary>
      <form class="form" method="post" action={`${DESK}/${item.id}/an`}>
        <CsrfField token={csrfToken} />
        <Field
          lang={lang}
          name="hide-reason"
          label={say.hideReason}
          help={say.hideReasonHelp}
          error={error}
          value={textIn(form, 'hide-reason')}
          maxLength={1000}
        />
        <button class="btn harm" type="submit">
          {say.hide}
        </button>
      </form>
    </details>
  )
}
