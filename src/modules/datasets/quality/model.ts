import type { Said } from '../../../platform/errors.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import type { Held } from '../model.ts'

/** One thing that is judged. */
export interface Criterion {
  readonly code: string
  readonly max: number
  /** Between 0 and `max`. */
  readonly points: number
  /** What to do to gain the rest. */
  readonly mend: Said
  /** Field of the record, or `table:column`, where to do it. */
  readonly at: string
}

export interface Mend {
  readonly code: string
  /** Points of the score of 100 that mending brings. */
  readonly points: number
  readonly said: Said
  readonly at: string
}

export interface Quality {
  /** 0 to 100. */
  readonly score: number
  /** The largest gain first. */
  readonly mends: readonly Mend[]
}

export interface Judged {
  readonly record: ResourceRecord
  readonly held: readonly Held[]
  /** Whether the promised cycle has passed without an update. */
  readonly late: boolean
}
