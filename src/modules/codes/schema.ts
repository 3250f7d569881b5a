import { Type } from 'typebox'

const ListHeadView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  title_en: Type.Optional(Type.String()),
  source: Type.String(),
  valid_from: Type.Optional(Type.String()),
  valid_to: Type.Optional(Type.String()),
  items: Type.Integer(),
  built_in: Type.Boolean(),
  version: Type.Integer(),
  updated_at: Type.String(),
})

export const ListHeadsView = Type.Object({ lists: Type.Array(ListHeadView) })

export const ListParams = Type.Object({ id: Type.String({ maxLength: 60, pattern: '^[a-z0-9-]+$' }) })

/** The list as the files of `seeds/codes` hold it; checked in full by the use case. */
export const ListContent = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    source: Type.String(),
    items: Type.Array(Type.Object({ code: Type.String(), name: Type.String() }, { additionalProperties: true })),
  },
  { additionalProperties: true },
)

export const ImportedView = Type.Object({ id: Type.String(), items: Type.Integer(), changed: Type.Boolean() })
