import type { FastifyRequest } from 'fastify'
import { Part } from '../../../ui/index.ts'
import type { Change } from '../../catalog/index.ts'
import type { FormState } from '../../identity/index.ts'
import type { KindReview } from '../deps.ts'
import { ReviewFrame } from './review-frame.tsx'

export interface KindReviewPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly change: Change
  readonly review: KindReview
  readonly mayDecide: boolean
  readonly mayReturn: boolean
}

/** The approver's page for what is no dataset, with what its kind has to say. */
export function KindReviewPage({ review, ...props }: KindReviewPageProps) {
  const { agency, facts, rows, parts } = review
  const changed = props.change.baseVersion > 0 ? rows : undefined
  return (
    <ReviewFrame {...props} agency={agency} facts={facts} rows={changed} personal={false}>
      {parts.map(({ id, title, body }) => (
        <Part key={id} id={id} title={title}>
          {body}
        </Part>
      ))}
    </ReviewFrame>
  )
}
