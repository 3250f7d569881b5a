import { Type } from 'typebox'
import { PlanContent } from './content/model.ts'

const Id = Type.String({ format: 'uuid' })
const Said = Type.Object({ vi: Type.String(), en: Type.String() })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const Counts = Type.Object({
  items: Type.Integer(),
  due: Type.Integer(),
  published: Type.Integer(),
  on_time: Type.Integer(),
  late: Type.Integer(),
  due_soon: Type.Integer(),
  fresh: Type.Integer(),
  good_enough: Type.Integer(),
  open_format: Type.Integer(),
})

const PlanSummary = Type.Object({
  id: Id,
  slug: Type.String(),
  url: Type.String(),
  kind: Type.String(),
  title: Type.String(),
  agency: Type.String(),
  period: Type.Object({ from: Type.String(), to: Type.String() }),
  number: Type.Optional(Type.String()),
  issued_on: Type.Optional(Type.String()),
  counts: Counts,
})

export const PlansView = Type.Object({ plans: Type.Array(PlanSummary) })

export const PlanView = Type.Object({
  id: Id,
  slug: Type.String(),
  url: Type.String(),
  uri: Type.String(),
  kind: Type.String(),
  title: Type.String(),
  agency: Type.Object({ code: Type.String(), name: Type.String() }),
  period: Type.Object({ from: Type.String(), to: Type.String() }),
  number: Type.Optional(Type.String()),
  counts: Counts,
  phases: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      from: Type.String(),
      to: Type.String(),
      over: Type.Boolean(),
      measures: Type.Array(
        Type.Object({ name: Type.String(), wanted: Type.Number(), reached: Type.Number(), met: Type.Boolean() }),
      ),
    }),
  ),
  items: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String(),
      unit: Type.String(),
      due: Type.String(),
      frequency: Type.Optional(Type.String()),
      formats: Type.Array(Type.String()),
      reason: Type.String(),
      stage: Type.String(),
      on_time: Type.Boolean(),
      fresh: Type.Boolean(),
      good_enough: Type.Boolean(),
      dataset: Type.Optional(Type.String()),
    }),
  ),
  history: Type.Array(Type.Object({ day: Type.String(), published: Type.Integer(), late: Type.Integer() })),
})

export const CoverageView = Type.Object({
  kinds: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Said,
      issued: Type.Integer(),
      wanted: Type.Integer(),
      target_share: Type.Optional(Type.Number()),
      due: Type.Optional(Type.String()),
      missing: Type.Array(Type.String()),
    }),
  ),
})

export const NewPlanBody = Type.Object({
  kind: Type.String({ maxLength: 60 }),
  agency: Type.String({ maxLength: 60 }),
  from: Day,
  to: Day,
})

export const DraftView = Type.Object({
  change: Id,
  resource: Id,
  revision: Type.Integer(),
  state: Type.String(),
  content: Type.Unsafe<PlanContent>(PlanContent),
  lacks: Type.Array(Type.Object({ field: Type.String(), message: Type.String() })),
})

export const ContentBody = Type.Object({
  /** The revision that was read; another one means somebody saved in between. */
  revision: Type.Integer({ minimum: 1 }),
  content: PlanContent,
})

export const ProposalsView = Type.Object({
  proposals: Type.Array(
    Type.Object({
      key: Type.String(),
      title: Type.String(),
      reason: Type.String(),
      text: Type.String(),
      weight: Type.Number(),
    }),
  ),
})

export const LinkBody = Type.Object({
  item: Id,
  /** Id, slug or address of a dataset of the agency. */
  dataset: Type.String({ maxLength: 300 }),
  chosen: Type.Boolean(),
})

export const RequestView = Type.Object({
  number: Type.Integer(),
  url: Type.String(),
  title: Type.String(),
  body: Type.String(),
  state: Type.String(),
  agency: Type.String(),
  votes: Type.Integer(),
  asked_at: Type.String(),
  due_on: Type.String(),
  /** Id of the rule the day was counted by; what it says stands at /ke-hoach/quy-tac. */
  due_rule: Type.String(),
  answer: Type.Optional(Type.String()),
  basis: Type.Optional(Type.String()),
  plan_item: Type.Optional(Type.String()),
  dataset: Type.Optional(Type.String()),
})

export const RequestsView = Type.Object({ total: Type.Integer(), requests: Type.Array(RequestView) })

export const RequestsQuery = Type.Object({
  state: Type.Optional(Type.Union(['open', 'planned', 'published', 'refused'].map((state) => Type.Literal(state)))),
  agency: Type.Optional(Type.String({ maxLength: 60 })),
  sort: Type.Union([Type.Literal('votes'), Type.Literal('new')], { default: 'votes' }),
  page: Type.Integer({ minimum: 1, maximum: 1000, default: 1 }),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
})

export const AskBody = Type.Object({
  title: Type.String({ maxLength: 1000 }),
  body: Type.String({ maxLength: 10_000 }),
  agency: Type.String({ maxLength: 60 }),
  contact: Type.Optional(Type.String({ maxLength: 1000 })),
})

export const AnswerBody = Type.Object({
  verdict: Type.Union([Type.Literal('planned'), Type.Literal('published'), Type.Literal('refused')]),
  text: Type.String({ maxLength: 10_000 }),
  plan: Type.Optional(Id),
  item: Type.Optional(Id),
  dataset: Type.Optional(Type.String({ maxLength: 300 })),
  basis: Type.Optional(Type.String({ maxLength: 4000 })),
})
