import { AppError, isAppError } from '../../../platform/errors.ts'
import type { Change, Decision } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import type { InventoryHead } from './store.ts'

/** How many of a batch one press deals with: each is a review of its own with its own evidence. */
export const PER_PRESS = 100

/** Where the drafts of a workbook stand now. */
export interface Batch {
  readonly drafts: readonly Change[]
  /** Drafts without anything that stops the review. */
  readonly ready: readonly Change[]
  readonly inReview: readonly Change[]
  readonly published: number
}

export async function readBatch(deps: DatamapDeps, { saved }: Pick<InventoryHead, 'saved'>): Promise<Batch> {
  const ids = saved?.changeIds ?? []
  const changes = [...(await deps.catalog.reader.changes(ids)).values()]
  const drafts = changes.filter(({ state }) => state === 'draft')
  const gaps = await readGaps(deps, drafts)
  return {
    drafts,
    ready: drafts.filter(({ id }) => gaps.get(id) === 0),
    inReview: changes.filter(({ state }) => state === 'in_review'),
    published: changes.filter(({ state }) => state === 'published').length,
  }
}

async function readGaps({ db }: DatamapDeps, changes: readonly Change[]): Promise<ReadonlyMap<string, number>> {
  if (changes.length === 0) return new Map()
  const ids = changes.map(({ id }) => id)
  const rows = await db
    .selectFrom('datamap.draft')
    .select(['change_id', 'gaps'])
    .where('change_id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.change_id, row.gaps]))
}

/** Sends the complete drafts of a workbook for review, as many as one press does; gives how many. */
export async function submitBatch(deps: DatamapDeps, actor: Actor, inventory: InventoryHead): Promise<number> {
  assertCan(actor, 'catalog.change.submit', { agencyId: inventory.agencyId })
  const { ready } = await readBatch(deps, inventory)
  return forEach(ready, (change) => deps.catalog.submitChange(actor, change.id))
}

/** Approves what waits, under one decision; the first refusal stops it and is told. */
export async function approveBatch(
  deps: DatamapDeps,
  actor: Actor,
  { inventory, decision }: { inventory: InventoryHead; decision: Decision },
): Promise<number> {
  assertCan(actor, 'catalog.change.return', { agencyId: inventory.agencyId })
  if (decision.number === undefined && decision.text === undefined) throw noDecision()
  const { inReview } = await readBatch(deps, inventory)
  return forEach(inReview, (change) => deps.catalog.approveChange(actor, { changeId: change.id, decision }))
}

async function forEach(changes: readonly Change[], step: (change: Change) => Promise<unknown>): Promise<number> {
  let done = 0
  for (const change of changes.slice(0, PER_PRESS)) {
    try {
      await step(change)
      done++
    } catch (error) {
      if (!isAppError(error)) throw error
      throw stopped({ done, name: change.record.title.vi, why: error })
    }
  }
  return done
}

function stopped({ done, name, why }: { done: number; name: string; why: AppError }): AppError {
  return new AppError(why.kind, why.code, {
    vi: `Đã làm ${done} bản, dừng ở “${name}”: ${why.said.vi}`,
    en: `${done} were done; stopped at “${name}”: ${why.said.en}`,
  })
}

function noDecision(): AppError {
  const message = { vi: 'Ghi số quyết định ban hành danh mục.', en: 'Give the number of the decision.' }
  return new AppError('invalid', 'datamap.no-decision', { ...message, fields: [{ field: 'number', message }] })
}
