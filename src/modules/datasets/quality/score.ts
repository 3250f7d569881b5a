import type { Said } from '../../../platform/errors.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import type { Held } from '../model.ts'
import { contentCriteria } from './content.ts'
import { metadataCriteria } from './metadata.ts'

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

/**
 * Quality of a dataset: half is the description, judged by the indicators of the European metadata quality assessment
 * (405 points), half is the content itself.
 */
export function scoreDataset(judged: Judged): Quality {
  const halves = [metadataCriteria(judged), contentCriteria(judged)]
  const mends: Mend[] = []
  let score = 0
  for (const criteria of halves) {
    const total = criteria.reduce((sum, item) => sum + item.max, 0)
    for (const item of criteria) {
      score += (item.points / total) * 50
      const gain = ((item.max - item.points) / total) * 50
      if (gain >= 0.5) mends.push({ code: item.code, points: Math.round(gain), said: item.mend, at: item.at })
    }
  }
  mends.sort((a, b) => b.points - a.points || a.code.localeCompare(b.code))
  return { score: Math.round(score), mends }
}
