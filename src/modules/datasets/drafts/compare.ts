import type { DiffResult } from '../../../platform/duck/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { Held, Version } from '../model.ts'
import { refOf } from '../rows/table-ref.ts'

/** What a new upload changes in one table. */
export interface TableDifference {
  readonly distributionId: string
  readonly title: string
  readonly addedColumns: readonly string[]
  readonly removedColumns: readonly string[]
  readonly retyped: readonly { readonly name: string; readonly before: string; readonly after: string }[]
  readonly rows: DiffResult | undefined
}

const EXAMPLES = 20

/** Compares staged tables with the published ones: columns by name, rows by the columns that tell them apart. */
export async function compareTables(
  deps: DatasetsDeps,
  { proposed, current }: { proposed: readonly Held[]; current: readonly Held[] },
): Promise<readonly TableDifference[]> {
  const published = new Map(current.map((item) => [item.distribution.id, item.version]))
  const pairs = proposed.flatMap((item) => {
    const before = published.get(item.distribution.id)
    return before && item.distribution.kind === 'table' && item.version.state === 'staged' ? [{ item, before }] : []
  })
  return Promise.all(pairs.map(({ item, before }) => differenceOf(deps, item, before)))
}

async function differenceOf(deps: DatasetsDeps, item: Held, before: Version): Promise<TableDifference> {
  const after = item.version
  const old = new Map(before.columns.map((column) => [column.name, column]))
  const fresh = new Map(after.columns.map((column) => [column.name, column]))
  const shared = after.columns.filter((column) => old.has(column.name))
  return {
    distributionId: item.distribution.id,
    title: after.title,
    addedColumns: after.columns.filter((column) => !old.has(column.name)).map((column) => column.title),
    removedColumns: before.columns.filter((column) => !fresh.has(column.name)).map((column) => column.title),
    retyped: shared
      .filter((column) => old.get(column.name)?.type !== column.type)
      .map((column) => ({ name: column.title, before: old.get(column.name)?.type ?? '', after: column.type })),
    rows: await rowDifference(deps, before, after),
  }
}

async function rowDifference(deps: DatasetsDeps, before: Version, after: Version): Promise<DiffResult | undefined> {
  if (before.digest === after.digest || before.erasure) return undefined
  const names = new Set(before.columns.map((column) => column.name))
  const key = after.columns
    .filter((column) => column.role === 'dimension' && names.has(column.name))
    .map((column) => column.name)
  return deps.duck.rows.diff({ before: refOf(before), after: refOf(after), key, examples: EXAMPLES })
}
