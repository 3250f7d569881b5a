import { AppError } from '../../../platform/errors.ts'
import type { Actor } from '../actor.ts'

function signInNeeded(): AppError {
  return new AppError('unauthenticated', 'identity.sign-in-needed', {
    vi: 'Hãy đăng nhập để làm việc này.',
    en: 'Sign in to do this.',
  })
}

/** Refuses visitors. */
export function requireSignedIn(actor: Actor): void {
  if (actor.kind === 'visitor') throw signInNeeded()
}

/** Id of the person behind a session; what concerns one's own account is not done by a key. */
export function requireOwner(actor: Actor): string {
  if (actor.kind === 'person' && actor.id !== undefined && actor.via === 'session') return actor.id
  throw signInNeeded()
}
