import type { FastifyRequest } from 'fastify'
import { DiffTable, ErrorSummary, Facts, Message, Part } from '../../../ui/index.ts'
import type { Change } from '../../catalog/index.ts'
import type { FormState } from '../../identity/index.ts'
import type { KindReview } from '../deps.ts'
import { DeskPage } from '../web/desk-page.tsx'
import { Decide, Origin } from './decide.tsx'
import { reviewWords } from './words.ts'

export interface KindReviewPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly change: Change
  readonly review: KindReview
  readonly mayDecide: boolean
  readonly mayReturn: boolean
}

/** The approver's page for what is no dataset: what changes, what the kind has to say, the decision. */
export function KindReviewPage({ request, state, change, review, mayDecide, mayReturn }: KindReviewPageProps) {
  const { lang } = request
  const say = reviewWords(lang)
  return (
    <DeskPage request={request} title={say.title(change.record.title.vi)}>
      <header class="ds-head">
        <div>
          <h1>{say.title(change.record.title.vi)}</h1>
          <p class="ds-by">
            {review.agency}. <Origin lang={lang} change={change} />
          </p>
        </div>
      </header>
      <ErrorSummary lang={lang} errors={state.errors} />
      <Facts items={review.facts} />
      {change.note && (
        <Message kind="note" title={say.noteTitle}>
          <p>{change.note}</p>
        </Message>
      )}
      {change.baseVersion > 0 && (
        <Part id="mo-ta" title={say.description}>
          {review.rows.length === 0 ? (
            <p>{say.same}</p>
          ) : (
            <DiffTable lang={lang} caption={say.description} rows={review.rows} />
          )}
        </Part>
      )}
      {review.parts.map(({ id, title, body }) => (
        <Part key={id} id={id} title={title}>
          {body}
        </Part>
      ))}
      <Part id="quyet-dinh" title={say.decide}>
        <Decide {...{ request, state, lang, change, mayDecide, mayReturn }} personal={false} />
      </Part>
    </DeskPage>
  )
}
