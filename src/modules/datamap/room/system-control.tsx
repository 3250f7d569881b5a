import { errorOf, type FormError, type Lang, StateMark, Field as TextField } from '../../../ui/index.ts'
import { type Form, textIn } from '../../identity/index.ts'
import type { Field } from '../fields/field.ts'
import type { DatabaseRecord } from '../record.ts'
import type { HomeSystem } from './home-system.ts'
import { draftWords } from './words.ts'

/** Ticked to enter the named system into the register with the button of the form. */
export const ENTER_SYSTEM = 'them-he-thong'

export interface SystemControlProps {
  readonly lang: Lang
  readonly field: Field
  readonly record: DatabaseRecord
  readonly errors: readonly FormError[]
  readonly form: Form
  readonly home: HomeSystem
}

/** The system a database lives in: one of the register, or a name with the offer to enter it. */
export function SystemControl({ lang, field, record, errors, form, home }: SystemControlProps) {
  const say = draftWords(lang)
  const value = form[field.id] === undefined ? (record.identity.system ?? '') : textIn(form, field.id)
  return (
    <>
      <TextField
        lang={lang}
        name={field.id}
        label={field[lang]}
        help={home.mayEnter ? say.systemHelp : undefined}
        error={errorOf(errors, field.id)}
        value={value}
        maxLength={300}
        autocomplete="off"
        suggestions={home.names}
      />
      {home.linked && (
        <p class="small">
          <StateMark kind="good">{say.inRegister}</StateMark>{' '}
          {home.maySee ? <a href={`/lam-viec/he-thong/${home.linked.id}`}>{home.linked.name}</a> : home.linked.name}
        </p>
      )}
      {!home.linked && home.mayEnter && (
        <div class="choice">
          <input
            id={ENTER_SYSTEM}
            type="checkbox"
            name={ENTER_SYSTEM}
            value="1"
            checked={textIn(form, ENTER_SYSTEM) === '1'}
          />
          <label for={ENTER_SYSTEM}>{say.enterSystem}</label>
        </div>
      )}
    </>
  )
}
