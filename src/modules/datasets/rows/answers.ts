import type { Static } from 'typebox'
import { parseFilters } from '../../../platform/duck/index.ts'
import type { Value } from '../../../tabular/model.ts'
import type { Actor } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { Version } from '../model.ts'
import { readVersions } from '../store.ts'
import { findContent } from './find-table.ts'
import type { AggregateQuery, DistinctQuery, RowsQuery, TableView } from './schema.ts'
import { columnsIn, measureIn, refOf, requireColumn, sortIn } from './table-ref.ts'

/** One page of rows, with the version it comes from. */
export async function answerRows(
  deps: DatasetsDeps,
  actor: Actor,
  { id, query }: { id: string; query: Static<typeof RowsQuery> },
) {
  const { version, resource } = await findContent(deps, actor, {
    id,
    version: query.version,
    asOf: dateIn(query.as_of),
  })
  deps.catalog.usage.count(resource.id, 'api')
  const select = columnsIn(query.select, version)
  const page = await deps.duck.rows.page({
    table: refOf(version),
    ...(select.length > 0 ? { select } : {}),
    filter: parseFilters(query.filter ?? [], version.columns),
    sort: sortIn(query.sort, version),
    ...(query.after ? { after: query.after } : {}),
    limit: query.limit,
    count: query.count,
  })
  return { page, version, resource }
}

/** Rows as records, which every client reads without thinking. */
export function recordsOf(page: {
  columns: readonly string[]
  rows: readonly (readonly Value[])[]
}): Record<string, Value>[] {
  return page.rows.map((row) => Object.fromEntries(page.columns.map((name, index) => [name, row[index] ?? null])))
}

export async function answerAggregate(
  deps: DatasetsDeps,
  actor: Actor,
  { id, query }: { id: string; query: Static<typeof AggregateQuery> },
) {
  const { version, resource } = await findContent(deps, actor, {
    id,
    version: query.version,
    asOf: dateIn(query.as_of),
  })
  deps.catalog.usage.count(resource.id, 'api')
  const group = columnsIn(query.group, version)
  const outputs = [...group, ...query.measure]
  const result = await deps.duck.rows.aggregate({
    table: refOf(version),
    group,
    measures: query.measure.map((text) => measureIn(text, version)),
    filter: parseFilters(query.filter ?? [], version.columns),
    sort: outputSort(query.sort, outputs),
    limit: query.limit,
  })
  return {
    columns: outputs,
    rows: recordsOf({ columns: outputs, rows: result.rows }),
    more: result.more,
    version: version.number ?? 0,
  }
}

export async function answerDistinct(
  deps: DatasetsDeps,
  actor: Actor,
  { id, query }: { id: string; query: Static<typeof DistinctQuery> },
) {
  const { version, resource } = await findContent(deps, actor, { id, version: query.version })
  deps.catalog.usage.count(resource.id, 'api')
  requireColumn(query.column, version)
  const { column, contains, limit } = query
  return deps.duck.rows.distinct({
    table: refOf(version),
    column,
    filter: [],
    limit,
    ...(contains ? { contains } : {}),
  })
}

export async function describeTable(deps: DatasetsDeps, actor: Actor, id: string): Promise<Static<typeof TableView>> {
  const { version, resource, distribution } = await findContent(deps, actor, { id })
  const note = resource.record?.tables[distribution.id]
  return {
    id,
    dataset: { id: resource.id, slug: resource.slug, title: resource.record?.title.vi ?? '' },
    title: note?.title ?? version.title,
    version: version.number ?? 0,
    published_at: version.publishedAt?.toISOString() ?? '',
    rows: version.rows ?? 0,
    columns: version.columns.map((column) => columnView(column, note?.columns[column.name])),
    versions: (await readVersions(deps.db, id)).map((item) => ({
      number: item.number ?? 0,
      published_at: item.publishedAt?.toISOString() ?? '',
      rows: item.rows ?? 0,
      digest: item.digest,
    })),
  }
}

function columnView(
  column: Version['columns'][number],
  note: { title?: string; meaning?: string; unit?: string } | undefined,
) {
  const unit = note?.unit ?? column.unit
  return {
    name: column.name,
    title: note?.title ?? column.title,
    type: column.type,
    role: column.role,
    ...(unit ? { unit } : {}),
    ...(note?.meaning ? { meaning: note.meaning } : {}),
    ...(column.codeList ? { code_list: column.codeList } : {}),
  }
}

function outputSort(text: string | undefined, outputs: readonly string[]) {
  if (!text) return []
  const descending = text.startsWith('-')
  const output = outputs.indexOf(descending ? text.slice(1) : text)
  return output < 0 ? [] : [{ output, descending }]
}

export function dateIn(text: string | undefined): Date | undefined {
  return text ? new Date(text) : undefined
}
