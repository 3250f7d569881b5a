/**
 * A code list in time, as the files of `seeds/codes` hold it and as the matcher takes it.
 * A code alone names nothing: seven province codes were re-used on 2025-07-01, so always keep list id and code together.
 */
export interface CodeList {
  readonly id: string
  /** Vietnamese. */
  readonly title: string
  readonly titleEn?: string
  /** Where the facts come from, in Vietnamese. */
  readonly source: string
  /** First and last day of validity, ISO 8601; the last day is included. */
  readonly validFrom?: string
  readonly validTo?: string
  /** List the `broader` codes belong to; absent means this list itself. */
  readonly broaderList?: string
  /** List the `successors` codes belong to; absent means this list itself. */
  readonly successorList?: string
  /** List the `predecessors` codes belong to; absent means this list itself. */
  readonly predecessorList?: string
  readonly items: readonly CodeItem[]
  /** Names that look like items but ended before the list began: known, so that nobody guesses another item for them. */
  readonly ended?: readonly EndedName[]
}

export interface CodeItem {
  readonly code: string
  /** Vietnamese. */
  readonly name: string
  readonly nameEn?: string
  readonly kind?: string
  readonly validFrom?: string
  readonly validTo?: string
  readonly broader?: string
  readonly successors?: readonly string[]
  readonly predecessors?: readonly string[]
  /** Other spellings and abbreviations of this very item. */
  readonly aliases?: readonly string[]
  /** Names of items that were merged into this one. */
  readonly formerNames?: readonly string[]
  /** IRIs of the same concept in other vocabularies. */
  readonly exactMatch?: readonly string[]
  /** IRIs of the nearest concept in other vocabularies. */
  readonly closeMatch?: readonly string[]
  readonly uri?: string
  /** `false` where the code or the succession has not been checked against the official text. */
  readonly verified?: boolean
  /** `false` where the kind of the unit has not been checked against the official text. */
  readonly kindVerified?: boolean
  readonly note?: string
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
}

export interface EndedName {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly validTo: string
  /** Codes of the items that took over the territory. */
  readonly successors: readonly string[]
}
