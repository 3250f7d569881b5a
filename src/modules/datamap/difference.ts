import type { DiffRow, Lang } from '../../ui/index.ts'
import { itemKey } from './clean-database.ts'
import { FIELDS, valueOf } from './fields.ts'
import type { DatabaseItem, DatabaseRecord } from './record.ts'
import { type SayCode, sayValue } from './say-value.ts'
import { choiceLabel } from './words.ts'

const MOST_ROWS = 400

/** What a change does to a database, field by field and item by item, in words. */
export function difference(
  before: DatabaseRecord,
  after: DatabaseRecord,
  { lang, say }: { lang: Lang; say: SayCode },
): readonly DiffRow[] {
  const fields = FIELDS.map((field): DiffRow => {
    const text = (record: DatabaseRecord) => sayValue(field, valueOf(record, field), { lang, say })
    return { field: field[lang], before: text(before), after: text(after) }
  })
  const rows = [...fields, ...itemRows(before, after, lang), ...listRows(before, after, lang)]
  return rows.filter((row) => row.before !== row.after).slice(0, MOST_ROWS)
}

function itemRows(before: DatabaseRecord, after: DatabaseRecord, lang: Lang): DiffRow[] {
  const old = new Map(before.items.map((item) => [itemKey(item), item]))
  const fresh = new Map(after.items.map((item) => [itemKey(item), item]))
  const keys = new Set([...fresh.keys(), ...old.keys()])
  return [...keys].map((key) => {
    const item = fresh.get(key) ?? old.get(key)
    const place = [item?.table, item?.title].filter(Boolean).join(' · ')
    return { field: place, before: itemText(old.get(key), lang), after: itemText(fresh.get(key), lang) }
  })
}

/** An item in one line. */
function itemText(item: DatabaseItem | undefined, lang: Lang): string | undefined {
  if (!item) return undefined
  const personal = item.personal && item.personal !== 'none' ? choiceLabel('personal', item.personal, lang) : undefined
  const share = item.share ? choiceLabel('share', item.share, lang) : lang === 'vi' ? 'chưa phân loại' : 'not classed'
  const parts = [share, item.title, item.type, item.codeList, personal, item.userGroups?.join(', '), item.note]
  return parts.filter(Boolean).join(' · ')
}

function listRows(before: DatabaseRecord, after: DatabaseRecord, lang: Lang): DiffRow[] {
  const names = lang === 'vi' ? ['Lộ trình', 'Quan hệ'] : ['Roadmap', 'Relations']
  const roadmap = ({ roadmap: steps }: DatabaseRecord) =>
    steps.map(({ name, due, state, progress }) =>
      [name, due, choiceLabel('milestone', state, lang), progress === undefined ? '' : `${progress} %`]
        .filter(Boolean)
        .join(', '),
    )
  const relations = ({ relations: lines }: DatabaseRecord) =>
    lines.map(({ type, name, note }) =>
      [`${choiceLabel('relation', type, lang)} “${name}”`, note].filter(Boolean).join(': '),
    )
  const row = (field: string, of: (record: DatabaseRecord) => string[]): DiffRow => ({
    field,
    before: of(before).join('; ') || undefined,
    after: of(after).join('; ') || undefined,
  })
  return [row(names[0] ?? '', roadmap), row(names[1] ?? '', relations)]
}
