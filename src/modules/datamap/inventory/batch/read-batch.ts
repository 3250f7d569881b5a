import type { DatamapDeps } from '../../deps.ts'
import type { InventoryHead } from '../store.ts'
import type { BatchRun, BatchStep } from './model.ts'
import { type DraftLine, lastRun, readDraftLines, readSkips } from './store.ts'

/** Where a draft of a workbook stands: complete, with gaps, in review, or left out by the officer. */
export const BATCH_PARTS = ['du', 'thieu', 'cho', 'bo'] as const
export type BatchPart = (typeof BATCH_PARTS)[number]

/** Where the drafts of a workbook stand now. */
export interface Batch {
  /** Drafts and what waits for review, by part; those left out stand in their part alone. */
  readonly parts: Readonly<Record<BatchPart, readonly DraftLine[]>>
  /** Of those left out, the ones that wait for the approver. */
  readonly inReview: ReadonlySet<string>
  readonly published: number
  readonly run: BatchRun | undefined
}

/** Reads it from the catalogue's own states; nothing here is counted twice. */
export async function readBatch(
  { db, catalog }: DatamapDeps,
  { id, saved }: Pick<InventoryHead, 'id' | 'saved'>,
): Promise<Batch> {
  const ids = saved?.changeIds ?? []
  const [states, lines, skips, run] = await Promise.all([
    catalog.reader.changeStates(ids),
    readDraftLines(db, ids),
    readSkips(db, id),
    lastRun(db, id),
  ])
  const inReview = new Set(ids.filter((one) => states.get(one) === 'in_review'))
  const partOf = ({ changeId, gaps }: DraftLine): BatchPart | undefined => {
    const state = states.get(changeId)
    if (state !== 'draft' && state !== 'in_review') return undefined
    if (skips.has(changeId)) return 'bo'
    if (state === 'in_review') return 'cho'
    return gaps === 0 ? 'du' : 'thieu'
  }
  const parts: Record<BatchPart, DraftLine[]> = { du: [], thieu: [], cho: [], bo: [] }
  for (const line of lines) {
    const part = partOf(line)
    if (part) parts[part].push(line)
  }
  return { parts, inReview, published: ids.filter((one) => states.get(one) === 'published').length, run }
}

/** The drafts a step would do now. */
export function toDo({ parts }: Pick<Batch, 'parts'>, step: BatchStep): readonly DraftLine[] {
  return step === 'submit' ? parts.du : parts.cho
}
