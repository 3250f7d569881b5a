import type { ConnectTo, Engine, FoundSchema, ReadStep, Transport } from '../../../platform/schema-reader/index.ts'
import type { Drift } from './drift.ts'
import type { SampleCounts } from './suggest.ts'

/** How often a structure is read again by itself. */
export const EVERIES = ['off', 'weekly', 'monthly'] as const
export type Every = (typeof EVERIES)[number]

/** How a database is reached; the password stands nowhere in it. */
export interface Connection {
  readonly resourceId: string
  readonly agencyId: string
  readonly engine: Engine
  readonly host: string
  readonly port: number | undefined
  readonly database: string
  readonly user: string
  readonly transport: Transport
  /** The steward lets a few rows be looked at. */
  readonly sampling: boolean
  readonly savedName: string
  readonly savedAt: Date
}

/** A connection with what its schedule does. */
export interface KeptConnection extends Connection {
  readonly every: Every
  /** When it is read next; undefined when that was given up or never asked for. */
  readonly nextAt: Date | undefined
  /** Scheduled readings in a row that failed. */
  readonly failures: number
  readonly stoppedAt: Date | undefined
  /** Changes of structure nobody has looked at. */
  readonly drift: number
}

/** What a finished reading says about itself. */
export interface Report {
  readonly version: string
  readonly database: string
  /** What the account may do besides reading; empty is as it should be. */
  readonly mayWrite: readonly string[]
  readonly tables: number
  readonly views: number
  readonly columns: number
  /** Bytes as the server counts them; absent when it tells of none. */
  readonly bytes?: number
  readonly cut: boolean
  readonly sampled: boolean
  /** Against the reading before; absent for the first. */
  readonly drift?: Drift
}

/** What the newest reading found. */
export interface Found {
  readonly schema: FoundSchema
  readonly counts?: SampleCounts
}

interface ReadingBase {
  readonly id: string
  readonly resourceId: string
  readonly agencyId: string
  readonly engine: Engine
  readonly place: string
  readonly askedBy: string | undefined
  readonly askedName: string
  readonly askedAt: Date
}

export type Reading =
  | (ReadingBase & { readonly state: 'waiting' })
  | (ReadingBase & { readonly state: 'reading'; readonly step: ReadStep | undefined })
  | (ReadingBase & { readonly state: 'read'; readonly finishedAt: Date; readonly report: Report })
  | (ReadingBase & {
      readonly state: 'failed'
      readonly finishedAt: Date
      readonly failure: { readonly code: string; readonly vi: string; readonly en: string }
    })

/** Somebody waits for it still. */
export function isOpen(reading: Reading): boolean {
  return reading.state === 'waiting' || reading.state === 'reading'
}

/** Whether a password given for one may be used for the other: never at another server or as somebody else. */
export function samePlace(
  one: Omit<ConnectTo, 'password' | 'transport'>,
  other: Omit<ConnectTo, 'password' | 'transport'>,
): boolean {
  return (
    one.engine === other.engine &&
    one.host === other.host &&
    one.port === other.port &&
    one.database === other.database &&
    one.user === other.user
  )
}
