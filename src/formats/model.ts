/**
 * One catalogue record as it goes out and comes in, in the words of DCAT-AP 3, whatever the protocol. Plain data: no class, no
 * `undefined` key, dates as ISO 8601 text with a zone, so that two entries are equal when their JSON is.
 *
 * Codes are those of the built-in code lists (`HEAL` is a foreign theme, `y-te` ours). What a list of ours does not know stays as
 * it was given, a URI or a word; nothing is dropped because it is not recognised.
 */
export interface Entry {
  /** Catalogue id: a UUID of ours, or what the other catalogue calls the record. */
  readonly id: string
  /** Permanent URI (`/id/{kind}/{uuid}` of the owner's node). */
  readonly uri: string
  readonly kind: EntryKind
  /** Slug; the CKAN name. */
  readonly name: string
  readonly title: Texts
  readonly description: Texts
  readonly keywords: readonly string[]
  readonly themes: readonly string[]
  readonly publisher: Agent
  readonly contact?: Contact
  readonly licence?: string
  readonly accessRights: 'public' | 'restricted' | 'non-public'
  readonly frequency?: string
  /** Codes of the administrative unit lists (`province-34/79`), `VN`, or place URIs. */
  readonly areas: readonly string[]
  readonly temporal?: Period
  readonly issued?: string
  readonly modified?: string
  readonly version?: string
  readonly landingPage?: string
  readonly source?: string
  readonly legalBasis?: string
  /** Series this dataset belongs to (dcat:inSeries), as URIs. */
  readonly inSeries: readonly string[]
  /** Only of a data service. */
  readonly endpointUrl?: string
  readonly distributions: readonly EntryDistribution[]
  /** What the other catalogue says and DCAT-AP has no word for (CKAN extras). */
  readonly extras: Readonly<Record<string, string>>
}

export type EntryKind = 'dataset' | 'service' | 'series'

/** Text by language tag; `vi` first, at least one. */
export type Texts = Readonly<Record<string, string>>

export interface Agent {
  /** Identification code (QĐ 20/2020) of an agency of ours, or what the other catalogue calls it. */
  readonly id: string
  readonly uri?: string
  readonly name: string
  readonly homepage?: string
  readonly email?: string
}

export interface Contact {
  readonly name?: string
  readonly email?: string
  readonly phone?: string
}

/** ISO 8601 day, month or year at either end. */
export interface Period {
  readonly from?: string
  readonly to?: string
}

/** One way to get the data; of ours, `id` is also the table id and the CKAN resource id. */
export interface EntryDistribution {
  readonly id: string
  readonly uri: string
  readonly title: Texts
  readonly description: Texts
  readonly accessUrl: string
  readonly downloadUrl?: string
  /** Code of our format list (`CSV`), else as given. */
  readonly format?: string
  readonly mediaType?: string
  readonly bytes?: number
  readonly checksum?: { readonly algorithm: 'SHA-256' | 'SHA-1' | 'MD5'; readonly value: string }
  readonly licence?: string
  readonly rights?: string
  readonly issued?: string
  readonly modified?: string
  readonly availability?: 'temporary' | 'experimental' | 'available' | 'stable'
  /** Schema the content conforms to (CSVW, Table Schema), as URIs. */
  readonly conformsTo: readonly string[]
  /** Data service that answers queries on it. */
  readonly accessService?: {
    readonly uri: string
    readonly title: Texts
    readonly endpointUrl: string
    readonly endpointDescription?: string
  }
  /** Rows can be queried here (`datastore_active` in CKAN). */
  readonly queryable: boolean
}

/** The catalogue itself. */
export interface CatalogEntry {
  readonly uri: string
  readonly title: Texts
  readonly description: Texts
  readonly publisher: Agent
  readonly homepage: string
  readonly issued?: string
  readonly modified?: string
  readonly languages: readonly string[]
  readonly licence?: string
  readonly areas: readonly string[]
}

/** A fault found while reading a record; the record is kept as far as it could be read. */
export interface Remark {
  /** Stable word for the kind of fault, `licence-unknown`. */
  readonly code: string
  /** Property or path in the source's own words. */
  readonly at: string
  readonly vi: string
  readonly en: string
}

/** What reading one foreign record gives. */
export interface ReadEntry {
  readonly entry: Entry
  readonly remarks: readonly Remark[]
}

/** Our code lists and the words of others, as data: `seeds/codes` read by the caller. */
export interface Vocabulary {
  /** URI of a code in the list's own or an EU authority table; undefined when it has none. */
  uriOf(list: VocabularyList, code: string): string | undefined
  /** Our code for a URI, a foreign code or a name; undefined when nothing matches. */
  codeOf(list: VocabularyList, given: string): string | undefined
  /** Vietnamese and English names. */
  labelOf(list: VocabularyList, code: string): Texts | undefined
  /** An attribute of a code, `mediaType` of a format, `ckan` of a licence. */
  attributeOf(list: VocabularyList, code: string, name: string): string | boolean | undefined
}

export type VocabularyList = 'theme' | 'licence' | 'format' | 'frequency' | 'area'
