import { addMonthsTo, daysBetween } from '../../../platform/days.ts'
import type { DatabaseRecord } from '../record.ts'
import type { Rule } from '../rules/model.ts'
import type { CheckFacts } from './finding.ts'

/** Databases that must be connected by a day. */
export function connectBy({ identity, sharing }: DatabaseRecord, { day }: CheckFacts, rule: Rule) {
  const { by, classes = [] } = rule
  const done = sharing.connection === 'connected' || sharing.connection === 'not-needed'
  const retired = identity.status === 'retired' || identity.status === 'planned'
  if (by === undefined || identity.class === undefined || !classes.includes(identity.class) || done || retired)
    return []
  const left = daysBetween(day, by)
  const when = dayText(by)
  return [
    {
      field: 'sharing.connection',
      said: {
        vi:
          left >= 0
            ? `Chưa kết nối; hạn ${when}, còn ${left} ngày.`
            : `Chưa kết nối; đã quá hạn ${when} ${-left} ngày.`,
        en:
          left >= 0 ? `Not connected; due ${when}, ${left} days left.` : `Not connected; ${-left} days after ${when}.`,
      },
      mend: {
        vi: 'Đưa việc kết nối vào lộ trình có hạn và người làm; xong thì đổi “Tình trạng kết nối”.',
        en: 'Put it into the roadmap with a date; change the connection once done.',
      },
    },
  ]
}

/** Open lists that nobody has looked at for long. */
export function openListAge({ items, sharing }: DatabaseRecord, { day }: CheckFacts, { months = 6 }: Rule) {
  const hasOpen = items.some((item) => item.share === 'open')
  const { openListReviewedOn: last } = sharing
  if (!hasOpen || (last !== undefined && last >= addMonthsTo(day, -months))) return []
  return [
    {
      field: 'sharing.openListReviewedOn',
      said: {
        vi:
          last === undefined
            ? 'Chưa rà soát danh mục mục mở lần nào.'
            : `Danh mục mục mở rà soát lần cuối ${dayText(last)}, quá ${months} tháng.`,
        en:
          last === undefined
            ? 'The list of open items was never reviewed.'
            : `The list of open items was reviewed on ${dayText(last)}, more than ${months} months ago.`,
      },
      mend: { vi: 'Xem lại các mục mở rồi ghi ngày rà soát.', en: 'Look through the open items and write the day.' },
    },
  ]
}

/** The yearly look is due. */
export function yearlyReview(_: DatabaseRecord, { day, reviewedIn, published }: CheckFacts, rule: Rule) {
  const year = Number(day.slice(0, 4))
  if (!published || reviewedIn === year) return []
  const due = dueDay(rule, year)
  const left = daysBetween(day, due)
  const first = Math.max(0, ...(rule.remindDays ?? []))
  if (left > first) return []
  return [
    {
      field: 'ra-soat',
      said: {
        vi:
          left >= 0
            ? `Chưa rà soát năm ${year}; hạn ${dayText(due)}, còn ${left} ngày.`
            : `Chưa rà soát năm ${year}; đã quá hạn ${dayText(due)}.`,
        en:
          left >= 0
            ? `Not reviewed in ${year}; due ${dayText(due)}, ${left} days left.`
            : `Not reviewed in ${year}; ${dayText(due)} has passed.`,
      },
      mend: {
        vi: 'Mở mục “Rà soát hằng năm”, chọn kết quả: giữ, nâng cấp, hợp nhất, thay thế hoặc dừng.',
        en: 'Open “Yearly review” and choose an outcome: keep, upgrade, merge, replace or retire.',
      },
    },
  ]
}

/** Last day of the yearly duty in a year, ISO 8601. */
export function dueDay({ month = 12, day = 31 }: Pick<Rule, 'month' | 'day'>, year: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The smallest of the announced distances already reached, so that a missed day is made good; undefined while there is time. */
export function reachedOf(remindDays: readonly number[], left: number): number | undefined {
  return remindDays.toSorted((one, other) => one - other).find((days) => left <= days)
}

function dayText(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}
