import type { Selectable } from 'kysely'
import type { Tables } from '../../../platform/db/tables.ts'
import type { DatamapDb } from '../deps.ts'
import { systemErrors } from './errors.ts'
import type { DossierState, SystemRecord } from './record.ts'
import type { Standing } from './standing.ts'

type Row = Selectable<Tables['datamap.system']>

/** A system as it stands in the register. */
export interface StoredSystem {
  readonly id: string
  readonly agencyId: string
  readonly record: SystemRecord
  readonly dossier: DossierState
  readonly dossierSince: Date
  readonly revision: number
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly updatedName: string
}

function systemOf(row: Row): StoredSystem {
  return {
    id: row.id,
    agencyId: row.agency_id,
    record: row.record as SystemRecord,
    dossier: row.dossier as DossierState,
    dossierSince: row.dossier_since,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    updatedName: row.updated_name,
  }
}

export async function findSystem(db: DatamapDb, id: string): Promise<StoredSystem | undefined> {
  const row = await db.selectFrom('datamap.system').selectAll().where('id', '=', id).executeTakeFirst()
  return row && systemOf(row)
}

/** Reads for writing; throws when there is none. */
export async function lockSystem(tx: DatamapDb, id: string): Promise<StoredSystem> {
  const row = await tx.selectFrom('datamap.system').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw systemErrors.notFound()
  return systemOf(row)
}

function columnsOf({ record }: StoredSystem, standing: Standing) {
  return {
    name: record.statement.name,
    status: record.statement.status,
    record: JSON.stringify(record),
    level: standing.level ?? null,
    dossier: standing.dossier,
    approved_on: standing.approvedOn ?? null,
    approved_level: record.approval?.level ?? null,
    layers: standing.layers,
    layers_until: standing.layersUntil ?? null,
    dossier_complete: standing.dossierComplete,
    label: standing.label,
    label_until: standing.labelUntil ?? null,
    reviewed_on: standing.reviewedOn ?? null,
  }
}

/** Writes the record with what is counted of it. */
export async function saveSystem(tx: DatamapDb, system: StoredSystem, standing: Standing): Promise<void> {
  const { id, created_at, ...row } = rowOf(system, standing)
  await tx
    .insertInto('datamap.system')
    .values({ id, created_at, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

const BATCH = 500

/** Writes systems that are new, with what is counted of each. */
export async function insertSystems(
  tx: DatamapDb,
  systems: readonly StoredSystem[],
  standing: (system: StoredSystem) => Standing,
): Promise<void> {
  for (let at = 0; at < systems.length; at += BATCH) {
    const rows = systems.slice(at, at + BATCH).map((system) => rowOf(system, standing(system)))
    await tx.insertInto('datamap.system').values(rows).execute()
  }
}

function rowOf(system: StoredSystem, standing: Standing) {
  return {
    id: system.id,
    created_at: system.createdAt,
    ...columnsOf(system, standing),
    agency_id: system.agencyId,
    dossier_since: system.dossierSince,
    revision: system.revision,
    updated_at: system.updatedAt,
    updated_name: system.updatedName,
  }
}

/** One step of a dossier, as its history shows it. */
export interface StepLine {
  readonly step: string
  readonly level: number | null
  readonly note: string | null
  readonly document: string | null
  readonly by: string
  readonly at: Date
}

export async function addStep(tx: DatamapDb, systemId: string, line: StepLine): Promise<void> {
  const { step, level, note, document, by, at } = line
  await tx
    .insertInto('datamap.system_step')
    .values({ system_id: systemId, step, level, note, document, person_name: by, at })
    .execute()
}

/** Newest first. */
export async function readSteps(db: DatamapDb, systemId: string): Promise<readonly StepLine[]> {
  const rows = await db
    .selectFrom('datamap.system_step')
    .select(['step', 'level', 'note', 'document', 'person_name as by', 'at'])
    .where('system_id', '=', systemId)
    .orderBy('id', 'desc')
    .execute()
  return rows
}
