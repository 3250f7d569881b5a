import type { Resource } from '../../catalog/index.ts'
import { type Actor, can } from '../../identity/index.ts'
import { databaseOf } from './connect.ts'
import type { LiveDeps } from './deps.ts'
import type { KeptConnection, Reading, Report } from './model.ts'
import { findConnection, findFound, listReadings } from './store.ts'
import { type ColumnSuggestion, suggestColumns } from './suggest.ts'

/** Everything the page about the running database shows. */
export interface LiveView {
  readonly resource: Resource
  readonly title: string
  /** Page of the database, or of its draft while it was never published. */
  readonly home: string
  /** Its open draft, which what was read is taken into. */
  readonly draftId: string | undefined
  readonly connection: KeptConnection | undefined
  /** Newest first. */
  readonly readings: readonly Reading[]
  /** Of the newest reading that succeeded. */
  readonly report: Report | undefined
  readonly suggestions: readonly ColumnSuggestion[]
  /** The operator allows some server at all. */
  readonly anyHost: boolean
  readonly maySample: boolean
  readonly maySchedule: boolean
}

/** Reads the page of one database, for those who may change it. */
export async function readLiveView(deps: LiveDeps, actor: Actor, resourceId: string): Promise<LiveView> {
  const resource = await databaseOf(deps, actor, resourceId)
  const [connection, readings, found, open] = await Promise.all([
    findConnection(deps.db, resourceId),
    listReadings(deps.db, resourceId),
    findFound(deps.db, resourceId),
    deps.catalog.reader.openChange(resourceId),
  ])
  const done = readings.find((reading) => reading.state === 'read')
  return {
    resource,
    title: resource.record?.title.vi ?? open?.record.title.vi ?? resource.slug,
    home: resource.version > 0 || !open ? `/lam-viec/ban-do/${resource.slug}` : `/lam-viec/ban-do/thay-doi/${open.id}`,
    draftId: open?.id,
    connection,
    readings,
    report: done?.state === 'read' ? done.report : undefined,
    suggestions: found ? suggestColumns(found.schema, { words: deps.live.words, counts: found.counts }) : [],
    anyHost: deps.live.hosts.length > 0,
    maySample: can(actor, 'datamap.sampling.allow', resource),
    maySchedule: can(actor, 'datamap.reading.schedule', resource),
  }
}
