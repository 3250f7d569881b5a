import type { ComponentChildren } from 'preact'
import { type Lang, t } from '../messages/index.ts'

export interface ScrollBoxProps {
  readonly lang: Lang
  /** What is inside, in words. */
  readonly label: string
  readonly class?: string | undefined
  readonly children: ComponentChildren
}

/** A box that scrolls sideways by itself, so that the page does not; reachable by keyboard. */
export function ScrollBox({ lang, label, class: extra, children }: ScrollBoxProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys scroll only what has the focus
    <section class={extra ? `scroll ${extra}` : 'scroll'} tabindex={0} aria-label={t(lang).scrollable(label)}>
      {children}
    </section>
  )
}
