import { formatDate, formatNumber, type Lang } from '../../ui/index.ts'
import type { Field, FieldValue } from './fields/field.ts'
import type { Basis } from './record.ts'
import { choiceLabel } from './words.ts'

/** Label of a code of a built-in list. */
export type SayCode = (list: string, code: string) => string

/** A field's value in words; undefined where nothing is said. */
export function sayValue(
  field: Field,
  value: FieldValue,
  { lang, say }: { lang: Lang; say: SayCode },
): string | undefined {
  if (value === undefined) return undefined
  switch (field.kind) {
    case 'choice':
      return choiceLabel(field.of, String(value), lang)
    case 'choices':
      return (value as readonly string[]).map((one) => choiceLabel(field.of, one, lang)).join(', ')
    case 'code':
      return say(field.list, String(value))
    case 'yes':
      return choiceLabel('yes', value === true ? 'yes' : 'no', lang)
    case 'date':
      return formatDate(`${String(value)}T00:00:00+07:00`, lang)
    case 'number':
    case 'integer':
      return field.key === 'yearInUse' ? String(value) : formatNumber(Number(value), lang)
    case 'grade':
      return String(value)
    case 'bases':
      return (value as readonly Basis[]).map((basis) => sayBasis(basis, lang)).join('\n')
    case 'lines':
      return (value as readonly string[]).join('\n')
    case 'text':
    case 'long':
      return String(value)
    default:
      return field satisfies never
  }
}

/** A document in one line: number, article, day, title. */
export function sayBasis({ number, article, date, title }: Basis, lang: Lang): string {
  const day = date === undefined ? undefined : formatDate(`${date}T00:00:00+07:00`, lang)
  return [number, article, day, title].filter(Boolean).join(', ')
}
