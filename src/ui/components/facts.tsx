import type { ComponentChildren } from 'preact'

export interface Fact {
  readonly term: string
  readonly value: ComponentChildren
}

/** The state line of a resource: version, freshness, licence, quality. Four at most read well. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl class="facts">
      {items.map((item) => (
        <div key={item.term}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
