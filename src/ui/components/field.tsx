import type { ComponentChildren } from 'preact'
import { type Lang, t } from '../messages/index.ts'

/** What every control of a form has in common. */
export interface ControlProps {
  readonly lang: Lang
  /** Name of the field; also its id, so that the error summary can point at it. */
  readonly name: string
  readonly label: string
  readonly help?: ComponentChildren
  readonly error?: string | undefined
  readonly required?: boolean | undefined
}

export interface FieldProps extends ControlProps {
  readonly value?: string | number | undefined
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'date' | 'number' | 'search' | 'tel' | undefined
  readonly autocomplete?: string | undefined
  readonly maxLength?: number | undefined
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'url' | undefined
  /** Expected length of the answer: short fields should look short. */
  readonly width?: 'short' | 'medium' | undefined
  /** Answers offered while typing; any other may be typed too. */
  readonly suggestions?: readonly string[] | undefined
}

/** A line of text with its label above, help below the label, error at the field. */
export function Field(props: FieldProps) {
  const { name, value, type = 'text', autocomplete, maxLength, inputMode, width, required, suggestions } = props
  const list = suggestions && suggestions.length > 0 ? `${name}-list` : undefined
  // Gathered first: the attribute types of <input> depend on its type, which is chosen by the caller.
  const attributes = { name, value, type, autocomplete, maxLength, inputMode, required, list } as object
  return (
    <Control {...props} width={width}>
      <input {...described(props)} id={name} {...attributes} />
      {list && (
        <datalist id={list}>
          {suggestions?.map((text) => (
            <option key={text} value={text}>
              {text}
            </option>
          ))}
        </datalist>
      )}
    </Control>
  )
}

export interface TextAreaProps extends ControlProps {
  readonly value?: string | undefined
  readonly rows?: number | undefined
  readonly maxLength?: number | undefined
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const { name, value, rows = 4, maxLength, required } = props
  return (
    <Control {...props}>
      <textarea {...described(props)} id={name} name={name} rows={rows} maxLength={maxLength} required={required}>
        {value}
      </textarea>
    </Control>
  )
}

export interface Option {
  readonly value: string
  readonly text: string
}

export interface SelectProps extends ControlProps {
  readonly value?: string | undefined
  readonly options: readonly Option[]
  /** First, empty choice in words: "Chọn giấy phép". */
  readonly empty?: string | undefined
}

/** One of a list. */
export function Select(props: SelectProps) {
  const { name, value, options, empty, required } = props
  return (
    <Control {...props}>
      <select {...described(props)} id={name} name={name} required={required}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </Control>
  )
}

interface ControlFrame extends ControlProps {
  readonly width?: 'short' | 'medium' | undefined
  readonly children: ComponentChildren
}

function Control({ lang, name, label, help, error, required, width, children }: ControlFrame) {
  return (
    <div class={['field', error && 'wrong', width].filter(Boolean).join(' ')}>
      <label for={name}>
        {label}
        {required === false && <span class="muted"> ({t(lang).optional})</span>}
      </label>
      {help && (
        <p class="help" id={`${name}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      {children}
    </div>
  )
}

/** Attributes that tie a control to its help and its error. */
function described({ name, help, error }: ControlProps) {
  const ids = [help ? `${name}-help` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? ('true' as const) : undefined }
}
