import { formatBytes } from '../format.ts'
import type { Lang } from '../messages/index.ts'

export interface Download {
  /** "CSV" */
  readonly text: string
  readonly href: string
  readonly bytes?: number | undefined
}

/** Ways to take the data away; the first is the usual one. */
export function Downloads({ lang, label, items }: { lang: Lang; label: string; items: readonly Download[] }) {
  return (
    <p class="get">
      <span>{label}</span>
      {items.map((item, index) => (
        <a key={item.href} class={index === 0 ? 'btn' : 'btn plain'} href={item.href} download>
          {item.text}
          {item.bytes !== undefined && <small>{formatBytes(item.bytes, lang)}</small>}
        </a>
      ))}
    </p>
  )
}
