import { formatNumber } from '../format.ts'
import type { Lang } from '../messages/index.ts'

export interface LeaderItem {
  readonly href: string
  readonly text: string
  readonly count?: number | undefined
}

/** A table of contents with counts: themes, agencies. */
export function LeaderList({
  items,
  lang,
  twoColumns,
}: {
  items: readonly LeaderItem[]
  lang: Lang
  twoColumns?: boolean | undefined
}) {
  return (
    <ul class={twoColumns ? 'leaders two' : 'leaders'}>
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href}>{item.text}</a>
          {item.count !== undefined && <span class="num">{formatNumber(item.count, lang)}</span>}
        </li>
      ))}
    </ul>
  )
}
