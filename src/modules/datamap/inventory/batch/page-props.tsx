import type { FastifyRequest } from 'fastify'
import type { FormState } from '../../../identity/index.ts'
import type { InventoryHead } from '../store.ts'
import type { Batch, BatchPart } from './read-batch.ts'

/** What the page of a saved workbook shows. */
export interface SavedPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly inventory: InventoryHead
  readonly batch: Batch
  readonly agency: string
  /** Which drafts are listed; absent: those something can be done with. */
  readonly part: BatchPart | undefined
  readonly page: number
  readonly maySubmit: boolean
  readonly mayApprove: boolean
  readonly maySeeSystems: boolean
}
