import type { FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import {
  CsrfField,
  ErrorSummary,
  formatNumber,
  type IslandName,
  Message,
  type Step,
  StepLine,
} from '../../../ui/index.ts'
import type { DraftView } from '../../datasets/index.ts'
import type { FormState } from '../../identity/index.ts'
import { DeskPage } from '../web/desk-page.tsx'
import { draftWords } from './words.ts'

export type StepName = 'data' | 'describe' | 'preview' | 'send'

const ORDER: readonly StepName[] = ['data', 'describe', 'preview', 'send']

export function draftHref(changeId: string, step: StepName): string {
  return `/lam-viec/thay-doi/${changeId}?buoc=${draftWords('vi').steps[step]}`
}

export interface DraftFrameProps {
  readonly request: FastifyRequest
  readonly view: DraftView
  readonly step: StepName
  readonly state: FormState
  readonly heading: ComponentChildren
  readonly lede?: ComponentChildren
  readonly islands?: readonly IslandName[]
  readonly wide?: boolean
  readonly children: ComponentChildren
}

/** What the steps share: where we are, whose draft it is, what the approver said, what is wrong. */
export function DraftFrame(props: DraftFrameProps) {
  const { request, view, step, state, heading, lede, islands = [], wide = false, children } = props
  const { lang } = request
  const say = draftWords(lang)
  const { change, resource } = view
  const title = change.record.title.vi || say.untitled
  const steps: Step[] = ORDER.map((name) => ({
    text: say[name],
    href: name === step ? undefined : draftHref(change.id, name),
    current: name === step,
  }))
  return (
    <DeskPage request={request} title={`${title}: ${say[step]}`} islands={islands} wide={wide} room="up">
      <StepLine lang={lang} steps={steps} />
      <div class="up-head">
        <div>
          <h1>{heading}</h1>
          <p class="muted">{lede ?? title}</p>
        </div>
        <p class="small muted">{resource.version > 0 ? say.update(formatNumber(resource.version, lang)) : say.fresh}</p>
      </div>
      <ErrorSummary lang={lang} errors={state.errors} />
      <StateOfDraft request={request} view={view} />
      {children}
    </DeskPage>
  )
}

function StateOfDraft({ request, view: { change } }: { request: FastifyRequest; view: DraftView }) {
  const say = draftWords(request.lang)
  if (change.state === 'draft') {
    if (!change.returned) return null
    return (
      <Message kind="note" title={say.returned(change.returned.by)}>
        <p>{change.returned.reason}</p>
      </Message>
    )
  }
  return (
    <Message kind="note">
      <p>{say.locked}</p>
      <form method="post" action={`/lam-viec/thay-doi/${change.id}/lay-lai`}>
        <CsrfField token={request.csrfToken} />
        <button class="btn plain" type="submit">
          {say.takeBack}
        </button>
      </form>
    </Message>
  )
}
