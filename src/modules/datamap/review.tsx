import type { ComponentChildren } from 'preact'
import { type DiffRow, type Fact, formatNumber, type Lang, words } from '../../ui/index.ts'
import type { Change } from '../catalog/index.ts'
import { nameIn } from '../identity/index.ts'
import { findingsOf } from './checks/read-facts.ts'
import type { DatamapDeps } from './deps.ts'
import { difference } from './difference.ts'
import { emptyDatabase } from './record.ts'
import { loadSayCode } from './say-codes.ts'
import { contentOf, findPublished } from './store.ts'
import { DatabaseSheet } from './views/database-sheet.tsx'
import { FindingList } from './views/finding-list.tsx'
import { sheetWords } from './views/words.ts'
import { choiceLabel } from './words.ts'

const reviewWords = words(
  {
    kind: 'Việc',
    fresh: 'Cơ sở dữ liệu mới',
    update: (version: string) => `Bản thứ ${version}`,
    class: 'Loại',
    items: 'Mục dữ liệu',
    open: 'Mục mở',
    whole: 'Toàn bộ nội dung',
  },
  {
    kind: 'What',
    fresh: 'New database',
    update: (version: string) => `Version ${version}`,
    class: 'Class',
    items: 'Data items',
    open: 'Open items',
    whole: 'The whole entry',
  },
)

export interface DatabaseReview {
  readonly agency: string
  readonly facts: readonly Fact[]
  readonly rows: readonly DiffRow[]
  readonly parts: readonly { readonly id: string; readonly title: string; readonly body: ComponentChildren }[]
}

/** What an approver needs to see of a change of a database; asked only for those who may read it. */
export async function reviewDatabase(deps: DatamapDeps, change: Change, lang: Lang): Promise<DatabaseReview> {
  const [after, before, say, agency] = await Promise.all([
    contentOf(deps.db, change),
    findPublished(deps.db, change.resourceId),
    loadSayCode(deps, lang),
    deps.agencies.byId(change.agencyId),
  ])
  const findings = await findingsOf(deps, after, change)
  const name = reviewWords(lang)
  const number = (value: number) => formatNumber(value, lang)
  const open = after.items.filter((item) => item.share === 'open').length
  return {
    agency: nameIn(lang, agency),
    facts: [
      { term: name.kind, value: change.baseVersion === 0 ? name.fresh : name.update(number(change.baseVersion + 1)) },
      { term: name.class, value: choiceLabel('class', after.identity.class, lang) || sheetWords(lang).notSaid },
      { term: name.items, value: number(after.items.length) },
      { term: name.open, value: number(open) },
    ],
    rows: difference(before ?? emptyDatabase(''), after, { lang, say }),
    parts: [
      { id: 'tu-thay', title: sheetWords(lang).findings, body: <FindingList lang={lang} findings={findings} /> },
      {
        id: 'toan-bo',
        title: name.whole,
        body: <DatabaseSheet lang={lang} record={after} say={say} sees={() => true} />,
      },
    ],
  }
}
