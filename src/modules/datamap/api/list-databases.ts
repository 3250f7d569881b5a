import { sql } from 'kysely'
import type { Static } from 'typebox'
import { escapeLike } from '../../../platform/db/index.ts'
import { type Actor, agenciesWhere } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import type { ListQuery, ListView } from './schema.ts'

interface Row {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly class: string
  readonly status: string | null
  readonly sector: string | null
  readonly agency_id: string
  readonly items: number
  readonly open_items: number
  readonly total: number
}

/** Published databases the caller may know of, by name. */
export async function listDatabases(
  deps: DatamapDeps,
  actor: Actor,
  { query, publicUrl }: { query: Static<typeof ListQuery>; publicUrl: string },
): Promise<Static<typeof ListView>> {
  const tree = await deps.agencies.tree()
  const named = query.agency === undefined ? undefined : tree.byCode(query.agency)
  if (query.agency !== undefined && !named) throw errors.unknownAgency(query.agency)
  const under = named ? [...tree.reach(named.id)] : undefined
  const where = agenciesWhere(actor, 'catalog.draft.read')
  const seen = where === 'all' ? sql`true` : sql`(d.listed or d.agency_id = any(${where}::uuid[]))`
  const like = `%${escapeLike(query.q.trim())}%`
  const { rows } = await sql<Row>`
    select d.resource_id as id, d.slug, d.name, d.class, d.status, d.sector, d.agency_id, d.item_count as items,
      d.open_items, count(*) over ()::int as total
    from datamap.database d
    where not d.withdrawn and ${seen} and d.name ilike ${like}
      and (${query.class ?? ''} = '' or d.class = ${query.class ?? ''})
      and ${under ? sql`d.agency_id = any(${under}::uuid[])` : sql`true`}
    order by d.name, d.resource_id limit ${query.limit} offset ${(query.page - 1) * query.limit}`.execute(deps.db)
  return {
    total: rows[0]?.total ?? 0,
    databases: rows.map((row) => {
      const { id, slug, name, class: own, status, sector, agency_id, items, open_items } = row
      const owner = tree.current(agency_id) ?? tree.byId(agency_id)
      return {
        id,
        slug,
        name,
        class: own,
        items,
        open_items,
        ...(status === null ? {} : { status }),
        ...(sector === null ? {} : { sector }),
        agency: owner?.name ?? '',
        agency_code: owner?.code ?? '',
        url: `${publicUrl}/ban-do-du-lieu/${slug}`,
      }
    }),
  }
}
