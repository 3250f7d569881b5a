import type { Agency } from '../../identity/index.ts'
import { type PlanContent, yearlyPhases } from '../content/model.ts'
import type { PlanKind } from '../rules/model.ts'

const MINISTRY_KINDS: ReadonlySet<string> = new Set(['ministry', 'ministerial'])

/** Content of a new plan: a phase for each year, and who signs for an agency of this kind. */
export function newContent(
  kind: PlanKind,
  { agency, period, quality }: { agency: Agency; period: PlanContent['period']; quality: number },
): PlanContent {
  return {
    kind: kind.id,
    period,
    purpose: '',
    phases: kind.form === 'items' ? [...yearlyPhases(period, quality)] : [],
    items: [],
    measures:
      kind.form === 'items'
        ? 'Trước khi công bố, mỗi bộ dữ liệu được rà dữ liệu cá nhân, khả năng nhận ra người khi ghép với nguồn khác, và bí mật nhà nước; có nghi ngờ thì dừng công bố và báo người có thẩm quyền.'
        : '',
    issuer: { title: issuerTitle(agency), name: '', place: '' },
    parts: {},
  }
}

/** Who signs a decision of an agency of this kind, in capitals as on paper. */
function issuerTitle({ kind }: Agency): string {
  if (MINISTRY_KINDS.has(kind)) return 'BỘ TRƯỞNG'
  if (kind === 'province-committee') return 'CHỦ TỊCH'
  return 'THỦ TRƯỞNG'
}

/** "Kế hoạch dữ liệu mở giai đoạn 2026–2028 của Bộ Tài chính". */
export function planTitle(
  kind: PlanKind,
  { agency, period }: { agency: Agency; period: PlanContent['period'] },
): string {
  const [from, to] = [period.from.slice(0, 4), period.to.slice(0, 4)]
  const when = from === to ? `năm ${from}` : `giai đoạn ${from}–${to}`
  return `${kind.name.vi} ${when} của ${agency.name}`
}
