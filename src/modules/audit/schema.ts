import Type from 'typebox'
import { RecordQuery } from './filter.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

const RecordView = Type.Object({
  id: Type.Integer(),
  seq: Nullable(Type.Integer({ description: 'Place in the sealed chain; null for a moment after writing' })),
  at: Type.String({ format: 'date-time' }),
  action: Type.String(),
  actor: Type.Object({ kind: Type.String(), id: Nullable(Type.String()), name: Type.String() }),
  standsInFor: Nullable(Type.String()),
  agencyId: Nullable(Type.String()),
  resource: Nullable(
    Type.Object({ kind: Nullable(Type.String()), id: Nullable(Type.String()), version: Nullable(Type.Integer()) }),
  ),
  basis: Nullable(Type.String()),
  details: Type.Unknown(),
})

export const RecordsView = Type.Object({
  records: Type.Array(RecordView),
  next: Nullable(Type.Integer({ description: 'Value of `before` for the next page' })),
})

export const ExportQuery = Type.Object({
  ...RecordQuery.properties,
  format: Type.Union([Type.Literal('csv'), Type.Literal('ndjson')], { default: 'csv' }),
})

const SealView = Type.Object({
  records: Type.Integer({ description: 'Records sealed so far' }),
  batch: Type.Integer(),
  chain: Type.String({ description: 'Head of the chain, SHA-256 in hexadecimal' }),
  root: Type.String({ description: 'Merkle root of the last batch' }),
  signature: Type.String({ description: 'Ed25519 over the batch, base64url' }),
  publicKey: Type.String({ description: 'Ed25519 key of the node, base64url' }),
  at: Type.String({ format: 'date-time' }),
})

export const TransparencyView = Type.Object({
  seal: Nullable(SealView),
  withoutFourEyes: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
})
