import { formatNumber } from '../format.ts'
import { type Lang, t } from '../messages/index.ts'

export interface PagerProps {
  readonly lang: Lang
  /** From 1. */
  readonly page: number
  readonly pages: number
  readonly href: (page: number) => string
}

/** Where we are among the pages, and the ones before and after. */
export function Pager({ lang, page, pages, href }: PagerProps) {
  if (pages <= 1) return null
  const say = t(lang)
  return (
    <nav class="pager" aria-label={say.pages}>
      {page > 1 && (
        <a class="btn plain" href={href(page - 1)} rel="prev">
          {say.previousPage}
        </a>
      )}
      <p class="small muted num">{say.pageOf(formatNumber(page, lang), formatNumber(pages, lang))}</p>
      {page < pages && (
        <a class="btn plain" href={href(page + 1)} rel="next">
          {say.nextPage}
        </a>
      )}
    </nav>
  )
}
