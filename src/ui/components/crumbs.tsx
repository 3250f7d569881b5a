import { type Lang, t } from '../messages/index.ts'

/** Where this page hangs: the levels above it, not the page itself. */
export function Crumbs({
  lang,
  items,
}: {
  lang: Lang
  items: readonly { readonly href: string; readonly text: string }[]
}) {
  return (
    <nav class="crumb" aria-label={t(lang).crumbs}>
      <ol>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href}>{item.text}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
