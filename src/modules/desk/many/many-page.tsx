import type { FastifyRequest } from 'fastify'
import {
  CheckboxGroup,
  CsrfField,
  DataTable,
  ErrorSummary,
  errorOf,
  Field,
  formatNumber,
  type Lang,
  Message,
  Select,
  StateMark,
  TextArea,
  words,
} from '../../../ui/index.ts'
import type { DraftView } from '../../datasets/index.ts'
import { type FormState, listIn, textIn } from '../../identity/index.ts'
import { draftHref } from '../draft/draft-frame.tsx'
import { isOfPersons } from '../draft/personal-notice.tsx'
import { proposedRecord } from '../draft/proposals.ts'
import { describeWords, recordWords } from '../draft/record-words.ts'
import type { Choices } from '../labels.ts'
import { DeskPage } from '../web/desk-page.tsx'

const manyWords = words(
  {
    title: (count: string) => `${count} bản nháp vừa mở`,
    lede: 'Phần giống nhau điền một lần cho tất cả; phần riêng sửa ở từng bản.',
    drafts: 'Các bản nháp',
    name: 'Tên',
    file: 'Tệp',
    state: 'Tình trạng',
    tables: 'Bảng',
    rows: 'Số dòng',
    missing: 'Còn thiếu',
    reading: 'đang đọc',
    failed: 'không đọc được',
    noTable: 'không thấy bảng',
    personal: 'có thể có dữ liệu cá nhân',
    read: 'đã đọc',
    sent: 'đã gửi duyệt',
    common: 'Điền một lần cho tất cả',
    keep: 'Giữ như đang có',
    apply: 'Áp dụng cho tất cả',
    description: 'Mô tả cho bản chưa có mô tả',
    send: 'Gửi duyệt các bản đã đủ',
    wait: 'Đang đọc các tệp. Trang tự tải lại cho tới khi đọc xong, rồi hiện phần điền chung.',
    partly: (sent: string, left: string) => `Đã gửi ${sent} bản. Còn ${left} bản chưa gửi được:`,
  },
  {
    title: (count: string) => `${count} new drafts`,
    lede: 'Fill in once what is the same for all; mend the rest draft by draft.',
    drafts: 'Drafts',
    name: 'Title',
    file: 'File',
    state: 'State',
    tables: 'Tables',
    rows: 'Rows',
    missing: 'Missing',
    reading: 'being read',
    failed: 'cannot be read',
    noTable: 'no table found',
    personal: 'may hold personal data',
    read: 'read',
    sent: 'sent for review',
    common: 'Fill in once for all',
    keep: 'Leave as it is',
    apply: 'Apply to all',
    description: 'Description for drafts without one',
    send: 'Send those that are ready',
    wait: 'The files are being read. The page reloads until that is done, then shows the common fields.',
    partly: (sent: string, left: string) => `${sent} were sent. ${left} could not be sent:`,
  },
)

export interface ManyPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly views: readonly DraftView[]
  readonly choices: Choices
  readonly maySubmit: boolean
  /** The page reloads by itself meanwhile: nothing may be typed into it. */
  readonly reading: boolean
  /** Those that could not be sent, with the reason. */
  readonly refused: { readonly sent: number; readonly reasons: readonly string[] } | undefined
}

/** Many files at once: a table of drafts, and one form for what they share. */
export function ManyPage({ request, state, views, choices, maySubmit, reading, refused }: ManyPageProps) {
  const { lang } = request
  const say = manyWords(lang)
  const ids = views.map(({ change }) => change.id).join(',')
  return (
    <DeskPage request={request} title={say.title(formatNumber(views.length, lang))}>
      <header class="ds-head">
        <div>
          <h1>{say.title(formatNumber(views.length, lang))}</h1>
          <p class="lede">{say.lede}</p>
        </div>
      </header>
      <ErrorSummary lang={lang} errors={state.errors} />
      {refused && (
        <Message
          kind="note"
          title={say.partly(formatNumber(refused.sent, lang), formatNumber(refused.reasons.length, lang))}
        >
          <ul>
            {refused.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Message>
      )}
      <DraftTable lang={lang} views={views} />
      {reading ? (
        <p>{say.wait}</p>
      ) : (
        <CommonForms request={request} state={state} choices={choices} maySubmit={maySubmit} ids={ids} />
      )}
    </DeskPage>
  )
}

type CommonFormsProps = Pick<ManyPageProps, 'request' | 'state' | 'choices' | 'maySubmit'> & { readonly ids: string }

function CommonForms({ request, state, choices, maySubmit, ids }: CommonFormsProps) {
  const { lang, csrfToken } = request
  const say = manyWords(lang)
  return (
    <>
      <details class="pb-h more" open>
        <summary>{say.common}</summary>
        <form class="form" method="post" action="/lam-viec/nhieu-tep">
          <CsrfField token={csrfToken} />
          <input type="hidden" name="ids" value={ids} />
          <CommonFields lang={lang} state={state} choices={choices} />
          <p class="acts">
            <button class="btn plain" type="submit">
              {say.apply}
            </button>
          </p>
        </form>
      </details>
      {maySubmit && (
        <form class="pb-h" method="post" action="/lam-viec/nhieu-tep/gui">
          <CsrfField token={csrfToken} />
          <input type="hidden" name="ids" value={ids} />
          <button class="btn" type="submit">
            {say.send}
          </button>
        </form>
      )}
    </>
  )
}

function DraftTable({ lang, views }: { lang: Lang; views: readonly DraftView[] }) {
  const say = manyWords(lang)
  return (
    <DataTable
      lang={lang}
      caption={say.drafts}
      columns={[
        { name: 'name', title: say.name },
        { name: 'file', title: say.file },
        { name: 'state', title: say.state },
        { name: 'tables', title: say.tables, type: 'integer', role: 'measure' },
        { name: 'rows', title: say.rows, type: 'integer', role: 'measure' },
        { name: 'missing', title: say.missing },
      ]}
      rows={views.map((view) => {
        const tables = view.proposed.filter(({ distribution }) => distribution.kind === 'table')
        const rows = tables.reduce((sum, { version }) => sum + (version.rows ?? 0), 0)
        const files = view.sources.map(({ fileName }) => fileName).join(', ')
        const missing = view.missing.map(({ field }) => fieldName(field, lang)).join(', ')
        return [proposedRecord(view).title.vi, files, view.change.id, tables.length, rows, missing]
      })}
      cell={(value, column, row) => {
        const view = views.find(({ change }) => change.id === row[2])
        if (!view) return undefined
        if (column.name === 'name') return <a href={draftHref(view.change.id, 'data')}>{value}</a>
        return column.name === 'state' ? <State lang={lang} view={view} /> : undefined
      }}
    />
  )
}

function fieldName(field: string, lang: Lang): string {
  const name = recordWords(lang)
  const text = (name as Readonly<Record<string, unknown>>)[field]
  return typeof text === 'string' ? text : field
}

function State({ lang, view }: { lang: Lang; view: DraftView }) {
  const say = manyWords(lang)
  const { change, sources, proposed } = view
  if (change.state !== 'draft') return <StateMark kind="good">{say.sent}</StateMark>
  if (sources.some(({ state }) => state === 'reading')) return <StateMark kind="idle">{say.reading}</StateMark>
  if (sources.some(({ state }) => state === 'failed')) return <StateMark kind="bad">{say.failed}</StateMark>
  if (proposed.some(({ version }) => version.findings.personal?.some(isOfPersons)))
    return <StateMark kind="bad">{say.personal}</StateMark>
  if (!proposed.some(({ distribution }) => distribution.kind === 'table'))
    return <StateMark kind="warn">{say.noTable}</StateMark>
  return <StateMark kind="good">{say.read}</StateMark>
}

function CommonFields({ lang, state, choices }: { lang: Lang; state: FormState; choices: Choices }) {
  const say = manyWords(lang)
  const help = describeWords(lang)
  const name = recordWords(lang)
  const common = (field: string) => ({
    lang,
    name: field,
    value: textIn(state.form, field),
    error: errorOf(state.errors, field),
    required: false,
  })
  return (
    <>
      <TextArea {...common('description.vi')} label={say.description} rows={3} />
      <CheckboxGroup
        name="themes"
        label={name.themes}
        help={help.themesHelp}
        values={listIn(state.form, 'themes')}
        options={choices.themes}
      />
      <Select {...common('licence')} label={name.licence} options={choices.licences} empty={say.keep} />
      <Select {...common('frequency')} label={name.frequency} options={choices.frequencies} empty={say.keep} />
      <Field {...common('keywords')} label={name.keywords} help={help.keywordsHelp} />
      <Field {...common('contact.name')} label={name['contact.name']} />
      <Field {...common('contact.phone')} label={name['contact.phone']} type="tel" width="medium" />
      <Field {...common('contact.email')} label={name['contact.email']} type="email" width="medium" />
      <TextArea {...common('source')} label={name.source} rows={2} />
      <TextArea {...common('legalBasis')} label={name.legalBasis} help={help.legalHelp} rows={2} />
    </>
  )
}
