import type { FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import {
  Crumbs,
  ErrorSummary,
  Facts,
  type FormError,
  formatRelative,
  PageHead,
  StateMark,
  ViewTabs,
} from '../../../ui/index.ts'
import { WorkPage } from '../../identity/index.ts'
import { dayText } from '../views/day-text.ts'
import { draftWords } from './draft-words.ts'
import type { DraftView } from './view-draft.ts'

export type RoomName = 'items' | 'phases' | 'general' | 'send'

/** The part of the address that names a room of the draft. */
export const ROOMS: Readonly<Record<RoomName, string>> = {
  items: 'danh-muc',
  phases: 'giai-doan',
  general: 'chung',
  send: 'gui',
}

/** Address of a draft, which opens the room that is next. */
export function draftPath(changeId: string): string {
  return `/lam-viec/ke-hoach/ban-nhap/${changeId}`
}

export function draftHref(changeId: string, room: RoomName = 'items'): string {
  return `${draftPath(changeId)}?phan=${ROOMS[room]}`
}

export interface DraftPageProps {
  readonly request: FastifyRequest
  readonly view: DraftView
  readonly room: RoomName
  readonly errors: readonly FormError[]
  readonly now: Date
  readonly done?: string | undefined
  readonly children: ComponentChildren
}

/** Frame of the rooms in which a plan is drafted: what it is, where it stands, the way between the rooms. */
export function DraftPage({ request, view, room, errors, now, done, children }: DraftPageProps) {
  const { lang } = request
  const say = draftWords(lang)
  const { change, content, agency, kind } = view
  const rooms = (Object.keys(ROOMS) as RoomName[]).filter(
    (name) => kind.form === 'items' || name === 'general' || name === 'send',
  )
  return (
    <WorkPage request={request} title={change.record.title.vi} done={done} wide={room === 'items' || room === 'phases'}>
      <Crumbs lang={lang} items={[{ href: '/lam-viec/ke-hoach', text: say.plans }]} />
      <PageHead title={change.record.title.vi} by={agency.name} />
      <Facts
        items={[
          {
            term: kind.name[lang],
            value: (
              <StateMark kind={change.state === 'in_review' ? 'warn' : 'idle'}>
                {say.states[change.state] ?? change.state}
              </StateMark>
            ),
          },
          { term: say.from, value: dayText(content.period.from, lang) },
          { term: say.to, value: dayText(content.period.to, lang) },
          {
            term: say.lastSave,
            value: say.savedBy(change.savedBy, formatRelative(change.updatedAt, now, lang)),
          },
        ]}
      />
      {change.state === 'draft' && change.returned && (
        <p class="message bad">{say.returned(change.returned.by, change.returned.reason)}</p>
      )}
      <ViewTabs
        lang={lang}
        tabs={rooms.map((name) => ({
          href: draftHref(change.id, name),
          text: say.rooms[name],
          current: name === room,
        }))}
      />
      <ErrorSummary lang={lang} errors={errors} />
      {children}
    </WorkPage>
  )
}
