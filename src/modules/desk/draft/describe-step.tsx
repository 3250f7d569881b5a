import type { FastifyRequest } from 'fastify'
import {
  CsrfField,
  type Fix,
  FixList,
  formatNumber,
  type Lang,
  Message,
  type Option,
  Quality,
  SavedForm,
  Select,
} from '../../../ui/index.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import type { DraftView } from '../../datasets/index.ts'
import type { FormState } from '../../identity/index.ts'
import type { Choices } from '../labels.ts'
import { ColumnFields } from './column-fields.tsx'
import { DescriptionFields } from './description-fields.tsx'
import { DraftFrame, draftHref } from './draft-frame.tsx'
import { type Findings, ProfilePart } from './profile-part.tsx'
import type { Proposals } from './proposals.ts'
import { describeWords } from './record-words.ts'

export interface DescribeStepProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly view: DraftView
  /** What stands in the form: saved, or proposed and not saved yet. */
  readonly record: ResourceRecord
  readonly choices: Choices
  readonly proposals: Proposals
  /** Other datasets of the agency, to copy from. */
  readonly sisters: readonly { readonly id: string; readonly title: string }[]
  readonly copiedFrom: string | undefined
  readonly mayClassify: boolean
  readonly findings: Findings
  readonly series: readonly Option[]
}

/** Second step: one column of fields, filled in as far as the file tells, saved while it is written. */
export function DescribeStep(props: DescribeStepProps) {
  const { request, state, view, sisters, copiedFrom } = props
  const { lang, csrfToken } = request
  const say = describeWords(lang)
  const { id, revision, updatedAt } = view.change
  const saveTo = `/lam-viec/thay-doi/${id}/luu`
  return (
    <DraftFrame
      request={request}
      view={view}
      step="describe"
      state={state}
      heading={say.heading}
      lede={say.lede}
      islands={['tu-luu']}
    >
      <div class="desk-grid">
        <div>
          {copiedFrom !== undefined && (
            <Message kind="note">
              <p>{say.copied(copiedFrom)}</p>
            </Message>
          )}
          {sisters.length > 0 && <CopyForm lang={lang} changeId={id} sisters={sisters} />}
          <SavedForm lang={lang} saveTo={saveTo} savedAt={updatedAt}>
            <form class="form" method="post" action={saveTo}>
              <CsrfField token={csrfToken} />
              <input type="hidden" name="version" value={revision} />
              <DescriptionFields {...props} lang={lang} errors={state.errors} />
              <ColumnFields lang={lang} held={view.proposed} record={props.record} />
              <p class="acts">
                <button class="btn" type="submit">
                  {say.save}
                </button>
              </p>
            </form>
          </SavedForm>
        </div>
        <aside class="desk-side">
          <ProfilePart lang={lang} changeId={id} findings={props.findings} />
          <QualityPart lang={lang} view={view} />
        </aside>
      </div>
    </DraftFrame>
  )
}

function CopyForm({
  lang,
  changeId,
  sisters,
}: {
  lang: Lang
  changeId: string
  sisters: DescribeStepProps['sisters']
}) {
  const say = describeWords(lang)
  const href = draftHref(changeId, 'describe')
  return (
    <details>
      <summary>{say.sister}</summary>
      <form class="form" method="get" action={href.split('?')[0]}>
        <input type="hidden" name="buoc" value="mo-ta" />
        <Select
          lang={lang}
          name="theo"
          label={say.sister}
          help={say.sisterHelp}
          options={sisters.map(({ id, title }) => ({ value: id, text: title }))}
        />
        <p class="acts">
          <button class="btn plain" type="submit">
            {say.copy}
          </button>
        </p>
      </form>
    </details>
  )
}

/** The score and what would raise it, each with the way to the field. */
export function QualityPart({ lang, view }: { lang: Lang; view: DraftView }) {
  const say = describeWords(lang)
  const { quality, change } = view
  const items = quality.mends.slice(0, 8).map((mend): Fix => {
    const step = mend.at === 'tables' || mend.at === 'files' ? 'data' : 'describe'
    const anchor = mend.code === 'column-meaning' ? 'cot' : mend.at
    const href =
      step === 'data' && mend.code !== 'column-meaning'
        ? draftHref(change.id, 'data')
        : `${draftHref(change.id, 'describe')}#${anchor}`
    return {
      key: mend.code,
      points: `+${formatNumber(mend.points, lang)}`,
      text: mend.said[lang],
      href,
      action: say.mend,
    }
  })
  return (
    <section class="pb-h" aria-labelledby="chat-luong">
      <h2 id="chat-luong">{say.quality}</h2>
      <Quality lang={lang} score={quality.score}>
        {items.length > 0 && <p>{say.qualityNote}</p>}
        <FixList items={items} />
      </Quality>
    </section>
  )
}
