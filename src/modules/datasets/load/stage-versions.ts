import { announce } from '../../../platform/events/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { keepBytes } from '../erase/keep-bytes.ts'
import type { Version } from '../model.ts'
import type { ReadAnswer } from '../reading/understanding.ts'
import type { Source } from '../rows-of-store.ts'
import { type DatasetsDb, ensureDistribution, insertVersion, readDistributions } from '../store.ts'
import { formatCode } from './formats.ts'
import type { LoadedTable } from './load-tables.ts'
import { matchTables } from './match-tables.ts'
import { keepSketch, nearDuplicates } from './near-duplicates.ts'

/** Puts the file and its tables into the draft as staged versions, in one transaction. */
export async function stageVersions(
  deps: DatasetsDeps,
  source: Source,
  { answer, tables }: { answer: ReadAnswer; tables: readonly LoadedTable[] },
): Promise<void> {
  const understanding = await withNearDuplicates(deps, source, { answer, tables })
  await deps.db.transaction().execute(async (tx) => {
    for (const { ingested } of tables) await keepBytes(deps, tx, ingested.digest)
    const now = deps.clock.now()
    const claimed = await tx
      .updateTable('datasets.source')
      .set({
        state: 'read',
        understanding: JSON.stringify(understanding),
        recipe: answer.recipe ? JSON.stringify({ ...answer.recipe, edits: source.recipe?.edits ?? [] }) : null,
        read_at: now,
      })
      .where('id', '=', source.id)
      .where('state', '=', 'reading')
      .executeTakeFirst()
    // Another worker was quicker, or the officer took the file out meanwhile.
    if (claimed.numUpdatedRows === 0n) return
    await stageFile(deps, tx, { source, format: answer.understanding.format })
    await stageTables(deps, tx, { source, tables, sketches: answer.sketches })
    await announce(tx, {
      type: 'datasets.source.read',
      version: 1,
      resourceId: source.resourceId,
      payload: { source: source.id, change: source.changeId },
    })
  })
}

async function withNearDuplicates(
  deps: DatasetsDeps,
  source: Source,
  { answer: { understanding, sketches }, tables }: { answer: ReadAnswer; tables: readonly LoadedTable[] },
): Promise<ReadAnswer['understanding']> {
  const sketched = tables.flatMap(({ title, findings }, index) => {
    const sketch = sketches[index]
    return sketch ? [{ title: title || source.fileName, sheet: findings.sheet, sketch }] : []
  })
  const near = await nearDuplicates(deps, source, sketched)
  return near.length === 0 ? understanding : { ...understanding, problems: [...understanding.problems, ...near] }
}

async function stageFile(
  deps: DatasetsDeps,
  tx: DatasetsDb,
  { source, format }: { source: Source; format: string },
): Promise<void> {
  const code = formatCode(format, source.fileName)
  const distributionId = await distributionFor(deps, tx, {
    source,
    kind: 'file',
    name: `tep-${code.toLowerCase()}`,
    position: 1000,
  })
  await replaceStaged(tx, distributionId, source.changeId)
  await insertVersion(tx, {
    ...blank(deps, source, distributionId),
    title: source.fileName,
    digest: source.digest,
    bytes: source.size,
    mediaType: deps.codes.mediaType(code),
    format: code,
  })
}

async function stageTables(
  deps: DatasetsDeps,
  tx: DatasetsDb,
  { source, tables, sketches }: Pick<ReadAnswer, 'sketches'> & { source: Source; tables: readonly LoadedTable[] },
) {
  const existing = (await readDistributions(tx, source.resourceId)).filter((item) => item.kind === 'table')
  const staged = await tx
    .selectFrom('datasets.version')
    .select('distribution_id')
    .where('change_id', '=', source.changeId)
    .where('state', '=', 'staged')
    .execute()
  const taken = new Set(staged.map((row) => row.distribution_id))
  const names = matchTables(
    tables,
    existing.filter((item) => !taken.has(item.id)),
    new Set(existing.map((item) => item.name)),
  )
  for (const [index, table] of tables.entries()) {
    const name = names[index] ?? table.name
    const distributionId = await distributionFor(deps, tx, {
      source,
      kind: 'table',
      name,
      position: existing.length + index,
    })
    const version = blank(deps, source, distributionId)
    await insertVersion(tx, {
      ...version,
      title: table.title,
      digest: table.ingested.digest,
      bytes: table.ingested.bytes,
      mediaType: 'application/vnd.apache.parquet',
      format: 'PARQUET',
      rows: table.ingested.rows,
      columns: table.columns,
      profile: table.ingested.profile,
      findings: table.findings,
    })
    const sketch = sketches[index]
    if (sketch) await keepSketch(tx, version.id, sketch)
  }
}

interface Wanted {
  readonly source: Source
  readonly kind: 'file' | 'table'
  readonly name: string
  readonly position: number
}

function distributionFor(
  deps: DatasetsDeps,
  tx: DatasetsDb,
  { source, kind, name, position }: Wanted,
): Promise<string> {
  return ensureDistribution(tx, {
    id: deps.ids.next(),
    resourceId: source.resourceId,
    kind,
    name,
    position,
    createdAt: deps.clock.now(),
  })
}

// A second CSV in the same draft takes the place of the first as "the file in CSV".
async function replaceStaged(tx: DatasetsDb, distributionId: string, changeId: string): Promise<void> {
  await tx
    .updateTable('datasets.version')
    .set({ state: 'dropped' })
    .where('distribution_id', '=', distributionId)
    .where('change_id', '=', changeId)
    .where('state', '=', 'staged')
    .execute()
}

function blank(deps: DatasetsDeps, source: Source, distributionId: string): Version {
  return {
    id: deps.ids.next(),
    distributionId,
    resourceId: source.resourceId,
    changeId: source.changeId,
    sourceId: source.id,
    state: 'staged',
    number: undefined,
    resourceVersion: undefined,
    title: '',
    digest: source.digest,
    bytes: source.size,
    mediaType: 'application/octet-stream',
    format: '',
    rows: undefined,
    columns: [],
    profile: [],
    findings: {},
    erasure: undefined,
    createdAt: deps.clock.now(),
    publishedAt: undefined,
  }
}
