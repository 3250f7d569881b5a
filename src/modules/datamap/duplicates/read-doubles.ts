import { sql } from 'kysely'
import { dayInVietnam } from '../../catalog/index.ts'
import { type Actor, agenciesWhere } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import type { Rule } from '../rules/model.ts'
import { type DoubleGroup, findDoubles } from './find-doubles.ts'

const MOST_GROUPS = 60
const MOST_ITEMS = 400_000

export interface DoubleDatabase {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly class: string
  readonly agencyId: string
  /** Of an agency the officer works for. */
  readonly own: boolean
}

export interface Doubles {
  readonly rule: Rule | undefined
  readonly groups: readonly DoubleGroup[]
  readonly databases: ReadonlyMap<string, DoubleDatabase>
  /** Pairs of databases between which some relation is said, `id id` in order. */
  readonly related: ReadonlySet<string>
}

/** Which published databases collect the same things, as far as the officer may see them; own ones first. */
export async function readDoubles(deps: DatamapDeps, actor: Actor): Promise<Doubles> {
  const rule = deps.rules.forCheck('collected-twice', dayInVietnam(deps.clock.now()))
  const where = agenciesWhere(actor, 'catalog.draft.read')
  const mine = where === 'all' ? sql<boolean>`true` : sql<boolean>`d.agency_id = any(${where}::uuid[])`
  const [items, databases, relations] = await Promise.all([
    sql<ItemRow>`
      select i.resource_id, i.title, i.folded, i.code_list, i.personal <> 'none' as personal
      from datamap.item i join datamap.database d on d.resource_id = i.resource_id
      where not d.withdrawn and (d.listed or ${mine}) and i.folded <> '' and (
        i.folded in (select folded from datamap.item group by folded having count(distinct resource_id) > 1)
        or i.code_list in (select code_list from datamap.item where code_list is not null
          group by code_list having count(distinct resource_id) > 1))
      limit ${MOST_ITEMS}`.execute(deps.db),
    sql<DoubleDatabase & { agency_id: string }>`
      select d.resource_id as id, d.name, d.slug, d.class, d.agency_id as "agencyId", ${mine} as own
      from datamap.database d where not d.withdrawn and (d.listed or ${mine})`.execute(deps.db),
    sql<{ from_id: string; to_id: string }>`
      select from_id, to_id from datamap.relation where to_id is not null`.execute(deps.db),
  ])
  const found = findDoubles(
    items.rows.map(({ resource_id: databaseId, code_list, ...item }) => ({
      ...item,
      databaseId,
      codeList: code_list ?? undefined,
    })),
    { least: rule?.shared ?? 3, most: MOST_GROUPS },
  )
  const byId = new Map(databases.rows.map((row) => [row.id, row]))
  const isOwn = (group: DoubleGroup) => group.databaseIds.some((id) => byId.get(id)?.own === true)
  return {
    rule,
    groups: found.toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one))),
    databases: byId,
    related: new Set(relations.rows.map(({ from_id, to_id }) => [from_id, to_id].sort().join(' '))),
  }
}

interface ItemRow {
  readonly resource_id: string
  readonly title: string
  readonly folded: string
  readonly code_list: string | null
  readonly personal: boolean
}
