import { cleanText } from '../../../platform/text.ts'
import { type DatabaseItem, MOST_ITEMS } from '../record.ts'
import type { ColumnSuggestion } from './suggest.ts'

export interface Offer {
  readonly items: readonly DatabaseItem[]
  /** Columns that no item spoke of. */
  readonly added: number
  /** Items that got something they did not say: a type, a key, a code list. */
  readonly completed: number
  /** Items whose column is no longer there; they stay, for the officer to decide. */
  readonly gone: number
  /** Columns left out because a record holds no more. */
  readonly left: number
}

/**
 * Items of a draft with what was read beside them. What an officer wrote is never changed: only what an item does not say
 * is filled in, new columns come after the old ones, and nothing is taken away. How an item is shared stays undecided.
 */
export function offerItems(items: readonly DatabaseItem[], suggestions: readonly ColumnSuggestion[]): Offer {
  const byPlace = firstByPlace(suggestions)
  const spoken = new Set(items.map(({ table, column }) => placeOf(table, column)))
  let completed = 0
  const kept = items.map((item) => {
    const read = byPlace.get(placeOf(item.table, item.column))
    const whole = read ? complete(item, read) : item
    if (whole !== item) completed += 1
    return whole
  })
  const fresh = [...byPlace].flatMap(([place, one]) => (spoken.has(place) ? [] : [one]))
  const taken = fresh.slice(0, Math.max(0, MOST_ITEMS - kept.length))
  return {
    items: [...kept, ...taken.map(itemOf)],
    added: taken.length,
    completed,
    gone: items.filter(({ table, column }) => column !== undefined && !byPlace.has(placeOf(table, column))).length,
    left: fresh.length - taken.length,
  }
}

// Names that differ only in what a record does not keep (blanks, what is beyond its length) are one item.
function firstByPlace(suggestions: readonly ColumnSuggestion[]): ReadonlyMap<string, ColumnSuggestion> {
  const byPlace = new Map<string, ColumnSuggestion>()
  for (const one of suggestions) {
    const place = placeOf(one.table, one.column)
    if (!byPlace.has(place)) byPlace.set(place, one)
  }
  return byPlace
}

// Texts as a record keeps them, so that a column is found again after saving.
const kept = (text: string | undefined, most: number): string => cleanText(cleanText(text ?? '').slice(0, most))

function placeOf(table: string | undefined, column: string | undefined): string {
  return JSON.stringify([kept(table, NAME_MAX), kept(column, NAME_MAX)])
}

const NAME_MAX = 300
const TYPE_MAX = 120

function complete(item: DatabaseItem, read: ColumnSuggestion): DatabaseItem {
  const type = kept(read.type, TYPE_MAX)
  const more = {
    ...(item.type === undefined && type !== '' ? { type } : {}),
    ...(item.isKey === undefined && read.isKey ? { isKey: true } : {}),
    ...(item.codeList === undefined && read.codeList ? { codeList: read.codeList.list } : {}),
  }
  return Object.keys(more).length === 0 ? item : { ...item, ...more }
}

function itemOf({ table, column, title, type, isKey, personal, codeList }: ColumnSuggestion): DatabaseItem {
  const [tableText, columnText, typeText] = [kept(table, NAME_MAX), kept(column, NAME_MAX), kept(type, TYPE_MAX)]
  return {
    ...(tableText === '' ? {} : { table: tableText }),
    ...(columnText === '' ? {} : { column: columnText }),
    title: kept(title, NAME_MAX) || columnText || 'cột không tên',
    ...(typeText === '' ? {} : { type: typeText }),
    ...(isKey ? { isKey } : {}),
    ...(codeList ? { codeList: codeList.list } : {}),
    ...(personal ? { personal: personal.level } : {}),
  }
}
