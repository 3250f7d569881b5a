import { Value } from 'typebox/value'
import type { DatamapDeps } from '../deps.ts'
import { type DataMap, type MapDatabase, readMap } from '../reads/read-map.ts'
import { MapDetails } from './map-details.ts'

/** A database that another node publishes. */
export interface ForeignDatabase {
  readonly id: string
  readonly name: string
  /** Permanent URI, and its page at its owner. */
  readonly uri: string
  readonly url: string
  readonly agency: { readonly code: string; readonly name: string }
  /** As it came; what does not fit is left off the map. */
  readonly details: unknown
}

/** What other nodes publish, as last heard of. */
export type ReadForeign = () => Promise<readonly ForeignDatabase[]>

type Agencies = DataMap['agencies']

/** What other nodes need not say. */
const UNSAID = { status: undefined, sector: undefined, system: undefined, connection: undefined, personalData: 'none' }

/** The public map of this node with those of the nodes it follows. */
export async function readUnion(
  deps: Pick<DatamapDeps, 'db' | 'agencies'>,
  readForeign: ReadForeign,
): Promise<DataMap> {
  const [own, foreign, tree] = await Promise.all([readMap(deps, 'public'), readForeign(), deps.agencies.tree()])
  const agencies = new Map(own.agencies.map((agency) => [agency.id, agency]))
  const databases: MapDatabase[] = [...own.databases]
  const relations = [...own.relations]
  const known = new Set(databases.map(({ id }) => id))
  for (const one of foreign) {
    if (known.has(one.id) || !Value.Check(MapDetails, one.details)) continue
    known.add(one.id)
    const { relations: lines, ...drawn } = one.details
    const ours = tree.byCode(one.agency.code)
    const path = ours ? tree.path(tree.current(ours.id)?.id ?? ours.id) : [strangerOf(one.agency)]
    for (const { id, code, name, nameEn, kind, parentId } of path) {
      agencies.set(id, { id, code, name, nameEn, kind, parentId })
    }
    databases.push({
      ...UNSAID,
      ...drawn,
      id: one.id,
      slug: one.id,
      href: one.url,
      uri: one.uri,
      name: one.name,
      agencyId: path.at(-1)?.id ?? one.agency.code,
      listed: true,
    })
    for (const { type, name, to } of lines) relations.push({ from: one.id, to, name, type })
  }
  return {
    agencies: [...agencies.values()],
    databases,
    // The other end may be at a third node that is not followed: then only its name is known.
    relations: relations.map((line) =>
      line.to !== undefined && known.has(line.to) ? line : { ...line, to: undefined },
    ),
  }
}

/** An agency this node's list does not know. */
function strangerOf({ code, name }: ForeignDatabase['agency']): Agencies[number] {
  return { id: `foreign ${code}`, code, name, nameEn: undefined, kind: 'other', parentId: undefined }
}
