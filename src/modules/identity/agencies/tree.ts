import { type Agency, isInForce, normaliseAgencyCode } from './model.ts'

/** All agencies at one moment of reading; answers without I/O. */
export interface AgencyTree {
  readonly all: readonly Agency[]
  byId(id: string): Agency | undefined
  /** The agency that bears or bore this code, in the present or the old form. */
  byCode(code: string): Agency | undefined
  /** Follows main successors from an ended agency to the one that carries its duties now. */
  current(id: string): Agency | undefined
  roots(): readonly Agency[]
  children(id: string): readonly Agency[]
  /** Ids of the agency and of all below it. */
  descendants(id: string): ReadonlySet<string>
  /** Descendants, and the ended agencies whose main successor is among them: their data needs someone in charge. */
  reach(id: string): ReadonlySet<string>
  /** From the root down to the agency itself. */
  path(id: string): readonly Agency[]
}

/** The agency that bears or bore this code; for an ended one, whoever carries its duties now. */
export function agencyInCharge(tree: Pick<AgencyTree, 'byCode' | 'current'>, code: string): Agency | undefined {
  const named = tree.byCode(code)
  return named && (tree.current(named.id) ?? named)
}

const NOBODY: ReadonlySet<string> = new Set()

/** Indexes agencies for reading. Rings in the data end where they began. */
export function buildAgencyTree(agencies: readonly Agency[]): AgencyTree {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]))
  const byCode = new Map(agencies.map((agency) => [agency.code, agency]))
  const childrenOf = Map.groupBy(agencies, (agency) => agency.parentId)
  const heirloomsOf = Map.groupBy(agencies, (agency) => agency.successorIds[0])
  const below = new Map<string, ReadonlySet<string>>()
  const reaches = new Map<string, ReadonlySet<string>>()

  const children = (id: string): readonly Agency[] => childrenOf.get(id) ?? []
  const remembered =
    (store: Map<string, ReadonlySet<string>>, next: (id: string) => readonly Agency[]) => (id: string) => {
      if (!byId.has(id)) return NOBODY
      const known = store.get(id)
      if (known) return known
      const found = new Set([id])
      for (const one of found) for (const { id: more } of next(one)) found.add(more)
      store.set(id, found)
      return found
    }

  function path(id: string): readonly Agency[] {
    const found: Agency[] = []
    for (let at = byId.get(id); at && !found.includes(at); at = at.parentId ? byId.get(at.parentId) : undefined) {
      found.unshift(at)
    }
    return found
  }

  function current(id: string): Agency | undefined {
    const seen = new Set<string>()
    let at = byId.get(id)
    while (at) {
      seen.add(at.id)
      const heir: Agency | undefined = byId.get(at.successorIds[0] ?? '')
      if (!heir || seen.has(heir.id)) return at
      at = heir
    }
    return undefined
  }

  return {
    all: agencies,
    byId: (id) => byId.get(id),
    byCode: (code) => byCode.get(normaliseAgencyCode(code)),
    current,
    roots: () => agencies.filter(({ parentId }) => parentId === undefined || !byId.has(parentId)),
    children,
    descendants: remembered(below, children),
    reach: remembered(reaches, (id) => [...children(id), ...(heirloomsOf.get(id) ?? [])]),
    path,
  }
}

/** Agencies that exist on this day. */
export function inForce(tree: AgencyTree, day: string): readonly Agency[] {
  return tree.all.filter((agency) => isInForce(agency, day))
}
