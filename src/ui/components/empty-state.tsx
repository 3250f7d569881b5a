import type { ComponentChildren } from 'preact'

/** Nothing here: say why, and what to do instead. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children?: ComponentChildren
  action?: ComponentChildren
}) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children && <div class="muted">{children}</div>}
      {action && <p>{action}</p>}
    </div>
  )
}
