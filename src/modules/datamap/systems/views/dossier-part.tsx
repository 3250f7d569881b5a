import type { FastifyRequest } from 'fastify'
import { sayCount } from '../../../../platform/work-calendar.ts'
import {
  CsrfField,
  DataTable,
  ErrorSummary,
  errorOf,
  Field,
  formatDate,
  formatDateTime,
  type Lang,
  StateMark,
  TextArea,
} from '../../../../ui/index.ts'
import { type FormState, textIn } from '../../../identity/index.ts'
import type { Step } from '../dossier.ts'
import { citation } from '../level-rules.ts'
import type { SystemView } from '../read-system.ts'
import { choiceWords, nameOf } from '../words.ts'
import { say as pageWords } from './page-words.ts'

/** Parts of the dossier with their evidence. */
export function DossierParts({ lang, view }: { lang: Lang; view: SystemView }) {
  const say = pageWords(lang)
  const { parts } = view.system.record.checklist
  const table = (
    <DataTable
      lang={lang}
      caption={say.parts}
      columns={[
        { name: 'part', title: say.part },
        { name: 'proof', title: say.proof },
        { name: 'on', title: say.on, type: 'date' },
      ]}
      rows={view.parts.map((part) => [
        part.said[lang],
        parts[part.id]?.evidence,
        parts[part.id]?.on,
        citation(part, lang),
      ])}
      cell={(value, column, row) => {
        if (column.name === 'proof' && !value) return <StateMark kind="warn">{say.missing}</StateMark>
        if (column.name !== 'part' || !row.at(-1)) return undefined
        return (
          <>
            {value} <span class="small muted">({row.at(-1)})</span>
          </>
        )
      }}
    />
  )
  return (
    <>
      {table}
      {view.notes.map((note) => (
        <p key={note.vi} class="small muted">
          {note[lang]}
        </p>
      ))}
    </>
  )
}

/** Where the dossier is, until when, and the form that takes it on. */
export function DossierState({
  request,
  view,
  state,
}: {
  request: FastifyRequest
  view: SystemView
  state: FormState
}) {
  const { lang } = request
  const say = pageWords(lang)
  const { deadline, system } = view
  const source = deadline && citation(deadline.rule, lang)
  return (
    <>
      <p>
        <StateMark kind={system.dossier === 'approved' ? 'good' : 'idle'}>
          {nameOf(choiceWords(lang), 'dossier', system.dossier)}
        </StateMark>
      </p>
      {deadline && source && (
        <p>
          <StateMark kind={deadline.late ? 'bad' : 'idle'}>
            {deadline.late ? say.late(formatDate(deadline.due, lang)) : say.due(formatDate(deadline.due, lang))}
          </StateMark>{' '}
          <span class="small muted">
            {deadline.rule.said[lang]} ({source}). {deadline.counted && sayCount(deadline.counted)[lang]}
          </span>
        </p>
      )}
      {view.mayWrite && view.steps.length > 0 && <StepForm request={request} view={view} state={state} />}
    </>
  )
}

function StepForm({ request, view, state }: { request: FastifyRequest; view: SystemView; state: FormState }) {
  const { lang, csrfToken } = request
  const say = pageWords(lang)
  const { errors, form } = state
  const field = (name: string) => ({ lang, name, value: textIn(form, name), error: errorOf(errors, name) })
  return (
    <form class="form" method="post" action={`/lam-viec/he-thong/${view.system.id}/ho-so`}>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="revision" value={view.system.revision} />
      <ErrorSummary lang={lang} errors={errors} />
      {view.steps.includes('approve') && (
        <>
          <Field {...field('number')} label={say.decisionNumber} required={false} maxLength={120} />
          <Field {...field('on')} label={say.decisionOn} type="date" width="medium" required={false} />
          <Field {...field('authority')} label={say.authority} required={false} maxLength={300} />
        </>
      )}
      <TextArea {...field('note')} label={say.note} rows={2} required={false} maxLength={2000} />
      <div class="acts">
        {view.steps.map((step) => (
          <StepButton key={step} lang={lang} step={step} />
        ))}
      </div>
    </form>
  )
}

function StepButton({ lang, step }: { lang: Lang; step: Step }) {
  const isForward = step !== 'return' && step !== 'reopen'
  return (
    <button class={isForward ? 'btn' : 'btn plain'} type="submit" name="step" value={step}>
      {nameOf(choiceWords(lang), 'step', step)}
    </button>
  )
}

/** The steps so far, newest first. */
export function History({ lang, view }: { lang: Lang; view: SystemView }) {
  const say = pageWords(lang)
  const names = choiceWords(lang)
  return (
    <DataTable
      lang={lang}
      caption={say.history}
      columns={[
        { name: 'step', title: say.step },
        { name: 'level', title: say.level },
        { name: 'when', title: say.when },
        { name: 'by', title: say.by },
        { name: 'note', title: say.note },
      ]}
      rows={view.history.map(({ step, level, at, by, note, document }) => [
        nameOf(names, 'stepDone', step),
        level === null ? '' : String(level),
        formatDateTime(at, lang),
        by,
        [document, note].filter(Boolean).join('. '),
      ])}
    />
  )
}
