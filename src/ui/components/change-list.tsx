import type { ComponentChildren } from 'preact'
import type { Lang } from '../messages/index.ts'
import { Time } from './time.tsx'

export interface ChangeItem {
  readonly date: string | Date
  readonly href: string
  readonly title: string
  readonly note?: ComponentChildren
}

/** What changed lately: day, name, one line. */
export function ChangeList({ items, lang }: { items: readonly ChangeItem[]; lang: Lang }) {
  return (
    <ol class="changes">
      {items.map((item) => (
        <li key={`${item.href} ${String(item.date)}`}>
          <Time value={item.date} lang={lang} form="day" />
          <div>
            <a href={item.href}>{item.title}</a>
            {item.note && <p>{item.note}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
