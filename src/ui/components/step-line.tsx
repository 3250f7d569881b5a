import type { ComponentChildren } from 'preact'
import { type Lang, t } from '../messages/index.ts'

export interface Step {
  readonly text: string
  /** A step already taken can be gone back to. */
  readonly href?: string | undefined
  readonly current?: boolean | undefined
}

/** Where we are in a task of several pages. */
export function StepLine({ lang, steps }: { lang: Lang; steps: readonly Step[] }) {
  return (
    <ol class="steps" aria-label={t(lang).step}>
      {steps.map((step) => (
        <li key={step.text} aria-current={step.current ? 'step' : undefined}>
          {step.href ? <a href={step.href}>{step.text}</a> : step.text}
        </li>
      ))}
    </ol>
  )
}

/** The next thing to do, kept in view at the foot of a long page. */
export function NextBar({ note, children }: { note?: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="bar-next">
      {note && <p class="small muted">{note}</p>}
      <div>{children}</div>
    </div>
  )
}
