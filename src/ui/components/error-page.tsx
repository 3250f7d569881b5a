import type { ComponentChildren } from 'preact'
import { type Lang, t } from '../messages/index.ts'

export interface ErrorPageProps {
  readonly lang: Lang
  /** What happened, in words. */
  readonly title: string
  /** What one can do. */
  readonly children: ComponentChildren
  readonly requestId?: string | undefined
}

/** Body of an error page; goes inside `Layout`. */
export function ErrorPage({ lang, title, children, requestId }: ErrorPageProps) {
  const say = t(lang)
  return (
    <div class="wrap narrow error-page">
      <h1>{title}</h1>
      <div class="lede">{children}</div>
      {requestId && (
        <p class="muted small">
          {say.quotePrompt} <code>{requestId}</code>
        </p>
      )}
      <p>
        <a class="btn plain" href="/">
          {say.goHome}
        </a>
      </p>
    </div>
  )
}
