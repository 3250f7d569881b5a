import type { FastifyRequest } from 'fastify'
import { CsrfField, type Lang, Message, TextArea, words } from '../../../ui/index.ts'
import type { DraftView } from '../../datasets/index.ts'
import { type FormState, textIn } from '../../identity/index.ts'
import { QualityPart } from './describe-step.tsx'
import { DraftFrame, draftHref } from './draft-frame.tsx'
import { PersonalNotice } from './personal-notice.tsx'
import { type Findings, ProfilePart, violationGaps } from './profile-part.tsx'
import { draftWords } from './words.ts'

const sendWords = words(
  {
    heading: 'Gửi duyệt',
    ready: 'Đủ để gửi. Người duyệt của cơ quan sẽ nhận được tin.',
    missing: 'Chưa gửi được, còn thiếu:',
    noFile: 'Chưa có tệp nào đọc xong.',
    note: 'Nhắn người duyệt',
    noteHelp: 'Ví dụ: vì sao có bản mới, chỗ nào cần xem kỹ.',
    submit: 'Gửi duyệt',
    notAllowed: 'Vai trò của bạn soạn được nhưng không gửi duyệt được. Hãy báo cán bộ dữ liệu của cơ quan gửi.',
    drop: 'Bỏ bản nháp này',
    dropNote: 'Dữ liệu đã công bố không đổi. Nháp đã bỏ không lấy lại được.',
  },
  {
    heading: 'Send for review',
    ready: 'Ready. The approvers of the agency will be told.',
    missing: 'Not ready yet, missing:',
    noFile: 'No file has been read yet.',
    note: 'Note to the approver',
    noteHelp: 'For example why there is a new version and where to look closely.',
    submit: 'Send for review',
    notAllowed: 'Your role may prepare but not send. Ask a data officer of the agency.',
    drop: 'Drop this draft',
    dropNote: 'What is public stays. A dropped draft cannot be brought back.',
  },
)

export interface SendStepProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly view: DraftView
  readonly maySubmit: boolean
  readonly findings: Findings
}

/** Last step: what is missing with the way to it, a word to the approver, and the button. */
export function SendStep({ request, state, view, maySubmit, findings }: SendStepProps) {
  const { lang, csrfToken } = request
  const say = sendWords(lang)
  const { id } = view.change
  const known = new Set(view.missing.map(({ field }) => field))
  const gaps = [...gapsOf(view, lang), ...violationGaps({ changeId: id, findings, known }, lang)]
  const hits = view.proposed.flatMap(({ version }) => version.findings.personal ?? [])
  return (
    <DraftFrame request={request} view={view} step="send" state={state} heading={say.heading}>
      <PersonalNotice lang={lang} hits={hits} />
      {gaps.length > 0 ? (
        <Message kind="note" title={say.missing}>
          <ul>
            {gaps.map(({ href, text }) => (
              <li key={text}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </Message>
      ) : (
        <p>{say.ready}</p>
      )}
      {view.change.state === 'draft' && maySubmit && (
        <form class="form" method="post" action={`/lam-viec/thay-doi/${id}/gui`}>
          <CsrfField token={csrfToken} />
          <TextArea
            lang={lang}
            name="note"
            label={say.note}
            help={say.noteHelp}
            required={false}
            value={textIn(state.form, 'note') || view.change.note}
            rows={3}
            maxLength={2000}
          />
          <p class="acts">
            <button class="btn" type="submit">
              {say.submit}
            </button>
          </p>
        </form>
      )}
      {!maySubmit && <p>{say.notAllowed}</p>}
      <ProfilePart lang={lang} changeId={id} findings={findings} />
      <QualityPart lang={lang} view={view} />
      <DropForm request={request} view={view} />
    </DraftFrame>
  )
}

function gapsOf({ change, missing, proposed }: DraftView, lang: Lang): readonly { href: string; text: string }[] {
  const fields = missing.map(({ field, message }) => ({
    href: `${draftHref(change.id, 'describe')}#${field}`,
    text: message[lang],
  }))
  const file = proposed.length === 0 ? [{ href: draftHref(change.id, 'data'), text: sendWords(lang).noFile }] : []
  return [...file, ...fields]
}

function DropForm({ request, view }: { request: FastifyRequest; view: DraftView }) {
  const say = sendWords(request.lang)
  return (
    <form class="pb-h" method="post" action={`/lam-viec/thay-doi/${view.change.id}/bo`}>
      <CsrfField token={request.csrfToken} />
      <p class="small muted">{say.dropNote}</p>
      <button class="btn harm" type="submit">
        {draftWords(request.lang).dropDraft}
      </button>
    </form>
  )
}
