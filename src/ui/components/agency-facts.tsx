import type { ComponentChildren } from 'preact'

export interface AgencyFactsProps {
  readonly title: string
  readonly items: readonly { readonly term: string; readonly value: string }[]
  /** When and how the figures were counted. */
  readonly note?: ComponentChildren
  readonly children?: ComponentChildren
}

/** An agency in a few numbers, beside the desk. */
export function AgencyFacts({ title, items, note, children }: AgencyFactsProps) {
  return (
    <aside class="desk-side" aria-label={title}>
      <h2>{title}</h2>
      <dl>
        {items.map((item) => (
          <div key={item.term}>
            <dt>{item.term}</dt>
            <dd class="num">{item.value}</dd>
          </div>
        ))}
      </dl>
      {note && <p class="small muted">{note}</p>}
      {children}
    </aside>
  )
}
