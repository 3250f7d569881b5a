import type { Decision } from '../../../catalog/index.ts'

/** What is done with all drafts of a workbook at once. */
export type BatchStep = 'submit' | 'approve'

/** A draft that could not be done, with the reason in words. */
export interface BatchFailure {
  readonly changeId: string
  readonly name: string
  readonly code: string
  readonly vi: string
  readonly en: string
}

/** Sending or approving the drafts of a workbook, one after the other, in a job. */
export interface BatchRun {
  readonly id: string
  readonly inventoryId: string
  readonly agencyId: string
  readonly step: BatchStep
  readonly state: 'waiting' | 'running' | 'done' | 'stopped'
  readonly decision: Decision | undefined
  readonly personId: string
  readonly personName: string
  readonly total: number
  readonly done: number
  readonly failures: readonly BatchFailure[]
  readonly askedAt: Date
  readonly finishedAt: Date | undefined
}

export function isOpen({ state }: Pick<BatchRun, 'state'>): boolean {
  return state === 'waiting' || state === 'running'
}
