import type { FastifyRequest } from 'fastify'
import { words } from '../../../ui/index.ts'
import { type Form, type FormState, justDone, pathParam, queryOf, textIn } from '../../identity/index.ts'
import type { PlanContent } from '../content/model.ts'
import type { PlansDeps } from '../deps.ts'
import { readProposals } from '../propose/read-proposals.ts'
import { lookIn } from '../views/pick-items.ts'
import { DraftPage, ROOMS, type RoomName } from './draft-page.tsx'
import { editDraft } from './edit-draft.ts'
import { generalFrom, phasesFrom } from './from-form.ts'
import { GeneralRoom } from './general-room.tsx'
import { ItemsRoom } from './items-room.tsx'
import { readCycles } from './labels.ts'
import { PhasesRoom } from './phases-room.tsx'
import { SendRoom } from './send-room.tsx'
import { type DraftView, viewDraft } from './view-draft.ts'

/** Address of a draft in routes. */
export const DRAFT_PATH = '/lam-viec/ke-hoach/ban-nhap/:id'

const doneWords = words<Readonly<Record<string, string>>>(
  {
    luu: 'Đã lưu.',
    them: 'Đã đưa vào danh mục.',
    tep: 'Đã thay danh mục bằng tệp vừa tải lên.',
    bo: 'Đã bỏ mục khỏi danh mục.',
  },
  {
    luu: 'Saved.',
    them: 'Added to the list.',
    tep: 'The list was replaced by the workbook.',
    bo: 'The item was dropped.',
  },
)

/** One room of a draft, with what is wrong with what was sent. */
export async function showDraft(
  deps: PlansDeps,
  request: FastifyRequest,
  { state, wanted }: { readonly state: FormState; readonly wanted?: RoomName },
) {
  const view = await viewDraft(deps, request.actor, pathParam(request, 'id'))
  const query = queryOf(request)
  const room = wanted ?? roomOf(view, textIn(query, 'phan'))
  const done = justDone(request, doneWords(request.lang))
  return (
    <DraftPage request={request} view={view} room={room} errors={state.errors} now={deps.clock.now()} done={done}>
      {await roomBody(deps, request, { view, room, state })}
    </DraftPage>
  )
}

function roomOf(view: DraftView, name: string): RoomName {
  const found = (Object.keys(ROOMS) as RoomName[]).find((room) => ROOMS[room] === name)
  if (found) return found
  if (view.change.state !== 'draft') return 'send'
  return view.kind.form === 'items' ? 'items' : 'general'
}

interface Room {
  readonly view: DraftView
  readonly room: RoomName
  readonly state: FormState
}

async function roomBody(deps: PlansDeps, request: FastifyRequest, { view, room, state }: Room) {
  if (room === 'send') return <SendRoom request={request} view={view} errors={state.errors} />
  if (room === 'general') {
    const content = state.errors.length > 0 ? generalFrom(view.content, state.form) : view.content
    return <GeneralRoom request={request} view={{ ...view, content }} errors={state.errors} />
  }
  if (room === 'phases') {
    const phases = state.errors.length > 0 ? phasesFrom(state.form) : view.content.phases
    return <PhasesRoom request={request} view={view} phases={phases} />
  }
  const [cycles, proposals] = await Promise.all([
    readCycles(deps, request.lang),
    view.may.write ? readProposals(deps, { agencyId: view.agency.id, content: view.content }) : [],
  ])
  return (
    <ItemsRoom
      request={request}
      view={view}
      proposals={proposals}
      look={lookIn((name) => textIn(queryOf(request), name))}
      errors={state.errors}
      cycle={cycles.label}
    />
  )
}

/** Changes one part of the draft of the address. */
export async function editIn(
  deps: PlansDeps,
  { request, form }: { readonly request: FastifyRequest; readonly form: Form },
  change: (content: PlanContent) => PlanContent,
): Promise<void> {
  await editDraft(deps, request.actor, { changeId: pathParam(request, 'id'), form, change })
}
