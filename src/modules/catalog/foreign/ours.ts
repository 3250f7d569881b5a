import { errors } from '../errors.ts'
import type { Resource } from '../model.ts'

/** Refuses what only the owner of a harvested resource may do; asked after the permission, so that a stranger learns nothing. */
export function assertOurs({ origin }: Pick<Resource, 'origin'>): void {
  if (origin) throw errors.foreign(origin)
}

/** Questions about a resource of another node are handed on to it; about any other harvested one they are answered here. */
export function isAnsweredElsewhere({ origin }: Pick<Resource, 'origin'>): boolean {
  return origin?.nodeId !== undefined
}
