import { type Lang, t } from '../messages/index.ts'

export interface Tab {
  readonly href: string
  readonly text: string
  readonly current?: boolean | undefined
}

/** Ways to look at one thing; each tab is an address. */
export function ViewTabs({
  lang,
  tabs,
  label,
  small,
}: {
  lang: Lang
  tabs: readonly Tab[]
  label?: string | undefined
  small?: boolean | undefined
}) {
  return (
    <nav class={small ? 'tabs sub' : 'tabs'} aria-label={label ?? t(lang).viewAs}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.current ? 'true' : undefined}>
          {tab.text}
        </a>
      ))}
    </nav>
  )
}
