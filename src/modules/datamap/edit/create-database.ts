import type { CatalogInside, Draft } from '../../catalog/index.ts'
import { catalogErrors, dayInVietnam } from '../../catalog/index.ts'
import { type Actor, type Agency, agencyInCharge } from '../../identity/index.ts'
import { gapsOf } from '../checks/check-database.ts'
import { cleanDatabase } from '../clean-database.ts'
import type { DatamapDeps } from '../deps.ts'
import { describe } from '../describe.ts'
import { errors } from '../errors.ts'
import type { DatabaseRecord } from '../record.ts'
import { contentOf, keepDrafts } from '../store.ts'

/** Opens a database of an agency, named by its code, former code or old-form code. */
export async function createDatabase(
  deps: DatamapDeps,
  actor: Actor,
  input: { agency: string; record: DatabaseRecord },
): Promise<Draft> {
  const agency = await agencyOfCode(deps, input.agency)
  const record = cleanDatabase(input.record)
  const described = { kind: 'database', agencyId: agency.id, record: describe(record, agency.name) }
  return deps.catalog.createResource(actor, described, (tx, change) =>
    keepDrafts(tx, [{ change, record, gaps: gapsOf(record, today(deps), deps.rules) }]),
  )
}

/** The agency of a code as it is now: one that was merged gives its successor. */
export async function agencyOfCode(deps: Pick<DatamapDeps, 'agencies'>, code: string): Promise<Agency> {
  const agency = agencyInCharge(await deps.agencies.tree(), code)
  if (!agency) throw errors.unknownAgency(code)
  return agency
}

export interface DatabaseEdit {
  readonly changeId: string
  /** The revision on the officer's screen; another one means somebody saved in between, and nothing is overwritten. */
  readonly revision: number
  readonly record: DatabaseRecord
  readonly note?: string | undefined
}

/** Saves what an open change says; answers with the draft and its new revision. */
export async function saveDatabase(deps: DatamapDeps, actor: Actor, edit: DatabaseEdit): Promise<Draft> {
  const open = await deps.catalog.reader.change(edit.changeId)
  if (!open) throw catalogErrors.changeNotFound()
  const record = cleanDatabase(edit.record)
  const agency = await deps.agencies.byId(open.agencyId)
  const { changeId, revision, note } = edit
  const described = { changeId, revision, note, record: describe(record, agency?.name ?? '') }
  return deps.catalog.saveDraft(actor, described, (tx, change) =>
    keepDrafts(tx, [{ change, record, gaps: gapsOf(record, today(deps), deps.rules) }]),
  )
}

/** The same for one of many, inside the caller's transaction. */
export async function saveDatabaseIn(
  deps: DatamapDeps,
  inside: CatalogInside,
  { actor, edit, agency }: { actor: Actor; edit: DatabaseEdit; agency: string },
): Promise<{ readonly change: Draft; readonly record: DatabaseRecord; readonly gaps: number }> {
  const record = cleanDatabase(edit.record)
  const { changeId, revision, note } = edit
  const change = await inside.saveDraft(actor, { changeId, revision, note, record: describe(record, agency) })
  return { change, record, gaps: gapsOf(record, today(deps), deps.rules) }
}

/** Opens a change on a published database; it begins with what is published. */
export async function startDatabaseChange(deps: DatamapDeps, actor: Actor, resourceId: string): Promise<Draft> {
  const resource = await deps.catalog.reader.resource(resourceId)
  if (resource?.kind !== 'database') throw errors.notFound(resourceId)
  return deps.db.transaction().execute(async (tx) => {
    const change = await deps.catalog.inside(tx).startChange(actor, resourceId)
    const record = await contentOf(tx, change)
    await keepDrafts(tx, [{ change, record, gaps: gapsOf(record, today(deps), deps.rules) }])
    return change
  })
}

function today({ clock }: Pick<DatamapDeps, 'clock'>): string {
  return dayInVietnam(clock.now())
}
