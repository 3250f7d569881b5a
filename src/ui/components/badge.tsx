import type { ComponentChildren } from 'preact'

/** A short mark beside a name: class of a database, a level, a format. */
export function Badge({ children, title }: { children: ComponentChildren; title?: string | undefined }) {
  return (
    <span class="cls" title={title}>
      {children}
    </span>
  )
}
