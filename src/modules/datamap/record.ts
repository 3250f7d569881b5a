import { type Static, type TProperties, Type } from 'typebox'

const LONG = 20_000
const SHORT = 300

const text = (maxLength = SHORT) => Type.Optional(Type.String({ minLength: 1, maxLength }))
const long = () => text(LONG)
const lines = () => Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { maxItems: 300 }))
const yes = () => Type.Optional(Type.Boolean())
const day = () => Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))
const number = (maximum = 1e15) => Type.Optional(Type.Number({ minimum: 0, maximum }))
const oneOf = <Values extends string[]>(values: readonly [...Values]) => Type.Optional(Type.Enum(values))
const someOf = <Values extends string[]>(values: readonly [...Values]) =>
  Type.Optional(Type.Array(Type.Enum(values), { maxItems: 20 }))
const part = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })

/** NĐ 47/2020, Điều 11(1): 1 national; 2 shared by a ministry, a sector, a locality; 3 inside one system. */
export const CLASSES = ['1', '2a', '2b', '2c', '3'] as const
export type DatabaseClass = (typeof CLASSES)[number]
const STATUSES = ['planned', 'building', 'operating', 'upgrading', 'retired'] as const
/** What a review decides about a database. */
export const OUTCOMES = ['keep', 'upgrade', 'merge', 'replace', 'retire'] as const
export type Outcome = (typeof OUTCOMES)[number]
const LEVELS = ['central', 'province', 'commune'] as const
/** Domains of the Common Data Dictionary (QĐ 2439/QĐ-TTg). */
const DOMAINS = ['DOM-HUMAN', 'DOM-ORG', 'DOM-ASSET', 'DOM-CADASTRE', 'DOM-ADDRESS', 'DOM-GEO'] as const
const MODES = ['online', 'periodic', 'manual'] as const
export const SHARES = ['open', 'shared', 'private'] as const
export type Share = (typeof SHARES)[number]
const IMPORTANCES = ['other', 'important', 'core'] as const
export const PERSONALS = ['none', 'basic', 'sensitive'] as const
export type Personal = (typeof PERSONALS)[number]
/** Ways of sharing: look-up, copying, copying up and handing on, packages on media. */
const METHODS = ['query', 'sync', 'orchestrated', 'package'] as const
const PLATFORMS = ['NDOP', 'NDXP', 'LGSP', 'direct'] as const
const CONNECTIONS = ['connected', 'connecting', 'not-connected', 'not-needed'] as const
const LAYER_STATES = ['none', 'partly', 'done'] as const
const INVESTMENTS = ['built', 'rented', 'supplied'] as const
export const MILESTONE_STATES = ['planned', 'doing', 'done', 'dropped'] as const
export const RELATIONS = ['feeds', 'copies', 'refers-to', 'served-by', 'published-as'] as const
export type RelationType = (typeof RELATIONS)[number]

const Identity = part({
  name: text(),
  nameEn: text(),
  code: text(60),
  class: oneOf(CLASSES),
  status: oneOf(STATUSES),
  rationalisation: oneOf(OUTCOMES),
  level: oneOf(LEVELS),
  domain: oneOf(DOMAINS),
  /** Code of the list `theme`. */
  sector: text(60),
  yearInUse: Type.Optional(Type.Integer({ minimum: 1950, maximum: 2100 })),
  /** Information system it lives in: its name, and its id in the register where it is there. */
  system: text(),
  systemId: Type.Optional(Type.String({ format: 'uuid' })),
  systemUrl: text(500),
})

const Ownership = part({
  subUnit: text(),
  operator: text(),
  itUnit: text(),
  contactName: text(200),
  contactPosition: text(200),
  contactPhone: text(40),
  contactEmail: text(200),
  steward: text(200),
  dataOfficer: text(200),
})

/** A document something rests on. */
export const Basis = part({
  number: Type.String({ minLength: 1, maxLength: 120 }),
  article: text(120),
  date: day(),
  title: text(500),
})
export type Basis = Static<typeof Basis>

const Legal = part({
  bases: Type.Optional(Type.Array(Basis, { maxItems: 50 })),
  /** Rules of use issued for it. */
  regulation: text(500),
})

const Content = part({
  purpose: long(),
  scope: long(),
  content: long(),
  entities: lines(),
  masterData: yes(),
  masterKey: text(200),
  records: number(),
  firstPeriod: text(20),
  lastPeriod: text(20),
  retention: text(),
})

const Update = part({
  sources: lines(),
  collectionMethod: long(),
  mode: oneOf(MODES),
  /** Code of the list `frequency`. */
  frequency: text(60),
  lastUpdated: day(),
  digitisedPercent: number(100),
})

const Classification = part({
  sharing: oneOf(SHARES),
  importance: oneOf(IMPORTANCES),
  personalData: oneOf(PERSONALS),
  stateSecret: yes(),
  /** The public may not even know that it exists. */
  hidden: yes(),
})

const Sharing = part({
  what: long(),
  methods: someOf(METHODS),
  platforms: someOf(PLATFORMS),
  frequency: text(),
  scope: long(),
  detail: long(),
  connection: oneOf(CONNECTIONS),
  consumers: lines(),
  services: lines(),
  transactionsPerMonth: number(),
  openListReviewedOn: day(),
})

const Security = part({
  level: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  decisionNumber: text(120),
  decisionDate: day(),
  onSite: oneOf(LAYER_STATES),
  monitoring: oneOf(LAYER_STATES),
  assessment: oneOf(LAYER_STATES),
  nationalLink: oneOf(LAYER_STATES),
  label: text(),
})

const Quality = part({
  /** 0 to 100. */
  index: number(100),
  checkedOn: day(),
  errors: number(),
})

const Cost = part({
  investment: oneOf(INVESTMENTS),
  /** Million đồng. */
  amount: number(),
})

/** A thing collected: a column of a table, or what an inventory calls a data item. */
export const DatabaseItem = part({
  table: text(),
  column: text(),
  title: Type.String({ minLength: 1, maxLength: SHORT }),
  type: text(120),
  isKey: yes(),
  /** Name of the code list its values come from. */
  codeList: text(120),
  share: oneOf(SHARES),
  userGroups: lines(),
  personal: oneOf(PERSONALS),
  note: text(2000),
})
export type DatabaseItem = Static<typeof DatabaseItem>

export const Milestone = part({
  name: Type.String({ minLength: 1, maxLength: SHORT }),
  due: day(),
  state: oneOf(MILESTONE_STATES),
  budget: text(),
  /** Percent. */
  progress: number(100),
})
export type Milestone = Static<typeof Milestone>

export const Relation = part({
  type: Type.Enum(RELATIONS),
  /** Catalogue id of the other end; absent where this node does not have it. */
  to: Type.Optional(Type.String({ format: 'uuid' })),
  name: Type.String({ minLength: 1, maxLength: SHORT }),
  note: text(1000),
})
export type Relation = Static<typeof Relation>

export const MOST_ITEMS = 50_000

/** Everything the map says about one database, in the groups a clerk thinks in. Absent means: not said. */
export const DatabaseRecord = part({
  identity: Identity,
  ownership: Ownership,
  legal: Legal,
  content: Content,
  update: Update,
  classification: Classification,
  items: Type.Array(DatabaseItem, { maxItems: MOST_ITEMS }),
  sharing: Sharing,
  security: Security,
  quality: Quality,
  cost: Cost,
  roadmap: Type.Array(Milestone, { maxItems: 100 }),
  relations: Type.Array(Relation, { maxItems: 500 }),
})
export type DatabaseRecord = Static<typeof DatabaseRecord>

/** A record that says nothing but a name. */
export function emptyDatabase(name: string): DatabaseRecord {
  return {
    identity: name === '' ? {} : { name },
    ownership: {},
    legal: {},
    content: {},
    update: {},
    classification: {},
    items: [],
    sharing: {},
    security: {},
    quality: {},
    cost: {},
    roadmap: [],
    relations: [],
  }
}
