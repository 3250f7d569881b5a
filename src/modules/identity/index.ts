export { type Actor, type Grant, programActor, ROLES, type Role, visitorActor } from './actor.ts'
export { type Agency, agencyIdOf, isInForce, normaliseAgencyCode } from './agencies/model.ts'
export { AGENCIES_CHANGED, type AgencyReader } from './agencies/reader.ts'
export { type AgencyTree, buildAgencyTree, inForce } from './agencies/tree.ts'
export {
  agenciesWhere,
  assertCan,
  can,
  isPermission,
  mayApproveOwn,
  mayGrant,
  PERMISSIONS,
  type Permission,
  type Target,
} from './permissions.ts'
export type { Credentials, ResolveActor } from './access/credentials.ts'
