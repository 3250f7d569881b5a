import type { VNode } from 'preact'
import {
  CheckboxGroup,
  errorOf,
  type FormError,
  type Lang,
  Select,
  TextArea,
  Field as TextField,
} from '../../../ui/index.ts'
import { type Form, listIn, textIn } from '../../identity/index.ts'
import type { Field, FieldValue } from '../fields/field.ts'
import { valueOf } from '../fields.ts'
import type { Basis, DatabaseRecord } from '../record.ts'
import type { ValueMatchers } from '../values/codes-of-field.ts'
import { draftWords } from './words.ts'

export interface FieldControlProps {
  readonly lang: Lang
  readonly field: Field
  readonly record: DatabaseRecord
  readonly matchers: ValueMatchers
  readonly errors: readonly FormError[]
  /** What was typed, when the page is shown again. */
  readonly form: Form
}

/** The control of one field, with what is saved or was typed. */
export function FieldControl(props: FieldControlProps) {
  const { lang, field, errors } = props
  const help = lang === 'vi' ? field.helpVi : field.helpEn
  const common = { lang, name: field.id, label: field[lang], help, error: errorOf(errors, field.id) }
  return CONTROLS[field.kind](common, props, typedOf(props))
}

interface Common {
  readonly lang: Lang
  readonly name: string
  readonly label: string
  readonly help: string | undefined
  readonly error: string | undefined
}

type Control = (common: Common, props: FieldControlProps, texts: readonly string[]) => VNode

const oneOfMany: Control = (common, { lang, field, matchers }, texts) => (
  <Select {...common} value={texts[0] ?? ''} empty={draftWords(lang).notSaid} options={matchers.options(field, lang)} />
)
const manyLines: Control = (common, _, texts) => {
  const lines = texts.join('\n').split('\n').length
  return (
    <TextArea {...common} value={texts.join('\n')} rows={Math.min(10, Math.max(3, lines + 1))} maxLength={20_000} />
  )
}
const amount: Control = (common, _, texts) => (
  <TextField {...common} value={texts[0]} inputMode="decimal" width="short" />
)

const CONTROLS: Readonly<Record<Field['kind'], Control>> = {
  choices: (common, { lang, field, matchers }, texts) => (
    <CheckboxGroup {...common} values={texts} options={matchers.options(field, lang)} />
  ),
  choice: oneOfMany,
  code: oneOfMany,
  yes: oneOfMany,
  grade: oneOfMany,
  long: (common, _, texts) => <TextArea {...common} value={texts[0]} rows={4} maxLength={20_000} />,
  lines: manyLines,
  bases: manyLines,
  date: (common, _, texts) => <TextField {...common} value={texts[0]} type="date" width="short" />,
  number: amount,
  integer: amount,
  text: (common, { field }, texts) => <TextField {...common} value={texts[0]} maxLength={field.maxLength ?? 300} />,
}

/** The texts of a control: typed ones first, else those of the record. */
function typedOf({ field, record, form }: FieldControlProps): readonly string[] {
  if (form[field.id] !== undefined) return field.kind === 'choices' ? listIn(form, field.id) : [textIn(form, field.id)]
  return textsOf(field, valueOf(record, field))
}

function textsOf(field: Field, value: FieldValue): readonly string[] {
  if (value === undefined) return []
  if (field.kind === 'bases') return (value as readonly Basis[]).map(lineOf)
  if (field.kind === 'yes') return [value === true ? 'yes' : 'no']
  if (field.kind === 'number' || field.kind === 'integer') return [String(value).replace('.', ',')]
  return Array.isArray(value) ? value.map(String) : [String(value)]
}

/** A document as the form writes it: its parts between semicolons. */
export function lineOf({ number, article = '', date = '', title = '' }: Basis): string {
  return [number, article, date, title].join('; ').replace(/(; )+$/, '')
}
