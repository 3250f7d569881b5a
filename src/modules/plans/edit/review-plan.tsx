import type { ComponentChildren } from 'preact'
import { type DiffRow, type Fact, formatNumber, type Lang } from '../../../ui/index.ts'
import type { Change } from '../../catalog/index.ts'
import { type Actor, nameIn } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { dayText } from '../views/day-text.ts'
import { draftHref } from './draft-page.tsx'
import { draftWords } from './draft-words.ts'
import { PartList } from './send-room.tsx'
import { compareItems, viewDraft } from './view-draft.ts'

/** What the approver of a plan is shown on the page of all reviews. */
export interface PlanReview {
  readonly agency: string
  readonly facts: readonly Fact[]
  readonly rows: readonly DiffRow[]
  readonly parts: readonly { readonly id: string; readonly title: string; readonly body: ComponentChildren }[]
}

const MOST_NAMED = 200

/** Facts of a draft plan, how it differs from the one in force, whether its required parts are there, and its list. */
export async function reviewPlan(
  deps: PlansDeps,
  change: Change,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<PlanReview> {
  const view = await viewDraft(deps, actor, change.id)
  const say = draftWords(lang)
  const { content, kind, agency, before } = view
  const base = `/lam-viec/ke-hoach/ban-nhap/${change.id}`
  const count = formatNumber(content.items.length, lang)
  return {
    agency: nameIn(lang, agency),
    facts: [
      { term: kind.name[lang], value: `${dayText(content.period.from, lang)}–${dayText(content.period.to, lang)}` },
      { term: say.rooms.items, value: count },
    ],
    rows: before ? differences(compareItems(before, content), say) : [],
    parts: [
      { id: 'noi-dung', title: say.required, body: <PartList view={view} lang={lang} /> },
      {
        id: 'danh-muc',
        title: say.listed(count),
        body: (
          <>
            <ul class="plain">
              {content.items.slice(0, MOST_NAMED).map((item) => (
                <li key={item.id}>
                  {item.title}, {item.unit}, {dayText(item.due, lang)}
                </li>
              ))}
            </ul>
            <p class="row-acts">
              <a href={draftHref(change.id)}>{say.rooms.items}</a>
              <a href={`${base}/van-ban.docx`}>{say.docx}</a>
              <a href={`${base}/van-ban.pdf`}>{say.pdf}</a>
            </p>
          </>
        ),
      },
    ],
  }
}

function differences(
  { added, removed, changed }: ReturnType<typeof compareItems>,
  say: ReturnType<typeof draftWords>,
): readonly DiffRow[] {
  const named = changed.map(
    ({ title, what }) => `${title} (${what.map((name) => say.fields[name] ?? name).join(', ')})`,
  )
  const all: readonly { readonly row: DiffRow; readonly count: number }[] = [
    { row: { field: say.added(String(added.length)), after: added.join('; ') }, count: added.length },
    { row: { field: say.removed(String(removed.length)), before: removed.join('; ') }, count: removed.length },
    { row: { field: say.changed(String(changed.length)), after: named.join('; ') }, count: changed.length },
  ]
  return all.filter(({ count }) => count > 0).map(({ row }) => row)
}
