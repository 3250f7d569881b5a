import type { FastifyRequest } from 'fastify'
import { Crumbs, CsrfField, ErrorSummary, errorOf, Field, PageHead, Select, TextArea } from '../../../../ui/index.ts'
import { type FormState, textIn, WorkPage } from '../../../identity/index.ts'
import { citation } from '../level-rules.ts'
import type { SystemView } from '../read-system.ts'
import { LAYERS } from '../record.ts'
import { choiceWords, nameOf, optionsOf } from '../words.ts'
import { say as pageWords } from './page-words.ts'
import { REGISTER_PATH } from './register-page.tsx'

export interface ChecklistPageProps {
  readonly request: FastifyRequest
  readonly view: SystemView
  readonly state: FormState
}

/** Evidence with its day for every part of the dossier and every layer, the label, the yearly review. */
export function ChecklistPage(props: ChecklistPageProps) {
  const { request, view, state } = props
  const { lang, csrfToken } = request
  const say = pageWords(lang)
  const { name } = view.system.record.statement
  const path = `${REGISTER_PATH}/${view.system.id}`
  return (
    <WorkPage request={request} title={say.checklistTitle(name)} room="systems">
      <Crumbs lang={lang} items={[{ href: path, text: name }]} />
      <PageHead title={say.checklistTitle(name)} lede={say.checklistLede} />
      <form class="form" method="post" action={`${path}/kiem-tra`}>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="revision" value={view.system.revision} />
        <ErrorSummary lang={lang} errors={state.errors} />
        <PartFields {...props} />
        <LayerFields {...props} />
        <LabelFields {...props} />
        <div class="acts">
          <button class="btn" type="submit">
            {say.save}
          </button>
        </div>
      </form>
    </WorkPage>
  )
}

/** What a control shows: what was just sent, else what is kept. */
function fieldOf({ request, state }: ChecklistPageProps, name: string, kept: string | undefined) {
  const sent = Object.keys(state.form).length > 0
  const value = sent ? textIn(state.form, name) : (kept ?? '')
  return { lang: request.lang, name, value, error: errorOf(state.errors, name), required: false as const }
}

function PartFields(props: ChecklistPageProps) {
  const { lang } = props.request
  const say = pageWords(lang)
  const { parts } = props.view.system.record.checklist
  return (
    <>
      <h2>{say.parts}</h2>
      {props.view.parts.map((part) => (
        <fieldset key={part.id} class="field">
          <legend>{part.said[lang]}</legend>
          <p class="help">{citation(part, lang)}</p>
          <TextArea
            {...fieldOf(props, `part.${part.id}.evidence`, parts[part.id]?.evidence)}
            label={say.proof}
            rows={2}
          />
          <Field
            {...fieldOf(props, `part.${part.id}.on`, parts[part.id]?.on)}
            label={say.on}
            type="date"
            width="medium"
          />
        </fieldset>
      ))}
    </>
  )
}

function LayerFields(props: ChecklistPageProps) {
  const { lang } = props.request
  const say = pageWords(lang)
  const { layers } = props.view.system.record.checklist
  return (
    <>
      <h2>{say.layers}</h2>
      {LAYERS.map((name) => {
        const kept = layers[name]
        const base = `layer.${name}`
        return (
          <fieldset key={name} class="field">
            <legend>{nameOf(choiceWords(lang), 'layers', name)}</legend>
            <Field {...fieldOf(props, `${base}.unit`, kept?.unit)} label={say.unit} maxLength={300} />
            <TextArea {...fieldOf(props, `${base}.evidence`, kept?.evidence)} label={say.proof} rows={2} />
            <Field {...fieldOf(props, `${base}.since`, kept?.since)} label={say.since} type="date" width="medium" />
            <Field {...fieldOf(props, `${base}.until`, kept?.until)} label={say.until} type="date" width="medium" />
          </fieldset>
        )
      })}
    </>
  )
}

function LabelFields(props: ChecklistPageProps) {
  const { lang } = props.request
  const say = pageWords(lang)
  const { label, reviewedOn } = props.view.system.record.checklist
  return (
    <>
      <h2>{say.label}</h2>
      <Select
        {...fieldOf(props, 'label.state', label.state)}
        required
        label={say.label}
        options={optionsOf(choiceWords(lang), 'label')}
      />
      <Field {...fieldOf(props, 'label.number', label.number)} label={say.labelNumber} maxLength={120} />
      <Field {...fieldOf(props, 'label.issuedOn', label.issuedOn)} label={say.issuedOn} type="date" width="medium" />
      <Field {...fieldOf(props, 'label.until', label.until)} label={say.until} type="date" width="medium" />
      <h2>{say.review}</h2>
      <Field {...fieldOf(props, 'reviewedOn', reviewedOn)} label={say.reviewedOn} type="date" width="medium" />
    </>
  )
}
