import { type Lang, t } from '../messages/index.ts'

export interface FindProps {
  readonly lang: Lang
  readonly q?: string | undefined
  readonly action?: string | undefined
  readonly label?: string | undefined
  readonly placeholder?: string | undefined
  readonly autofocus?: boolean | undefined
  /** Facets that stay on while the words change. */
  readonly keep?: readonly (readonly [name: string, value: string])[] | undefined
  /** Address that answers `?q=` with suggestions as JSON; the page then needs the island `tim-nhanh`. */
  readonly suggest?: string | undefined
}

/** The search box. */
export function Find(props: FindProps) {
  const { lang, q, action = '/bo-du-lieu', label, placeholder, autofocus, keep = [], suggest } = props
  const say = t(lang)
  const form = (
    <search class="search-box">
      <form action={action}>
        <label class="vh" for="q">
          {label ?? say.findLabel}
        </label>
        <div class="find">
          <input
            id="q"
            name="q"
            type="search"
            value={q}
            placeholder={placeholder ?? say.findHint}
            autocomplete="off"
            maxLength={200}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the home page is one question, and the cursor waits in it
            autofocus={autofocus}
          />
          <button type="submit">{say.find}</button>
        </div>
        {keep.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      </form>
    </search>
  )
  if (!suggest) return form
  return (
    <tim-nhanh src={suggest} label={say.suggestions}>
      {form}
    </tim-nhanh>
  )
}
