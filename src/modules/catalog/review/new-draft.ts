import { sql } from 'kysely'
import { slugify } from '../../../platform/text.ts'
import type { Actor } from '../../identity/index.ts'
import type { CatalogDeps } from '../deps.ts'
import type { Draft, Resource } from '../model.ts'
import type { ResourceRecord } from '../record.ts'
import type { CatalogDb } from '../store.ts'

export function newResource(deps: CatalogDeps, input: { kind: string; agencyId: string }, slug: string): Resource {
  return {
    id: deps.ids.next(),
    kind: input.kind,
    slug,
    agencyId: input.agencyId,
    state: 'draft',
    version: 0,
    record: undefined,
    summary: {},
    withdrawnReason: undefined,
    correction: undefined,
    createdAt: deps.clock.now(),
    firstPublishedAt: undefined,
    publishedAt: undefined,
  }
}

export function newDraft(
  deps: CatalogDeps,
  actor: Actor,
  { resource, record }: { resource: Resource; record: ResourceRecord },
): Draft {
  const now = deps.clock.now()
  return {
    id: deps.ids.next(),
    resourceId: resource.id,
    agencyId: resource.agencyId,
    state: 'draft',
    record,
    baseVersion: resource.version,
    revision: 1,
    authorId: actor.id,
    authorName: actor.name,
    savedBy: actor.name,
    note: undefined,
    returned: undefined,
    createdAt: now,
    updatedAt: now,
  }
}

/** A slug nobody has or had: the folded title, with a number when taken. */
export async function freeSlug(tx: CatalogDb, title: string): Promise<string> {
  const wanted = slugify(title)
  const like = `${wanted}%`
  const taken = await tx
    .selectFrom('catalog.resource')
    .select('slug')
    .where('slug', 'like', like)
    .union(tx.selectFrom('catalog.old_slug').select('slug').where('slug', 'like', like))
    .execute()
  const slugs = new Set(taken.map((row) => row.slug))
  if (!slugs.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    if (!slugs.has(`${wanted}-${number}`)) return `${wanted}-${number}`
  }
}

/** Free slugs for many titles at once, in their order and all different. */
export async function freeSlugs(tx: CatalogDb, titles: readonly string[]): Promise<readonly string[]> {
  const chosen: string[] = []
  const used = new Set<string>()
  const next = new Map<string, number>()
  const advance = (base: string): string => {
    for (let number = next.get(base) ?? 1; ; number++) {
      const slug = number === 1 ? base : `${base}-${number}`
      if (used.has(slug)) continue
      used.add(slug)
      next.set(base, number + 1)
      return slug
    }
  }
  const bases = titles.map(slugify)
  let open = bases.map((_, index) => index)
  while (open.length > 0) {
    for (const index of open) chosen[index] = advance(bases[index] ?? '')
    const wanted = open.map((index) => chosen[index] ?? '')
    const { rows } = await sql<{ slug: string }>`
      select slug from catalog.resource where slug = any(${wanted})
      union select slug from catalog.old_slug where slug = any(${wanted})`.execute(tx)
    const taken = new Set(rows.map((row) => row.slug))
    open = open.filter((index) => taken.has(chosen[index] ?? ''))
  }
  return chosen
}
