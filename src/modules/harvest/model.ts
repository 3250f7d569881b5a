import type { Remark } from '../../formats/model.ts'

export const SOURCE_KINDS = ['ckan', 'dcat', 'data-json', 'nguon', 'url-list'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

export const SCHEDULES = ['hourly', 'daily', 'weekly', 'by-hand'] as const
export type Schedule = (typeof SCHEDULES)[number]

/** `new` was never enabled; `asking` waits for a decision before the next run. */
export type SourceState = 'new' | 'on' | 'off' | 'asking'

/** Their words in our codes, by what they say (id or name of an organisation; theme, licence as given). */
export interface SourceMapping {
  /** Agency code, or `-` to leave the organisation out. */
  readonly organisations: Readonly<Record<string, string>>
  /** Theme code, or `-` to drop the theme. */
  readonly themes: Readonly<Record<string, string>>
  readonly licences: Readonly<Record<string, string>>
}

export const NO_MAPPING: SourceMapping = { organisations: {}, themes: {}, licences: {} }

/** The word in a mapping that leaves something out. */
export const LEAVE_OUT = '-'

/** What the kind of source needs beside its address. */
export interface SourceOptions {
  /** Node of the directory, of a `nguon` source. */
  readonly nodeId?: string
  /** Copy the table data too, of a `nguon` source. */
  readonly mirror?: boolean
  /** Most records taken from this source; what comes after is not read. */
  readonly maxRecords?: number
}

/** Another catalogue that is read into ours. */
export interface Source {
  readonly id: string
  readonly name: string
  readonly kind: SourceKind
  readonly url: string
  readonly agencyId: string
  readonly contactEmail: string | undefined
  readonly schedule: Schedule
  readonly mapping: SourceMapping
  readonly options: SourceOptions
  readonly state: SourceState
  readonly dueAt: Date | undefined
  /** Failed runs in a row. */
  readonly failures: number
  /** Changes after this moment are asked for by the next run; undefined before the first complete one. */
  readonly readUntil: Date | undefined
  /** Start of the last complete reading of everything. */
  readonly fullAt: Date | undefined
  readonly createdBy: string
  readonly createdAt: Date
}

export type RunMode = 'full' | 'changes' | 'preview'
export type RunState = 'running' | 'done' | 'failed' | 'stopped'

/** How many of what a run met. */
export interface RunCounts {
  readonly pages: number
  readonly read: number
  readonly created: number
  readonly changed: number
  readonly same: number
  /** Owned elsewhere: linked, not doubled. */
  readonly linked: number
  /** Left out by the mapping. */
  readonly left: number
  readonly refused: number
  /** Of the other catalogue and no data: stories, harvesting jobs, drafts. */
  readonly skipped: number
  readonly removed: number
  /** Known, and not seen by a complete run. */
  readonly missing: number
  /** Passes over all pages; a second one when the order changed under the first. */
  readonly passes: number
  /** Times in a row the source did not answer; 0 again with each page. */
  readonly stumbles: number
  /** Pages in a row that held nothing the run had not met before. */
  readonly idle: number
}

export const NO_COUNTS: RunCounts = {
  pages: 0,
  read: 0,
  created: 0,
  changed: 0,
  same: 0,
  linked: 0,
  left: 0,
  refused: 0,
  skipped: 0,
  removed: 0,
  missing: 0,
  passes: 1,
  stumbles: 0,
  idle: 0,
}

/** A value JSON can hold; of a cursor, whatever the adapter needs to go on. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export interface Run {
  readonly id: number
  readonly sourceId: string
  readonly mode: RunMode
  /** Its source keeps the reader waiting: it is read on the lanes of slow ones. */
  readonly slow: boolean
  readonly state: RunState
  /** Where to go on; undefined before the first page. */
  readonly cursor: Json | undefined
  readonly counts: RunCounts
  readonly total: number | undefined
  readonly findings: Findings | undefined
  readonly message: { readonly vi: string; readonly en: string } | undefined
  readonly startedAt: Date
  readonly startedBy: string
  readonly endedAt: Date | undefined
}

export type Outcome = 'created' | 'changed' | 'same' | 'linked' | 'left' | 'refused' | 'removed'

/** One line of a preview: what would become of a record, and why. */
export interface Finding {
  readonly outcome: Outcome
  readonly remoteId: string
  readonly title: string
  readonly why: { readonly vi: string; readonly en: string }
}

/** What a preview found, or what waits for a decision. */
export interface Findings {
  /** At most a few hundred; the counts are exact. */
  readonly lines: readonly Finding[]
  /** Their organisations, themes and licences that no mapping knows, with how often they were seen. */
  readonly unmapped: Readonly<Record<'organisations' | 'themes' | 'licences', Readonly<Record<string, number>>>>
  /** Records that vanished all at once, waiting to be removed or kept. */
  readonly vanished?: number
}

export type Severity = 'error' | 'warning' | 'note'

/** What is wrong with one record. */
export interface Problem extends Remark {
  readonly severity: Severity
}

/** A line of a run's log, in words an officer understands. */
export interface Notice {
  readonly level: 'info' | 'warning' | 'error'
  /** Stable word, `harvest.html-instead`. */
  readonly code: string
  readonly vi: string
  readonly en: string
}
