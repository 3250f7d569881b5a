import {
  type Change,
  catalogErrors,
  missingForReview,
  type Resource,
  type ResourceRecord,
} from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { Held } from '../model.ts'
import type { Quality } from '../quality/model.ts'
import { scoreDataset } from '../quality/score.ts'
import type { Source } from '../rows-of-store.ts'
import { readCurrent, readProposed, readSources } from '../store.ts'
import { completeRecord } from './complete.ts'
import { type Suggestions, suggestFrom } from './prefill.ts'

/** Everything the wizard and the reviewer's page show of a draft. */
export interface DraftView {
  readonly change: Change
  readonly resource: Resource
  readonly sources: readonly Source[]
  /** What would be public. */
  readonly proposed: readonly Held[]
  /** What is public now. */
  readonly current: readonly Held[]
  readonly quality: Quality
  readonly suggestions: Suggestions
  /** The record completed from the data. */
  readonly completed: ResourceRecord
  readonly missing: ReturnType<typeof missingForReview>
}

export async function viewDraft(deps: DatasetsDeps, actor: Actor, changeId: string): Promise<DraftView> {
  const change = await deps.catalog.reader.change(changeId)
  const resource = change && (await deps.catalog.reader.resource(change.resourceId))
  if (!change || !resource) throw catalogErrors.changeNotFound()
  assertCan(actor, 'catalog.draft.read', change)
  const [sources, proposed, current] = await Promise.all([
    readSources(deps.db, change.id),
    readProposed(deps.db, resource.id, change.id),
    readCurrent(deps.db, resource.id),
  ])
  return {
    change,
    resource,
    sources,
    proposed,
    current,
    quality: scoreDataset({ record: change.record, held: proposed, late: false }),
    suggestions: suggestFrom(proposed),
    completed: await completeRecord(change.record, proposed),
    missing: missingForReview(change.record),
  }
}
