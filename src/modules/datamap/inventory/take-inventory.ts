import { recordAudit } from '../../../platform/audit/index.ts'
import { AppError } from '../../../platform/errors.ts'
import { announce } from '../../../platform/events/index.ts'
import { readSheets } from '../../datasets/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { describe } from '../describe.ts'
import { agencyOfCode, saveDatabaseIn } from '../edit/create-database.ts'
import { keepDrafts, type NewContent } from '../store.ts'
import { enterSystems } from '../systems/enter-systems.ts'
import { findTable } from './find-table.ts'
import {
  type InventoryPlan,
  type InventoryReading,
  type Mended,
  NOTHING_MENDED,
  type PlannedDatabase,
} from './model.ts'
import { planInventory } from './plan-inventory.ts'
import { readContext } from './read-context.ts'
import {
  changedMeanwhile,
  closeInventory,
  findInventory,
  findInventoryHead,
  type Inventory,
  insertInventory,
  lockInventory,
  lockLoading,
  type Saved,
  saveMended,
} from './store.ts'

export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const MOST_ROWS = 25_000

/** Takes a workbook, reads its lists and keeps it for mending; nothing of it is in the map yet. */
export async function takeInventory(
  deps: DatamapDeps,
  actor: Actor,
  { agency: code, file }: { agency: string; file: GivenFile | undefined },
): Promise<string> {
  const agency = await agencyOfCode(deps, code)
  const by = assertCan(actor, 'datamap.database.write', { agencyId: agency.id })
  if (!file || file.bytes.length === 0) throw noFile()
  const reading = readTables(await readSheets({ bytes: file.bytes, name: file.name }))
  const { digest } = await deps.objects.put(file.bytes)
  const id = deps.ids.next()
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (tx) => {
    await insertInventory(tx, {
      id,
      agencyId: agency.id,
      fileName: file.name.slice(0, 300),
      state: 'open',
      reading,
      mended: NOTHING_MENDED,
      revision: 1,
      saved: undefined,
      by: actor.name,
      createdAt: now,
      sha256: digest,
      personId: actor.id,
    })
    await recordAudit(tx, {
      action: 'datamap.inventory.taken',
      actor: by,
      agencyId: agency.id,
      resource: { kind: 'inventory', id },
      details: { file: file.name, sha256: digest, rows: rowsOf(reading) },
    })
  })
  return id
}

function readTables(sheets: Awaited<ReturnType<typeof readSheets>>): InventoryReading {
  const found = sheets.map((sheet) => ({ name: sheet.name, table: findTable(sheet) }))
  const tables = found.flatMap(({ table }) => table ?? [])
  if (tables.length === 0) throw noTable(sheets.map(({ name }) => name))
  const reading = { tables, leftSheets: found.filter(({ table }) => !table).map(({ name }) => name) }
  const rows = rowsOf(reading)
  if (rows > MOST_ROWS) throw tooMany(rows)
  return reading
}

function rowsOf({ tables }: InventoryReading): number {
  return tables.reduce((sum, { rows }) => sum + rows.length, 0)
}

/** A workbook with what saving it would do. */
export interface InventoryView {
  readonly inventory: Inventory
  readonly plan: InventoryPlan
}

export async function viewInventory(deps: DatamapDeps, actor: Actor, id: string): Promise<InventoryView> {
  const inventory = await findInventory(deps.db, id)
  assertCan(actor, 'datamap.database.write', { agencyId: inventory.agencyId })
  return { inventory, plan: await planOf(deps, actor, { inventory, db: deps.db }) }
}

async function planOf(
  deps: DatamapDeps,
  actor: Actor,
  { inventory, db }: { inventory: Inventory; db: DatamapDeps['db'] },
): Promise<InventoryPlan> {
  const { agencyId, reading, mended } = inventory
  return planInventory(reading, mended, await readContext(deps, actor, { db, agencyId, reading, mended }))
}

/** Keeps what the officer mended; a second officer's older page is refused. */
export async function mendInventory(
  deps: DatamapDeps,
  actor: Actor,
  { id, revision, mend }: { id: string; revision: number; mend: (mended: Mended) => Mended },
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const by = assertCan(actor, 'datamap.database.write', await findInventoryHead(tx, id))
    const inventory = await lockInventory(tx, id, revision)
    await saveMended(tx, inventory, { mended: mend(inventory.mended), at: deps.clock.now() })
    await recordAudit(tx, {
      action: 'datamap.inventory.mended',
      actor: by,
      agencyId: inventory.agencyId,
      resource: { kind: 'inventory', id },
      details: { revision: revision + 1 },
    })
  })
}

/** Drops a workbook; nothing of it was in the map. */
export async function dropInventory(
  deps: DatamapDeps,
  actor: Actor,
  { id, revision }: { id: string; revision: number },
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const by = assertCan(actor, 'datamap.database.write', await findInventoryHead(tx, id))
    const inventory = await lockInventory(tx, id, revision)
    await closeInventory(tx, id, { state: 'dropped', at: deps.clock.now() })
    await recordAudit(tx, {
      action: 'datamap.inventory.dropped',
      actor: by,
      agencyId: inventory.agencyId,
      resource: { kind: 'inventory', id },
      details: { file: inventory.fileName },
    })
  })
}

/** Saves everything of a workbook as drafts in one transaction: all of it or nothing. */
export async function saveInventory(
  deps: DatamapDeps,
  actor: Actor,
  { id, revision, digest }: { id: string; revision: number; digest: string },
): Promise<Saved> {
  return deps.db.transaction().execute(async (tx) => {
    const by = assertCan(actor, 'datamap.database.write', await findInventoryHead(tx, id))
    // Two workbooks that speak of the same databases wait for each other; the second is held against the first.
    await lockLoading(tx)
    const seen = await findInventory(tx, id)
    // Held against the map before anything is locked or written: while a transaction writes, followers of events wait.
    const plan = await planOf(deps, actor, { inventory: seen, db: tx })
    const inventory = await lockInventory(tx, id, revision)
    if (plan.problems.length + plan.unknown.length > 0) throw stillWrong(plan)
    if (plan.digest !== digest || inventory.revision !== seen.revision) throw changedMeanwhile()
    const entries = plan.systems.filter(({ action }) => action !== 'same')
    const homes = await enterSystems(deps, tx, { actor, entries })
    const databases = plan.databases.map((one) => housed(one, homes))
    const saved = { ...(await writeAll(deps, tx, { actor, plan: { ...plan, databases } })), ...countedSystems(plan) }
    await closeInventory(tx, id, { state: 'saved', saved, at: deps.clock.now() })
    await recordAudit(tx, {
      action: 'datamap.inventory.saved',
      actor: by,
      agencyId: inventory.agencyId,
      resource: { kind: 'inventory', id },
      details: { file: inventory.fileName, ...countsOf(saved) },
    })
    await announce(tx, {
      type: 'datamap.inventory.saved',
      version: 1,
      resourceId: undefined,
      payload: { inventory: id, agencyId: inventory.agencyId, ...countsOf(saved) },
    })
    return saved
  })
}

function countsOf({ changeIds: _changeIds, ...counts }: Saved): Omit<Saved, 'changeIds'> {
  return counts
}

// A system of this very workbook has its id only now.
function housed(planned: PlannedDatabase, homes: ReadonlyMap<string, string>): PlannedDatabase {
  const systemId = planned.newSystem === undefined ? undefined : homes.get(planned.newSystem)
  if (systemId === undefined) return planned
  const { record } = planned
  return { ...planned, record: { ...record, identity: { ...record.identity, systemId } } }
}

function countedSystems({ systems }: InventoryPlan): Pick<Saved, 'systemsAdded' | 'systemsChanged'> {
  const count = (action: string) => systems.filter((system) => system.action === action).length
  return { systemsAdded: count('create'), systemsChanged: count('change') }
}

async function writeAll(
  deps: DatamapDeps,
  tx: DatamapDeps['db'],
  { actor, plan }: { actor: Actor; plan: InventoryPlan },
): Promise<Saved> {
  const tree = await deps.agencies.tree()
  const nameOf = (agencyId: string) => tree.byId(agencyId)?.name ?? ''
  const inside = deps.catalog.inside(tx)
  const fresh = plan.databases.filter(({ action }) => action === 'create')
  const drafts = await inside.openMany(
    actor,
    fresh.map(({ agencyId, record }) => ({ kind: 'database', agencyId, record: describe(record, nameOf(agencyId)) })),
  )
  const contents: NewContent[] = fresh.flatMap(({ record, gaps }, index) => {
    const change = drafts[index]
    return change ? [{ change, record, gaps }] : []
  })
  const changed = plan.databases.filter(({ action }) => action === 'change')
  for (const planned of changed)
    contents.push(await writeChange(deps, inside, { actor, planned, agency: nameOf(planned.agencyId) }))
  await keepDrafts(tx, contents)
  return { created: fresh.length, changed: changed.length, changeIds: contents.map(({ change }) => change.id) }
}

async function writeChange(
  deps: DatamapDeps,
  inside: ReturnType<DatamapDeps['catalog']['inside']>,
  { actor, planned, agency }: { actor: Actor; planned: PlannedDatabase; agency: string },
): Promise<NewContent> {
  const { record, resourceId = '' } = planned
  const open =
    planned.changeId !== undefined && planned.revision !== undefined
      ? { id: planned.changeId, revision: planned.revision }
      : await inside.startChange(actor, resourceId)
  return saveDatabaseIn(deps, inside, { actor, edit: { changeId: open.id, revision: open.revision, record }, agency })
}

function noFile(): AppError {
  const message = { vi: 'Chưa chọn tệp.', en: 'No file was chosen.' }
  return new AppError('invalid', 'datamap.no-file', { ...message, fields: [{ field: 'tep', message }] })
}

function noTable(sheets: readonly string[]): AppError {
  const names = sheets.map((name) => `“${name}”`).join(', ')
  const message = {
    vi: `Không thấy danh mục nào trong ${names}. Cần một hàng tiêu đề có cột “Tên cơ sở dữ liệu” hoặc “Tên hệ thống”; tải tệp mẫu để xem.`,
    en: `No list was found in ${names}. A heading row with “Tên cơ sở dữ liệu” or “Tên hệ thống” is needed; see the template.`,
  }
  return new AppError('invalid', 'datamap.no-list', { ...message, fields: [{ field: 'tep', message }] })
}

function tooMany(rows: number): AppError {
  const message = {
    vi: `Tệp có ${rows} dòng; mỗi lần nạp tối đa ${MOST_ROWS}. Hãy tách thành nhiều tệp.`,
    en: `The file has ${rows} rows; ${MOST_ROWS} at most at a time. Split it.`,
  }
  return new AppError('invalid', 'datamap.too-many-rows', { ...message, fields: [{ field: 'tep', message }] })
}

function stillWrong({ problems, unknown }: InventoryPlan): AppError {
  return new AppError('invalid', 'datamap.inventory-wrong', {
    vi: `Còn ${problems.length} ô sai và ${unknown.length} từ chưa rõ. Chưa có gì được lưu.`,
    en: `${problems.length} cells are wrong and ${unknown.length} words unclear. Nothing was saved.`,
  })
}
