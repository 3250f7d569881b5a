import { dayInVietnam } from '../../catalog/index.ts'
import { type Actor, type AgencyTree, agenciesWhere, assertCan } from '../../identity/index.ts'
import type { SystemsDeps } from './deps.ts'
import { systemErrors } from './errors.ts'
import { addFigures, type Branch, type Figures, NO_FIGURES, rollUp } from './figures.ts'
import { countSystems, listSystems, type Page, type SystemFilter, type SystemLine } from './reads.ts'

export interface RegisterQuery extends Omit<SystemFilter, 'agencyIds'> {
  /** Code of the agency to look into, with everything below it. */
  readonly agency?: string | undefined
}

export interface BranchLine extends Branch {
  readonly code: string
  readonly name: string
}

export interface NamedLine extends SystemLine {
  readonly agency: string
  readonly agencyCode: string
}

/** The register as somebody may see it: figures of where they look, what lies below, one page of systems. */
export interface Register {
  readonly day: string
  readonly figures: Figures
  /** From the top visible agency down to the one looked into. */
  readonly path: readonly { readonly code: string; readonly name: string }[]
  /** Agencies right below, largest first. */
  readonly branches: readonly BranchLine[]
  /** What the agency looked into has itself; undefined at the top. */
  readonly own: Figures | undefined
  readonly total: number
  readonly lines: readonly NamedLine[]
}

/** Reads the register within the reader's rights; figures and list are of the same moment's rules and day. */
export async function readRegister(
  deps: SystemsDeps,
  actor: Actor,
  { query, page }: { query: RegisterQuery; page: Page },
): Promise<Register> {
  assertCan(actor, 'datamap.system.read')
  const visible = agenciesWhere(actor, 'datamap.system.read')
  const day = dayInVietnam(deps.clock.now())
  const tree = await deps.agencies.tree()
  const at = query.agency === undefined ? undefined : tree.byCode(query.agency)
  if (query.agency !== undefined && !at) throw systemErrors.unknownAgency(query.agency)
  const maySee = (id: string) => visible === 'all' || visible.includes(id)
  const agencyIds = at && [...tree.reach(at.id)].filter(maySee)
  const [counts, list] = await Promise.all([
    countSystems(deps.db, visible, day),
    listSystems(deps.db, visible, { filter: { ...query, agencyIds }, page, day }),
  ])
  const branches = rollUp(counts, treeOf(tree))
  const below = at ? childrenOf(branches, tree, at.id) : topOf(branches, tree, maySee)
  return {
    day,
    figures: at ? (branches.get(at.id)?.figures ?? NO_FIGURES) : sumOf(below),
    path: at ? tree.path(at.id).filter(({ id }) => maySee(id)) : [],
    branches: below
      .map((branch) => named(branch, tree))
      .sort((a, b) => b.figures.total - a.figures.total || compare(a, b)),
    own: at && branches.get(at.id)?.own,
    total: list.total,
    lines: list.lines.map((line) => ({ ...line, ...agencyOf(tree, line.agencyId) })),
  }
}

function treeOf(tree: AgencyTree) {
  return { current: (id: string) => tree.current(id), parentOf: (id: string) => tree.byId(id)?.parentId }
}

function childrenOf(branches: ReadonlyMap<string, Branch>, tree: AgencyTree, id: string): readonly Branch[] {
  return tree.children(id).flatMap((child) => branches.get(child.id) ?? [])
}

// The highest agencies the reader may see; above them only part of the sum would be known.
function topOf(
  branches: ReadonlyMap<string, Branch>,
  tree: AgencyTree,
  maySee: (id: string) => boolean,
): readonly Branch[] {
  return [...branches.values()].filter(({ agencyId }) => {
    const parent = tree.byId(agencyId)?.parentId
    return maySee(agencyId) && (parent === undefined || !maySee(parent) || !branches.has(parent))
  })
}

function sumOf(branches: readonly Branch[]): Figures {
  return branches.reduce((sum, { figures }) => addFigures(sum, figures), NO_FIGURES)
}

function named(branch: Branch, tree: AgencyTree): BranchLine {
  const agency = tree.byId(branch.agencyId)
  return { ...branch, code: agency?.code ?? '', name: agency?.name ?? branch.agencyId }
}

function compare(one: BranchLine, other: BranchLine): number {
  return one.name.localeCompare(other.name, 'vi')
}

function agencyOf(tree: AgencyTree, id: string): { agency: string; agencyCode: string } {
  const agency = tree.byId(id)
  return { agency: agency?.name ?? '', agencyCode: agency?.code ?? '' }
}
