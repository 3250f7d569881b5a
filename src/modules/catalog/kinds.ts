import type { QueryExecutorProvider } from 'kysely'
import type { ActorRef } from '../../platform/actor.ts'
import type { FieldProblem } from '../../platform/errors.ts'
import type { Permission } from '../identity/index.ts'
import type { Change, Decision, Draft, InReview, Resource, ResourceSummary, Scheduled } from './model.ts'
import type { ResourceRecord } from './record.ts'

/** What a module adds for its own kind of resource; called inside the transaction of the step. */
export interface Kind {
  readonly name: string
  /** Addresses of its pages, before the slug and before the id of a change. */
  readonly pages?: { readonly shown: string; readonly draft: string; readonly owned: string }
  /** Who may write drafts of this kind; `catalog.draft.write` when absent. */
  readonly write?: Permission
  /** Who may send drafts of this kind to review; `catalog.change.submit` when absent. */
  readonly submit?: Permission
  /** What the description lacks before review; that of a dataset when absent. */
  missingForReview?(record: ResourceRecord): readonly FieldProblem[]
  /** Throws when the content cannot go to review: nothing uploaded, a file still being read. */
  checkForReview(tx: QueryExecutorProvider, change: Change): Promise<void>
  /** Throws when the content may not become public without more, e.g. personal data without a decision. */
  checkForPublication(tx: QueryExecutorProvider, change: InReview | Scheduled, decision: Decision): Promise<void>
  /** Makes the content of the change current and says what lists should know about it. */
  publish(tx: QueryExecutorProvider, change: InReview | Scheduled, publication: Publication): Promise<ResourceSummary>
  /** Lets go of content that was only staged. */
  discard(tx: QueryExecutorProvider, change: Change): Promise<void>
  /** Takes the content from the public with its resource. */
  withdraw?(tx: QueryExecutorProvider, resource: Resource): Promise<void>
}

export interface Publication {
  readonly actor: ActorRef
  readonly at: Date
  readonly version: number
  readonly slug: string
}

/** A transaction of any module. */
export type Transaction = QueryExecutorProvider

/** Writes what a kind keeps beside the description, in the transaction that saves the draft. */
export type KeepContent = (tx: QueryExecutorProvider, draft: Draft) => Promise<void>

/** Where things of a kind are shown and worked on. */
export interface KindPages {
  shown(slug: string): string
  draft(changeId: string): string
  owned(slug: string): string
}

const DATASET_PAGES = { shown: '/bo-du-lieu/', draft: '/lam-viec/thay-doi/', owned: '/lam-viec/bo-du-lieu/' }

export function pagesOf(kind: Kind | undefined): KindPages {
  const { shown, draft, owned } = kind?.pages ?? DATASET_PAGES
  return {
    shown: (slug) => `${shown}${slug}`,
    draft: (changeId) => `${draft}${changeId}`,
    owned: (slug) => `${owned}${slug}`,
  }
}
