import { daysBetween } from '../../../platform/days.ts'
import type { NewMessage } from '../../../platform/messages/index.ts'
import type { WorkCalendar } from '../../../platform/work-calendar.ts'
import { dayInVietnam, readResources } from '../../catalog/index.ts'
import { ROLES, type Role } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { keepToday } from '../progress/follow-catalog.ts'
import { readProgress } from '../progress/read-progress.ts'
import { noteReminded, readRequests } from '../requests/store.ts'
import { type CountedTime, countTime } from '../rules/count-time.ts'
import type { DeadlineRule } from '../rules/model.ts'
import { readCurrent } from '../store.ts'
import { type Deadline, type Reminder, remindersOf } from './due-reminders.ts'

const MOST_REQUESTS = 5000
const MOST_NAMED = 5

/** Tells people what is due or late by the dated rules, and notes the figures of the day; once a day. */
export async function remind(deps: PlansDeps): Promise<void> {
  const today = dayInVietnam(deps.clock.now())
  const calendar = await deps.calendar()
  const plans = await readProgress(deps, await readCurrent(deps.db))
  const ids = plans.map(({ plan }) => plan.resourceId)
  const slugs = new Map((await readResources(deps.catalog.db, ids)).map(({ id, slug }) => [id, slug]))
  for (const { plan, progress } of plans) {
    const open = progress.items.filter(({ stage }) => stage !== 'published')
    const deadlines = open.map(({ item }): Deadline => ({ id: item.id, title: item.title, due: item.due }))
    const href = `/lam-viec/ke-hoach/${slugs.get(plan.resourceId) ?? ''}`
    const about = { agencyId: plan.agencyId, key: plan.resourceId, href }
    await tellAll(deps, remindersOf(deadlines, deps.rules.reminders('item', today), today), {
      ...about,
      said: itemText,
    })
    const review = reviewDue(deps, plan.publishedAt, calendar)?.due
    if (review && plan.content.items.length > 0) {
      const due = [{ id: plan.resourceId, title: 'danh mục dữ liệu mở', due: review }]
      await tellAll(deps, remindersOf(due, deps.rules.reminders('review', today), today), {
        ...about,
        said: reviewText,
      })
    }
  }
  await remindOfRequests(deps, today)
  await keepToday(deps, plans)
}

/** Day the list has to be looked through again, by the rule of the day it was published. */
export function reviewDue(
  deps: Pick<PlansDeps, 'rules'>,
  publishedAt: Date | undefined,
  calendar: WorkCalendar,
): (CountedTime & { readonly rule: DeadlineRule }) | undefined {
  if (!publishedAt) return undefined
  const day = dayInVietnam(publishedAt)
  const rule = deps.rules.time('review', day)
  return rule && { rule, ...countTime(rule, day, calendar) }
}

async function remindOfRequests(deps: PlansDeps, today: string): Promise<void> {
  const waiting = await readRequests(deps.db, { states: ['open', 'held'], sort: 'due', limit: MOST_REQUESTS })
  const rules = deps.rules.reminders('request', today)
  for (const [agencyId, group] of Map.groupBy(waiting, (request) => request.agencyId)) {
    const deadlines = group.map(({ id, number, title, state, dueOn }) => ({
      id,
      title: state === 'held' ? `Đề nghị số ${number}` : `Số ${number}: ${title}`,
      due: dueOn,
    }))
    const about = { agencyId, key: `requests-${agencyId}`, href: '/lam-viec/yeu-cau', said: requestText }
    const reminders = remindersOf(deadlines, rules, today)
    await tellAll(deps, reminders, about)
    await noteLate(deps, reminders)
  }
}

/** What was told after the day stands on the public page of the request, so that everybody sees that it was passed up. */
async function noteLate(deps: PlansDeps, reminders: readonly Reminder[]): Promise<void> {
  for (const { rule, things } of reminders) {
    if ((rule.offsetDays ?? 0) <= 0) continue
    for (const { id } of things) {
      await noteReminded(deps.db, { id: deps.ids.next(), requestId: id, rule: rule.id, at: deps.clock.now() })
    }
  }
}

interface About {
  readonly agencyId: string
  readonly key: string
  readonly href: string
  said(reminder: Reminder, today: string): { subject: string; body: string }
}

async function tellAll(deps: PlansDeps, reminders: readonly Reminder[], about: About): Promise<void> {
  const today = dayInVietnam(deps.clock.now())
  for (const reminder of reminders) {
    const people = await recipients(deps, about.agencyId, reminder.rule)
    const { rule, due } = reminder
    const told = about.said(reminder, today)
    const messages = people.map(
      (to): NewMessage => ({ to, key: `plans-${rule.id}-${about.key}-${due}`, href: about.href, ...told }),
    )
    await deps.messages.tell(messages)
  }
}

async function recipients(deps: PlansDeps, agencyId: string, rule: DeadlineRule) {
  const roles = (rule.to ?? []).filter((name): name is Role => (ROLES as readonly string[]).includes(name))
  const parent = (await deps.agencies.path(agencyId)).at(-2)
  return deps.people.holders(rule.above && parent ? parent.id : agencyId, roles)
}

function itemText({ things, due }: Reminder, today: string): { subject: string; body: string } {
  const late = daysBetween(due, today)
  const count = things.length
  const when = late > 0 ? `đã quá hạn ${late} ngày` : late === 0 ? 'đến hạn hôm nay' : `còn ${-late} ngày đến hạn`
  return { subject: `${count} mục kế hoạch ${when}`, body: `Hạn ${dayText(due)}: ${namesOf(things)}.` }
}

function requestText({ things, due }: Reminder, today: string): { subject: string; body: string } {
  const late = daysBetween(due, today)
  const when = late > 0 ? `đã quá hạn trả lời ${late} ngày` : `cần trả lời chậm nhất ngày ${dayText(due)}`
  return { subject: `${things.length} đề nghị mở dữ liệu ${when}`, body: `${namesOf(things)}.` }
}

function reviewText({ due }: Reminder, today: string): { subject: string; body: string } {
  const late = daysBetween(due, today)
  const when = late > 0 ? `đã quá kỳ rà soát ${late} ngày` : `cần rà soát trước ${dayText(due)}`
  return {
    subject: `Danh mục dữ liệu mở ${when}`,
    body: 'Mở bản sửa đổi của kế hoạch, xem lại từng mục và các đề xuất mới, rồi gửi duyệt.',
  }
}

function namesOf(things: readonly Deadline[]): string {
  const named = things.slice(0, MOST_NAMED).map(({ title }) => `“${title}”`)
  const more = things.length - named.length
  return more > 0 ? `${named.join('; ')} và ${more} mục khác` : named.join('; ')
}

function dayText(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${date}/${month}/${year}`
}
