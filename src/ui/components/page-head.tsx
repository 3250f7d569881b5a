import type { ComponentChildren } from 'preact'

export interface PageHeadProps {
  readonly title: ComponentChildren
  /** Who answers for it. */
  readonly by?: ComponentChildren
  /** What it is in two sentences. */
  readonly lede?: ComponentChildren
  /** The one thing to do next. */
  readonly action?: ComponentChildren
}

/** Title of a page, who answers for it, what it is. */
export function PageHead({ title, by, lede, action }: PageHeadProps) {
  return (
    <header class="ds-head">
      <div>
        <h1>{title}</h1>
        {by && <p class="ds-by">{by}</p>}
        {lede && <p class="lede">{lede}</p>}
      </div>
      {action}
    </header>
  )
}
