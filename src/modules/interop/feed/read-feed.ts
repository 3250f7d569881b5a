import type { FeedPage, Signed } from '../../../formats/nguon/wire.ts'
import { listFeedResources, readFeedResources } from '../../catalog/index.ts'
import { type EventMark, type FeedCursor, readCursor, writeCursor } from './cursor.ts'
import { type Speaker, sayAnswers, sayResources } from './sign-records.ts'
import { type FeedEvent, markStands, readEventsAfter, readLastMark } from './store.ts'

export interface FeedWish {
  /** Cursor of the page before; absent for everything from the start. */
  readonly after: string | undefined
  /** Most resources of one page. */
  readonly size: number
}

const EVENTS = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * One page of the feed. Without a cursor, or with one of another database, it begins with everything that is public in the
 * order of ids; after that come changes in commit order. A resource that changed several times stands once, as it is now.
 */
export async function readFeed(speaker: Speaker, { after, size }: FeedWish): Promise<FeedPage> {
  const { deps } = speaker
  const given = after === undefined ? undefined : readCursor(after)
  const stands = given !== undefined && (await markStands(deps.outbox, given.mark))
  const cursor: FeedCursor = stands ? given : { phase: 'list', mark: await readLastMark(deps.outbox), after: FIRST_ID }
  const page =
    cursor.phase === 'list' ? await readList(speaker, cursor, size) : await readChanges(speaker, cursor, size)
  return { ...page, ...(after !== undefined && !stands ? { reset: true } : {}) }
}

async function readList(speaker: Speaker, cursor: FeedCursor & { phase: 'list' }, size: number): Promise<FeedPage> {
  const { deps } = speaker
  const kinds = ['dataset', ...deps.kinds.map(({ name }) => name)]
  const resources = await listFeedResources(deps.catalog.db, { kinds, after: cursor.after, limit: size })
  const items = await sayResources(
    speaker,
    resources.map((resource) => ({ resource, isPublic: true, wasPublic: true })),
  )
  const last = resources.at(-1)
  const next: FeedCursor =
    last && resources.length === size ? { ...cursor, after: last.id } : { phase: 'changes', mark: cursor.mark }
  // What changed while the list was read comes after it.
  return pageOf(speaker, { phase: 'list', items, next, more: true })
}

async function readChanges(speaker: Speaker, { mark }: { readonly mark: EventMark }, size: number): Promise<FeedPage> {
  const { deps } = speaker
  const events = await readEventsAfter(deps.outbox, mark, EVENTS)
  const { taken, resourceIds, feedbackIds } = take(events, {
    size,
    told: new Set(deps.kinds.flatMap(({ events: of = [] }) => of)),
  })
  const known = new Set(['dataset', ...deps.kinds.map(({ name }) => name)])
  const found = (await readFeedResources(deps.catalog.db, resourceIds)).filter(({ resource }) =>
    known.has(resource.kind),
  )
  const order = new Map(resourceIds.map((id, index) => [id, index]))
  const inOrder = found.toSorted((a, b) => (order.get(a.resource.id) ?? 0) - (order.get(b.resource.id) ?? 0))
  const [puts, answers] = await Promise.all([sayResources(speaker, inOrder), sayAnswers(speaker, feedbackIds)])
  const next: FeedCursor = { phase: 'changes', mark: taken.at(-1)?.mark ?? mark }
  const more = taken.length < events.length || events.length === EVENTS
  return pageOf(speaker, { phase: 'changes', items: [...puts, ...answers], next, more })
}

/** As many events as speak of `size` things; the thing of each in the order of its last event. */
function take(events: readonly FeedEvent[], { size, told }: { size: number; told: ReadonlySet<string> }) {
  const resources = new Set<string>()
  const feedback = new Set<string>()
  const taken: FeedEvent[] = []
  for (const event of events) {
    if (resources.size + feedback.size >= size) break
    taken.push(event)
    if ((event.type.startsWith('catalog.resource.') || told.has(event.type)) && event.resourceId) {
      resources.delete(event.resourceId)
      resources.add(event.resourceId)
    }
    const answered = event.type === 'catalog.feedback.answered' ? feedbackOf(event.payload) : undefined
    if (answered) feedback.add(answered)
  }
  return { taken, resourceIds: [...resources], feedbackIds: [...feedback] }
}

function feedbackOf(payload: unknown): string | undefined {
  const id = (payload as { feedback?: unknown } | null)?.feedback
  return typeof id === 'string' ? id : undefined
}

interface Parts {
  readonly phase: FeedPage['phase']
  readonly items: readonly Signed[]
  readonly next: FeedCursor
  readonly more: boolean
}

function pageOf({ nodeId }: Speaker, { phase, items, next, more }: Parts): FeedPage {
  return { format: 'nguon-feed/1', node: nodeId, phase, items: [...items], cursor: writeCursor(next), more }
}
