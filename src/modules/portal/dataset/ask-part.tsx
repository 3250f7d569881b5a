import {
  CsrfField,
  ErrorSummary,
  errorOf,
  Field,
  type FormError,
  type Lang,
  Message,
  Part,
  RadioGroup,
  TextArea,
  Time,
} from '../../../ui/index.ts'
import type { PublicFeedback } from '../../catalog/index.ts'
import { datasetWords } from './words.ts'

export interface AskPartProps {
  readonly lang: Lang
  readonly slug: string
  readonly csrf: string
  readonly feedback: readonly PublicFeedback[]
  readonly sent: boolean
  readonly form?: { readonly body: string; readonly contact: string; readonly errors: readonly FormError[] } | undefined
}

/** Questions with their answers, and the form; the contact is never shown. */
export function AskPart({ lang, slug, csrf, feedback, sent, form }: AskPartProps) {
  const say = datasetWords(lang)
  const errors = form?.errors ?? []
  return (
    <Part id="hoi" title={say.ask}>
      {sent && <Message kind="good">{say.sent}</Message>}
      {feedback.length === 0 && <p class="muted">{say.noQuestion}</p>}
      {feedback.length > 0 && <Questions lang={lang} feedback={feedback} />}
      <details class="ask" open={errors.length > 0}>
        <summary class="btn plain">{say.ask}</summary>
        <form class="form" method="post" action={`/bo-du-lieu/${slug}/hoi#hoi`}>
          <CsrfField token={csrf} />
          {errors.length > 0 && <ErrorSummary lang={lang} errors={errors} />}
          <RadioGroup
            name="kind"
            label={say.askKind}
            value="question"
            options={[
              { value: 'question', text: say.question },
              { value: 'error', text: say.error },
            ]}
          />
          <TextArea
            lang={lang}
            name="body"
            label={say.askBody}
            help={say.askBodyHelp}
            rows={4}
            maxLength={4000}
            value={form?.body ?? ''}
            error={errorOf(errors, 'body')}
            required
          />
          <Field
            lang={lang}
            name="contact"
            label={say.askContact}
            help={say.askContactHelp}
            value={form?.contact ?? ''}
            required={false}
            maxLength={200}
          />
          <button class="btn">{say.send}</button>
        </form>
      </details>
    </Part>
  )
}

function Questions({ lang, feedback }: { lang: Lang; feedback: readonly PublicFeedback[] }) {
  const say = datasetWords(lang)
  return (
    <ol class="questions">
      {feedback.map((item) => (
        <li key={item.id}>
          <p>{item.body}</p>
          <p class="small muted">
            <Time value={item.createdAt} lang={lang} /> {item.answer ? '' : say.waiting}
          </p>
          {item.answer && (
            <blockquote>
              <p>{item.answer}</p>
              <p class="small muted">
                {item.answeredBy} {say.answered} {item.answeredAt && <Time value={item.answeredAt} lang={lang} />}
              </p>
            </blockquote>
          )}
        </li>
      ))}
    </ol>
  )
}
