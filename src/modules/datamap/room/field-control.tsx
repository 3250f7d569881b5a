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
  const { lang, field, matchers, errors } = props
  const help = lang === 'vi' ? field.helpVi : field.helpEn
  const common = { lang, name: field.id, label: field[lang], help, error: errorOf(errors, field.id) }
  const value = typedOf(props)
  switch (field.kind) {
    case 'choices':
      return <CheckboxGroup {...common} values={value} options={matchers.options(field, lang)} />
    case 'choice':
    case 'code':
    case 'yes':
    case 'grade':
      return (
        <Select
          {...common}
          value={value[0] ?? ''}
          empty={draftWords(lang).notSaid}
          options={matchers.options(field, lang)}
        />
      )
    case 'long':
      return <TextArea {...common} value={value[0]} rows={4} maxLength={20_000} />
    case 'lines':
    case 'bases':
      return (
        <TextArea
          {...common}
          value={value.join('\n')}
          rows={Math.min(10, Math.max(3, value.length + 1))}
          maxLength={20_000}
        />
      )
    case 'date':
      return <TextField {...common} value={value[0]} type="date" width="short" />
    case 'number':
    case 'integer':
      return <TextField {...common} value={value[0]} inputMode="decimal" width="short" />
    case 'text':
      return <TextField {...common} value={value[0]} maxLength={field.maxLength ?? 300} />
    default:
      return field satisfies never
  }
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
