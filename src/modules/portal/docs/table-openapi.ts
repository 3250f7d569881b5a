import type { Column } from '../../../tabular/model.ts'
import type { Resource } from '../../catalog/index.ts'
import type { Version } from '../../datasets/index.ts'

const JSON_TYPES: Readonly<Record<Column['type'], Readonly<Record<string, unknown>>>> = {
  text: { type: ['string', 'null'] },
  integer: { type: ['integer', 'string', 'null'] },
  // A decimal that a double would cut comes as text.
  decimal: { type: ['number', 'string', 'null'] },
  boolean: { type: ['boolean', 'null'] },
  date: { type: ['string', 'null'], format: 'date' },
  datetime: { type: ['string', 'null'], format: 'date-time' },
  period: { type: ['string', 'null'], examples: ['2016', '2016-Q2', '2016-04'] },
}

export interface DescribedTable {
  readonly id: string
  readonly resource: Resource
  readonly version: Version
}

/** OpenAPI 3.1 of one table: its own columns as what may be chosen, sorted and filtered, and as what comes back. */
export function tableOpenApi(
  { id, resource, version }: DescribedTable,
  { publicUrl, lang }: { publicUrl: string; lang: 'vi' | 'en' },
) {
  const names = version.columns.map((column) => column.name)
  const notes = resource.record?.tables[id]?.columns ?? {}
  const title = resource.record?.title[lang] ?? resource.record?.title.vi ?? resource.slug
  const row = Object.fromEntries(
    version.columns.map((column) => {
      const note = notes[column.name]
      const unit = note?.unit ?? column.unit
      const description = [note?.meaning, unit].filter(Boolean).join('; ')
      return [
        column.name,
        { title: note?.title ?? column.title, ...(description ? { description } : {}), ...JSON_TYPES[column.type] },
      ]
    }),
  )
  return {
    openapi: '3.1.0',
    info: { title, version: String(version.number ?? 1), description: version.title },
    servers: [{ url: publicUrl }],
    paths: { [`/api/v1/tables/${id}/rows`]: { get: readRows(names, row) } },
  }
}

function readRows(names: readonly string[], row: Readonly<Record<string, unknown>>) {
  const list = names.join(', ')
  const inQuery = (name: string, description: string, schema: object) => ({ name, in: 'query', description, schema })
  const operators = 'eq|ne|lt|le|gt|ge|in|between|contains|contains_plain|null|notnull'
  return {
    operationId: 'readRows',
    summary: 'Dòng của bảng',
    parameters: [
      inQuery('limit', 'Số dòng', { type: 'integer', minimum: 1, maximum: 10_000, default: 100 }),
      inQuery('select', `Các cột, cách nhau bằng dấu phẩy: ${list}`, { type: 'string' }),
      inQuery('sort', 'Cột để xếp; dấu - phía trước là giảm dần', {
        type: 'string',
        enum: names.flatMap((name) => [name, `-${name}`]),
      }),
      inQuery('filter', 'cột:phép:giá trị', {
        type: 'array',
        items: { type: 'string', pattern: `^(${names.join('|')}):(${operators})(:.*)?$` },
      }),
      inQuery('after', 'Giá trị next của trang trước', { type: 'string' }),
    ],
    responses: {
      '200': {
        description: 'Các dòng',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['columns', 'rows', 'version'],
              properties: {
                columns: { type: 'array', items: { type: 'string', enum: names } },
                rows: { type: 'array', items: { type: 'object', properties: row } },
                total: { type: 'integer' },
                version: { type: 'integer' },
                next: { type: 'string' },
              },
            },
          },
        },
      },
    },
  }
}
