import type { InteropDeps } from '../deps.ts'

/** What the datastore's actions and pages need. */
export type DatastoreDeps = Pick<InteropDeps, 'datasets' | 'entries' | 'publicUrl'>
