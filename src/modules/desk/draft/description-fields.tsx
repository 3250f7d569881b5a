import {
  CheckboxGroup,
  errorOf,
  Field,
  type FormError,
  type Lang,
  type Option,
  RadioGroup,
  Select,
  TextArea,
} from '../../../ui/index.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import { type Choices, labelIn } from '../labels.ts'
import type { Proposals } from './proposals.ts'
import { describeWords, recordWords } from './record-words.ts'

export interface DescriptionFieldsProps {
  readonly lang: Lang
  readonly errors: readonly FormError[]
  readonly record: ResourceRecord
  readonly choices: Choices
  readonly proposals: Proposals
  readonly mayClassify: boolean
  /** Series the dataset may join. */
  readonly series: readonly Option[]
}

/** Every field of a description, the ones people read first on top. */
export function DescriptionFields(props: DescriptionFieldsProps) {
  return (
    <>
      <NameFields {...props} />
      <FilingFields {...props} />
      <ContactFields {...props} />
      <OriginFields {...props} />
      <CoverageFields {...props} />
      <SeriesField {...props} />
      <ClassFields {...props} />
      <EnglishFields {...props} />
    </>
  )
}

function wordsOf(lang: Lang) {
  return { say: describeWords(lang), name: recordWords(lang) }
}

/** What every control of the form has. */
function control({ lang, errors }: DescriptionFieldsProps, name: string) {
  return { lang, name, error: errorOf(errors, name) }
}

function NameFields(props: DescriptionFieldsProps) {
  const { say, name } = wordsOf(props.lang)
  const { title, description } = props.record
  return (
    <>
      <Field {...control(props, 'title.vi')} label={name['title.vi']} help={say.titleHelp} value={title.vi} />
      <TextArea
        {...control(props, 'description.vi')}
        label={name['description.vi']}
        help={say.descriptionHelp}
        value={description.vi}
        rows={5}
      />
    </>
  )
}

function FilingFields(props: DescriptionFieldsProps) {
  const { say, name } = wordsOf(props.lang)
  const { record, choices, proposals } = props
  const helped = (help: string, used: readonly string[]) =>
    used.length > 0 ? `${help} ${say.suggested(used.join(', '))}` : help
  return (
    <>
      <CheckboxGroup
        {...control(props, 'themes')}
        label={name.themes}
        help={helped(say.themesHelp, proposals.themes)}
        values={record.themes}
        options={choices.themes}
      />
      <Field
        {...control(props, 'keywords')}
        label={name.keywords}
        help={helped(say.keywordsHelp, proposals.keywords)}
        value={record.keywords.join(', ')}
        required={false}
      />
      <Select
        {...control(props, 'licence')}
        label={name.licence}
        value={record.licence}
        options={choices.licences}
        empty={say.chooseLicence}
      />
      <Select
        {...control(props, 'frequency')}
        label={name.frequency}
        value={record.frequency}
        options={choices.frequencies}
        empty={say.chooseFrequency}
      />
    </>
  )
}

function ContactFields(props: DescriptionFieldsProps) {
  const { say, name } = wordsOf(props.lang)
  const { contact } = props.record
  const error = errorOf(props.errors, 'contact')
  return (
    <fieldset class="field" id="contact">
      <legend>{name.contact}</legend>
      <p class="help">{say.contactHelp}</p>
      {error && <p class="error">{error}</p>}
      <Field {...control(props, 'contact.name')} label={name['contact.name']} value={contact.name} />
      <Field
        {...control(props, 'contact.phone')}
        label={name['contact.phone']}
        value={contact.phone}
        type="tel"
        width="medium"
      />
      <Field
        {...control(props, 'contact.email')}
        label={name['contact.email']}
        value={contact.email}
        type="email"
        width="medium"
      />
    </fieldset>
  )
}

function OriginFields(props: DescriptionFieldsProps) {
  const { say, name } = wordsOf(props.lang)
  const { source, legalBasis } = props.record
  return (
    <>
      <TextArea
        {...control(props, 'source')}
        label={name.source}
        help={say.sourceHelp}
        value={source}
        rows={2}
        required={false}
      />
      <TextArea
        {...control(props, 'legalBasis')}
        label={name.legalBasis}
        help={say.legalHelp}
        value={legalBasis}
        rows={2}
        required={false}
      />
    </>
  )
}

function CoverageFields(props: DescriptionFieldsProps) {
  const { say, name } = wordsOf(props.lang)
  const { temporal, areas } = props.record
  const chosen = areas.map((code) => labelIn(props.choices.areas, code)).join(', ')
  return (
    <>
      <Field
        {...control(props, 'temporal.from')}
        label={name['temporal.from']}
        help={say.temporalHelp}
        value={temporal?.from}
        width="short"
        required={false}
      />
      <Field
        {...control(props, 'temporal.to')}
        label={name['temporal.to']}
        value={temporal?.to}
        width="short"
        required={false}
      />
      <details>
        <summary>
          {name.areas}: {chosen || say.areasMore}
        </summary>
        <CheckboxGroup {...control(props, 'areas')} label={name.areas} values={areas} options={props.choices.areas} />
      </details>
    </>
  )
}

function SeriesField(props: DescriptionFieldsProps) {
  const { say, name } = wordsOf(props.lang)
  const { record, series } = props
  const isGone = record.series !== undefined && !series.some(({ value }) => value === record.series)
  const options = isGone ? [{ value: record.series ?? '', text: say.seriesGone }, ...series] : series
  const make = <a href="/lam-viec/chuoi">{say.seriesMake}</a>
  if (options.length === 0) {
    return (
      <p class="help" id="series">
        {say.seriesNone} {make}
      </p>
    )
  }
  return (
    <Select
      {...control(props, 'series')}
      label={name.series}
      help={
        <>
          {say.seriesHelp} {make}
        </>
      }
      value={record.series}
      options={options}
      empty={say.noSeries}
      required={false}
    />
  )
}

const PERSONAL = ['none', 'basic', 'sensitive'] as const
const CLASSES = ['open', 'shared', 'private'] as const
const WEIGHTS = ['other', 'important', 'core'] as const

function ClassFields(props: DescriptionFieldsProps) {
  const { say, name } = wordsOf(props.lang)
  const { record, mayClassify } = props
  const options = (values: readonly (keyof typeof name.options)[]) =>
    values.map((value) => ({ value, text: name.options[value] }))
  return (
    <>
      <RadioGroup
        {...control(props, 'personalData')}
        label={name.personalData}
        value={record.personalData}
        options={options(PERSONAL)}
      />
      {mayClassify && (
        <>
          <RadioGroup
            {...control(props, 'classification')}
            label={name.classification}
            help={say.classificationHelp}
            value={record.classification}
            options={options(CLASSES)}
          />
          <RadioGroup
            {...control(props, 'importance')}
            label={name.importance}
            value={record.importance}
            options={options(WEIGHTS)}
          />
        </>
      )}
    </>
  )
}

function EnglishFields(props: DescriptionFieldsProps) {
  const { name } = wordsOf(props.lang)
  const { title, description } = props.record
  return (
    <>
      <Field {...control(props, 'title.en')} label={name['title.en']} value={title.en} required={false} />
      <TextArea
        {...control(props, 'description.en')}
        label={name['description.en']}
        value={description.en}
        rows={3}
        required={false}
      />
    </>
  )
}
