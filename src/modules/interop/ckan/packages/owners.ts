import type { CkanOrganization } from '../../../../formats/ckan/index.ts'
import { type AgencyTree, type IdentityModule, isInForce } from '../../../identity/index.ts'
import type { Dicts } from './dicts.ts'
import { organizationOf } from './organizations.ts'

/** Everybody CKAN clients may meet as an organization. */
export interface Owners {
  readonly all: readonly CkanOrganization[]
  /** By name or id; an agency also by its identification code. */
  find(nameOrId: string): CkanOrganization | undefined
  titleOf(name: string): string | undefined
  /** Agencies of ours below this one, as their ids. */
  childrenOf(id: string): readonly string[]
  /** Whether it exists today; owners elsewhere always do. */
  isInForce(id: string, day: string): boolean
}

type Agencies = Pick<IdentityModule, 'agencies'>

interface OfTree {
  readonly list: readonly CkanOrganization[]
  readonly byKey: ReadonlyMap<string, CkanOrganization>
}

// A tree is read anew when an agency changes, and is the same object until then.
const ofTrees = new WeakMap<AgencyTree, OfTree>()

/** Agencies of the register, and the owners that came with harvested records. */
export async function readOwners(
  { identity }: { readonly identity: Agencies },
  { foreignOwners }: Pick<Dicts, 'foreignOwners'>,
): Promise<Owners> {
  const tree = await identity.agencies.tree()
  const { list, byKey } = ofTree(tree)
  const foreign = [...foreignOwners.values()].filter(({ name }) => !byKey.has(name))
  const find = (key: string) =>
    byKey.get(key) ?? foreignOwners.get(key) ?? foreign.find(({ id }) => id === key) ?? byCode(tree, byKey, key)
  return {
    all: [...list, ...foreign],
    find,
    titleOf: (name) => find(name)?.title,
    childrenOf: (id) => tree.children(id).map((child) => child.id),
    isInForce: (id, day) => {
      const agency = tree.byId(id)
      return agency === undefined || isInForce(agency, day)
    },
  }
}

function byCode(tree: AgencyTree, byKey: OfTree['byKey'], code: string): CkanOrganization | undefined {
  const agency = tree.byCode(code)
  return agency && byKey.get(agency.id)
}

function ofTree(tree: AgencyTree): OfTree {
  const known = ofTrees.get(tree)
  if (known) return known
  const list = tree.all.map(organizationOf)
  const byKey = new Map(list.flatMap((each) => [[each.name, each] as const, [each.id, each] as const]))
  const made = { list, byKey }
  ofTrees.set(tree, made)
  return made
}
