import { type Lang, t } from '../messages/index.ts'

export interface FormError {
  /** Name of the control. */
  readonly field: string
  readonly message: string
}

/** What to fix, on top of the form, each pointing at its control. Nothing when there is nothing to fix. */
export function ErrorSummary({
  lang,
  errors,
  title,
}: {
  lang: Lang
  errors: readonly FormError[]
  title?: string | undefined
}) {
  if (errors.length === 0) return null
  return (
    <div class="message bad" role="alert" tabindex={-1} id="can-sua">
      <h2>{title ?? t(lang).fixThese}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.field} ${error.message}`}>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The message for one control, to hand to its `error`. */
export function errorOf(errors: readonly FormError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message
}
