import { sql } from 'kysely'
import type { Problem } from '../../../tabular/index.ts'
import { type Similarity, similarity, type TableSketch } from '../../../tabular/profile/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { Source } from '../rows-of-store.ts'
import type { DatasetsDb } from '../store.ts'

/** A new table with its fingerprint. */
export interface SketchedTable {
  readonly title: string
  readonly sheet: string | undefined
  readonly sketch: TableSketch
}

interface Candidate {
  readonly title: string
  readonly resource_id: string
  readonly sketch: TableSketch
}

/** As alike as two editions of one table, or one table with a few cells corrected. */
const NEAR = 0.8
/** Of the smaller table: a table that only grew holds all of the old one. */
const HELD = 0.85
/** Below it the share held is an estimate from too few records. */
const LEAST_COMMON = 0.05
/** Lists of a few records are alike by chance. */
const LEAST_ROWS = 5
const MARKS = 32
const MOST_CANDIDATES = 200
const MOST_WARNINGS = 3

/** Near copies of new tables among the current tables of other datasets (Decision 142/QĐ-TTg: open data without duplicates). */
export async function nearDuplicates(
  deps: DatasetsDeps,
  source: Pick<Source, 'resourceId'>,
  tables: readonly SketchedTable[],
): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  for (const table of tables) {
    if (table.sketch.rows < LEAST_ROWS) continue
    const near = (await candidates(deps.db, source.resourceId, table.sketch))
      .map((found) => ({ found, share: nearness(similarity(table.sketch, found.sketch)) }))
      .filter((item) => item.found.sketch.rows >= LEAST_ROWS && item.share > 0)
      .sort((a, b) => b.share - a.share)
    const warnings: Problem[] = []
    for (const { found, share } of near) {
      const problem = await warning(deps, source, { table, found, share })
      if (problem) warnings.push(problem)
      if (warnings.length === MOST_WARNINGS) break
    }
    problems.push(...warnings)
  }
  return problems
}

/** Share of the smaller table that stands in the other one; 0 for tables that are merely of one kind. */
function nearness({ score, contained, labels, records }: Similarity): number {
  if (score >= NEAR) return Math.max(score, contained)
  return contained >= HELD && labels >= 0.5 && records >= LEAST_COMMON ? contained : 0
}

/** Keeps the fingerprint of a staged version; it is compared once the version is current. */
export async function keepSketch(tx: DatasetsDb, versionId: string, sketch: TableSketch): Promise<void> {
  await tx
    .insertInto('datasets.table_sketch')
    .values({ version_id: versionId, sketch: JSON.stringify(sketch), marks: sql`${marksOf(sketch)}::bigint[]` })
    .execute()
}

// The smallest hashes of two sets are the first to be common to both; the labels together stand for "the same form".
function marksOf({ records, labels, loaded = [] }: TableSketch): readonly string[] {
  const form = labels.reduce((sum, hash) => (sum + hash) % 2 ** 32, 1)
  return [...records.slice(0, MARKS), ...loaded.slice(0, MARKS), -1 - form].map(String)
}

async function candidates(db: DatasetsDb, resourceId: string, sketch: TableSketch): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`
    select v.title, v.resource_id, s.sketch
    from datasets.table_sketch s join datasets.version v on v.id = s.version_id
    where s.marks && ${marksOf(sketch)}::bigint[] and v.state = 'published' and v.resource_id <> ${resourceId}
      and not exists (select from datasets.version n where n.distribution_id = v.distribution_id and n.number > v.number)
    order by v.published_at desc
    limit ${MOST_CANDIDATES}`.execute(db)
  return rows
}

// What other agencies keep closed must not become known by a warning.
async function warning(
  deps: DatasetsDeps,
  source: Pick<Source, 'resourceId'>,
  { table, found, share }: { table: SketchedTable; found: Candidate; share: number },
): Promise<Problem | undefined> {
  const [own, other] = await Promise.all([
    deps.catalog.reader.resource(source.resourceId),
    deps.catalog.reader.resource(found.resource_id),
  ])
  if (other?.state !== 'published' || !other.record) return undefined
  if (other.record.classification !== 'open' && other.agencyId !== own?.agencyId) return undefined
  const agency = await deps.agencies.byId(other.agencyId)
  return {
    code: 'near-duplicate-table',
    severity: 'warning',
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    params: {
      table: table.title,
      other: found.title,
      dataset: other.record.title.vi,
      agency: agency?.name ?? '',
      slug: other.slug,
      percent: Math.round(share * 100),
    },
  }
}
