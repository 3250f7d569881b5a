import type { Said } from '../../../platform/errors.ts'

/**
 * held: waits for an officer's look because it seems to hold personal data · open: public, unanswered · planned: in a plan ·
 * published: the data are public · refused: with reason and legal basis · merged: another request asks for the same ·
 * hidden: taken from the public with a reason.
 */
export type RequestState = 'held' | 'open' | 'planned' | 'published' | 'refused' | 'merged' | 'hidden'

export interface DataRequest {
  readonly id: string
  /** What people quote. */
  readonly number: number
  readonly agencyId: string
  readonly title: string
  readonly body: string
  /** Sealed; unsealed only for the officer who answers. */
  readonly contact: string | undefined
  readonly state: RequestState
  readonly askedAt: Date
  /** Last day to answer, ISO 8601. */
  readonly dueOn: string
  /** Id of the rule the day was counted by. */
  readonly rule: string
  readonly votes: number
  readonly mergedInto: string | undefined
  readonly planId: string | undefined
  readonly itemId: string | undefined
  readonly datasetId: string | undefined
  readonly answer: string | undefined
  readonly basis: string | undefined
  readonly answeredBy: string | undefined
  readonly answeredAt: Date | undefined
}

/** One thing that happened to a request, as its public page tells it. */
export interface RequestStep {
  readonly kind: string
  readonly text: string | undefined
  readonly byName: string
  readonly at: Date
  /** What the rule behind a reminder says. */
  readonly said?: Said | undefined
}

/** States the public may see. */
export const PUBLIC_STATES: readonly RequestState[] = ['open', 'planned', 'published', 'refused']

/** Whether it still waits for an answer of the agency. */
export function isWaiting(request: Pick<DataRequest, 'state'>): boolean {
  return request.state === 'open' || request.state === 'held'
}

export function isPublicRequest(request: Pick<DataRequest, 'state'>): boolean {
  return PUBLIC_STATES.includes(request.state)
}
