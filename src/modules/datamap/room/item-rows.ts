import { fold } from '../../../platform/text.ts'
import { type Form, textIn } from '../../identity/index.ts'
import { type DatabaseItem, type DatabaseRecord, PERSONALS, SHARES } from '../record.ts'

export const PER_PAGE = 25
/** Empty rows at the end of the page. */
export const NEW_ROWS = 3

export interface ItemFilter {
  readonly q: string
  readonly withoutShare: boolean
}

/** Positions of the items a filter finds. */
export function positionsOf(items: DatabaseRecord['items'], { q, withoutShare }: ItemFilter): readonly number[] {
  const wanted = fold(q.trim())
  return items.flatMap((item, position) => {
    if (withoutShare && item.share !== undefined) return []
    const text = fold([item.title, item.table, item.column, item.codeList].filter(Boolean).join(' '))
    return text.includes(wanted) ? [position] : []
  })
}

/** The items after what the rows of a form say: changed, removed, added. */
export function itemsFromForm(items: DatabaseRecord['items'], form: Form): DatabaseItem[] {
  const shown = positionsIn(form).filter((position) => position < items.length)
  const changed = new Map(shown.map((position) => [position, rowOf(form, String(position), items[position])]))
  const kept = items.flatMap((item, position) => {
    if (!changed.has(position)) return [item]
    const row = changed.get(position)
    return row ? [row] : []
  })
  const added = Array.from({ length: NEW_ROWS }, (_, index) => rowOf(form, `moi-${index}`, undefined))
  return [...kept, ...added.filter((row) => row !== undefined)]
}

function positionsIn(form: Form): readonly number[] {
  return textIn(form, 'vi-tri')
    .split(',')
    .filter((text) => /^\d+$/.test(text))
    .map(Number)
}

const TEXTS = ['table', 'column', 'type', 'codeList'] as const

/** One row of the form; undefined where it is removed or has no name. */
function rowOf(form: Form, row: string, before: DatabaseItem | undefined): DatabaseItem | undefined {
  const text = (key: string) => textIn(form, `${row}.${key}`).trim()
  if (textIn(form, `${row}.bo`) !== '' || text('title') === '') return undefined
  const share = SHARES.find((one) => one === text('share'))
  const personal = PERSONALS.find((one) => one === text('personal'))
  const userGroups = text('groups')
    .split(/[,;\n]/)
    .map((group) => group.trim())
    .filter((group) => group !== '')
  const texts = TEXTS.flatMap((key) => (text(key) === '' ? [] : [[key, text(key)] as const]))
  return {
    ...(before?.isKey === undefined ? {} : { isKey: before.isKey }),
    ...(before?.note === undefined ? {} : { note: before.note }),
    ...(Object.fromEntries(texts) as Partial<Pick<DatabaseItem, (typeof TEXTS)[number]>>),
    title: text('title'),
    ...(share ? { share } : {}),
    ...(personal ? { personal } : {}),
    ...(userGroups.length > 0 ? { userGroups } : {}),
  }
}

/** Many items set at once; an empty choice leaves them as they are. */
export function setMany(
  items: DatabaseRecord['items'],
  filter: ItemFilter,
  { share, personal }: { share: string; personal: string },
): DatabaseItem[] {
  const positions = new Set(positionsOf(items, filter))
  const newShare = SHARES.find((one) => one === share)
  const newPersonal = PERSONALS.find((one) => one === personal)
  return items.map((item, position) =>
    positions.has(position)
      ? { ...item, ...(newShare ? { share: newShare } : {}), ...(newPersonal ? { personal: newPersonal } : {}) }
      : item,
  )
}
