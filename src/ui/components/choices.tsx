import type { ComponentChildren } from 'preact'
import type { ControlProps, Option } from './field.tsx'

export interface Choice extends Option {
  readonly help?: ComponentChildren
}

export interface CheckboxGroupProps extends Omit<ControlProps, 'lang'> {
  readonly values?: readonly string[] | undefined
  readonly options: readonly Choice[]
}

/** Any number of choices. */
export function CheckboxGroup({ values = [], ...props }: CheckboxGroupProps) {
  return <Choices {...props} type="checkbox" values={values} />
}

export interface RadioGroupProps extends Omit<ControlProps, 'lang'> {
  readonly value?: string | undefined
  readonly options: readonly Choice[]
}

/** One choice, all of them in sight. */
export function RadioGroup({ value, ...props }: RadioGroupProps) {
  return <Choices {...props} type="radio" values={value === undefined ? [] : [value]} />
}

interface ChoicesProps extends Omit<ControlProps, 'lang'> {
  readonly type: 'checkbox' | 'radio'
  readonly values: readonly string[]
  readonly options: readonly Choice[]
}

function Choices({ type, name, label, help, error, required, values, options }: ChoicesProps) {
  return (
    <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={error ? `${name}-error` : undefined}>
      <legend>{label}</legend>
      {help && <p class="help">{help}</p>}
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      {options.map((option, index) => {
        // The first control carries the bare name as its id: the error summary points there.
        const id = index === 0 ? name : `${name}-${index}`
        return (
          <div class="choice" key={option.value}>
            <input
              id={id}
              name={name}
              type={type}
              value={option.value}
              checked={values.includes(option.value)}
              required={type === 'radio' && required}
            />
            <label for={id}>
              {option.text}
              {option.help && <span class="help">{option.help}</span>}
            </label>
          </div>
        )
      })}
    </fieldset>
  )
}
