import { type Params, wholeOf } from '../ckan/action.ts'
import type { DatastoreDeps } from './deps.ts'
import { readSort } from './sort.ts'

/** The pseudo resource that lists all tables; ckanr and dplyr begin with it. */
export const TABLE_LIST = '_table_metadata'

const FIELDS = [
  { id: '_id', type: 'text' },
  { id: 'name', type: 'text' },
  { id: 'oid', type: 'int8' },
  { id: 'alias_of', type: 'text' },
] as const
type Name = (typeof FIELDS)[number]['id']
type TableRow = Readonly<Record<Name, string | number | null>>

const KEPT_MS = 60_000

interface Kept {
  readonly until: number
  readonly ids: Promise<readonly string[]>
}

const kept = new WeakMap<DatastoreDeps['entries'], Kept>()

/** Every public table, by name; read anew at most once a minute. */
export async function searchTableList(deps: DatastoreDeps, params: Params): Promise<unknown> {
  const names = FIELDS.map(({ id }) => id)
  const sort = readSort(typeof params['sort'] === 'string' ? [params['sort']] : [], (name) =>
    names.some((known) => known === name),
  )
  const limit = wholeOf(params, 'limit', { fallback: 100, most: 32_000 })
  const offset = wholeOf(params, 'offset', { fallback: 0 })
  const ids = await tableIds(deps)
  const rows = ids.map((id, at): TableRow => ({ _id: id, name: id, oid: at + 1, alias_of: null }))
  const found = rows.filter(testOf(params['filters']))
  const [first] = sort
  if (first) {
    const key = first.column as Name
    found.sort((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1) * (first.descending ? -1 : 1))
  }
  return {
    include_total: true,
    limit,
    records_format: 'objects',
    resource_id: TABLE_LIST,
    total_estimation_threshold: null,
    fields: FIELDS,
    records: found.slice(offset, offset + limit),
    total: found.length,
    total_was_estimated: false,
  }
}

function testOf(given: unknown): (row: TableRow) => boolean {
  const filters = (typeof given === 'string' ? parse(given) : given) ?? {}
  const wanted = Object.entries(filters as Readonly<Record<string, unknown>>)
  return (row) =>
    wanted.every(([name, value]) => [value].flat().some((one) => String(row[name as Name] ?? null) === String(one)))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function tableIds(deps: DatastoreDeps): Promise<readonly string[]> {
  const now = performance.now()
  const known = kept.get(deps.entries)
  if (known !== undefined && known.until > now) return known.ids
  const ids = readTableIds(deps)
  kept.set(deps.entries, { until: now + KEPT_MS, ids })
  ids.catch(() => kept.delete(deps.entries))
  return ids
}

async function readTableIds(deps: DatastoreDeps): Promise<readonly string[]> {
  const ids: string[] = []
  for await (const page of deps.entries.pages({ size: 500 })) {
    for (const entry of page) for (const one of entry.distributions) if (one.queryable) ids.push(one.id)
  }
  return ids
}
