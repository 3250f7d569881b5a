import type { ColumnProfile } from '../../platform/duck/index.ts'
import type { Column } from '../../tabular/model.ts'
import type { PersonalHit } from './reading/understanding.ts'

export type DistributionKind = 'file' | 'table' | 'link'

export interface Distribution {
  readonly id: string
  readonly resourceId: string
  readonly kind: DistributionKind
  readonly name: string
  readonly url: string | undefined
  readonly position: number
}

export type VersionState = 'staged' | 'published' | 'dropped' | 'erased'

/** What was noticed in a table when it was loaded. */
export interface Findings {
  readonly personal?: readonly PersonalHit[]
  readonly duplicateRows?: number
  readonly typeFailures?: number
  readonly notes?: readonly string[]
  readonly unit?: string
  readonly sheet?: string
}

/** Immutable content of a distribution; `number` counts publications of this distribution from 1. */
export interface Version {
  readonly id: string
  readonly distributionId: string
  readonly resourceId: string
  readonly changeId: string
  readonly sourceId: string | undefined
  readonly state: VersionState
  readonly number: number | undefined
  readonly resourceVersion: number | undefined
  readonly title: string
  readonly digest: string
  readonly bytes: number
  readonly mediaType: string
  readonly format: string
  readonly rows: number | undefined
  readonly columns: readonly Column[]
  readonly profile: readonly ColumnProfile[]
  readonly findings: Findings
  readonly erasure: { readonly reason: string; readonly basis: string } | undefined
  readonly createdAt: Date
  readonly publishedAt: Date | undefined
}

/** A distribution with its content at one moment. */
export interface Held {
  readonly distribution: Distribution
  readonly version: Version
}
