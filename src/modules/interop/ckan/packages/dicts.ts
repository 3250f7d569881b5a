import { type CkanOrganization, type CkanPackage, toPackage } from '../../../../formats/ckan/index.ts'
import type { Entry } from '../../../../formats/model.ts'
import type { InteropDeps } from '../../deps.ts'
import { hostedUrl } from './hosted.ts'
import { createKept, type Kept } from './kept.ts'
import { organizationOfEntry } from './organizations.ts'

export type DictDeps = Pick<InteropDeps, 'entries' | 'identity' | 'publicUrl' | 'vocabulary'>

/** Datasets as dicts, and those dicts as finished JSON. */
export interface Dicts {
  packagesOf(entries: readonly Entry[]): Promise<readonly CkanPackage[]>
  /** JSON in UTF-8, in the order of ids; what is not public any more is left out. */
  bytesOf(ids: readonly string[]): Promise<readonly Buffer[]>
  /** The same as text. */
  jsonOf(ids: readonly string[]): Promise<readonly string[]>
  /** After a change of these datasets, or of something that stands in all of them. */
  forget(ids: readonly string[] | 'all'): void
  /** Owners that are no agencies of ours, by name; they come with harvested records. */
  readonly foreignOwners: ReadonlyMap<string, CkanOrganization>
}

const MOST_BYTES = 192e6
export const TEN_MINUTES = 600_000

/** Makes dicts from entries and keeps their JSON until it is told to forget. */
export function createDicts(deps: DictDeps): Dicts {
  const kept = keptDicts()
  const foreignOwners = new Map<string, CkanOrganization>()
  let changes = 0

  async function packagesOf(entries: readonly Entry[]): Promise<readonly CkanPackage[]> {
    const tree = await deps.identity.agencies.tree()
    const context = {
      vocabulary: deps.vocabulary,
      hosted: (entry: Entry, distribution: Entry['distributions'][number]) =>
        hostedUrl(deps.publicUrl, entry, distribution),
      organization: (entry: Entry) => organizationOfEntry(entry, tree),
    }
    return entries.map((entry) => {
      const dataset = toPackage(entry, context)
      const owner = dataset.organization
      if (owner && !tree.byId(owner.id)) foreignOwners.set(owner.name, owner)
      return dataset
    })
  }

  async function make(ids: readonly string[], made: Map<string, Buffer>): Promise<void> {
    const before = changes
    for (const dataset of await packagesOf(await deps.entries.many(ids))) {
      const bytes = ownBytes(JSON.stringify(dataset))
      made.set(dataset.id, bytes)
      // What was read before a change that has been heard of since may be old.
      if (changes === before) kept.set(dataset.id, bytes)
    }
  }

  async function bytesOf(ids: readonly string[]): Promise<readonly Buffer[]> {
    const found = new Map<string, Buffer>()
    for (const id of ids) {
      const known = kept.get(id)
      if (known) found.set(id, known)
    }
    const missing = ids.filter((id) => !found.has(id))
    if (missing.length > 0) await make(missing, found)
    return ids.flatMap((id) => found.get(id) ?? [])
  }

  return {
    packagesOf,
    foreignOwners,
    bytesOf,
    jsonOf: async (ids) => (await bytesOf(ids)).map((bytes) => bytes.toString()),
    forget(ids) {
      changes++
      if (ids === 'all') kept.clear()
      else for (const id of ids) kept.delete(id)
    },
  }
}

function keptDicts(): Kept<Buffer> {
  const sizeOf = ({ length }: Buffer) => length
  return createKept({ most: MOST_BYTES, sizeOf, mostAgeMs: TEN_MINUTES, now: () => performance.now() })
}

// A small buffer of the common kind would keep the eight kilobytes alive that it was cut from.
function ownBytes(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text))
  bytes.write(text)
  return bytes
}
