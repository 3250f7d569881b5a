import { fold } from '../../../platform/text.ts'

/** A database that is there already, in a draft or published. */
export interface Existing {
  readonly resourceId: string
  readonly agencyId: string
  readonly name: string
  readonly code: string | undefined
  readonly slug: string | undefined
  /** Its open change, if there is one. */
  readonly open:
    | { readonly changeId: string; readonly revision: number; readonly state: string; readonly by: string }
    | undefined
}

/** Databases that are there, by the ways a row may mean one. */
export interface ExistingIndex {
  /** By catalogue id and by slug. */
  readonly byId: ReadonlyMap<string, Existing>
  /** By agency and code. */
  readonly byCode: ReadonlyMap<string, Existing>
  /** By agency and name. */
  readonly byName: ReadonlyMap<string, Existing>
  /** By name alone, the first of each. */
  readonly named: ReadonlyMap<string, Existing>
}

export function indexExisting(existing: readonly Existing[]): ExistingIndex {
  const byId = new Map<string, Existing>()
  const byCode = new Map<string, Existing>()
  const byName = new Map<string, Existing>()
  const named = new Map<string, Existing>()
  for (const one of existing) {
    byId.set(one.resourceId, one)
    if (one.slug !== undefined) byId.set(one.slug, one)
    if (one.code !== undefined) byCode.set(`${one.agencyId} ${one.code}`, one)
    byName.set(keyOf(one.agencyId, one.name), one)
    if (!named.has(nameKey(one.name))) named.set(nameKey(one.name), one)
  }
  return { byId, byCode, byName, named }
}

/** What tells databases of one agency apart. */
export function keyOf(agencyId: string, name: string): string {
  return `${agencyId} ${nameKey(name)}`
}

/** “CSDL Đất đai” and “Cơ sở dữ liệu đất đai” are one name. */
export function nameKey(name: string): string {
  return fold(name)
    .replace(/co so du lieu|csdl/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
