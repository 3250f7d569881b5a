import { type CodeItem, type CodeList, isValidOn } from '../../tabular/codes/index.ts'

/** What a code of a list stands for on a day. */
export interface Resolved {
  readonly listId: string
  readonly item: CodeItem
  /** True when list and item are in force on that day. */
  readonly inForce: boolean
  /** Where the item went, when it is no longer in force; in list `successorListId`. */
  readonly successorListId: string
  readonly successors: readonly string[]
}

/** Looks a code up in one list. A code alone names nothing: seven province codes changed hands on 2025-07-01. */
export function resolveIn(list: CodeList, code: string, day: string): Resolved | undefined {
  const item = list.items.find((one) => one.code === code)
  if (!item) return undefined
  const span = {
    ...list,
    ...(item.validFrom ? { validFrom: item.validFrom } : {}),
    ...(item.validTo ? { validTo: item.validTo } : {}),
  }
  return {
    listId: list.id,
    item,
    inForce: isValidOn(list, day) && isValidOn(span, day),
    successorListId: list.successorList ?? list.id,
    successors: item.successors ?? [],
  }
}

/** Label of an item in the language of the page. */
export function labelOf(item: CodeItem, lang: 'vi' | 'en'): string {
  return lang === 'en' ? (item.nameEn ?? item.name) : item.name
}

const LIST_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/

export function isListId(id: string): boolean {
  return id.length <= 60 && LIST_ID.test(id)
}
