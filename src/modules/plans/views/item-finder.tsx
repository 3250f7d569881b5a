import type { ComponentChildren } from 'preact'
import { Field, formatNumber, type Lang, Pager, words } from '../../../ui/index.ts'
import { ITEMS_PER_PAGE, type Picked } from './pick-items.ts'

const finderWords = words(
  {
    find: 'Tìm trong danh mục',
    act: 'Tìm',
    found: (found: string, q: string) => `${found} mục có “${q}”.`,
    all: 'Xem cả danh mục',
  },
  {
    find: 'Find in the list',
    act: 'Find',
    found: (found: string, q: string) => `${found} items with “${q}”.`,
    all: 'The whole list',
  },
)

interface FinderProps {
  readonly lang: Lang
  /** Address of the page, with nothing after it. */
  readonly path: string
  readonly q: string
  readonly found: number
  /** What the address keeps while words change. */
  readonly keep?: Readonly<Record<string, string>>
}

/** A box to find items of a long list; without script it is a form like any other. */
function ItemFinder({ lang, path, q, found, keep = {} }: FinderProps) {
  const say = finderWords(lang)
  const rest = new URLSearchParams(keep).toString()
  return (
    <>
      <form class="filters" method="get" action={`${path}#danh-muc`}>
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div class="grow">
          <Field lang={lang} name="q" label={say.find} value={q} type="search" maxLength={200} />
        </div>
        <button class="btn plain" type="submit">
          {say.act}
        </button>
      </form>
      {q && (
        <p>
          {say.found(formatNumber(found, lang), q)} <a href={`${path}${rest ? `?${rest}` : ''}#danh-muc`}>{say.all}</a>
        </p>
      )}
    </>
  )
}

export interface PagedProps extends Omit<FinderProps, 'found'> {
  readonly picked: Picked<unknown>
  /** Items of the list without any words. */
  readonly all: number
  readonly children: ComponentChildren
}

/** A list that is found in and paged once it is longer than a page. */
export function PagedItems({ lang, path, q, keep = {}, picked, all, children }: PagedProps) {
  const { page, pages, found } = picked
  return (
    <>
      {(all > ITEMS_PER_PAGE || q) && <ItemFinder lang={lang} path={path} q={q} found={found} keep={keep} />}
      {children}
      {pages > 1 && (
        <Pager lang={lang} page={page} pages={pages} href={(next) => listHref(path, { ...keep, q }, next)} />
      )}
    </>
  )
}

/** Address of another page of the list. */
function listHref(path: string, keep: Readonly<Record<string, string>>, page: number): string {
  const params = new URLSearchParams(Object.entries(keep).filter(([, value]) => value !== ''))
  if (page > 1) params.set('trang', String(page))
  return `${path}${params.size > 0 ? `?${params}` : ''}#danh-muc`
}
