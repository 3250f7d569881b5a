import type { FastifyRequest } from 'fastify'
import { describeProblem } from '../../../tabular/index.ts'
import {
  CsrfField,
  type DiffRow,
  DiffTable,
  ErrorSummary,
  errorOf,
  Facts,
  Field,
  formatDateTime,
  formatNumber,
  type Lang,
  Message,
  Part,
  TextArea,
  words,
} from '../../../ui/index.ts'
import type { DraftView, TableDifference } from '../../datasets/index.ts'
import { type FormState, textIn } from '../../identity/index.ts'
import { Difference } from '../draft/difference.tsx'
import { draftHref } from '../draft/draft-frame.tsx'
import { isOfPersons, PersonalNotice } from '../draft/personal-notice.tsx'
import { PublicPreview, type PublicPreviewProps } from '../draft/public-preview.tsx'
import { recordWords } from '../draft/record-words.ts'
import { DeskPage } from '../web/desk-page.tsx'

const reviewWords = words(
  {
    title: (name: string) => `Duyệt: ${name}`,
    by: (author: string, sender: string, at: string) => `${author} soạn, ${sender} gửi lúc ${at}`,
    written: (author: string) => `${author} soạn`,
    kind: 'Việc',
    fresh: 'Bộ dữ liệu mới',
    update: (version: string) => `Bản thứ ${version}`,
    quality: 'Điểm chất lượng',
    rows: 'Số dòng',
    files: 'Tệp',
    classes: 'Phân loại',
    noteTitle: 'Người gửi nhắn',
    description: 'Mô tả',
    same: 'Mô tả không đổi.',
    data: 'Dữ liệu',
    firstData: 'Bộ mới, chưa có bản nào để so.',
    untouched: 'Không có tệp mới; dữ liệu giữ nguyên.',
    doubts: 'Chỗ chưa chắc khi đọc tệp',
    doubtMore: 'Xem tệp cạnh bảng',
    preview: 'Người dân sẽ thấy',
    decide: 'Quyết định',
    own: 'Bạn là người soạn hoặc gửi bản này. Hãy nhờ người duyệt khác của cơ quan.',
    notWaiting: 'Bản này không còn chờ duyệt.',
    scheduled: (at: string, by: string) => `${by} đã hẹn công bố lúc ${at}.`,
    approve: 'Duyệt',
    number: 'Số quyết định, phiếu trình',
    date: 'Ngày ký',
    text: 'Nội dung quyết định',
    textHelp: 'Nếu có dữ liệu cá nhân thì ghi rõ căn cứ và ai cho phép.',
    at: 'Hẹn giờ công bố',
    atHelp: 'Để trống là công bố ngay. Giờ Việt Nam, ví dụ 2026-12-01T08:00.',
    publish: 'Duyệt và công bố',
    sendBack: 'Trả lại',
    reason: 'Lý do trả lại',
    reasonHelp: 'Nói rõ cần sửa chỗ nào, để người soạn không phải hỏi lại.',
    returnIt: 'Trả lại người soạn',
    personalRule: 'Có cột giống dữ liệu cá nhân: muốn công bố mở phải ghi số hoặc nội dung quyết định cho phép.',
  },
  {
    title: (name: string) => `Review: ${name}`,
    by: (author: string, sender: string, at: string) => `written by ${author}, sent by ${sender} at ${at}`,
    written: (author: string) => `written by ${author}`,
    kind: 'What',
    fresh: 'New dataset',
    update: (version: string) => `Version ${version}`,
    quality: 'Quality score',
    rows: 'Rows',
    files: 'Files',
    classes: 'Class',
    noteTitle: 'Note of the sender',
    description: 'Description',
    same: 'The description is unchanged.',
    data: 'Data',
    firstData: 'A new dataset: there is nothing to compare with.',
    untouched: 'No new file; the data stay as they are.',
    doubts: 'Doubts while reading the file',
    doubtMore: 'See the file beside the table',
    preview: 'What the public will see',
    decide: 'Decision',
    own: 'You wrote or sent this. Ask another approver of the agency.',
    notWaiting: 'This no longer waits for review.',
    scheduled: (at: string, by: string) => `${by} scheduled it for ${at}.`,
    approve: 'Approve',
    number: 'Number of the decision',
    date: 'Date of signature',
    text: 'What it decides',
    textHelp: 'With personal data, say on what grounds and who allows it.',
    at: 'Publish at',
    atHelp: 'Empty publishes now. Vietnamese time, e.g. 2026-12-01T08:00.',
    publish: 'Approve and publish',
    sendBack: 'Send back',
    reason: 'Reason',
    reasonHelp: 'Say what to mend, so that the author need not ask.',
    returnIt: 'Send back to the author',
    personalRule: 'Some columns look like personal data: publishing openly needs the number or text of a decision.',
  },
)

export interface ReviewPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly view: DraftView
  readonly recordRows: readonly DiffRow[]
  readonly differences: readonly TableDifference[]
  readonly preview: Omit<PublicPreviewProps, 'lang'>
  readonly mayDecide: boolean
  readonly mayReturn: boolean
}

/** Everything an approver needs on one page: what changes, what is doubtful, what becomes public, and the decision. */
export function ReviewPage(props: ReviewPageProps) {
  const { request, state, view, preview } = props
  const { lang } = request
  const say = reviewWords(lang)
  const { change } = view
  const hits = view.proposed.flatMap(({ version }) => version.findings.personal ?? [])
  return (
    <DeskPage request={request} title={say.title(change.record.title.vi)}>
      <header class="ds-head">
        <div>
          <h1>{say.title(change.record.title.vi)}</h1>
          <p class="ds-by">
            {preview.agency}. <Origin lang={lang} view={view} />
          </p>
        </div>
      </header>
      <ErrorSummary lang={lang} errors={state.errors} />
      <ReviewFacts lang={lang} view={view} />
      {change.note && (
        <Message kind="note" title={say.noteTitle}>
          <p>{change.note}</p>
        </Message>
      )}
      <PersonalNotice lang={lang} hits={hits} />
      {view.resource.version > 0 && (
        <Part id="mo-ta" title={say.description}>
          <DescriptionPart lang={lang} rows={props.recordRows} />
        </Part>
      )}
      <Part id="du-lieu" title={say.data}>
        <DataPart {...props} lang={lang} />
      </Part>
      <Part id="nguoi-dan" title={say.preview}>
        <PublicPreview lang={lang} {...preview} />
      </Part>
      <Part id="quyet-dinh" title={say.decide}>
        <Decide {...props} lang={lang} personal={hits.some(isOfPersons)} />
      </Part>
    </DeskPage>
  )
}

type PartProps = ReviewPageProps & { readonly lang: Lang }

function Origin({ lang, view: { change } }: { lang: Lang; view: DraftView }) {
  const say = reviewWords(lang)
  if (!('submitted' in change)) return <>{say.written(change.authorName)}</>
  return <>{say.by(change.authorName, change.submitted.name, formatDateTime(change.submitted.at, lang))}</>
}

function ReviewFacts({ lang, view }: { lang: Lang; view: DraftView }) {
  const say = reviewWords(lang)
  const name = recordWords(lang)
  const rows = view.proposed.reduce((sum, { version }) => sum + (version.rows ?? 0), 0)
  const { version } = view.resource
  return (
    <Facts
      items={[
        { term: say.kind, value: version === 0 ? say.fresh : say.update(formatNumber(version + 1, lang)) },
        { term: say.quality, value: `${formatNumber(view.quality.score, lang)}/100` },
        { term: say.rows, value: formatNumber(rows, lang) },
        {
          term: say.classes,
          value: `${name.options[view.change.record.classification]}, ${name.options[view.change.record.importance].toLowerCase()}`,
        },
        { term: say.files, value: view.sources.map(({ fileName }) => fileName).join(', ') || '–' },
      ]}
    />
  )
}

function DescriptionPart({ lang, rows }: { lang: Lang; rows: readonly DiffRow[] }) {
  const say = reviewWords(lang)
  return rows.length === 0 ? <p>{say.same}</p> : <DiffTable lang={lang} caption={say.description} rows={rows} />
}

function DataPart({ lang, view, differences }: PartProps) {
  const say = reviewWords(lang)
  const doubts = new Set(
    view.sources.flatMap(({ understanding }) =>
      (understanding?.problems ?? [])
        .filter(({ severity }) => severity !== 'info')
        .map((problem) => describeProblem(problem, lang)),
    ),
  )
  return (
    <>
      {differences.length === 0 && <p>{view.resource.version === 0 ? say.firstData : say.untouched}</p>}
      {differences.map((difference) => (
        <Difference key={difference.distributionId} lang={lang} difference={difference} />
      ))}
      {doubts.size > 0 && (
        <>
          <h3>{say.doubts}</h3>
          <ul>
            {[...doubts].slice(0, 20).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={draftHref(view.change.id, 'data')}>{say.doubtMore}</a>
      </p>
    </>
  )
}

function Decide(props: PartProps & { readonly personal: boolean }) {
  const { view, lang, mayDecide, mayReturn } = props
  const say = reviewWords(lang)
  const { change } = view
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
function control({ state, lang }: PartProps, name: string) {
  return { lang, name, value: textIn(state.form, name), error: errorOf(state.errors, name) }
}

function ApproveForm(props: PartProps & { readonly personal: boolean }) {
  const say = reviewWords(props.lang)
  const optional = (name: string) => ({ ...control(props, name), required: false })
  return (
    <form class="form" method="post" action={`/lam-viec/duyet/${props.view.change.id}/duyet`}>
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

function ReturnForm(props: PartProps) {
  const say = reviewWords(props.lang)
  return (
    <form class="form pb-h" method="post" action={`/lam-viec/duyet/${props.view.change.id}/tra-lai`}>
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
