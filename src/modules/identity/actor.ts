import type { ActorRef } from '../../platform/actor.ts'

/** Roles of a person at an agency; they reach down its tree. */
export const ROLES = ['contributor', 'data_officer', 'approver', 'steward', 'inspector', 'operator'] as const

export type Role = (typeof ROLES)[number]

export interface Grant {
  readonly role: Role
  readonly agencyId: string
  /** Ids of the agency, of all below it, and of ended agencies it inherited. */
  readonly reach: ReadonlySet<string>
  /** The approver on leave whose grant this is. */
  readonly standsInFor?: string
}

/** Whoever sends a request, with everything needed to decide what they may do. */
export interface Actor extends ActorRef {
  readonly grants: readonly Grant[]
  readonly via: 'session' | 'api-key' | 'none'
  /** Id of the session or the API key used. */
  readonly credentialId?: string
}

/** Someone who has not signed in. */
export function visitorActor(requestId?: string): Actor {
  return {
    kind: 'visitor',
    id: undefined,
    name: 'Khách',
    grants: [],
    via: 'none',
    ...(requestId === undefined ? {} : { requestId }),
  }
}

/** The program acting by itself; it may do everything but approve. */
export function programActor(name: string): Actor {
  return { kind: 'system', id: undefined, name, grants: [], via: 'none' }
}
