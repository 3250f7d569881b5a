import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Follower, StoredEvent } from '../../../platform/events/index.ts'
import type { NewMessage } from '../../../platform/messages/index.ts'
import type { Role } from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'

type Position = Pick<Follower, 'load' | 'save'>
type Told = Omit<NewMessage, 'to' | 'key'>

const Submitted = Type.Object({ change: Type.String(), agencyId: Type.String(), title: Type.String() })
const Returned = Type.Object({
  change: Type.String(),
  to: Type.Union([Type.String(), Type.Null()]),
  reason: Type.String(),
  title: Type.String(),
})
const Asked = Type.Object({
  feedback: Type.String(),
  agencyId: Type.String(),
  kind: Type.String(),
  title: Type.String(),
})
const Published = Type.Object({ change: Type.String(), version: Type.Number() })

/** Turns what happened into messages to those whose work it is. An event seen twice makes one message. */
export function followForMessages(deps: DeskDeps, position: Position): Follower {
  return {
    name: 'desk-messages',
    ...position,
    async handle(events) {
      for (const event of events) await deps.messages.tell(await messagesFor(deps, event))
    },
  }
}

type Maker = (deps: DeskDeps, key: string, payload: unknown) => Promise<readonly NewMessage[]>

const MAKERS: Readonly<Record<string, Maker>> = {
  'catalog.change.submitted': async (deps, key, payload) => {
    if (!Value.Check(Submitted, payload)) return []
    return toHolders(deps, { agencyId: payload.agencyId, roles: ['approver'], key }, submittedText(payload))
  },
  'catalog.feedback.asked': async (deps, key, payload) => {
    if (!Value.Check(Asked, payload)) return []
    return toHolders(deps, { agencyId: payload.agencyId, roles: ['data_officer'], key }, askedText(payload))
  },
  'catalog.change.returned': async (deps, key, payload) => {
    if (!Value.Check(Returned, payload)) return []
    const change = await deps.catalog.reader.change(payload.change)
    const resource = change && (await deps.catalog.reader.resource(change.resourceId))
    const href = deps.catalog.pages(resource?.kind ?? 'dataset').draft(payload.change)
    const to = { changeId: payload.change, personId: payload.to ?? undefined, key }
    return toAuthor(deps, to, { ...returnedText(payload), href })
  },
  'catalog.resource.published': async (deps, key, payload) => {
    const change = Value.Check(Published, payload) ? await deps.catalog.reader.change(payload.change) : undefined
    const resource = change && (await deps.catalog.reader.resource(change.resourceId))
    if (!resource) return []
    const told = publishedText(change.record.title.vi, deps.catalog.pages(resource.kind).shown(resource.slug))
    return toAuthor(deps, { changeId: change.id, personId: change.authorId, key }, told)
  },
}

// Whoever does many things together tells of them once.
const Together = Type.Object({ together: Type.String() })

async function messagesFor(deps: DeskDeps, { type, id, payload }: StoredEvent): Promise<readonly NewMessage[]> {
  if (Value.Check(Together, payload)) return []
  return (await MAKERS[type]?.(deps, `${type}-${id}`, payload)) ?? []
}

function submittedText({ title, change }: { title: string; change: string }): Told {
  return { subject: `Chờ duyệt: ${title}`, body: `“${title}” vừa được gửi duyệt.`, href: `/lam-viec/duyet/${change}` }
}

function returnedText({ title, reason }: { title: string; reason: string }): Omit<Told, 'href'> {
  return { subject: `Trả lại: ${title}`, body: `“${title}” được trả lại. Lý do: ${reason}` }
}

function askedText({ kind, title, feedback }: { kind: string; title: string; feedback: string }): Told {
  const what = kind === 'error' ? 'Báo lỗi' : 'Câu hỏi'
  return {
    subject: `${what}: ${title}`,
    body: `Có người gửi ${what.toLowerCase()} về “${title}”.`,
    href: `/lam-viec/cau-hoi/${feedback}`,
  }
}

function publishedText(title: string, href: string): Told {
  return {
    subject: `Đã công bố: ${title}`,
    body: `“${title}” đã công bố, người dân tìm thấy được.`,
    href,
  }
}

interface Holders {
  readonly agencyId: string
  readonly roles: readonly Role[]
  readonly key: string
}

async function toHolders(
  deps: DeskDeps,
  { agencyId, roles, key }: Holders,
  told: Told,
): Promise<readonly NewMessage[]> {
  const people = await deps.identity.people.holders(agencyId, roles)
  return people.map((to) => ({ to, key, ...told }))
}

interface Author {
  readonly changeId: string
  readonly personId: string | undefined
  readonly key: string
}

const WRITERS: readonly Role[] = ['contributor', 'data_officer', 'approver']

// Whoever has left the agency since needs no message about its work.
async function toAuthor(
  deps: DeskDeps,
  { changeId, personId, key }: Author,
  told: Told,
): Promise<readonly NewMessage[]> {
  const change = personId === undefined ? undefined : await deps.catalog.reader.change(changeId)
  if (!change) return []
  const people = await deps.identity.people.holders(change.agencyId, WRITERS)
  return people.filter((person) => person.personId === personId).map((to) => ({ to, key, ...told }))
}
