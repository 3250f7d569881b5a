import type { Problem } from '../../../tabular/index.ts'
import { personCounts, SMALL_CELL_BELOW, sketchLoaded, type TableSketch } from '../../../tabular/profile/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { ReadAnswer } from '../reading/understanding.ts'
import type { LoadedTable } from './load-tables.ts'

/** From so many records on a table is compared by all that was loaded: a large file's sample or a Parquet file too. */
const LEAST_ROWS = 5000

/**
 * What the guard notes of tables whose records no cell-by-cell reading saw: the fingerprint of all their records, and
 * counts of persons so small that they may be recognised. Both are asked of the loaded table.
 */
export async function guardLoaded(
  deps: Pick<DatasetsDeps, 'duck' | 'log'>,
  answer: ReadAnswer,
  { tables, signal }: { tables: readonly LoadedTable[]; signal: AbortSignal },
): Promise<ReadAnswer> {
  try {
    return await guardAll(deps, answer, { tables, signal })
  } catch (error) {
    if (signal.aborted) throw error
    // A busy machine may not answer in time: the tables are loaded and must not be lost for a warning.
    deps.log.warn({ reason: String(error) }, 'loaded tables were not compared with others')
    return answer
  }
}

async function guardAll(
  deps: Pick<DatasetsDeps, 'duck'>,
  answer: ReadAnswer,
  { tables, signal }: { tables: readonly LoadedTable[]; signal: AbortSignal },
): Promise<ReadAnswer> {
  const sketches: (TableSketch | undefined)[] = []
  const problems: Problem[] = []
  for (const [index, table] of tables.entries()) {
    const sketch = answer.sketches[index]
    const asked = sketch === undefined || table.ingested.rows >= LEAST_ROWS
    sketches.push(asked ? await fingerprint(deps, { table, sketch, signal }) : sketch)
    if (sketch === undefined) problems.push(...(await smallCells(deps, table, signal)))
  }
  const { understanding } = answer
  return {
    ...answer,
    sketches,
    understanding: { ...understanding, problems: [...understanding.problems, ...problems] },
  }
}

async function fingerprint(
  { duck }: Pick<DatasetsDeps, 'duck'>,
  { table, sketch, signal }: { table: LoadedTable; sketch: TableSketch | undefined; signal: AbortSignal },
): Promise<TableSketch> {
  const { columns, ingested } = table
  const hashes = await duck.rows.leastHashes({ digest: ingested.digest, columns }, { signal })
  return sketchLoaded({ columns, rows: ingested.rows, hashes }, sketch)
}

async function smallCells(
  { duck }: Pick<DatasetsDeps, 'duck'>,
  { title, columns, ingested, findings }: LoadedTable,
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  for (const { name, title: label } of personCounts(columns, title)) {
    const filter = [{ column: name, op: 'between', values: [1, SMALL_CELL_BELOW - 1] } as const]
    const table = { digest: ingested.digest, columns }
    const { count = 0 } = await duck.rows.page({ table, select: [name], filter, limit: 1, count: true }, { signal })
    if (count === 0) continue
    problems.push({
      code: 'small-cells',
      severity: 'warning',
      ...(findings.sheet === undefined ? {} : { sheet: findings.sheet }),
      params: { column: label, count, below: SMALL_CELL_BELOW },
    })
  }
  return problems
}
