import { Type } from 'typebox'
import { CLASSES, DatabaseRecord } from '../record.ts'

const Text = (maxLength: number) => Type.String({ maxLength })

export const ListQuery = Type.Object({
  q: Type.String({ default: '', maxLength: 200 }),
  class: Type.Optional(Type.Enum(CLASSES)),
  agency: Type.Optional(Text(35)),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }),
  page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }),
})

const Summary = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  name: Type.String(),
  class: Type.String(),
  status: Type.Optional(Type.String()),
  sector: Type.Optional(Type.String()),
  agency: Type.String(),
  agency_code: Type.String(),
  items: Type.Integer(),
  open_items: Type.Integer(),
  url: Type.String(),
})

export const ListView = Type.Object({ total: Type.Integer(), databases: Type.Array(Summary) })

export const SlugParams = Type.Object({ slug: Text(120) })
export const IdParams = Type.Object({ id: Type.String({ format: 'uuid' }) })

const RelationView = Type.Object({
  type: Type.String(),
  direction: Type.String({ description: '`out` khai ở đây, `in` nơi khác khai về đây' }),
  name: Type.String(),
  id: Type.Optional(Type.String()),
})

export const DatabaseView = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  url: Type.String(),
  agency: Type.String(),
  agency_code: Type.String(),
  version: Type.Integer(),
  published_at: Type.String(),
  /** `public`: security, contacts, costs are left out. */
  part: Type.String(),
  record: DatabaseRecord,
  relations: Type.Array(RelationView),
})

export const NewDatabase = Type.Object({
  agency: Type.String({ maxLength: 35, description: 'Mã định danh cơ quan chủ quản' }),
  record: DatabaseRecord,
})

export const ChangeEdit = Type.Object({
  revision: Type.Integer({ minimum: 1 }),
  record: DatabaseRecord,
  note: Type.Optional(Text(2000)),
})

const FindingView = Type.Object({
  rule: Type.String(),
  severity: Type.String(),
  field: Type.String(),
  message: Type.String(),
  mend: Type.String(),
  basis: Type.Optional(Type.String()),
})

export const ChangeView = Type.Object({
  id: Type.String(),
  database: Type.String(),
  slug: Type.String(),
  url: Type.String(),
  state: Type.String(),
  revision: Type.Integer(),
  record: DatabaseRecord,
  findings: Type.Array(FindingView),
})
