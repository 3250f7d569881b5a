import type { ComponentChildren } from 'preact'
import { formatNumber } from '../format.ts'
import { type Lang, t } from '../messages/index.ts'
import { type MarkedText, MatchMark } from './match-mark.tsx'
import { type StateKind, StateMark } from './state-mark.tsx'

export interface HitProps {
  readonly lang: Lang
  readonly href: string
  readonly title: string | MarkedText
  readonly summary?: string | MarkedText | undefined
  readonly agency?: string | undefined
  /** Period the data cover: "2011–2016". */
  readonly period?: string | undefined
  readonly rows?: number | undefined
  /** Places in words: "63 tỉnh, xem được theo 34". */
  readonly places?: string | undefined
  readonly state?: { readonly kind: StateKind; readonly text: string } | undefined
  readonly formats?: readonly { readonly text: string; readonly href: string }[] | undefined
}

/** One result of a search; stands in `HitList`. */
export function Hit({ lang, href, title, summary, agency, period, rows, places, state, formats = [] }: HitProps) {
  const name = typeof title === 'string' ? title : title.text
  return (
    <li>
      <h2>
        <a href={href}>
          <MatchMark of={title} />
        </a>
      </h2>
      {summary && (
        <p>
          <MatchMark of={summary} />
        </p>
      )}
      <div class="row">
        <p class="meta">
          {agency && <span>{agency}</span>}
          {period && <span class="num nw">{period}</span>}
          {rows !== undefined && <span class="num nw">{t(lang).rows(formatNumber(rows, lang))}</span>}
          {places && <span>{places}</span>}
          {state && <StateMark kind={state.kind}>{state.text}</StateMark>}
        </p>
        {formats.length > 0 && (
          <p class="fmt">
            {formats.map((format) => (
              <a key={format.href} href={format.href} aria-label={`${format.text}: ${name}`}>
                {format.text}
              </a>
            ))}
          </p>
        )}
      </div>
    </li>
  )
}

/** The list that holds results. */
export function HitList({ children }: { children: ComponentChildren }) {
  return <ol class="hits">{children}</ol>
}
