import { Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })

export const ErasureParams = Type.Object({ id: Id })

export const ErasureBody = Type.Object({
  versions: Type.Array(Id, { default: [], maxItems: 500 }),
  sources: Type.Array(Id, { default: [], maxItems: 500 }),
  reason: Type.String({ maxLength: 4000 }),
  basis: Type.String({ maxLength: 4000, description: 'Căn cứ pháp lý: văn bản, điều, khoản' }),
})

export const ErasureDecisionBody = Type.Object({
  text: Type.String({ default: '', maxLength: 4000, description: 'Số quyết định, hoặc lý do từ chối' }),
})

export const ErasureQuery = Type.Object({
  state: Type.Optional(Type.Union([Type.Literal('asked'), Type.Literal('done'), Type.Literal('refused')])),
})

export const ErasureView = Type.Object({
  id: Type.String(),
  dataset: Type.Object({ id: Type.String(), slug: Type.String(), title: Type.String() }),
  state: Type.String(),
  reason: Type.String(),
  basis: Type.String(),
  asked_by: Type.String(),
  asked_at: Type.String(),
  decided_by: Type.Optional(Type.String()),
  decided_at: Type.Optional(Type.String()),
  decision: Type.Optional(Type.String()),
  versions: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      number: Type.Optional(Type.Integer()),
      digest: Type.String(),
      bytes: Type.Integer(),
    }),
  ),
  sources: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), digest: Type.String(), bytes: Type.Integer() }),
  ),
  removed_at: Type.Optional(Type.String()),
  /** Bytes that stay because something that was not erased has the same. */
  kept: Type.Array(Type.Object({ digest: Type.String(), used_by: Type.Integer() })),
  /** Backups that may still hold the bytes. */
  backups: Type.Array(Type.Object({ sha256: Type.String(), file: Type.String(), made_at: Type.String() })),
})

export const ErasureList = Type.Object({ erasures: Type.Array(ErasureView) })
