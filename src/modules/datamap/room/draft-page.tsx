import type { FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { CsrfField, ErrorSummary, formatNumber, Message, SavedForm, ViewTabs } from '../../../ui/index.ts'
import type { Change, Resource } from '../../catalog/index.ts'
import { type FormState, justDone, WorkPage } from '../../identity/index.ts'
import { FIELDS } from '../fields.ts'
import type { DatabaseRecord } from '../record.ts'
import type { ValueMatchers } from '../values/codes-of-field.ts'
import { groupWords } from '../views/words.ts'
import { FieldControl } from './field-control.tsx'
import type { HomeSystem } from './home-system.ts'
import { draftHref, SECTIONS, type Section } from './sections.ts'
import { SystemControl } from './system-control.tsx'
import { doneWords, draftWords, sectionWords } from './words.ts'

/** A draft with everything a page of it needs. */
export interface DraftView {
  readonly change: Change
  readonly resource: Resource
  readonly record: DatabaseRecord
  readonly agency: string
  readonly mayWrite: boolean
  readonly maySubmit: boolean
}

export interface DraftFrameProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly view: DraftView
  readonly section: Section
  readonly children: ComponentChildren
}

/** What the sections share: whose draft it is, its sections, what is wrong, what the approver said. */
export function DraftFrame({ request, state, view, section, children }: DraftFrameProps) {
  const { lang } = request
  const say = draftWords(lang)
  const { change, resource, agency } = view
  const title = change.record.title.vi || say.untitled
  const tabs = SECTIONS.map(({ name }) => ({
    href: draftHref(change.id, name),
    text: sectionWords(lang)[name],
    current: name === section.name,
  }))
  return (
    <WorkPage
      request={request}
      title={`${title}: ${sectionWords(lang)[section.name]}`}
      done={justDone(request, doneWords(lang))}
      islands={['tu-luu']}
      room="up"
    >
      <div class="up-head">
        <div>
          <h1>{title}</h1>
          <p class="muted">{agency}</p>
        </div>
        <p class="small muted">{resource.version > 0 ? say.update(formatNumber(resource.version, lang)) : say.fresh}</p>
      </div>
      <ViewTabs lang={lang} tabs={tabs} label={title} />
      <ErrorSummary lang={lang} errors={state.errors} />
      <StateOfDraft request={request} change={change} />
      {children}
    </WorkPage>
  )
}

function StateOfDraft({ request, change }: { request: FastifyRequest; change: Change }) {
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
      <form method="post" action={`/lam-viec/ban-do/thay-doi/${change.id}/lay-lai`}>
        <CsrfField token={request.csrfToken} />
        <button class="btn plain" type="submit">
          {say.takeBack}
        </button>
      </form>
    </Message>
  )
}

export interface FieldsSectionProps extends Omit<DraftFrameProps, 'children'> {
  readonly matchers: ValueMatchers
  readonly home: HomeSystem
}

/** A section of plain fields, saved while it is written. */
export function FieldsSection(props: FieldsSectionProps) {
  const { request, state, view, section, matchers, home } = props
  const { lang, csrfToken } = request
  const { id, revision, updatedAt } = view.change
  const saveTo = `/lam-viec/ban-do/thay-doi/${id}/luu`
  return (
    <DraftFrame {...props}>
      <SavedForm lang={lang} saveTo={saveTo} savedAt={updatedAt}>
        <form class="form" method="post" action={saveTo}>
          <CsrfField token={csrfToken} />
          <input type="hidden" name="version" value={revision} />
          <input type="hidden" name="phan" value={section.name} />
          {section.groups.map((group) => (
            <fieldset class="form-group" key={group}>
              <legend>
                <h2>{groupWords(lang)[group]}</h2>
              </legend>
              {FIELDS.filter((field) => field.group === group).map((field) => {
                const common = { lang, field, record: view.record, errors: state.errors, form: state.form }
                return field.id === 'identity.system' ? (
                  <SystemControl key={field.id} {...common} home={home} />
                ) : (
                  <FieldControl key={field.id} {...common} matchers={matchers} />
                )
              })}
            </fieldset>
          ))}
          {view.mayWrite && (
            <p class="acts">
              <button class="btn" type="submit">
                {draftWords(lang).save}
              </button>
            </p>
          )}
        </form>
      </SavedForm>
    </DraftFrame>
  )
}
