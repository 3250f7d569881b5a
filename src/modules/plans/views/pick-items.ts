import { fold } from '../../../platform/text.ts'

/** Items of a plan on one page of its list. */
export const ITEMS_PER_PAGE = 100

/** Which part of a list is looked at, as the address says it. */
export interface ItemLook {
  /** Words to find in titles, units and databases. */
  readonly q: string
  /** From 1. */
  readonly page: number
  /** Id of an item that must be on the page. */
  readonly item: string
}

export interface Picked<Item> {
  readonly shown: readonly Item[]
  readonly found: number
  readonly page: number
  readonly pages: number
}

interface Findable {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly source?: { readonly database: string } | undefined
}

/** The items that hold all words, a page of them; the page of one item where one is asked for. */
export function pickItems<Item>(items: readonly Item[], look: ItemLook, of: (item: Item) => Findable): Picked<Item> {
  const words = fold(look.q).split(/\s+/).filter(Boolean)
  const found = items.filter((item) => {
    const { title, unit, source } = of(item)
    const text = fold(`${title} ${unit} ${source?.database ?? ''}`)
    return words.every((word) => text.includes(word))
  })
  const pages = Math.max(1, Math.ceil(found.length / ITEMS_PER_PAGE))
  const at = look.item === '' ? -1 : found.findIndex((item) => of(item).id === look.item)
  const page = at >= 0 ? Math.floor(at / ITEMS_PER_PAGE) + 1 : Math.min(Math.max(1, look.page), pages)
  return { shown: found.slice((page - 1) * ITEMS_PER_PAGE, page * ITEMS_PER_PAGE), found: found.length, page, pages }
}

/** What an address says of the list; numbers and words that are none are left out. */
export function lookIn(text: (name: string) => string): ItemLook {
  return { q: text('q').slice(0, 200), page: Math.trunc(Number(text('trang'))) || 1, item: text('muc') }
}

/** Address of an item on a page with a list, whichever part of it the item is in. */
export function itemAt(path: string, itemId: string): string {
  return `${path}?muc=${itemId}#muc-${itemId}`
}
