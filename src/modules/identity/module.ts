import type { Clock } from '../../platform/clock.ts'
import type { Follower } from '../../platform/events/index.ts'
import type { Http } from '../../platform/http/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { NodeKeys } from '../../platform/secrets/index.ts'
import type { CodeList } from '../../tabular/codes/index.ts'
import { accessRoutes } from './access/api.ts'
import type { ResolveActor } from './access/credentials.ts'
import { actorOfPerson, createResolveActor } from './access/resolve-actor.ts'
import { sweep } from './access/sessions.ts'
import type { Actor, Role } from './actor.ts'
import { agencyRoutes } from './agencies/api.ts'
import { type AgencyReader, createAgencyReader } from './agencies/reader.ts'
import { syncAgencies } from './agencies/sync-agencies.ts'
import type { IdentityDb } from './db.ts'
import type { IdentityDeps, Letter } from './deps.ts'
import { createSignOn, type SignOnConfig } from './oidc/sign-on.ts'
import { accountPages } from './pages/account-pages.tsx'
import { agencyPages } from './pages/agency-pages.tsx'
import type { PageDeps } from './pages/deps.ts'
import { linkPages } from './pages/link-pages.tsx'
import { signInPages } from './pages/sign-in-pages.tsx'
import { type AddedPerson, addPerson, type NewPerson } from './people/add-person.ts'
import { peopleRoutes } from './people/api.ts'
import { clearSecondFactor, issueResetLink } from './people/change-account.ts'
import { createDemoPeople, type DemoAccount } from './people/demo-people.ts'
import { firstOperatorLink } from './people/first-operator.ts'
import type { IssuedLink } from './people/links.ts'
import type { Person } from './people/model.ts'
import { allPeople, type Contact, holdersOf, namesOf, type PersonLine } from './people/reads.ts'
import { personByEmail } from './people/store.ts'

export interface IdentityOptions {
  readonly db: IdentityDb
  readonly clock: Clock
  readonly ids: Ids
  readonly keys: NodeKeys
  readonly publicUrl: string
  /** Sends a letter in the caller's transaction; without it links are copied by hand. */
  readonly send?: (tx: IdentityDb, letter: Letter) => Promise<void>
  /** Sign-on by OpenID Connect (`config.oidc`). */
  readonly oidc?: SignOnConfig | undefined
}

/** What other modules may ask about people. */
export interface PeopleReader {
  /** Names for ids; unknown ids are left out. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Open accounts that hold one of these roles at the agency or above it: whom to write to. */
  holders(agencyId: string, roles: readonly Role[]): Promise<readonly Contact[]>
}

export interface IdentityModule {
  readonly agencies: AgencyReader
  readonly people: PeopleReader
  readonly resolveActor: ResolveActor
  /** Keeps the agencies in memory fresh; run one in each process. */
  readonly follower: Follower
  /** The rights of a person outside any request; undefined when the account is closed. */
  actorOfPerson(personId: string): Promise<Actor | undefined>
  actorOfEmail(email: string): Promise<Actor | undefined>
  /** Brings the agencies of the built-in lists into the register; returns how many changed. */
  syncAgencies(lists: readonly CodeList[]): Promise<number>
  /** Accounts of the demo at this agency; undefined when they were made before. */
  createDemoPeople(agencyCode: string): Promise<readonly DemoAccount[] | undefined>
  /** One-time link that makes the first operator; undefined once there is one. */
  firstOperatorLink(): Promise<IssuedLink | undefined>
  addPerson(actor: Actor, input: NewPerson): Promise<AddedPerson>
  issueResetLink(actor: Actor, personId: string): Promise<IssuedLink>
  /** Removes the second step of somebody who lost the phone. */
  clearSecondFactor(actor: Actor, personId: string): Promise<void>
  findPerson(email: string): Promise<Person | undefined>
  listEverybody(): Promise<readonly PersonLine[]>
  /** Removes sessions, links and counts that are over; once an hour is enough. */
  sweep(): Promise<void>
  routes(http: Http): void
}

/** Agencies, people, roles and the ways in. */
export function createIdentityModule(options: IdentityOptions): IdentityModule {
  const agencies = createAgencyReader(options.db)
  const deps: IdentityDeps = { ...options, agencies }
  return {
    agencies,
    people: {
      names: (ids) => namesOf(deps.db, ids),
      holders: async (agencyId, roles) =>
        holdersOf(deps.db, { roles, agencyIds: (await agencies.path(agencyId)).map(({ id }) => id) }),
    },
    resolveActor: createResolveActor(deps),
    follower: agencies.follower,
    actorOfPerson: (personId) => actorOfPerson(deps, personId),
    async actorOfEmail(email) {
      const person = await personByEmail(deps.db, email)
      return person && actorOfPerson(deps, person.id)
    },
    syncAgencies: (lists) => syncAgencies(deps, lists),
    createDemoPeople: (code) => createDemoPeople(deps, code),
    firstOperatorLink: () => firstOperatorLink(deps),
    addPerson: (actor, input) => addPerson(deps, actor, input),
    issueResetLink: (actor, personId) => issueResetLink(deps, actor, personId),
    clearSecondFactor: (actor, personId) => clearSecondFactor(deps, actor, personId),
    findPerson: (email) => personByEmail(deps.db, email),
    listEverybody: () => allPeople(deps.db),
    sweep: () => sweep(deps.db, deps.clock.now()),
    routes(http) {
      const pageDeps: PageDeps = { ...deps, signOn: options.oidc && createSignOn(deps, options.oidc) }
      signInPages(http, pageDeps)
      linkPages(http, pageDeps)
      accountPages(http, pageDeps)
      agencyPages(http, pageDeps)
      agencyRoutes(http, deps)
      accessRoutes(http, deps)
      peopleRoutes(http, deps)
    },
  }
}
