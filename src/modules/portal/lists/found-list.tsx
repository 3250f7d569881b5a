import type { SearchResult } from '../../../platform/search/index.ts'
import { EmptyState, HitList, type Lang, Pager } from '../../../ui/index.ts'
import type { Labels } from '../labels.ts'
import { PAGE_SIZE } from '../search/query.ts'
import { SearchHit } from '../search/search-page.tsx'
import { listWords } from './words.ts'

export interface FoundListProps {
  readonly lang: Lang
  readonly result: SearchResult
  readonly labels: Labels
  readonly page: number
  readonly href: (page: number) => string
  readonly now: Date
}

/** Datasets of an agency or a theme, page by page. */
export function FoundList({ lang, result, labels, page, href, now }: FoundListProps) {
  const say = listWords(lang)
  const pages = Math.ceil(Math.min(result.total, 10_000) / PAGE_SIZE)
  if (result.total === 0) {
    return (
      <EmptyState title={say.none} action={<a href="/bo-du-lieu">{say.seeAll}</a>}>
        <p>{say.noneHint}</p>
      </EmptyState>
    )
  }
  return (
    <>
      <HitList>
        {result.hits.map((hit) => (
          <SearchHit key={hit.id} hit={hit} labels={labels} lang={lang} now={now} />
        ))}
      </HitList>
      {pages > 1 && <Pager lang={lang} page={page} pages={pages} href={href} />}
    </>
  )
}
