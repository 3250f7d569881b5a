import type { ComponentChildren } from 'preact'

export interface Fix {
  readonly key: string
  /** What it brings: "+6". */
  readonly points?: string | undefined
  readonly text: ComponentChildren
  readonly href?: string | undefined
  readonly action?: string | undefined
}

/** What to mend, the most useful first. */
export function FixList({ items }: { items: readonly Fix[] }) {
  const plain = items.every((item) => item.points === undefined)
  return (
    <ol class={plain ? 'fixes plainpts' : 'fixes'}>
      {items.map((item) => (
        <li key={item.key}>
          {!plain && <span class="num pts">{item.points}</span>}
          <p>{item.text}</p>
          {item.href && <a href={item.href}>{item.action}</a>}
        </li>
      ))}
    </ol>
  )
}
