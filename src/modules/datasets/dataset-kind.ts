import { type QueryExecutorProvider, sql } from 'kysely'
import { sameTransaction } from '../../platform/db/index.ts'
import type { Change, Kind, Publication, ResourceSummary } from '../catalog/index.ts'
import type { DatasetsDeps } from './deps.ts'
import { errors } from './errors.ts'
import type { Held } from './model.ts'
import { hitsToDecide } from './personal.ts'
import { dueDay } from './quality/due.ts'
import { scoreDataset } from './quality/score.ts'
import { readProposed, readSources } from './store.ts'

/** What publication means for data: staged versions become numbered and current, all of a draft together. */
export function datasetKind(deps: DatasetsDeps): Kind {
  return {
    name: 'dataset',
    checkForReview: async (tx, change) => {
      const db = sameTransaction<'datasets'>(tx)
      for (const source of await readSources(db, change.id)) {
        if (source.state === 'reading') throw errors.stillReading(source.fileName)
        if (source.state === 'failed') throw errors.failedSource(source.fileName)
      }
      if ((await readProposed(db, change.resourceId, change.id)).length === 0) throw errors.nothingUploaded()
    },
    checkForPublication: async (tx, change, decision) => {
      const held = await readProposed(sameTransaction<'datasets'>(tx), change.resourceId, change.id)
      const hits = hitsToDecide(held)
      const decided = Boolean(decision.number ?? decision.text)
      if (change.record.classification === 'open' && hits.length > 0 && !decided) throw errors.needsDecision(hits)
    },
    publish: (tx, change, publication) => publishVersions(deps, tx, { change, publication }),
    discard: async (tx, change) => {
      const db = sameTransaction<'datasets'>(tx)
      await db
        .updateTable('datasets.version')
        .set({ state: 'dropped' })
        .where('change_id', '=', change.id)
        .where('state', '=', 'staged')
        .execute()
      await db
        .updateTable('datasets.source')
        .set({ state: 'dropped' })
        .where('change_id', '=', change.id)
        .where('state', '!=', 'erased')
        .execute()
    },
  }
}

async function publishVersions(
  deps: DatasetsDeps,
  tx: QueryExecutorProvider,
  { change, publication }: { change: Change; publication: Publication },
): Promise<ResourceSummary> {
  const db = sameTransaction<'datasets'>(tx)
  const held = await readProposed(db, change.resourceId, change.id)
  for (const { version } of held.filter((item) => item.version.state === 'staged')) {
    await db
      .updateTable('datasets.version as v')
      .set((eb) => ({
        state: 'published',
        number: eb
          .selectFrom('datasets.version as w')
          .select(sql<number>`coalesce(max(w.number), 0) + 1`.as('next'))
          .whereRef('w.distribution_id', '=', 'v.distribution_id'),
        resource_version: publication.version,
        published_at: publication.at,
      }))
      .where('v.id', '=', version.id)
      .execute()
  }
  await deps.step('versions-numbered')
  return summaryOf(deps, { record: change.record, publishedAt: publication.at, held })
}

/** What lists and search show of the content; erased content adds nothing. */
export function summaryOf(
  deps: Pick<DatasetsDeps, 'codes'>,
  { record, publishedAt, held }: { record: Change['record']; publishedAt: Date; held: readonly Held[] },
): ResourceSummary {
  const there = held.filter((item) => !item.version.erasure)
  const tables = there.filter((item) => item.distribution.kind === 'table').map((item) => item.version)
  const dueOn = record.frequency ? dueDay(publishedAt, deps.codes.cycle(record.frequency)) : undefined
  return {
    formats: formatsOf(there),
    tables: tables.length,
    ...(tables.length > 0 ? { rows: tables.reduce((sum, table) => sum + (table.rows ?? 0), 0) } : {}),
    quality: scoreDataset({ record, held: there, late: false }).score,
    ...(dueOn ? { dueOn } : {}),
    words: [...new Set(tables.flatMap((table) => [table.title, ...table.columns.map((column) => column.title)]))].slice(
      0,
      300,
    ),
  }
}

/** Every table can be had as CSV, XLSX, JSON and Parquet; files as what they are. */
function formatsOf(held: readonly Held[]): string[] {
  const formats = held.flatMap(({ distribution, version }) =>
    distribution.kind === 'table' ? ['CSV', 'XLSX', 'JSON', 'PARQUET'] : [version.format],
  )
  return [...new Set(formats)]
}
