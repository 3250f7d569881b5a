import { Type } from 'typebox'
import { AppError } from '../../../platform/errors.ts'
import type { OpenTable } from '../../datasets/index.ts'
import { defineTool } from './tool.ts'

/** Describes a dataset with its tables and their columns. */
export const describeDataset = defineTool({
  name: 'describe_dataset',
  title: 'Mô tả bộ dữ liệu',
  description:
    'Describe one dataset: what it is, its agency, licence, period, and each table with its id, number of rows, and columns ' +
    '(name, type, label, meaning, unit). Table ids are what read_rows and query_table take.',
  input: Type.Object({
    dataset: Type.String({ pattern: '^[A-Za-z0-9_-]{2,100}$', description: 'Slug or id of the dataset' }),
  }),
  async run(deps, { actor }, { dataset }) {
    const entry = await deps.entries.one(dataset)
    if (entry === undefined) throw noSuchDataset(dataset)
    const queryable = entry.distributions.filter((one) => one.queryable)
    const tables = await Promise.all(queryable.map(({ id }) => deps.datasets.openTable(actor, { id })))
    const files = entry.distributions.filter((one) => !one.queryable)
    return {
      id: entry.id,
      slug: entry.name,
      title: entry.title,
      description: entry.description,
      publisher: entry.publisher.name,
      ...(entry.licence === undefined ? {} : { licence: entry.licence }),
      ...(entry.temporal === undefined ? {} : { period: entry.temporal }),
      ...(entry.modified === undefined ? {} : { modified: entry.modified }),
      keywords: entry.keywords,
      url: entry.landingPage ?? entry.uri,
      tables: tables.map(tableView),
      files: files.map(({ title, format, accessUrl }) => ({ title, url: accessUrl, ...(format ? { format } : {}) })),
    }
  },
})

function tableView({ id, title, rows, columns, version }: OpenTable) {
  return { id, title, version: version.number ?? 0, rows, columns }
}

function noSuchDataset(name: string): AppError {
  return new AppError('not-found', 'mcp.no-such-dataset', {
    vi: `Không có bộ dữ liệu mở nào tên “${name}”. Hãy dùng search_datasets để tìm.`,
    en: `There is no open dataset "${name}". Use search_datasets to find one.`,
  })
}
