import type { FastifyRequest } from 'fastify'
import {
  CsrfField,
  ErrorSummary,
  errorOf,
  Field,
  Message,
  Part,
  RadioGroup,
  TextArea,
  VersionList,
  words,
} from '../../../ui/index.ts'
import type { Change, Published, Resource } from '../../catalog/index.ts'
import { type FormState, justDone, textIn, WorkPage } from '../../identity/index.ts'
import type { Finding } from '../checks/finding.ts'
import { LiveLink } from '../live/views/live-link.tsx'
import type { DatabaseRecord } from '../record.ts'
import type { SayCode } from '../say-value.ts'
import { DatabaseSheet } from '../views/database-sheet.tsx'
import { FindingList } from '../views/finding-list.tsx'
import { sheetWords } from '../views/words.ts'
import { choiceLabel, choicesOf } from '../words.ts'
import { draftHref } from './sections.ts'
import { doneWords } from './words.ts'

const ownedWords = words(
  {
    public: 'Trang công khai',
    edit: 'Sửa',
    goOn: 'Viết tiếp bản nháp đang mở',
    editHelp: 'Mở bản nháp từ bản đang công bố; người dân vẫn thấy bản cũ tới khi duyệt.',
    withdrawn: (reason: string) => `Đã thu hồi. Lý do: ${reason}`,
    review: 'Rà soát hằng năm',
    reviewed: (year: number, outcome: string, who: string) => `Năm ${year}: ${outcome}, ${who} ghi.`,
    never: 'Chưa rà soát lần nào.',
    outcome: (year: number) => `Kết quả rà soát năm ${year}`,
    note: 'Ghi chú',
    save: 'Ghi kết quả rà soát',
    whole: 'Nội dung',
    versions: 'Các lần công bố',
    withdraw: 'Thu hồi',
    reason: 'Lý do thu hồi',
    decision: 'Số quyết định',
  },
  {
    public: 'Public page',
    edit: 'Change',
    goOn: 'Go on with the open draft',
    editHelp: 'Opens a draft of what is published; the public sees the old one until approval.',
    withdrawn: (reason: string) => `Withdrawn. Reason: ${reason}`,
    review: 'Yearly review',
    reviewed: (year: number, outcome: string, who: string) => `${year}: ${outcome}, noted by ${who}.`,
    never: 'Never reviewed.',
    outcome: (year: number) => `Outcome of ${year}`,
    note: 'Note',
    save: 'Note the outcome',
    whole: 'Content',
    versions: 'Publications',
    withdraw: 'Withdraw',
    reason: 'Reason',
    decision: 'Number of the decision',
  },
)

export interface PastReview {
  readonly year: number
  readonly outcome: string
  readonly note: string | undefined
  readonly by: string
}

export interface OwnedPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly resource: Resource
  readonly record: DatabaseRecord
  readonly agency: string
  readonly open: Change | undefined
  readonly findings: readonly Finding[]
  readonly reviews: readonly PastReview[]
  readonly publications: readonly Published[]
  readonly say: SayCode
  readonly year: number
  readonly mayWrite: boolean
  readonly mayWithdraw: boolean
}

/** One database from its agency's side: everything said, what the checks see, the yearly review, the next version. */
export function OwnedPage(props: OwnedPageProps) {
  const { request, state, resource, record, findings, say } = props
  const { lang } = request
  const text = ownedWords(lang)
  const live = resource.state === 'published'
  return (
    <WorkPage request={request} title={record.identity.name ?? resource.slug} done={justDone(request, doneWords(lang))}>
      <Head {...props} />
      <ErrorSummary lang={lang} errors={state.errors} />
      {resource.state === 'withdrawn' && (
        <Message kind="bad">
          <p>{text.withdrawn(resource.withdrawnReason ?? '')}</p>
        </Message>
      )}
      <Part id="tu-thay" title={sheetWords(lang).findings}>
        <FindingList lang={lang} findings={findings} />
      </Part>
      {live && (
        <Part id="ra-soat" title={text.review}>
          <YearlyReviewPart {...props} />
        </Part>
      )}
      <DatabaseSheet lang={lang} record={record} say={say} sees={() => true} />
      <Part id="cac-lan" title={text.versions}>
        <VersionList
          lang={lang}
          items={props.publications.map((change) => ({
            number: change.publishedVersion,
            date: change.publishedAt,
            text: change.decided.name,
            note: change.decision.number ?? change.decision.text,
          }))}
        />
      </Part>
      {live && props.mayWithdraw && (
        <Part id="thu-hoi" title={text.withdraw}>
          <WithdrawForm {...props} />
        </Part>
      )}
    </WorkPage>
  )
}

function Head(props: OwnedPageProps) {
  const { request, resource, record, agency } = props
  const text = ownedWords(request.lang)
  const live = resource.state === 'published'
  return (
    <header class="ds-head">
      <div>
        <h1>{record.identity.name}</h1>
        <p class="ds-by">
          {agency}. {live && <a href={`/ban-do-du-lieu/${resource.slug}`}>{text.public}</a>}
        </p>
        {props.mayWrite && <LiveLink lang={request.lang} resourceId={resource.id} />}
      </div>
      {props.mayWrite && <EditForm {...props} />}
    </header>
  )
}

function EditForm({ request, resource, open }: OwnedPageProps) {
  const text = ownedWords(request.lang)
  if (open)
    return (
      <a class="btn" href={draftHref(open.id, 'gui')}>
        {text.goOn}
      </a>
    )
  return (
    <form method="post" action={`/lam-viec/ban-do/${resource.slug}/sua`}>
      <CsrfField token={request.csrfToken} />
      <button class="btn" type="submit">
        {text.edit}
      </button>
    </form>
  )
}

function YearlyReviewPart(props: OwnedPageProps) {
  const { request, state, resource, reviews, year, mayWrite } = props
  const { lang } = request
  const text = ownedWords(lang)
  return (
    <>
      {reviews.length === 0 && <p>{text.never}</p>}
      {reviews.map((review) => (
        <p key={review.year}>
          {text.reviewed(review.year, choiceLabel('outcome', review.outcome, lang), review.by)} {review.note}
        </p>
      ))}
      {mayWrite && (
        <form class="form" method="post" action={`/lam-viec/ban-do/${resource.slug}/ra-soat`}>
          <CsrfField token={request.csrfToken} />
          <RadioGroup
            name="outcome"
            label={text.outcome(year)}
            error={errorOf(state.errors, 'outcome')}
            value={textIn(state.form, 'outcome') || undefined}
            options={choicesOf('outcome', lang)}
          />
          <TextArea
            lang={lang}
            name="note"
            label={text.note}
            required={false}
            value={textIn(state.form, 'note')}
            rows={2}
            maxLength={2000}
          />
          <p class="acts">
            <button class="btn plain" type="submit">
              {text.save}
            </button>
          </p>
        </form>
      )}
    </>
  )
}

function WithdrawForm({ request, state, resource }: OwnedPageProps) {
  const { lang } = request
  const text = ownedWords(lang)
  return (
    <form class="form" method="post" action={`/lam-viec/ban-do/${resource.slug}/thu-hoi`}>
      <CsrfField token={request.csrfToken} />
      <TextArea
        lang={lang}
        name="reason"
        label={text.reason}
        error={errorOf(state.errors, 'reason')}
        value={textIn(state.form, 'reason')}
        rows={2}
        maxLength={4000}
      />
      <Field
        lang={lang}
        name="number"
        label={text.decision}
        required={false}
        value={textIn(state.form, 'number')}
        width="medium"
        maxLength={200}
      />
      <p class="acts">
        <button class="btn harm" type="submit">
          {text.withdraw}
        </button>
      </p>
    </form>
  )
}
