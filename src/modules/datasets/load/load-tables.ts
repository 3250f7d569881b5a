import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Ingested } from '../../../platform/duck/index.ts'
import { slugify } from '../../../platform/text.ts'
import type { Column, Value } from '../../../tabular/model.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { Findings } from '../model.ts'
import type { Understanding, UnderstoodTable } from '../reading/understanding.ts'

/** A table as it now lies in the object store, not yet belonging to anything. */
export interface LoadedTable {
  readonly name: string
  readonly title: string
  readonly columns: readonly Column[]
  readonly ingested: Ingested
  readonly findings: Findings
}

const BATCH = 2000

/** Writes every understood table as Parquet. */
export async function loadTables(
  deps: DatasetsDeps,
  understanding: Understanding,
  source: { path: string; signal: AbortSignal },
): Promise<readonly LoadedTable[]> {
  if (understanding.format === 'parquet') return [await loadParquet(deps, source)]
  const loaded: LoadedTable[] = []
  for (const table of understanding.tables) loaded.push(await loadOne(deps, understanding, { table, ...source }))
  return loaded
}

async function loadOne(
  deps: DatasetsDeps,
  understanding: Understanding,
  { table, path, signal }: { table: UnderstoodTable; path: string; signal: AbortSignal },
): Promise<LoadedTable> {
  const { csv, columns } = table
  const ingested = csv
    ? await deps.duck.ingest.fromCsv({ file: path, ...csv, onFailure: 'empty' }, { signal })
    : await deps.duck.ingest.fromRows({ columns, rows: batches(table.rowsFile) }, { signal })
  return {
    name: slugify(table.name),
    title: table.title,
    columns: table.columns,
    ingested,
    findings: {
      personal: understanding.personal.filter((hit) => hit.table === table.name),
      duplicateRows: table.duplicateRows,
      typeFailures: ingested.failures.reduce((sum, failure) => sum + failure.count, 0),
      notes: table.notes,
      ...(table.unit ? { unit: table.unit } : {}),
      ...(table.sheet ? { sheet: table.sheet } : {}),
    },
  }
}

async function loadParquet(deps: DatasetsDeps, source: { path: string; signal: AbortSignal }): Promise<LoadedTable> {
  const ingested = await deps.duck.ingest.fromParquet(source.path, { signal: source.signal })
  const columns = ingested.columns.map(({ name, type }) => {
    const isMeasure = type === 'integer' || type === 'decimal'
    return { name, title: name, type, role: isMeasure ? ('measure' as const) : ('dimension' as const) }
  })
  return { name: 'bang', title: '', columns, ingested, findings: {} }
}

async function* batches(path: string): AsyncGenerator<readonly (readonly Value[])[]> {
  let batch: (readonly Value[])[] = []
  for await (const line of createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    batch.push(JSON.parse(line) as Value[])
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
