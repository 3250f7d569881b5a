import { formatDay, formatNumber, type Lang, TodoRow, type TodoRowProps, words } from '../../../ui/index.ts'
import type { OpenFeedback, Resource } from '../../catalog/index.ts'
import { draftHref } from '../draft/draft-frame.tsx'
import { personalKind } from '../draft/words.ts'
import type { Todo, WorkItem } from './read-todo.ts'

const rowWords = words(
  {
    harm: 'Đang gây hại',
    late: 'Đang trễ',
    waiting: 'Đang chờ',
    others: 'Đang ở người khác',
    personal: 'Có thể lộ dữ liệu cá nhân',
    personalLine: (columns: string) => `${columns}. Muốn công bố mở phải có quyết định.`,
    column: (title: string, count: string, kind: string) => `Cột “${title}” có ${count} ${kind}`,
    reported: 'Có người báo lỗi',
    lateBy: (days: string) => `Trễ hạn ${days} ngày`,
    due: (day: string) => `hạn ${day}`,
    since: (day: string) => `từ ${day}`,
    lateLine: 'Tệp lần trước có quy trình sẵn; tải tệp mới lên là chạy lại.',
    asked: (days: string) => `Chờ trả lời ${days} ngày`,
    question: (title: string) => `Câu hỏi về ${title}`,
    error: (title: string) => `Báo lỗi về ${title}`,
    review: 'Chờ bạn duyệt',
    sentBy: (name: string) => `${name} gửi.`,
    inReview: 'Chờ người duyệt',
    scheduled: 'Hẹn công bố',
    returned: 'Bị trả lại',
    returnedLine: (by: string, reason: string) => `${by} ghi: ${reason}`,
    draft: 'Bản nháp',
    savedBy: (name: string) => `${name} lưu lần cuối.`,
    untitled: 'Bộ dữ liệu chưa đặt tên',
    verbs: {
      decide: 'Quyết định',
      check: 'Xem lại cột',
      answer: 'Trả lời',
      upload: 'Tải bản mới',
      review: 'Duyệt',
      see: 'Xem',
      mend: 'Sửa và gửi lại',
      goOn: 'Viết tiếp',
    },
  },
  {
    harm: 'Doing harm',
    late: 'Late',
    waiting: 'Waiting',
    others: 'With others',
    personal: 'May expose personal data',
    personalLine: (columns: string) => `${columns}. Publishing it openly needs a decision.`,
    column: (title: string, count: string, kind: string) => `Column “${title}” has ${count} ${kind}`,
    reported: 'An error was reported',
    lateBy: (days: string) => `${days} days late`,
    due: (day: string) => `due ${day}`,
    since: (day: string) => `since ${day}`,
    lateLine: 'The steps of the last file are kept; upload the new one and they run again.',
    asked: (days: string) => `Unanswered for ${days} days`,
    question: (title: string) => `Question about ${title}`,
    error: (title: string) => `Error report on ${title}`,
    review: 'For you to review',
    sentBy: (name: string) => `Sent by ${name}.`,
    inReview: 'Waits for an approver',
    scheduled: 'Scheduled',
    returned: 'Sent back',
    returnedLine: (by: string, reason: string) => `${by} wrote: ${reason}`,
    draft: 'Draft',
    savedBy: (name: string) => `Last saved by ${name}.`,
    untitled: 'Dataset without a title',
    verbs: {
      decide: 'Decide',
      check: 'Check the column',
      answer: 'Answer',
      upload: 'Upload a new version',
      review: 'Review',
      see: 'See',
      mend: 'Mend and send again',
      goOn: 'Go on',
    },
  },
)

const DAY_MS = 86_400_000

export interface TodoGroup {
  readonly title: string
  readonly rows: readonly TodoRowProps[]
}

/** What waits, in order of harm: what hurts people now, what is late, what merely waits. Every thing stands once. */
export function groupsOf(todo: Todo, lang: Lang, now: Date): readonly TodoGroup[] {
  const say = rowWords(lang)
  const grave = todo.work.filter(({ personal }) => personal.length > 0)
  const rest = todo.work.filter(({ personal }) => personal.length === 0)
  const errors = todo.feedback.filter(({ kind }) => kind === 'error')
  const questions = todo.feedback.filter(({ kind }) => kind !== 'error')
  const harm = [...grave.map((item) => personalRow(item, lang)), ...errors.map((item) => feedbackRow(item, lang, now))]
  const late = [
    ...todo.late.map((item) => lateRow(item, lang, now)),
    ...questions.map((item) => feedbackRow(item, lang, now)),
    ...todo.elsewhere.flatMap((room) => room.late),
  ]
  const mine = rest.filter(({ change, toDecide }) => toDecide || change.state === 'draft')
  const waiting = [
    ...mine.sort((a, b) => rank(a) - rank(b)).map((item) => workRow(item, lang)),
    ...todo.elsewhere.flatMap((room) => room.waiting),
  ]
  return [
    { title: say.harm, rows: harm },
    { title: say.late, rows: late },
    { title: say.waiting, rows: waiting },
  ].filter(({ rows }) => rows.length > 0)
}

/** What this person can see but others must do; what they sent themselves stands below with its way back. */
export function withOthers(todo: Todo, lang: Lang): TodoGroup {
  const items = todo.work.filter(
    ({ change, toDecide, ownSent, personal }) =>
      personal.length === 0 && change.state !== 'draft' && !toDecide && !ownSent,
  )
  return { title: rowWords(lang).others, rows: items.map((item) => workRow(item, lang)) }
}

/** The list of one group. */
export function Rows({ rows, first }: { rows: readonly TodoRowProps[]; first: boolean }) {
  return (
    <>
      {rows.map((row, index) => (
        <TodoRow key={row.href} {...row} first={first && index === 0} />
      ))}
    </>
  )
}

function rank({ change, toDecide }: WorkItem): number {
  if (toDecide) return 0
  return change.state === 'draft' && change.returned ? 1 : 2
}

function personalRow({ change, resource, personal, toDecide }: WorkItem, lang: Lang): TodoRowProps {
  const say = rowWords(lang)
  const kinds = personalKind(lang)
  const columns = personal.map((hit) =>
    say.column(hit.columnTitle, formatNumber(hit.count, lang), kinds[hit.kind] ?? hit.kind),
  )
  return {
    state: { kind: 'bad', text: say.personal },
    when: formatDay(change.updatedAt, lang),
    href: toDecide ? reviewHref(change.id) : draftHref(change.id, 'data'),
    title: change.record.title.vi || resource.slug,
    children: say.personalLine(columns.slice(0, 3).join('; ')),
    verb: toDecide ? say.verbs.decide : say.verbs.check,
  }
}

function feedbackRow(item: OpenFeedback, lang: Lang, now: Date): TodoRowProps {
  const say = rowWords(lang)
  const isError = item.kind === 'error'
  const days = formatNumber(daysBetween(item.createdAt, now), lang)
  return {
    state: isError ? { kind: 'bad', text: say.reported } : { kind: 'warn', text: say.asked(days) },
    when: say.since(formatDay(item.createdAt, lang)),
    href: `/lam-viec/cau-hoi/${item.id}`,
    title: isError ? say.error(item.title) : say.question(item.title),
    children: `“${item.body.slice(0, 160)}”`,
    verb: say.verbs.answer,
  }
}

function lateRow({ slug, record, summary }: Resource, lang: Lang, now: Date): TodoRowProps {
  const say = rowWords(lang)
  const due = new Date(`${summary.dueOn ?? ''}T00:00:00+07:00`)
  return {
    state: { kind: 'warn', text: say.lateBy(formatNumber(daysBetween(due, now), lang)) },
    when: say.due(formatDay(due, lang)),
    href: `/lam-viec/bo-du-lieu/${slug}`,
    title: record?.title.vi ?? slug,
    children: say.lateLine,
    verb: say.verbs.upload,
  }
}

function workRow(item: WorkItem, lang: Lang): TodoRowProps {
  const say = rowWords(lang)
  const { change } = item
  const common = { title: change.record.title.vi || say.untitled, when: formatDay(change.updatedAt, lang) }
  const idle = (text: string) => ({ kind: 'idle' as const, text })
  if (change.state === 'in_review') {
    const children = say.sentBy(change.submitted.name)
    const state = idle(item.toDecide ? say.review : say.inReview)
    return {
      ...common,
      state,
      href: reviewHref(change.id),
      verb: item.toDecide ? say.verbs.review : say.verbs.see,
      children,
    }
  }
  if (change.state === 'scheduled') {
    return {
      ...common,
      state: idle(say.scheduled),
      when: formatDay(change.dueAt, lang),
      href: reviewHref(change.id),
      verb: say.verbs.see,
    }
  }
  const returned = change.state === 'draft' ? change.returned : undefined
  if (returned) {
    const children = say.returnedLine(returned.by, returned.reason)
    return {
      ...common,
      state: { kind: 'warn', text: say.returned },
      href: item.draftHref ?? draftHref(change.id, 'describe'),
      verb: say.verbs.mend,
      children,
    }
  }
  return {
    ...common,
    state: idle(say.draft),
    href: item.draftHref ?? draftHref(change.id, 'data'),
    verb: say.verbs.goOn,
    children: say.savedBy(change.savedBy),
  }
}

function reviewHref(id: string): string {
  return `/lam-viec/duyet/${id}`
}

function daysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY_MS))
}
