import type { ComponentChildren } from 'preact'

export interface MessageProps {
  readonly kind: 'good' | 'bad' | 'note'
  readonly title?: string | undefined
  readonly children: ComponentChildren
}

/** What has just happened, once, on top of the page after a form was sent. */
export function Message({ kind, title, children }: MessageProps) {
  return (
    <div class={`message ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      {title && <h2>{title}</h2>}
      <div>{children}</div>
    </div>
  )
}
