import { type Selectable, sql } from 'kysely'
import type { Tables } from '../../../platform/db/tables.ts'
import { AppError } from '../../../platform/errors.ts'
import type { DatamapDb } from '../deps.ts'
import type { InventoryReading, Mended } from './model.ts'

/** A workbook on its way into the map, without what stands in it. */
export interface InventoryHead {
  readonly id: string
  readonly agencyId: string
  readonly fileName: string
  readonly state: 'open' | 'saved' | 'dropped'
  /** Counts the mendings, so that two officers never overwrite each other. */
  readonly revision: number
  readonly saved: Saved | undefined
  readonly by: string
  readonly createdAt: Date
}

/** The same with all its rows, which may be many thousands. */
export interface Inventory extends InventoryHead {
  readonly reading: InventoryReading
  readonly mended: Mended
}

/** What came of it. */
export interface Saved {
  readonly created: number
  readonly changed: number
  readonly changeIds: readonly string[]
  /** Systems of the register; absent before workbooks filled it. */
  readonly systemsAdded?: number
  readonly systemsChanged?: number
}

export async function insertInventory(
  tx: DatamapDb,
  inventory: Inventory & { readonly sha256: string; readonly personId: string | undefined },
): Promise<void> {
  const { id, agencyId, fileName, state, reading, mended, by, createdAt, sha256, personId } = inventory
  await tx
    .insertInto('datamap.inventory')
    .values({
      id,
      agency_id: agencyId,
      person_id: personId ?? null,
      person_name: by,
      file_name: fileName,
      sha256,
      state,
      reading: JSON.stringify(reading),
      mended: JSON.stringify(mended),
      created_at: createdAt,
      updated_at: createdAt,
    })
    .execute()
}

export async function findInventory(db: DatamapDb, id: string): Promise<Inventory> {
  const row = await db.selectFrom('datamap.inventory').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return inventoryOf(row)
}

export async function findInventoryHead(db: DatamapDb, id: string): Promise<InventoryHead> {
  const row = await db.selectFrom('datamap.inventory').select(HEAD).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return headOf(row)
}

/** Locks it until the transaction ends; throws when somebody changed it since it was looked at. */
export async function lockInventory(tx: DatamapDb, id: string, revision: number): Promise<Inventory> {
  const row = await tx.selectFrom('datamap.inventory').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  if (row.state !== 'open') throw closed()
  if (row.revision !== revision) throw changedMeanwhile()
  return inventoryOf(row)
}

export async function saveMended(
  tx: DatamapDb,
  { id, revision }: Pick<Inventory, 'id' | 'revision'>,
  { mended, at }: { mended: Mended; at: Date },
): Promise<void> {
  await tx
    .updateTable('datamap.inventory')
    .set({ mended: JSON.stringify(mended), revision: revision + 1, updated_at: at })
    .where('id', '=', id)
    .execute()
}

export async function closeInventory(
  tx: DatamapDb,
  id: string,
  { state, saved, at }: { state: 'saved' | 'dropped'; saved?: Saved; at: Date },
): Promise<void> {
  await tx
    .updateTable('datamap.inventory')
    .set({ state, saved: saved ? JSON.stringify(saved) : null, updated_at: at })
    .where('id', '=', id)
    .execute()
}

const LOADING = 8_120_001

/** One workbook is saved at a time; the others wait until the transaction ends. */
export async function lockLoading(tx: DatamapDb): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOADING})`.execute(tx)
}

export interface ListedInventory {
  readonly id: string
  readonly fileName: string
  readonly state: string
  readonly by: string
  readonly createdAt: Date
}

/** Workbooks of these agencies, newest first. */
export async function listInventories(db: DatamapDb, agencies: readonly string[]): Promise<readonly ListedInventory[]> {
  const { rows } = await sql<{ id: string; file_name: string; state: string; person_name: string; created_at: Date }>`
    select id, file_name, state, person_name, created_at from datamap.inventory
    where agency_id = any(${agencies}::uuid[]) and state <> 'dropped' order by created_at desc limit 20`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    by: row.person_name,
    createdAt: row.created_at,
  }))
}

type Row = Selectable<Tables['datamap.inventory']>

const HEAD = ['id', 'agency_id', 'file_name', 'state', 'revision', 'saved', 'person_name', 'created_at'] as const

function headOf(row: Pick<Row, (typeof HEAD)[number]>): InventoryHead {
  return {
    id: row.id,
    agencyId: row.agency_id,
    fileName: row.file_name,
    state: row.state as InventoryHead['state'],
    revision: row.revision,
    saved: (row.saved ?? undefined) as Saved | undefined,
    by: row.person_name,
    createdAt: row.created_at,
  }
}

function inventoryOf(row: Row): Inventory {
  return {
    ...headOf(row),
    reading: row.reading as unknown as InventoryReading,
    mended: row.mended as unknown as Mended,
  }
}

function notFound(): AppError {
  return new AppError('not-found', 'datamap.no-inventory', {
    vi: 'Không có tệp danh mục này.',
    en: 'There is no such inventory.',
  })
}

function closed(): AppError {
  return new AppError('conflict', 'datamap.inventory-closed', {
    vi: 'Tệp này đã nạp xong hoặc đã bỏ. Muốn sửa tiếp thì sửa các bản nháp, hoặc tải tệp mới lên.',
    en: 'This file was loaded or dropped. Change the drafts, or upload a new file.',
  })
}

export function changedMeanwhile(): AppError {
  return new AppError('conflict', 'datamap.inventory-changed', {
    vi: 'Có người vừa sửa tệp này hoặc một cơ sở dữ liệu trong đó sau khi bạn mở trang. Chưa có gì được lưu; hãy xem lại rồi bấm lại.',
    en: 'Somebody changed this file or one of its databases after you opened the page. Nothing was saved; look again and repeat.',
  })
}
