import type { FoundSchema, FoundTable } from '../../../platform/schema-reader/index.ts'
import { tableNames } from './suggest.ts'

/** What happened to a table, a column, a key since the reading before. */
const DRIFTS = [
  'table-added',
  'table-removed',
  'column-added',
  'column-removed',
  'type-changed',
  'nullable-changed',
  'key-changed',
  'reference-added',
  'reference-removed',
] as const
export type DriftKind = (typeof DRIFTS)[number]

export interface DriftLine {
  readonly kind: DriftKind
  readonly table: string
  readonly column?: string
  readonly before?: string
  readonly after?: string
}

export interface Drift {
  /** How many lines of each kind there are, also of those left out. */
  readonly counts: Readonly<Partial<Record<DriftKind, number>>>
  readonly total: number
  /** The first ones. */
  readonly lines: readonly DriftLine[]
}

const MOST_LINES = 1000

/** What changed from one reading of a structure to the next. A renamed table is one that went and one that came. */
export function driftBetween(before: FoundSchema, after: FoundSchema): Drift {
  const olds = byName(before)
  const news = byName(after)
  const lines: DriftLine[] = []
  for (const [table, old] of olds) {
    const now = news.get(table)
    if (now) lines.push(...tableDrift(table, old, now))
    else lines.push({ kind: 'table-removed', table })
  }
  for (const table of news.keys()) if (!olds.has(table)) lines.push({ kind: 'table-added', table })
  const counts = Object.fromEntries(
    [...Map.groupBy(lines, ({ kind }) => kind)].map(([kind, some]) => [kind, some.length]),
  )
  return { counts, total: lines.length, lines: lines.slice(0, MOST_LINES) }
}

function byName(schema: FoundSchema): ReadonlyMap<string, FoundTable> {
  return new Map([...tableNames(schema)].map(([table, name]) => [name, table]))
}

function tableDrift(table: string, before: FoundTable, after: FoundTable): readonly DriftLine[] {
  const olds = new Map(before.columns.map((column) => [column.name, column]))
  const news = new Map(after.columns.map((column) => [column.name, column]))
  const gone = before.columns.filter(({ name }) => !news.has(name))
  const come = after.columns.filter(({ name }) => !olds.has(name))
  const kept = after.columns.flatMap((column) => {
    const old = olds.get(column.name)
    return old ? [{ column: column.name, old, now: column }] : []
  })
  return [
    ...gone.map(({ name, type }): DriftLine => ({ kind: 'column-removed', table, column: name, before: type })),
    ...come.map(({ name, type }): DriftLine => ({ kind: 'column-added', table, column: name, after: type })),
    ...kept
      .filter(({ old, now }) => old.type !== now.type)
      .map(
        ({ column, old, now }): DriftLine => ({
          kind: 'type-changed',
          table,
          column,
          before: old.type,
          after: now.type,
        }),
      ),
    ...kept
      .filter(({ old, now }) => old.nullable !== now.nullable)
      .map(({ column, old, now }): DriftLine => {
        return {
          kind: 'nullable-changed',
          table,
          column,
          before: emptiness(old.nullable),
          after: emptiness(now.nullable),
        }
      }),
    ...keyDrift(table, before, after),
  ]
}

function emptiness(nullable: boolean): string {
  return nullable ? 'NULL' : 'NOT NULL'
}

function keyDrift(table: string, before: FoundTable, after: FoundTable): readonly DriftLine[] {
  const [oldKey, newKey] = [before.key.join(', '), after.key.join(', ')]
  const references = (of: FoundTable) =>
    of.foreignKeys.map(
      ({ columns, toTable, toColumns }) => `${columns.join(', ')} → ${toTable} (${toColumns.join(', ')})`,
    )
  const [olds, news] = [references(before), references(after)]
  return [
    ...(oldKey === newKey ? [] : [{ kind: 'key-changed' as const, table, before: oldKey, after: newKey }]),
    ...olds
      .filter((one) => !news.includes(one))
      .map((one): DriftLine => ({ kind: 'reference-removed', table, before: one })),
    ...news
      .filter((one) => !olds.includes(one))
      .map((one): DriftLine => ({ kind: 'reference-added', table, after: one })),
  ]
}
