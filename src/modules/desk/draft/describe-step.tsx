import type { FastifyRequest } from 'fastify'
import {
  CheckboxGroup,
  CsrfField,
  errorOf,
  Field,
  FixList,
  type Fix,
  type FormError,
  formatNumber,
  type Lang,
  Message,
  Quality,
  RadioGroup,
  SavedForm,
  Select,
  TextArea,
} from '../../../ui/index.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import type { DraftView } from '../../datasets/index.ts'
import type { Choices } from '../labels.ts'
import type { FormState } from '../web/route.ts'
import { ColumnFields } from './column-fields.tsx'
import { DraftFrame, draftHref } from './draft-frame.tsx'
import type { Proposals } from './proposals.ts'
import { describeWords, recordWords } from './record-words.ts'

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
              <MainFields {...props} lang={lang} errors={state.errors} />
              <OtherFields {...props} lang={lang} errors={state.errors} />
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
          <QualityPart lang={lang} view={view} />
        </aside>
      </div>
    </DraftFrame>
  )
}

type FieldsProps = DescribeStepProps & { readonly lang: Lang; readonly errors: readonly FormError[] }

function MainFields({ lang, errors, record, choices, proposals }: FieldsProps) {
  const say = describeWords(lang)
  const name = recordWords(lang)
  const keywords = [say.keywordsHelp, proposals.keywords.length > 0 && say.suggested(proposals.keywords.join(', '))]
  const themes = [say.themesHelp, proposals.themes.length > 0 && say.suggested(proposals.themes.join(', '))]
  const common = (field: keyof typeof name & string) => ({ lang, name: field, error: errorOf(errors, field) })
  return (
    <>
      <Field {...common('title.vi')} label={name['title.vi']} help={say.titleHelp} value={record.title.vi} />
      <TextArea
        {...common('description.vi')}
        label={name['description.vi']}
        help={say.descriptionHelp}
        value={record.description.vi}
        rows={5}
      />
      <CheckboxGroup
        name="themes"
        label={name.themes}
        help={themes.filter(Boolean).join(' ')}
        error={errorOf(errors, 'themes')}
        values={record.themes}
        options={choices.themes}
      />
      <Field
        {...common('keywords')}
        label={name.keywords}
        help={keywords.filter(Boolean).join(' ')}
        value={record.keywords.join(', ')}
        required={false}
      />
      <Select
        {...common('licence')}
        label={name.licence}
        value={record.licence}
        options={choices.licences}
        empty={say.chooseLicence}
      />
      <Select
        {...common('frequency')}
        label={name.frequency}
        value={record.frequency}
        options={choices.frequencies}
        empty={say.chooseFrequency}
      />
      <fieldset class="field" id="contact">
        <legend>{name.contact}</legend>
        <p class="help">{say.contactHelp}</p>
        {errorOf(errors, 'contact') && <p class="error">{errorOf(errors, 'contact')}</p>}
        <Field {...common('contact.name')} label={name['contact.name']} value={record.contact.name} />
        <Field
          {...common('contact.phone')}
          label={name['contact.phone']}
          value={record.contact.phone}
          type="tel"
          width="medium"
        />
        <Field
          {...common('contact.email')}
          label={name['contact.email']}
          value={record.contact.email}
          type="email"
          width="medium"
        />
      </fieldset>
      <TextArea
        {...common('source')}
        label={name.source}
        help={say.sourceHelp}
        value={record.source}
        rows={2}
        required={false}
      />
      <TextArea
        {...common('legalBasis')}
        label={name.legalBasis}
        help={say.legalHelp}
        value={record.legalBasis}
        rows={2}
        required={false}
      />
      <Field
        {...common('temporal.from')}
        label={name['temporal.from']}
        help={say.temporalHelp}
        value={record.temporal?.from}
        width="short"
        required={false}
      />
      <Field
        {...common('temporal.to')}
        label={name['temporal.to']}
        value={record.temporal?.to}
        width="short"
        required={false}
      />
    </>
  )
}

const PERSONAL = ['none', 'basic', 'sensitive'] as const
const CLASSES = ['open', 'shared', 'private'] as const
const WEIGHTS = ['other', 'important', 'core'] as const

function OtherFields({ lang, errors, record, choices, mayClassify }: FieldsProps) {
  const say = describeWords(lang)
  const name = recordWords(lang)
  const common = (field: keyof typeof name & string) => ({ lang, name: field, error: errorOf(errors, field) })
  const options = (values: readonly (keyof typeof name.options)[]) =>
    values.map((value) => ({ value, text: name.options[value] }))
  return (
    <>
      <details>
        <summary>
          {name.areas}:{' '}
          {record.areas.map((code) => choices.areas.find(({ value }) => value === code)?.text ?? code).join(', ') ||
            say.areasMore}
        </summary>
        <CheckboxGroup name="areas" label={name.areas} values={record.areas} options={choices.areas} />
      </details>
      <RadioGroup
        name="personalData"
        label={name.personalData}
        value={record.personalData}
        options={options(PERSONAL)}
      />
      {mayClassify && (
        <>
          <RadioGroup
            name="classification"
            label={name.classification}
            help={say.classificationHelp}
            value={record.classification}
            options={options(CLASSES)}
          />
          <RadioGroup name="importance" label={name.importance} value={record.importance} options={options(WEIGHTS)} />
        </>
      )}
      <Field {...common('title.en')} label={name['title.en']} value={record.title.en} required={false} />
      <TextArea
        {...common('description.en')}
        label={name['description.en']}
        value={record.description.en}
        rows={3}
        required={false}
      />
    </>
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
