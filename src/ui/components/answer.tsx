import type { ComponentChildren } from 'preact'
import { type Lang, t } from '../messages/index.ts'
import { BigNumber } from './big-number.tsx'

export interface AnswerProps {
  readonly lang: Lang
  readonly value: string
  readonly unit?: string | undefined
  /** What the figure is, from which dataset and row. */
  readonly children: ComponentChildren
}

/** The figure itself, above the results, when a question has one. */
export function Answer({ lang, value, unit, children }: AnswerProps) {
  return (
    <aside class="answer" aria-label={t(lang).answerLabel}>
      <BigNumber value={value} unit={unit}>
        {children}
      </BigNumber>
    </aside>
  )
}
