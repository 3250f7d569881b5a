import { sql } from 'kysely'
import { dayInVietnam } from '../../catalog/index.ts'
import { type Actor, agenciesWhere, can } from '../../identity/index.ts'
import type { DatamapDb, DatamapDeps } from '../deps.ts'
import type { DatabaseRecord } from '../record.ts'
import { recordOf } from '../store.ts'
import { loadMatchers } from '../values/codes-of-field.ts'
import { type Existing, indexExisting, nameKey } from './existing.ts'
import { DATABASE, ID } from './headings.ts'
import { indexSystems, readKnownSystems } from './known-systems.ts'
import type { InventoryReading, Mended } from './model.ts'
import { ownersOf } from './owners.ts'
import type { PlanContext } from './plan-inventory.ts'

/** Reads what a workbook is held against: agencies, code lists, and the databases its rows may mean. */
export async function readContext(
  deps: DatamapDeps,
  actor: Actor,
  { db, agencyId, reading, mended }: { db: DatamapDb; agencyId: string; reading: InventoryReading; mended: Mended },
): Promise<PlanContext> {
  const [tree, matchers, all, systems] = await Promise.all([
    deps.agencies.tree(),
    loadMatchers(deps.codes),
    readExisting(db),
    readKnownSystems(db, agenciesWhere(actor, 'datamap.system.enter')),
  ])
  const allowed = new Map<string, boolean>()
  const mayWrite = (id: string): boolean => {
    const known = allowed.get(id) ?? can(actor, 'datamap.database.write', { agencyId: id })
    allowed.set(id, known)
    return known
  }
  const meant = meantBy(reading, mended)
  const existing = all.filter((one) => mayWrite(one.agencyId) && meant(one))
  const changes = await deps.catalog.reader.changes(existing.flatMap(({ changeId }) => changeId ?? []))
  const records = await readRecords(db, existing)
  const day = dayInVietnam(deps.clock.now())
  const listed = new Map(
    all.filter(({ listed: shown }) => shown).map(({ name, resourceId }) => [nameKey(name), resourceId]),
  )
  return {
    day,
    rules: deps.rules,
    matchers,
    owners: ownersOf(tree, day),
    agencyId,
    mayWrite,
    existing: indexExisting(
      existing.map(({ changeId, ...one }): Existing => {
        const change = changeId === undefined ? undefined : changes.get(changeId)
        const open = change && {
          changeId: change.id,
          revision: change.revision,
          state: change.state,
          by: change.savedBy,
        }
        return { ...one, open }
      }),
    ),
    systems: indexSystems(systems),
    recordOf: (id) => records.get(id),
    idOf: (name) => listed.get(nameKey(name)),
  }
}

interface ExistingRow extends Omit<Existing, 'open'> {
  readonly changeId: string | undefined
  readonly listed: boolean
}

async function readExisting(db: DatamapDb): Promise<readonly ExistingRow[]> {
  const { rows } = await sql<{
    resource_id: string
    change_id: string | null
    agency_id: string
    name: string
    code: string | null
    slug: string | null
    listed: boolean
  }>`
    select coalesce(d.resource_id, p.resource_id) as resource_id, d.change_id, coalesce(d.agency_id, p.agency_id) as agency_id,
      coalesce(d.name, p.name) as name, coalesce(d.record, p.record) -> 'identity' ->> 'code' as code, p.slug,
      coalesce(p.listed and not p.withdrawn, false) as listed
    from datamap.draft d full join datamap.database p on p.resource_id = d.resource_id`.execute(db)
  return rows.map((row) => ({
    resourceId: row.resource_id,
    changeId: row.change_id ?? undefined,
    agencyId: row.agency_id,
    name: row.name,
    code: row.code ?? undefined,
    slug: row.slug ?? undefined,
    listed: row.listed,
  }))
}

const MEANING: ReadonlySet<string> = new Set(['identity.name', 'identity.system', 'identity.code', ID, DATABASE])

// Only those the workbook may speak of have their whole record read.
function meantBy({ tables }: InventoryReading, mended: Mended): (one: ExistingRow) => boolean {
  const said = new Set<string>()
  for (const { columns, rows } of tables) {
    const places = columns.filter(({ target }) => target !== undefined && MEANING.has(target))
    for (const { cells } of rows) for (const { place } of places) said.add(cells[place] ?? '')
  }
  for (const text of Object.values(mended.cells)) said.add(text)
  const names = new Set([...said].flatMap((text) => [nameKey(text), nameKey(`Dữ liệu của ${text}`)]))
  return ({ resourceId, slug, code, name }) =>
    said.has(resourceId) ||
    (slug !== undefined && said.has(slug)) ||
    (code !== undefined && said.has(code)) ||
    names.has(nameKey(name))
}

async function readRecords(
  db: DatamapDb,
  existing: readonly ExistingRow[],
): Promise<ReadonlyMap<string, DatabaseRecord>> {
  const ids = existing.map(({ resourceId }) => resourceId)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ resource_id: string; record: unknown; items: unknown }>`
    select coalesce(d.resource_id, p.resource_id) as resource_id, coalesce(d.record, p.record) as record,
      coalesce(d.items, p.items) as items
    from datamap.draft d full join datamap.database p on p.resource_id = d.resource_id
    where coalesce(d.resource_id, p.resource_id) = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.resource_id, recordOf(row)]))
}
