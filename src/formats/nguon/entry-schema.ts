import { type TSchema, Type } from 'typebox'

const SHORT = 600
const LONG = 40_000
const MANY = 2_000

const Short = Type.String({ maxLength: SHORT })
const Long = Type.String({ maxLength: LONG })
// Shown as links: a scheme of another kind would run in the reader's browser.
const Web = Type.String({ maxLength: 4_000, pattern: '^https?://' })
const Uri = Type.String({ maxLength: 4_000, minLength: 1 })
const Texts = Type.Record(Type.String({ maxLength: 20 }), Long)
const Day = Type.String({ maxLength: 40, pattern: '^\\d{4}' })
const list = <Item extends TSchema>(item: Item) => Type.Array(item, { maxItems: MANY })
const maybe = Type.Optional

const Agent = Type.Object({ id: Short, uri: maybe(Uri), name: Short, homepage: maybe(Web), email: maybe(Short) })
const Contact = Type.Object({ name: maybe(Short), email: maybe(Short), phone: maybe(Short) })
const Period = Type.Object({ from: maybe(Day), to: maybe(Day) })

const Distribution = Type.Object({
  id: Short,
  uri: Uri,
  title: Texts,
  description: Texts,
  accessUrl: Web,
  downloadUrl: maybe(Web),
  format: maybe(Short),
  mediaType: maybe(Short),
  bytes: maybe(Type.Number({ minimum: 0 })),
  checksum: maybe(
    Type.Object({
      algorithm: Type.Union([Type.Literal('SHA-256'), Type.Literal('SHA-1'), Type.Literal('MD5')]),
      value: Short,
    }),
  ),
  licence: maybe(Short),
  rights: maybe(Long),
  issued: maybe(Day),
  modified: maybe(Day),
  availability: maybe(Type.Enum(['temporary', 'experimental', 'available', 'stable'])),
  conformsTo: list(Uri),
  accessService: maybe(Type.Object({ uri: Uri, title: Texts, endpointUrl: Web, endpointDescription: maybe(Web) })),
  queryable: Type.Boolean(),
})

/** `Entry` of `formats/model.ts` as another node may send it: bounded, and with links a browser may follow. */
export const EntrySchema = Type.Object({
  id: Short,
  uri: Uri,
  kind: Type.Union([Type.Literal('dataset'), Type.Literal('service'), Type.Literal('series')]),
  name: Type.String({ maxLength: 200 }),
  title: Texts,
  description: Texts,
  keywords: list(Short),
  themes: list(Short),
  publisher: Agent,
  contact: maybe(Contact),
  licence: maybe(Short),
  accessRights: Type.Union([Type.Literal('public'), Type.Literal('restricted'), Type.Literal('non-public')]),
  frequency: maybe(Short),
  areas: list(Short),
  temporal: maybe(Period),
  issued: maybe(Day),
  modified: maybe(Day),
  version: maybe(Short),
  landingPage: maybe(Web),
  source: maybe(Long),
  legalBasis: maybe(Long),
  inSeries: list(Uri),
  endpointUrl: maybe(Web),
  distributions: list(Distribution),
  extras: Type.Record(Type.String(), Long),
})
