/** Who does something, as evidence names them. Richer actors of `identity` extend this. */
export interface ActorRef {
  readonly kind: 'person' | 'client' | 'system' | 'visitor'
  /** Undefined for visitors and the system. */
  readonly id: string | undefined
  readonly name: string
  /** The approver on leave whose duties this person carries. */
  readonly standsInFor?: string
  /** Ties the evidence to the log lines of one request. */
  readonly requestId?: string
}

/** The program acting by itself: a schedule, a follower, the first start. */
export function systemActor(name: string): ActorRef {
  return { kind: 'system', id: undefined, name }
}
