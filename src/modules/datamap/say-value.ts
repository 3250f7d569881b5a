import { formatDate, formatNumber, type Lang } from '../../ui/index.ts'
import type { Field, FieldValue } from './fields/field.ts'
import type { Basis } from './record.ts'
import { choiceLabel } from './words.ts'

/** Label of a code of a built-in list. */
export type SayCode = (list: string, code: string) => string

interface Saying {
  readonly lang: Lang
  readonly say: SayCode
}

/** A field's value in words; undefined where nothing is said. */
export function sayValue(field: Field, value: FieldValue, saying: Saying): string | undefined {
  return value === undefined ? undefined : SAYERS[field.kind](field, value, saying)
}

type Sayer = (field: Field, value: NonNullable<FieldValue>, saying: Saying) => string

const asText: Sayer = (_, value) => String(value)
const asNumber: Sayer = ({ key }, value, { lang }) =>
  key === 'yearInUse' ? String(value) : formatNumber(Number(value), lang)
const asChoice: Sayer = (field, value, { lang }) =>
  field.kind === 'choice' || field.kind === 'choices' ? choiceLabel(field.of, String(value), lang) : String(value)

const SAYERS: Readonly<Record<Field['kind'], Sayer>> = {
  text: asText,
  long: asText,
  grade: asText,
  number: asNumber,
  integer: asNumber,
  choice: asChoice,
  choices: (field, value, saying) => (value as readonly string[]).map((one) => asChoice(field, one, saying)).join(', '),
  code: (field, value, { say }) => (field.kind === 'code' ? say(field.list, String(value)) : String(value)),
  yes: (_, value, { lang }) => choiceLabel('yes', value === true ? 'yes' : 'no', lang),
  date: (_, value, { lang }) => formatDate(`${String(value)}T00:00:00+07:00`, lang),
  lines: (_, value) => (value as readonly string[]).join('\n'),
  bases: (_, value, { lang }) => (value as readonly Basis[]).map((basis) => sayBasis(basis, lang)).join('\n'),
}

/** A document in one line: number, article, day, title. */
function sayBasis({ number, article, date, title }: Basis, lang: Lang): string {
  const day = date === undefined ? undefined : formatDate(`${date}T00:00:00+07:00`, lang)
  return [number, article, day, title].filter(Boolean).join(', ')
}
