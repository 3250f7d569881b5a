export { type Credentials, type ResolveActor } from './access/credentials.ts'
export { type Actor, type Grant, programActor, ROLES, type Role, visitorActor } from './actor.ts'
export { type Agency, agencyIdOf, isInForce } from './agencies/model.ts'
export { nameIn } from './agencies/name-in.ts'
export { type AgencyReader } from './agencies/reader.ts'
export { type AgencyTree, agencyInCharge } from './agencies/tree.ts'
export type { Letter } from './deps.ts'
export { createIdentityModule, type IdentityModule, type IdentityOptions, type PeopleReader } from './module.ts'
export { pageFrame, sendHtml, sendPage, sendPrivatePage } from './pages/frame.tsx'
export { pathParam } from './pages/path-params.ts'
export { type Attempt, attempt, type Form, FormBody, listIn, textIn } from './pages/work/form.ts'
export {
  type Action,
  action,
  admit,
  type FormState,
  type Gate,
  justDone,
  page,
  paramsOf,
  queryOf,
  UNTOUCHED,
  type View,
} from './pages/work/route.ts'
export { WorkPage, type WorkPageProps } from './pages/work/work-page.tsx'

export type { AddedPerson, NewPerson } from './people/add-person.ts'
export type { DemoAccount } from './people/demo-people.ts'
export type { IssuedLink } from './people/links.ts'
export {
  agenciesWhere,
  assertCan,
  can,
  isPermission,
  mayApproveOwn,
  type Permission,
  type Target,
} from './permissions.ts'
export { bindActor } from './request-actor.ts'
