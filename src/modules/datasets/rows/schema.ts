import { Type } from 'typebox'

export const TableParams = Type.Object({ id: Type.String({ format: 'uuid' }) })

const Version = Type.Optional(Type.Integer({ minimum: 1, description: 'Số phiên bản; bỏ trống là bản mới nhất' }))
const AsOf = Type.Optional(Type.String({ format: 'date-time', description: 'Bản đang hiện hành vào lúc này' }))
const Filter = Type.Optional(
  Type.Array(Type.String({ maxLength: 4000 }), {
    maxItems: 50,
    description:
      'cột:phép:giá trị, ghi nhiều lần thì phải đúng cả; phép: eq ne lt le gt ge in between contains contains_plain null notnull',
  }),
)

export const RowsQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 10_000, default: 100 }),
  after: Type.Optional(Type.String({ maxLength: 8000, description: 'Giá trị next của trang trước' })),
  select: Type.Optional(Type.String({ maxLength: 8000, description: 'Tên các cột, cách nhau bằng dấu phẩy' })),
  sort: Type.Optional(Type.String({ maxLength: 1000, description: 'Tên cột; dấu - phía trước là giảm dần' })),
  filter: Filter,
  count: Type.Boolean({ default: true, description: 'Đếm mọi dòng khớp' }),
  version: Version,
  as_of: AsOf,
  format: Type.Union([Type.Literal('json'), Type.Literal('csv'), Type.Literal('ndjson')], { default: 'json' }),
})

export const AggregateQuery = Type.Object({
  group: Type.String({ default: '', maxLength: 1000, description: 'Các cột để gộp, cách nhau bằng dấu phẩy' }),
  measure: Type.Array(Type.String({ maxLength: 300 }), {
    minItems: 1,
    maxItems: 20,
    default: ['count'],
    description: 'count, distinct:cột, sum:cột, avg:cột, min:cột, max:cột',
  }),
  filter: Filter,
  sort: Type.Optional(
    Type.String({ maxLength: 300, description: 'Cột gộp hoặc phép tính; dấu - phía trước là giảm dần' }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: 10_000, default: 1000 }),
  version: Version,
  as_of: AsOf,
})

export const DistinctQuery = Type.Object({
  column: Type.String({ maxLength: 300 }),
  contains: Type.Optional(Type.String({ maxLength: 300 })),
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
  version: Version,
})

export const DownloadQuery = Type.Object({
  format: Type.Union(
    [
      Type.Literal('csv'),
      Type.Literal('excel-csv'),
      Type.Literal('xlsx'),
      Type.Literal('json'),
      Type.Literal('ndjson'),
      Type.Literal('parquet'),
    ],
    { default: 'csv' },
  ),
  version: Version,
  as_of: AsOf,
})

export const FileQuery = Type.Object({ version: Version })

const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])

export const RowsView = Type.Object({
  columns: Type.Array(Type.String()),
  rows: Type.Array(Type.Record(Type.String(), Cell)),
  total: Type.Optional(Type.Integer()),
  version: Type.Integer(),
  next: Type.Optional(Type.String()),
})

export const TableView = Type.Object({
  id: Type.String(),
  dataset: Type.Object({ id: Type.String(), slug: Type.String(), title: Type.String() }),
  title: Type.String(),
  version: Type.Integer(),
  published_at: Type.String(),
  rows: Type.Integer(),
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      type: Type.String(),
      role: Type.String(),
      unit: Type.Optional(Type.String()),
      meaning: Type.Optional(Type.String()),
      code_list: Type.Optional(Type.String()),
    }),
  ),
  versions: Type.Array(
    Type.Object({ number: Type.Integer(), published_at: Type.String(), rows: Type.Integer(), digest: Type.String() }),
  ),
})
