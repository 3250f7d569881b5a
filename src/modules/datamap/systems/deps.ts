import type { DatamapDeps } from '../deps.ts'
import type { LevelRules } from './level-rules.ts'

/** What the register of systems needs. */
export interface SystemsDeps extends Pick<DatamapDeps, 'db' | 'clock' | 'ids' | 'agencies'> {
  readonly levelRules: LevelRules
}
