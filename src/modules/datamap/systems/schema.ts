import { Type } from 'typebox'
import { STEPS } from './dossier.ts'
import { STANDINGS } from './reads.ts'
import { Approval, Checklist, DOSSIER_STATES, LevelChoice, SystemFacts, SystemStatement } from './record.ts'

export const IdParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
const MOST = 1000

/** Filters of the register; every one may be left out. */
export const RegisterParams = Type.Object({
  agency: Type.Optional(Type.String({ maxLength: 40, description: 'Mã cơ quan, gồm cả cấp dưới' })),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  level: Type.Optional(Type.Integer({ minimum: 0, maximum: 5, description: '0: chưa có cấp độ' })),
  dossier: Type.Optional(Type.Enum(DOSSIER_STATES)),
  standing: Type.Optional(Type.Enum(STANDINGS)),
  limit: Type.Integer({ minimum: 1, maximum: MOST, default: 100 }),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
})

const Figures = Type.Object({
  total: Type.Integer({ description: 'Hệ thống chưa dừng' }),
  classified: Type.Integer({ description: 'Đã phê duyệt cấp độ' }),
  compliant: Type.Integer({ description: 'Đã phê duyệt cấp độ và đủ bốn lớp còn hạn' }),
  labelled: Type.Integer(),
  toReview: Type.Integer(),
  levels: Type.Array(Type.Integer(), { description: 'Theo cấp độ 1 đến 5' }),
})

export const FiguresView = Type.Object({
  day: Type.String(),
  figures: Figures,
  branches: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), figures: Figures })),
})

const Nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

export const RegisterView = Type.Object({
  total: Type.Integer(),
  systems: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      agency: Type.Object({ code: Type.String(), name: Type.String() }),
      status: Type.String(),
      level: Nullable(Type.Integer()),
      dossier: Type.String(),
      approvedOn: Nullable(Type.String()),
      layers: Type.Integer(),
      compliant: Type.Boolean(),
    }),
  ),
})

export const SystemOut = Type.Object({
  id: Type.String(),
  revision: Type.Integer(),
  agency: Type.Object({ code: Type.String(), name: Type.String() }),
  statement: SystemStatement,
  level: Nullable(LevelChoice),
  checklist: Checklist,
  approval: Nullable(Approval),
  dossier: Type.String(),
  layers: Type.Array(Type.String(), { description: 'Lớp đã đủ đơn vị, bằng chứng và ngày' }),
})

export const NewSystem = Type.Object({ agency: Type.String({ maxLength: 40 }), statement: SystemStatement })
const revision = Type.Integer({ minimum: 1, description: 'Lần lưu đã đọc; khác đi là có người vừa lưu' })
export const StatementBody = Type.Object({ revision, statement: SystemStatement })
export const LevelBody = Type.Object({
  revision,
  facts: SystemFacts,
  level: Type.Integer({ minimum: 1, maximum: 5 }),
  reason: Type.Optional(Type.String({ maxLength: 2000 })),
})
export const ChecklistBody = Type.Object({ revision, checklist: Checklist })
export const StepBody = Type.Object({
  revision,
  step: Type.Enum(STEPS),
  note: Type.Optional(Type.String({ maxLength: 2000 })),
  decision: Type.Optional(
    Type.Object({
      number: Type.String({ maxLength: 120 }),
      on: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
      authority: Type.String({ maxLength: 300 }),
    }),
  ),
})

export const ProposalBody = Type.Object({
  facts: SystemFacts,
  day: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
  investedOn: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
})

const Proposed = Type.Object({
  level: Nullable(Type.Integer()),
  regime: Type.String(),
  byTransition: Type.Boolean(),
  grounds: Type.Array(
    Type.Object({ id: Type.String(), level: Type.Integer(), said: Type.String(), source: Nullable(Type.String()) }),
  ),
})
export const ProposalView = Type.Object({ now: Proposed, later: Nullable(Proposed) })
