import type { PageOfCatalog } from '../../../formats/dcat/index.ts'
import type { CatalogEntry, Entry } from '../../../formats/model.ts'
import type { Agency } from '../../identity/index.ts'
import type { InteropDeps } from '../deps.ts'
import type { EntryWish } from '../entries/entry-reader.ts'

const PER_PAGE = 100

/** Which page is asked for: by number, or after an id, which is as fast at any depth. */
export interface PageWish {
  readonly page: number
  readonly from?: string | undefined
  readonly modified_since?: string | undefined
}

/** The catalogue of this node, or of one agency with everything below it. */
export interface CatalogScope {
  /** Path without its ending: `/catalog`, `/co-quan/G09/catalog`. */
  readonly path: string
  readonly agency: Agency | undefined
}

export function wishOf(
  { agency }: CatalogScope,
  { modified_since: since }: Pick<PageWish, 'modified_since'>,
): EntryWish {
  return {
    ...(agency ? { agency: agency.code } : {}),
    ...(since === undefined ? {} : { modifiedSince: new Date(since) }),
  }
}

/** Reads one page and where it stands among the others. */
export async function readCatalogPage(
  deps: InteropDeps,
  { scope, wish, ending }: { scope: CatalogScope; wish: PageWish; ending: string },
): Promise<{ catalog: CatalogEntry; page: PageOfCatalog; entries: readonly Entry[] }> {
  const what = wishOf(scope, wish)
  const place = wish.from === undefined ? { offset: (wish.page - 1) * PER_PAGE } : { after: wish.from }
  const [found, { count }, catalog] = await Promise.all([
    deps.entries.page({ ...what, ...place, size: PER_PAGE + 1 }),
    deps.entries.count(what),
    catalogOf(deps, scope),
  ])
  const entries = found.slice(0, PER_PAGE)
  const address = (page: number, from?: string) => {
    const url = new URL(`${deps.publicUrl}${scope.path}.${ending}`)
    if (page > 1) url.searchParams.set('page', String(page))
    if (from !== undefined) url.searchParams.set('from', from)
    if (wish.modified_since !== undefined) url.searchParams.set('modified_since', wish.modified_since)
    return url.href
  }
  const last = Math.max(1, Math.ceil(count / PER_PAGE))
  const more = found.length > PER_PAGE
  const page: PageOfCatalog = {
    self: address(wish.page, wish.from),
    first: address(1),
    previous: wish.page > 1 ? address(wish.page - 1) : undefined,
    next: more ? address(wish.page + 1, entries.at(-1)?.id) : undefined,
    last: address(last),
    total: count,
    perPage: PER_PAGE,
  }
  return { catalog, page, entries }
}

/** What the catalogue says of itself. */
export async function catalogOf(deps: InteropDeps, { agency }: CatalogScope): Promise<CatalogEntry> {
  const whole = await deps.entries.catalog()
  if (!agency) return whole
  const home = `${deps.publicUrl}/co-quan/${encodeURIComponent(agency.code)}`
  return {
    ...whole,
    uri: `${home}/catalog`,
    title: { vi: `Dữ liệu mở của ${agency.name}`, en: `Open data of ${agency.nameEn ?? agency.name}` },
    publisher: { id: agency.code, uri: `${deps.publicUrl}/id/agency/${agency.id}`, name: agency.name, homepage: home },
    homepage: home,
  }
}
