import type { ComponentChildren } from 'preact'

/** A figure as decoration: the value with its unit, and below it what it is, of when, from whom. */
export function BigNumber({
  value,
  unit,
  children,
}: {
  value: string
  unit?: string | undefined
  children?: ComponentChildren
}) {
  return (
    <>
      <p class="big">
        {value}
        {unit && ' '}
        {unit && <small>{unit}</small>}
      </p>
      {children && <p>{children}</p>}
    </>
  )
}
