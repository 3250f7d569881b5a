import { type Static, Type } from 'typebox'

const TITLE_MAX = 300
const TEXT_MAX = 20_000

const Code = Type.String({ minLength: 1, maxLength: 60 })

/** Text in Vietnamese, with an English twin where somebody wrote one. */
export const Localized = Type.Object({
  vi: Type.String({ maxLength: TEXT_MAX }),
  en: Type.Optional(Type.String({ maxLength: TEXT_MAX })),
})
export type Localized = Static<typeof Localized>

const LocalizedTitle = Type.Object({
  vi: Type.String({ maxLength: TITLE_MAX }),
  en: Type.Optional(Type.String({ maxLength: TITLE_MAX })),
})

/** What the officer says about a column; names and types come from the data. */
const ColumnNote = Type.Object({
  title: Type.Optional(Type.String({ maxLength: TITLE_MAX })),
  meaning: Type.Optional(Type.String({ maxLength: 2000 })),
  unit: Type.Optional(Type.String({ maxLength: 60 })),
})

export const TableNote = Type.Object({
  title: Type.Optional(Type.String({ maxLength: TITLE_MAX })),
  columns: Type.Record(Type.String(), ColumnNote),
})
export type TableNote = Static<typeof TableNote>

const Classification = Type.Union([Type.Literal('open'), Type.Literal('shared'), Type.Literal('private')])
const PersonalData = Type.Union([Type.Literal('none'), Type.Literal('basic'), Type.Literal('sensitive')])
const Importance = Type.Union([Type.Literal('other'), Type.Literal('important'), Type.Literal('core')])

/**
 * Description of a resource, after DCAT-AP 3 (dct:title, dct:description, dcat:keyword, dcat:theme, dct:accrualPeriodicity,
 * dct:spatial, dct:temporal, dcat:contactPoint). Codes are those of the built-in code lists.
 */
export const ResourceRecord = Type.Object({
  title: LocalizedTitle,
  description: Localized,
  keywords: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { maxItems: 30 }),
  themes: Type.Array(Code, { maxItems: 5 }),
  licence: Type.Optional(Code),
  frequency: Type.Optional(Code),
  /** Concepts of the administrative unit lists, `province-34/79`; `VN` is the whole country. */
  areas: Type.Array(Code, { maxItems: 100 }),
  temporal: Type.Optional(
    Type.Object({
      from: Type.Optional(Type.String({ maxLength: 20 })),
      to: Type.Optional(Type.String({ maxLength: 20 })),
    }),
  ),
  contact: Type.Object({
    name: Type.Optional(Type.String({ maxLength: 200 })),
    phone: Type.Optional(Type.String({ maxLength: 40 })),
    email: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  source: Type.Optional(Type.String({ maxLength: 2000 })),
  legalBasis: Type.Optional(Type.String({ maxLength: 2000 })),
  /** Series it belongs to (dcat:inSeries): the catalogue id of one of ours, the URI of a harvested one. */
  series: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
  classification: Classification,
  importance: Importance,
  personalData: PersonalData,
  securityLevel: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  /** Notes on tables by table id. */
  tables: Type.Record(Type.String(), TableNote),
})
export type ResourceRecord = Static<typeof ResourceRecord>

/** A record with nothing but a title. */
export function emptyRecord(title: string): ResourceRecord {
  return {
    title: { vi: title },
    description: { vi: '' },
    keywords: [],
    themes: [],
    areas: [],
    contact: {},
    classification: 'open',
    importance: 'other',
    personalData: 'none',
    tables: {},
  }
}
