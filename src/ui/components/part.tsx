import type { ComponentChildren } from 'preact'

/** A section of a page: its name in the margin, its content beside. */
export function Part({ id, title, children }: { id: string; title: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div>{children}</div>
    </section>
  )
}
