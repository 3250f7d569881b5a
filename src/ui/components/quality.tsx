import type { ComponentChildren } from 'preact'
import { formatNumber } from '../format.ts'
import type { Lang } from '../messages/index.ts'

/** A score with what it is made of beside it. */
export function Quality({ lang, score, children }: { lang: Lang; score: number; children: ComponentChildren }) {
  return (
    <div class="qual">
      <p class="big">
        {formatNumber(score, lang, { max: 0 })}
        <small>/100</small>
      </p>
      <div>{children}</div>
    </div>
  )
}
