import type { ComponentChildren } from 'preact'
import type { Lang } from '../messages/index.ts'
import { Time } from './time.tsx'

export interface VersionItem {
  readonly number: number
  readonly date: string | Date
  /** What changed, in one line. */
  readonly text: ComponentChildren
  readonly note?: ComponentChildren
  readonly links?: readonly { readonly href: string; readonly text: string }[] | undefined
}

/** Versions, the newest first. */
export function VersionList({ lang, items }: { lang: Lang; items: readonly VersionItem[] }) {
  return (
    <ol class="vers">
      {items.map((item) => (
        <li key={item.number}>
          <span class="num">{item.number}</span>
          <div>
            <p>
              <Time value={item.date} lang={lang} /> {item.text}
            </p>
            <p class="small muted">
              {item.note}{' '}
              {item.links?.map((link) => (
                <a key={link.href} href={link.href}>
                  {link.text}
                </a>
              ))}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}
