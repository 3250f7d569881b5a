import type { FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { type DiffRow, DiffTable, ErrorSummary, type Fact, Facts, Message, Part } from '../../../ui/index.ts'
import type { Change } from '../../catalog/index.ts'
import type { FormState } from '../../identity/index.ts'
import { DeskPage } from '../web/desk-page.tsx'
import { Decide, Origin } from './decide.tsx'
import { reviewWords } from './words.ts'

export interface ReviewFrameProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly change: Change
  readonly agency: string
  readonly facts: readonly Fact[]
  /** What of the description changes; undefined where nothing is public yet. */
  readonly rows: readonly DiffRow[] | undefined
  readonly mayDecide: boolean
  readonly mayReturn: boolean
  /** Some of it looks like data about persons. */
  readonly personal: boolean
  /** Stands before everything an approver reads. */
  readonly notice?: ComponentChildren
  readonly children: ComponentChildren
}

/** The approver's page of any kind: what it is and who wrote it, what changes, what the kind has to say, the decision. */
export function ReviewFrame(props: ReviewFrameProps) {
  const { request, state, change, agency, facts, rows, notice, children } = props
  const { lang } = request
  const say = reviewWords(lang)
  const title = say.title(change.record.title.vi)
  return (
    <DeskPage request={request} title={title}>
      <header class="ds-head">
        <div>
          <h1>{title}</h1>
          <p class="ds-by">
            {agency}. <Origin lang={lang} change={change} />
          </p>
        </div>
      </header>
      <ErrorSummary lang={lang} errors={state.errors} />
      <Facts items={facts} />
      {change.note && (
        <Message kind="note" title={say.noteTitle}>
          <p>{change.note}</p>
        </Message>
      )}
      {notice}
      {rows && (
        <Part id="mo-ta" title={say.description}>
          {rows.length === 0 ? <p>{say.same}</p> : <DiffTable lang={lang} caption={say.description} rows={rows} />}
        </Part>
      )}
      {children}
      <Part id="quyet-dinh" title={say.decide}>
        <Decide {...props} lang={lang} />
      </Part>
    </DeskPage>
  )
}
