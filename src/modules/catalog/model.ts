import type { Origin } from './foreign/origin.ts'
import type { ResourceRecord } from './record.ts'

export type ResourceState = 'draft' | 'published' | 'withdrawn'

/** Anything with a catalogue id. */
export interface Resource {
  readonly id: string
  readonly kind: string
  readonly slug: string
  readonly agencyId: string
  readonly state: ResourceState
  /** Number of publications so far. */
  readonly version: number
  readonly record: ResourceRecord | undefined
  readonly summary: ResourceSummary
  readonly withdrawnReason: string | undefined
  readonly correction: string | undefined
  readonly createdAt: Date
  readonly firstPublishedAt: Date | undefined
  readonly publishedAt: Date | undefined
  /** Where it was harvested; undefined for what is ours. */
  readonly origin?: Origin | undefined
}

/** Facts about the content that lists and search show; written by the kind at each publication. */
export interface ResourceSummary {
  readonly formats?: readonly string[]
  readonly rows?: number
  readonly tables?: number
  readonly quality?: number
  /** Day the promised cycle ends; after it the dataset is late. */
  readonly dueOn?: string
  /** Labels of tables and columns, for the search. */
  readonly words?: readonly string[]
  /** The public may find it although its data are not open: a database of the data map, a plan. */
  readonly listed?: boolean
}

/** Paper decision behind an approval. */
export interface Decision {
  readonly number?: string
  readonly date?: string
  readonly text?: string
}

export interface Stamp {
  readonly by: string | undefined
  readonly name: string
  readonly at: Date
}

export interface ChangeBase {
  readonly id: string
  readonly resourceId: string
  readonly agencyId: string
  readonly record: ResourceRecord
  readonly baseVersion: number
  readonly revision: number
  readonly authorId: string | undefined
  readonly authorName: string
  readonly savedBy: string
  readonly note: string | undefined
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface Returned {
  readonly reason: string
  readonly by: string
  readonly at: Date
}

export type Draft = ChangeBase & { readonly state: 'draft'; readonly returned: Returned | undefined }
export type InReview = ChangeBase & { readonly state: 'in_review'; readonly submitted: Stamp }
export type Scheduled = ChangeBase & {
  readonly state: 'scheduled'
  readonly submitted: Stamp
  readonly decided: Stamp
  readonly decision: Decision
  readonly dueAt: Date
}
export type Published = ChangeBase & {
  readonly state: 'published'
  readonly submitted: Stamp
  readonly decided: Stamp
  readonly decision: Decision
  readonly publishedAt: Date
  readonly publishedVersion: number
}
export type Discarded = ChangeBase & { readonly state: 'discarded' }

/** A draft of a resource on its way: draft → in review → scheduled → published; discarded at any time before. */
export type Change = Draft | InReview | Scheduled | Published | Discarded

/** The officer asks for review. */
export function submit(change: Draft, submitted: Stamp): InReview {
  const { returned: _, ...base } = change
  return { ...base, state: 'in_review', submitted, updatedAt: submitted.at }
}

/** The approver sends it back with a reason; the officer mends and submits again. */
export function sendBack(change: InReview | Scheduled, returned: Returned): Draft {
  return { ...baseOf(change), state: 'draft', returned, updatedAt: returned.at }
}

/** Approved for a later moment. */
export function schedule(change: InReview, decided: Stamp, plan: { decision: Decision; dueAt: Date }): Scheduled {
  return { ...baseOf(change), state: 'scheduled', submitted: change.submitted, decided, ...plan, updatedAt: decided.at }
}

/** Becomes what the public sees. */
export function publish(
  change: InReview | Scheduled,
  decided: Stamp,
  result: { decision: Decision; publishedAt: Date; publishedVersion: number },
): Published {
  return {
    ...baseOf(change),
    state: 'published',
    submitted: change.submitted,
    decided,
    ...result,
    updatedAt: result.publishedAt,
  }
}

export function discard(change: Draft | InReview | Scheduled, at: Date): Discarded {
  return { ...baseOf(change), state: 'discarded', updatedAt: at }
}

export function isOpen(change: Change): change is Draft | InReview | Scheduled {
  return change.state === 'draft' || change.state === 'in_review' || change.state === 'scheduled'
}

function baseOf(change: Change): ChangeBase {
  const { id, resourceId, agencyId, record, baseVersion, revision } = change
  const { authorId, authorName, savedBy, note, createdAt, updatedAt } = change
  const what = { id, resourceId, agencyId, record, baseVersion, revision }
  return { ...what, authorId, authorName, savedBy, note, createdAt, updatedAt }
}
