import { CsrfField, type DiffRow, DiffTable, Part, TextArea } from '../../../ui/index.ts'
import { textIn } from '../../identity/index.ts'
import type { Finding } from '../checks/finding.ts'
import { isHidden } from '../describe.ts'
import type { SayCode } from '../say-value.ts'
import { DatabaseSheet } from '../views/database-sheet.tsx'
import { FindingList } from '../views/finding-list.tsx'
import { sheetWords } from '../views/words.ts'
import { DraftFrame, type DraftFrameProps } from './draft-page.tsx'
import { hrefOfField } from './sections.ts'
import { draftWords } from './words.ts'

export interface SendSectionProps extends Omit<DraftFrameProps, 'children'> {
  readonly findings: readonly Finding[]
  readonly rows: readonly DiffRow[]
  readonly say: SayCode
}

/** Last section: what the checks say with the way to mend it, what changes, what becomes public, and the button. */
export function SendSection(props: SendSectionProps) {
  const { request, view, findings, rows, say } = props
  const { lang } = request
  const text = draftWords(lang)
  const { id, state } = view.change
  const stops = findings.some(({ severity }) => severity === 'stop')
  return (
    <DraftFrame {...props}>
      <Part id="tu-thay" title={sheetWords(lang).findings}>
        {findings.length > 0 && !stops && <p>{text.ready}</p>}
        <FindingList lang={lang} findings={findings} href={(field) => hrefOfField(id, field)} />
      </Part>
      {state === 'draft' && !stops && (view.maySubmit ? <SubmitForm {...props} /> : <p>{text.notAllowed}</p>)}
      {view.resource.version > 0 && (
        <Part id="thay-doi" title={text.changes}>
          {rows.length === 0 ? <p>{text.same}</p> : <DiffTable lang={lang} caption={text.changes} rows={rows} />}
        </Part>
      )}
      <Part id="nguoi-dan" title={text.public}>
        {isHidden(view.record.classification) ? (
          <p>{text.hiddenNote}</p>
        ) : (
          <DatabaseSheet lang={lang} record={view.record} say={say} sees={(field) => field.open} />
        )}
      </Part>
      {view.mayWrite && <DropForm {...props} />}
    </DraftFrame>
  )
}

function SubmitForm({ request, state, view }: SendSectionProps) {
  const { lang, csrfToken } = request
  const text = draftWords(lang)
  return (
    <form class="form pb-h" method="post" action={`/lam-viec/ban-do/thay-doi/${view.change.id}/gui`}>
      <CsrfField token={csrfToken} />
      <TextArea
        lang={lang}
        name="note"
        label={text.noteToApprover}
        required={false}
        value={textIn(state.form, 'note') || view.change.note}
        rows={2}
        maxLength={2000}
      />
      <p class="acts">
        <button class="btn" type="submit">
          {text.submit}
        </button>
      </p>
    </form>
  )
}

function DropForm({ request, view }: SendSectionProps) {
  const text = draftWords(request.lang)
  return (
    <form class="pb-h" method="post" action={`/lam-viec/ban-do/thay-doi/${view.change.id}/bo`}>
      <CsrfField token={request.csrfToken} />
      <p class="small muted">{text.dropNote}</p>
      <button class="btn harm" type="submit">
        {text.dropDraft}
      </button>
    </form>
  )
}
