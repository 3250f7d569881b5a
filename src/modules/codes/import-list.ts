import { recordAudit } from '../../platform/audit/index.ts'
import { AppError } from '../../platform/errors.ts'
import { announce } from '../../platform/events/index.ts'
import { readCodeList } from '../../tabular/codes/index.ts'
import { type Actor, assertCan } from '../identity/index.ts'
import type { CodesDeps } from './deps.ts'
import { isListId } from './model.ts'
import { LIST_CHANGED } from './reader.ts'
import { digestOf, saveList } from './store.ts'

export interface ImportedList {
  readonly id: string
  readonly items: number
  /** Unchanged when this content was in force already. */
  readonly changed: boolean
}

/** Puts a list into force on this node, in place of an earlier content of the same id, which is kept. */
export async function importList(deps: CodesDeps, actor: Actor, content: unknown): Promise<ImportedList> {
  const by = assertCan(actor, 'codes.list.import')
  const read = readCodeList(content)
  if ('error' in read) throw badList(read.error)
  const { list } = read
  if (!isListId(list.id)) throw badList('Tên danh mục chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.')
  const version = await deps.db.transaction().execute(async (tx) => {
    const saved = await saveList(tx, { list, builtIn: false, by: by.id, now: deps.clock.now() })
    if (saved === undefined) return undefined
    const facts = { id: list.id, version: saved, items: list.items.length, digest: digestOf(list), source: list.source }
    await recordAudit(tx, { action: 'codes.list.imported', actor: by, details: facts })
    await announce(tx, { type: LIST_CHANGED, version: 1, resourceId: undefined, payload: { ids: [list.id] } })
    return saved
  })
  if (version !== undefined) deps.lists.forget()
  return { id: list.id, items: list.items.length, changed: version !== undefined }
}

function badList(reason: string): AppError {
  return new AppError('invalid', 'codes.bad-list', {
    vi: reason,
    en: 'This is no code list: it needs “id”, “title”, “source” and “items” with “code” and “name”, each code once.',
  })
}
