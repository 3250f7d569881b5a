import { type Static, Type } from 'typebox'

const text = (maxLength = 300) => Type.Optional(Type.String({ minLength: 1, maxLength }))
const day = () => Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))
const yes = () => Type.Optional(Type.Boolean())
const count = () => Type.Optional(Type.Integer({ minimum: 0, maximum: 1e9 }))
const oneOf = <Values extends string[]>(values: readonly [...Values]) => Type.Optional(Type.Enum(values))

const STATUSES = ['planned', 'building', 'operating', 'upgrading', 'retired'] as const
export const INFO_TYPES = ['public', 'private', 'personal', 'secret'] as const
export const SYSTEM_TYPES = ['internal', 'service', 'infrastructure', 'control', 'other'] as const
export const PUBLIC_SERVICES = ['none', 'information', 'level2', 'level3'] as const
export const ONLINE_SERVICES = ['none', 'unconditional', 'conditional'] as const
export const SCOPES = ['organisation', 'sector', 'province', 'nation', 'international'] as const
export const WORKS = ['IV', 'III', 'II', 'I', 'special'] as const
export const SECRET_HARMS = ['none', 'harm', 'serious', 'grave'] as const
export const LAYERS = ['onSite', 'monitoring', 'assessment', 'nationalLink'] as const
export type LayerName = (typeof LAYERS)[number]
const LABELS = ['none', 'asked', 'granted'] as const
export const DOSSIER_STATES = ['draft', 'submitted', 'checked', 'appraised', 'approved'] as const
export type DossierState = (typeof DOSSIER_STATES)[number]

/** What the level is decided from. Absent means: not answered yet. */
export const SystemFacts = Type.Object(
  {
    systemType: oneOf(SYSTEM_TYPES),
    infoTypes: Type.Optional(Type.Array(Type.Enum(INFO_TYPES), { maxItems: 4 })),
    publicService: oneOf(PUBLIC_SERVICES),
    onlineService: oneOf(ONLINE_SERVICES),
    procedures: yes(),
    /** People whose basic, whose sensitive personal data is held. */
    subjectsBasic: count(),
    subjectsSensitive: count(),
    scope: oneOf(SCOPES),
    nonstop: yes(),
    nationalEgov: yes(),
    nationalData: yes(),
    works: oneOf(WORKS),
    securityWorks: yes(),
    secretHarm: oneOf(SECRET_HARMS),
    dataExchange: yes(),
    eIdentity: yes(),
  },
  { additionalProperties: false },
)
export type SystemFacts = Static<typeof SystemFacts>

/** One of the four layers: who, by what evidence, since when, until when. */
const Layer = Type.Object(
  { unit: text(), evidence: text(1000), since: day(), until: day() },
  { additionalProperties: false },
)
export type Layer = Static<typeof Layer>

const PartState = Type.Object({ evidence: text(1000), on: day() }, { additionalProperties: false })

/** The level somebody has settled on. */
export const LevelChoice = Type.Object(
  {
    level: Type.Integer({ minimum: 1, maximum: 5 }),
    /** Level the rules proposed then; absent when they could not. */
    proposed: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    regime: Type.String(),
    /** Criteria that held. */
    criteria: Type.Array(Type.String()),
    /** Why another level than the proposed one was chosen. */
    reason: text(2000),
    by: Type.String(),
    on: Type.String(),
  },
  { additionalProperties: false },
)
export type LevelChoice = Static<typeof LevelChoice>

/** What the officer says about a system; checklists and decisions have their own steps. */
export const SystemStatement = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 300 }),
    status: Type.Enum(STATUSES),
    code: text(60),
    url: text(500),
    purpose: text(5000),
    operator: text(),
    subUnit: text(),
    itUnit: text(),
    /** Day the investment was decided; it tells which decree a system that runs already goes by. */
    investedOn: day(),
    yearInUse: Type.Optional(Type.Integer({ minimum: 1950, maximum: 2100 })),
    /** Records, files, size: in words. */
    dataVolume: text(),
    users: text(),
    services: text(2000),
    networks: text(2000),
    facts: SystemFacts,
  },
  { additionalProperties: false },
)
export type SystemStatement = Static<typeof SystemStatement>

export const Approval = Type.Object(
  {
    number: Type.String({ minLength: 1, maxLength: 120 }),
    on: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    authority: Type.String({ minLength: 1, maxLength: 300 }),
    level: Type.Integer({ minimum: 1, maximum: 5 }),
  },
  { additionalProperties: false },
)
export type Approval = Static<typeof Approval>

const TrustLabel = Type.Object(
  { state: Type.Enum(LABELS), number: text(120), issuedOn: day(), until: day() },
  { additionalProperties: false },
)

/** Evidence that the parts of the dossier and the four layers are there. */
export const Checklist = Type.Object(
  {
    parts: Type.Record(Type.String({ pattern: '^[a-z-]{1,40}$' }), PartState),
    layers: Type.Object({
      onSite: Type.Optional(Layer),
      monitoring: Type.Optional(Layer),
      assessment: Type.Optional(Layer),
      nationalLink: Type.Optional(Layer),
    }),
    label: TrustLabel,
    reviewedOn: day(),
  },
  { additionalProperties: false },
)
export type Checklist = Static<typeof Checklist>

/** Everything stored about a system. */
export interface SystemRecord {
  readonly statement: SystemStatement
  readonly choice?: LevelChoice
  readonly checklist: Checklist
  readonly approval?: Approval
}

export const EMPTY_CHECKLIST: Checklist = { parts: {}, layers: {}, label: { state: 'none' } }
