import { formatNumber, type Lang, type TodoRowProps, type WaitingWork, words } from '../../../ui/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { type Actor, can } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { readOwned } from '../reads/read-owned.ts'

const waitingWords = words(
  {
    review: 'Chưa rà soát',
    title: (count: string, year: number) => `${count} cơ sở dữ liệu chưa rà soát năm ${year}`,
    line: 'Mỗi năm một lần, ghi kết quả: giữ, nâng cấp, hợp nhất, thay thế hoặc dừng.',
    verb: 'Rà soát',
  },
  {
    review: 'Not reviewed',
    title: (count: string, year: number) => `${count} databases not reviewed in ${year}`,
    line: 'Once a year, with an outcome: keep, upgrade, merge, replace or retire.',
    verb: 'Review',
  },
)

/** What the data map holds for the desk of a person: the yearly look at their databases. */
export async function readWaiting(
  deps: DatamapDeps,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<WaitingWork> {
  if (!can(actor, 'datamap.database.write')) return { late: [], waiting: [] }
  const year = Number(dayInVietnam(deps.clock.now()).slice(0, 4))
  const { total } = await readOwned(deps.db, actor, { filter: { q: '', class: '', state: 'ra-soat', page: 1 }, year })
  if (total === 0) return { late: [], waiting: [] }
  const say = waitingWords(lang)
  const row: TodoRowProps = {
    state: { kind: 'warn', text: say.review },
    href: '/lam-viec/ban-do?tinh=ra-soat',
    title: say.title(formatNumber(total, lang), year),
    verb: say.verb,
    children: say.line,
  }
  return { late: [], waiting: [row] }
}
