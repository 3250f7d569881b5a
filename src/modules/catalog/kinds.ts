import type { QueryExecutorProvider } from 'kysely'
import type { ActorRef } from '../../platform/actor.ts'
import type { Change, Decision, InReview, ResourceSummary, Scheduled } from './model.ts'

/** What a module adds for its own kind of resource; called inside the transaction of the step. */
export interface Kind {
  readonly name: string
  /** Throws when the content cannot go to review: nothing uploaded, a file still being read. */
  checkForReview(tx: QueryExecutorProvider, change: Change): Promise<void>
  /** Throws when the content may not become public without more, e.g. personal data without a decision. */
  checkForPublication(tx: QueryExecutorProvider, change: InReview | Scheduled, decision: Decision): Promise<void>
  /** Makes the content of the change current and says what lists should know about it. */
  publish(tx: QueryExecutorProvider, change: InReview | Scheduled, publication: Publication): Promise<ResourceSummary>
  /** Lets go of content that was only staged. */
  discard(tx: QueryExecutorProvider, change: Change): Promise<void>
}

export interface Publication {
  readonly actor: ActorRef
  readonly at: Date
  readonly version: number
}
