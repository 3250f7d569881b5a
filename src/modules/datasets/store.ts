import { sql } from 'kysely'
import type { ModuleDb } from '../../platform/db/index.ts'
import type { Distribution, Held, Version } from './model.ts'
import { distributionOf, type Source, sourceOf, versionOf } from './rows-of-store.ts'

export type DatasetsDb = ModuleDb<'datasets'>

/** Files of a draft that still count. */
export async function readSources(db: DatasetsDb, changeId: string): Promise<readonly Source[]> {
  const rows = await db
    .selectFrom('datasets.source')
    .selectAll()
    .where('change_id', '=', changeId)
    .where('state', '!=', 'dropped')
    .orderBy('created_at')
    .execute()
  return rows.map(sourceOf)
}

export async function findSource(db: DatasetsDb, id: string): Promise<Source | undefined> {
  const row = await db.selectFrom('datasets.source').selectAll().where('id', '=', id).executeTakeFirst()
  return row && sourceOf(row)
}

export async function readDistributions(db: DatasetsDb, resourceId: string): Promise<readonly Distribution[]> {
  const rows = await db
    .selectFrom('datasets.distribution')
    .selectAll()
    .where('resource_id', '=', resourceId)
    .orderBy('position')
    .orderBy('created_at')
    .execute()
  return rows.map(distributionOf)
}

export async function findDistribution(db: DatasetsDb, id: string): Promise<Distribution | undefined> {
  const row = await db.selectFrom('datasets.distribution').selectAll().where('id', '=', id).executeTakeFirst()
  return row && distributionOf(row)
}

/** Published versions of one distribution, newest first; erased ones are among them. */
export async function readVersions(db: DatasetsDb, distributionId: string): Promise<readonly Version[]> {
  const rows = await db
    .selectFrom('datasets.version')
    .selectAll()
    .where('distribution_id', '=', distributionId)
    .where('number', 'is not', null)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(versionOf)
}

/** What is current: the latest published version of every distribution. */
export async function readCurrent(db: DatasetsDb, resourceId: string): Promise<readonly Held[]> {
  return held(
    db,
    resourceId,
    sql<string>`
    select distinct on (distribution_id) id from datasets.version
    where resource_id = ${resourceId} and number is not null order by distribution_id, number desc`,
  )
}

/** What a draft would publish: its staged versions over the current ones. */
export async function readProposed(db: DatasetsDb, resourceId: string, changeId: string): Promise<readonly Held[]> {
  return held(
    db,
    resourceId,
    sql<string>`
    select distinct on (distribution_id) id from datasets.version
    where resource_id = ${resourceId} and ((state = 'staged' and change_id = ${changeId}) or number is not null)
    order by distribution_id, (state = 'staged') desc, number desc`,
  )
}

async function held(db: DatasetsDb, resourceId: string, ids: ReturnType<typeof sql<string>>): Promise<readonly Held[]> {
  const distributions = new Map((await readDistributions(db, resourceId)).map((item) => [item.id, item]))
  const rows = await db.selectFrom('datasets.version').selectAll().where('id', 'in', sql<string>`(${ids})`).execute()
  return rows
    .flatMap((row) => {
      const distribution = distributions.get(row.distribution_id)
      return distribution ? [{ distribution, version: versionOf(row) }] : []
    })
    .sort((a, b) => a.distribution.position - b.distribution.position)
}

export async function insertVersion(tx: DatasetsDb, version: Version): Promise<void> {
  await tx
    .insertInto('datasets.version')
    .values({
      id: version.id,
      distribution_id: version.distributionId,
      resource_id: version.resourceId,
      change_id: version.changeId,
      source_id: version.sourceId ?? null,
      state: version.state,
      title: version.title,
      digest: version.digest,
      bytes: version.bytes,
      media_type: version.mediaType,
      format: version.format,
      row_count: version.rows ?? null,
      columns: JSON.stringify(version.columns),
      profile: JSON.stringify(version.profile),
      findings: JSON.stringify(version.findings),
      created_at: version.createdAt,
    })
    .execute()
}

/** The distribution of this kind and name, made when the dataset has none. */
export async function ensureDistribution(
  tx: DatasetsDb,
  wanted: Pick<Distribution, 'id' | 'resourceId' | 'kind' | 'name' | 'position'> & { url?: string; createdAt: Date },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into datasets.distribution (id, resource_id, kind, name, url, position, created_at)
    values (${wanted.id}, ${wanted.resourceId}, ${wanted.kind}, ${wanted.name}, ${wanted.url ?? null}, ${wanted.position}, ${wanted.createdAt})
    on conflict on constraint distribution_name do update set position = excluded.position
    returning id`.execute(tx)
  return rows[0]?.id ?? wanted.id
}
