export type ErasureState = 'asked' | 'done' | 'refused'

/** Why bytes of an erasure are still there. */
export interface KeptBytes {
  readonly digest: string
  /** How many other versions and files, erased by nobody, have the same bytes. */
  readonly usedBy: number
}

/** A backup of this node that was made while the bytes were there. */
export interface BackupHolding {
  readonly sha256: string
  readonly file: string
  readonly madeAt: string
}

/** What became of the bytes once the decision was carried out. */
export interface ErasureOutcome {
  readonly removed: readonly string[]
  readonly kept: readonly KeptBytes[]
  readonly backups: readonly BackupHolding[]
}

/** A decision to erase, from the steward's request on. */
export interface Erasure {
  readonly id: string
  readonly resourceId: string
  readonly agencyId: string
  readonly versionIds: readonly string[]
  readonly sourceIds: readonly string[]
  readonly digests: readonly string[]
  readonly reason: string
  readonly basis: string
  readonly state: ErasureState
  readonly askedBy: string | undefined
  readonly askedName: string
  readonly askedAt: Date
  readonly decidedName: string | undefined
  readonly decidedAt: Date | undefined
  /** Number of the paper decision, or why it was refused. */
  readonly decision: string | undefined
  /** The bytes are gone since. */
  readonly removedAt: Date | undefined
  readonly outcome: ErasureOutcome | undefined
}
