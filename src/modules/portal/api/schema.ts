import { Type } from 'typebox'
import { SearchQuery } from '../search/query.ts'

const { kind: _, ...filters } = SearchQuery.properties

export const DatasetsQuery = Type.Object({
  ...filters,
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
})

const Summary = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  title: Type.String(),
  agency: Type.String(),
  agency_code: Type.String(),
  published_at: Type.String(),
  formats: Type.Array(Type.String()),
  rows: Type.Optional(Type.Integer()),
  quality: Type.Optional(Type.Integer()),
  url: Type.String(),
})

export const DatasetsView = Type.Object({
  total: Type.Integer(),
  datasets: Type.Array(Summary),
  facets: Type.Record(Type.String(), Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }))),
})

export const DatasetView = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  url: Type.String(),
  uri: Type.String(),
  version: Type.Integer(),
  published_at: Type.String(),
  agency: Type.Object({ code: Type.String(), name: Type.String() }),
  record: Type.Any(),
  quality: Type.Integer(),
  tables: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      title: Type.String(),
      version: Type.Integer(),
      rows: Type.Integer(),
      columns: Type.Integer(),
    }),
  ),
  files: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      format: Type.String(),
      bytes: Type.Integer(),
      digest: Type.String(),
    }),
  ),
})
