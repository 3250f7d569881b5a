import { type Static, Type } from 'typebox'
import { EntrySchema } from './entry-schema.ts'

/** What nodes of this program say to each other; version 1. Times are ISO 8601 in UTC, ids are UUIDs in lower case. */
export const NODE_KINDS = ['ministry', 'province', 'commune', 'enterprise', 'nation', 'other'] as const
export type NodeKind = (typeof NODE_KINDS)[number]
export const NodeKindSchema = Type.Enum([...NODE_KINDS])

const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const Moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$', maxLength: 30 })
const PublicKey = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })
const Uri = Type.String({ maxLength: 4_000, pattern: '^https?://' })
const Text = Type.String({ maxLength: 4_000 })

/** One key vouching for the next: Ed25519 over `nguon-key/1 {node} {from} {to}`. */
export const Succession = Type.Object({ from: PublicKey, to: PublicKey, signature: Type.String({ maxLength: 100 }) })
export type Succession = Static<typeof Succession>

const Count = Type.Integer({ minimum: 0, maximum: 10_000_000 })

/** Totals of information systems by level 1 to 5: no system, no agency, nothing of their protection. */
export const NodeSystems = Type.Object({
  /** Day they were counted, in Viet Nam. */
  on: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
  total: Count,
  /** With an approved level. */
  classified: Count,
  levels: Type.Array(Count, { minItems: 5, maxItems: 5 }),
})
export type NodeSystems = Static<typeof NodeSystems>

/** What a node says about itself; signed as a message by `key`. */
export const NodeCard = Type.Object({
  format: Type.Literal('nguon-node/1'),
  id: Uuid,
  name: Type.String({ minLength: 1, maxLength: 200 }),
  kind: NodeKindSchema,
  /** Identification code of the agency that runs it (QĐ 20/2020). */
  agency: Type.Optional(Type.String({ maxLength: 60 })),
  url: Uri,
  /** Ed25519, base64url of 32 bytes. */
  key: PublicKey,
  succession: Type.Array(Succession, { maxItems: 50 }),
  software: Type.Object({ name: Text, version: Text }),
  datasets: Type.Integer({ minimum: 0 }),
  systems: Type.Optional(NodeSystems),
})
export type NodeCard = Static<typeof NodeCard>

const Head = { node: Uuid, id: Uuid, uri: Uri, kind: Type.String({ pattern: '^[a-z-]{2,40}$' }), at: Moment }

/** Content of a table, for who was asked to keep a copy. */
const WireTable = Type.Object({
  id: Uuid,
  /** SHA-256 of its Parquet file, hex. */
  digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  bytes: Type.Integer({ minimum: 0 }),
  rows: Type.Optional(Type.Integer({ minimum: 0 })),
})

/** A public resource as it is now. */
export const PutRecord = Type.Object({
  format: Type.Literal('nguon-record/1'),
  ...Head,
  version: Type.Integer({ minimum: 1 }),
  entry: EntrySchema,
  /** Correction notice. */
  notice: Type.Optional(Type.String({ maxLength: 20_000 })),
  tables: Type.Optional(Type.Array(WireTable, { maxItems: 2_000 })),
  /** What the kind adds (database, system, plan). */
  details: Type.Optional(Type.Unknown()),
})
export type PutRecord = Static<typeof PutRecord>

/** A resource that is no longer public. */
export const GoneRecord = Type.Object({
  format: Type.Literal('nguon-gone/1'),
  ...Head,
  reason: Type.String({ maxLength: 20_000 }),
})
export type GoneRecord = Static<typeof GoneRecord>

/** Answer to a question that came from another node. */
export const AnswerRecord = Type.Object({
  format: Type.Literal('nguon-answer/1'),
  node: Uuid,
  /** The node the question came from, and its id there. */
  to: Uuid,
  question: Uuid,
  at: Moment,
  answer: Type.String({ maxLength: 20_000 }),
  answeredBy: Type.String({ maxLength: 400 }),
  hidden: Type.Boolean(),
})
export type AnswerRecord = Static<typeof AnswerRecord>

export type WireRecord = PutRecord | GoneRecord | AnswerRecord

/** A record with the signature of its origin (`platform/http-sig` proof), kept together however it travels. */
export const Signed = Type.Object({
  record: Type.Object({ format: Type.String(), node: Uuid }, { additionalProperties: true }),
  proof: Type.Object({ jws: Type.String({ maxLength: 400 }) }),
})
export type Signed = Static<typeof Signed>

/** One page of the change feed; signed as a message. */
export const FeedPage = Type.Object({
  format: Type.Literal('nguon-feed/1'),
  node: Uuid,
  /** `list`: everything there is, in the order of ids; `changes`: what happened since, in the order it was committed. */
  phase: Type.Union([Type.Literal('list'), Type.Literal('changes')]),
  items: Type.Array(Signed, { maxItems: 500 }),
  /** Where to go on; opaque, survives restarts of both sides. */
  cursor: Type.String({ maxLength: 400 }),
  /** Ask again at once. */
  more: Type.Boolean(),
  /** The cursor asked with is of another state of this node (a restored backup): the list begins anew. */
  reset: Type.Optional(Type.Boolean()),
})
export type FeedPage = Static<typeof FeedPage>

/** A question or an error report handed on to the node that owns the dataset; signed as a message. */
export const FeedbackLetter = Type.Object({
  format: Type.Literal('nguon-feedback/1'),
  from: Uuid,
  to: Uuid,
  /** Id at the node it was asked at. */
  question: Uuid,
  resource: Uuid,
  kind: Type.Union([Type.Literal('question'), Type.Literal('error')]),
  body: Type.String({ minLength: 1, maxLength: 4_000 }),
  at: Moment,
})
export type FeedbackLetter = Static<typeof FeedbackLetter>
