import { Type } from 'typebox'
import { ResourceRecord } from '../../catalog/index.ts'

export const ChangeParams = Type.Object({ id: Type.String({ format: 'uuid' }) })

const Text = (maxLength: number) => Type.String({ maxLength })

export const NewDataset = Type.Object({
  agency: Type.String({ maxLength: 35, description: 'Mã định danh cơ quan' }),
  // Longer than any title may be, so that the answer can say by how much.
  title: Text(20_000),
  /** Parts of the description, merged over an empty one. */
  record: Type.Optional(Type.Partial(ResourceRecord)),
})

export const DraftEdit = Type.Object({
  revision: Type.Integer({ minimum: 1 }),
  record: ResourceRecord,
  note: Type.Optional(Text(2000)),
})

export const AddFile = Type.Object({ upload: Type.String({ format: 'uuid' }) })

export const DecisionBody = Type.Object({
  number: Type.Optional(Text(200)),
  date: Type.Optional(Type.String({ format: 'date' })),
  text: Type.Optional(Text(2000)),
  at: Type.Optional(Type.String({ format: 'date-time', description: 'Hẹn giờ công bố' })),
})

export const ReasonBody = Type.Object({ reason: Text(4000) })

const TableSummary = Type.Object({
  id: Type.String(),
  name: Type.String(),
  title: Type.String(),
  rows: Type.Integer(),
  columns: Type.Integer(),
})

const FileSummary = Type.Object({
  id: Type.String(),
  name: Type.String(),
  state: Type.String(),
  size: Type.Integer(),
  problems: Type.Array(
    Type.Object({
      code: Type.String(),
      severity: Type.String(),
      message: Type.String(),
      sheet: Type.Optional(Type.String()),
      row: Type.Optional(Type.Integer()),
      column: Type.Optional(Type.Integer()),
    }),
  ),
})

export const ChangeView = Type.Object({
  id: Type.String(),
  dataset: Type.String(),
  slug: Type.String(),
  url: Type.String(),
  state: Type.String(),
  revision: Type.Integer(),
  record: ResourceRecord,
  files: Type.Array(FileSummary),
  tables: Type.Array(TableSummary),
  missing: Type.Array(Type.Object({ field: Type.String(), message: Type.String() })),
  personal: Type.Array(
    Type.Object({ table: Type.String(), column: Type.String(), kind: Type.String(), count: Type.Integer() }),
  ),
  quality: Type.Integer(),
  /** The record with everything filled in that the data themselves tell; the officer decides. */
  suggested: ResourceRecord,
})
