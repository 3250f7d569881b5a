import {
  CheckboxGroup,
  type Choice,
  CsrfField,
  errorOf,
  Field,
  type FormError,
  formatBytes,
  formatDate,
  type Lang,
  TextArea,
} from '../../../ui/index.ts'
import type { Resource } from '../../catalog/index.ts'
import type { Erasable } from './erasable.ts'
import { say } from './words.ts'

export interface Asking {
  readonly slug: string
  readonly resource: Resource | undefined
  readonly items: readonly Erasable[]
  readonly chosen: readonly string[]
  readonly reason: string
  readonly basis: string
}

export interface AskFormProps {
  readonly lang: Lang
  readonly csrf: string
  readonly asking: Asking
  readonly errors: readonly FormError[]
}

export const ERASURE_PATH = '/lam-viec/xoa'

/** The steward chooses what has to go, says why and on what basis. */
export function AskForm({ lang, csrf, asking, errors }: AskFormProps) {
  const word = say(lang)
  if (asking.items.length === 0) return <p class="muted">{word.nothing}</p>
  const text = (name: 'reason' | 'basis') => ({
    lang,
    name,
    label: word[name],
    value: asking[name],
    maxLength: 4000,
    error: errorOf(errors, name),
    required: true,
  })
  return (
    <form method="post" action={ERASURE_PATH}>
      <CsrfField token={csrf} />
      <input type="hidden" name="bo" value={asking.slug} />
      <CheckboxGroup
        name="versions"
        label={word.what}
        help={word.whatHelp}
        options={asking.items.map((item) => choiceOf(item, lang))}
        values={asking.chosen}
        error={errorOf(errors, 'versions')}
      />
      <TextArea {...text('reason')} rows={3} />
      <Field {...text('basis')} help={word.basisHelp} />
      <button class="btn" type="submit">
        {word.send}
      </button>
    </form>
  )
}

function choiceOf(item: Erasable, lang: Lang): Choice {
  const word = say(lang)
  const number = item.number === undefined ? [] : [word.version(item.number)]
  return {
    value: `${item.kind}:${item.id}`,
    text: `${item.kind === 'file' ? word.file : word.table}: ${item.title}`,
    help: [...number, formatDate(item.createdAt, lang), formatBytes(item.bytes, lang)].join(' · '),
  }
}
