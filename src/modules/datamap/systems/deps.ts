import type { DatamapDeps } from '../deps.ts'

/** What the register of systems needs. */
export type SystemsDeps = Pick<DatamapDeps, 'db' | 'clock' | 'ids' | 'agencies' | 'levelRules' | 'calendar'>
