import type { ActorRef } from '../../platform/actor.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor, Grant, Role } from './actor.ts'

const PREPARE: readonly Role[] = ['contributor', 'data_officer', 'approver']
const SUBMIT: readonly Role[] = ['data_officer', 'approver']
const DECIDE: readonly Role[] = ['approver']
const STEWARD: readonly Role[] = ['steward']
const NODE: readonly Role[] = ['operator']

/** Who may do what: the one table. Every other rule about rights is derived from it. */
const TABLE = {
  'catalog.draft.read': [...PREPARE, ...STEWARD],
  'catalog.draft.write': PREPARE,
  'catalog.change.submit': SUBMIT,
  'catalog.change.approve': DECIDE,
  'catalog.change.return': DECIDE,
  'catalog.change.schedule': DECIDE,
  'catalog.resource.withdraw': DECIDE,
  'catalog.resource.correct': DECIDE,
  'catalog.feedback.answer': SUBMIT,
  'catalog.classification.set': STEWARD,
  'datasets.source.read': [...PREPARE, ...STEWARD],
  'datasets.version.erase-request': STEWARD,
  'datasets.version.erase-confirm': DECIDE,
  'datamap.database.write': [...SUBMIT, ...STEWARD],
  'datamap.sampling.allow': STEWARD,
  'datamap.reading.schedule': STEWARD,
  'datamap.system.read': [...STEWARD, 'inspector', ...NODE],
  'datamap.system.write': [...STEWARD, ...NODE],
  /** Saying that a system is there and what it is; how it is protected stays with the steward. */
  'datamap.system.enter': [...SUBMIT, ...STEWARD, ...NODE],
  'plans.plan.write': [...SUBMIT, ...STEWARD],
  // The steward answers for the agency's plan (design.md §7); an approver issues it for the head of the agency.
  'plans.plan.submit': [...SUBMIT, ...STEWARD],
  'plans.request.answer': [...SUBMIT, ...STEWARD],
  'identity.person.manage': [...STEWARD, ...NODE],
  'identity.agency.manage': [...STEWARD, ...NODE],
  'identity.key.manage': [...PREPARE, ...STEWARD, 'inspector', ...NODE],
  'identity.standin.name': DECIDE,
  'audit.record.read': ['inspector', ...STEWARD],
  'codes.list.import': NODE,
  'harvest.source.manage': NODE,
  'node.manage': NODE,
} satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof TABLE

const ROLES_OF: Readonly<Record<Permission, readonly Role[]>> = TABLE

/** Every permission, for tests that walk them. */
export const PERMISSIONS = Object.freeze(Object.keys(TABLE)) as readonly Permission[]

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(TABLE, name)
}

/** Decisions that need a second pair of eyes. */
const FOUR_EYES: ReadonlySet<Permission> = new Set([
  'catalog.change.approve',
  'catalog.change.schedule',
  'datasets.version.erase-confirm',
])

/** What a permission is asked for. */
export interface Target {
  /** Absent for what belongs to the node as a whole. */
  readonly agencyId?: string | undefined
  /** Who prepared the work; needed where four eyes count. */
  readonly authorId?: string | undefined
  /** From `mayApproveOwn(agency)`; false unless the agency has set it so. */
  readonly ownAllowed?: boolean
}

/** Whether an officer of this agency may approve their own work: only where the agency has switched four eyes off. */
export function mayApproveOwn(agency: { readonly fourEyes: boolean }): boolean {
  return !agency.fourEyes
}

function covers(grant: Grant, agencyId: string | undefined): boolean {
  // An operator runs the node: which agency the role was given at does not narrow it.
  return agencyId === undefined || grant.role === 'operator' || grant.reach.has(agencyId)
}

function isOwnWork(actor: Actor, permission: Permission, target: Target): boolean {
  return (
    FOUR_EYES.has(permission) &&
    target.ownAllowed !== true &&
    target.authorId !== undefined &&
    target.authorId === actor.id
  )
}

function grantFor(actor: Actor, permission: Permission, target: Target): Grant | undefined {
  if (isOwnWork(actor, permission, target)) return undefined
  const roles = ROLES_OF[permission]
  const fitting = actor.grants.filter((grant) => roles.includes(grant.role) && covers(grant, target.agencyId))
  return fitting.find((grant) => grant.standsInFor === undefined) ?? fitting[0]
}

/** Whether the actor may do this to the target. Pure: all it knows is in its arguments. */
export function can(actor: Actor, permission: Permission, target: Target = {}): boolean {
  if (actor.kind === 'system') return !FOUR_EYES.has(permission)
  return grantFor(actor, permission, target) !== undefined
}

/**
 * Throws unless the actor may do this; the first line of every use case.
 * Returns the actor as evidence names them: with `standsInFor` when only a stand-in's grant allows it.
 */
export function assertCan(actor: Actor, permission: Permission, target: Target = {}): ActorRef {
  if (!can(actor, permission, target)) throw refusal(actor, permission, target)
  const standsInFor = grantFor(actor, permission, target)?.standsInFor
  return {
    kind: actor.kind,
    id: actor.id,
    name: actor.name,
    ...(actor.requestId === undefined ? {} : { requestId: actor.requestId }),
    ...(standsInFor === undefined ? {} : { standsInFor }),
  }
}

/**
 * The same rule as a condition for lists: `'all'`, or the ids for `agency_id = any($1)`.
 * For four-eyes permissions a list of work to decide adds `author_id <> $actor` itself, as `can` does.
 */
export function agenciesWhere(actor: Actor, permission: Permission): 'all' | readonly string[] {
  if (actor.kind === 'system') return FOUR_EYES.has(permission) ? [] : 'all'
  const roles = ROLES_OF[permission]
  const fitting = actor.grants.filter((grant) => roles.includes(grant.role))
  if (fitting.some((grant) => grant.role === 'operator')) return 'all'
  return [...new Set(fitting.flatMap((grant) => [...grant.reach]))]
}

const GIVEN_BY: Readonly<Record<Role, readonly Role[]>> = {
  contributor: STEWARD,
  data_officer: STEWARD,
  approver: STEWARD,
  steward: [...STEWARD, ...NODE],
  inspector: [...STEWARD, ...NODE],
  operator: NODE,
}

/** Whether the actor may give or take this role at this agency: an operator makes no approvers, a steward no operators. */
export function mayGrant(actor: Actor, role: Role, agencyId: string): boolean {
  if (actor.kind === 'system') return true
  return actor.grants.some((grant) => GIVEN_BY[role].includes(grant.role) && covers(grant, agencyId))
}

function refusal(actor: Actor, permission: Permission, target: Target): AppError {
  if (actor.kind === 'visitor') {
    return new AppError('unauthenticated', 'identity.sign-in-needed', {
      vi: 'Hãy đăng nhập để làm việc này.',
      en: 'Sign in to do this.',
    })
  }
  if (can(actor, permission, { ...target, authorId: undefined })) {
    return new AppError('forbidden', 'identity.own-work', {
      vi: 'Người soạn không được tự duyệt. Hãy nhờ người duyệt khác của cơ quan.',
      en: 'Nobody approves their own work. Ask another approver of the agency.',
    })
  }
  return new AppError('forbidden', 'identity.not-allowed', {
    vi: 'Tài khoản này không có quyền làm việc đó ở cơ quan này.',
    en: 'This account may not do that at this agency.',
    facts: { permission },
  })
}
