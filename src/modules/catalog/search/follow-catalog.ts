import { sql } from 'kysely'
import type { Clock } from '../../../platform/clock.ts'
import { type Cursor, cursorNow, type Follower, START, type StoredEvent } from '../../../platform/events/index.ts'
import type { SearchChange, SearchDocument, SearchEngine } from '../../../platform/search/index.ts'
import type { AgencyReader } from '../../identity/index.ts'
import type { KindPages } from '../kinds.ts'
import { resourceOf } from '../rows.ts'
import type { CatalogDb } from '../store.ts'
import { dayInVietnam } from '../today.ts'
import { documentOf } from './document.ts'

export interface SearchDeps {
  readonly db: CatalogDb
  readonly clock: Clock
  readonly agencies: AgencyReader
  readonly engine: SearchEngine
  pages(kind: string): KindPages
}

const PAGE = 1000

/** Keeps the search index equal to the published part of the catalogue. */
export function followCatalog(deps: SearchDeps): Follower {
  return {
    name: 'catalog-search',
    async load() {
      const { position } = await deps.engine.stats()
      if (deps.engine.opening.from === 'snapshot' && position) return JSON.parse(position) as Cursor
      return rebuild(deps)
    },
    async handle(events) {
      const ids = [...new Set(events.filter(concernsSearch).flatMap((event) => event.resourceId ?? []))]
      await deps.engine.apply(await changesOf(deps, ids), positionAfter(events))
    },
    // The cursor lives with the index, so that both are lost or kept together.
    save: () => Promise.resolve(),
  }
}

function concernsSearch(event: StoredEvent): boolean {
  return event.type.startsWith('catalog.resource.')
}

function positionAfter(events: readonly StoredEvent[]): string {
  const last = events.at(-1)
  return JSON.stringify(last ? { xid: last.xid, id: last.id } : START)
}

/** Fills the index from PostgreSQL; everything committed after the returned cursor comes by events. */
async function rebuild(deps: SearchDeps): Promise<Cursor> {
  const cursor = await cursorNow(deps.db)
  await deps.engine.rebuild(documents(deps), JSON.stringify(cursor))
  return cursor
}

async function* documents(deps: SearchDeps): AsyncGenerator<SearchDocument> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await deps.db
      .selectFrom('catalog.resource')
      .selectAll()
      .where('state', '=', 'published')
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    for (const change of await toChanges(deps, rows.map(resourceOf))) if (change.op === 'put') yield change.doc
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.id
  }
}

async function changesOf(deps: SearchDeps, ids: readonly string[]): Promise<SearchChange[]> {
  if (ids.length === 0) return []
  const rows = await deps.db.selectFrom('catalog.resource').selectAll().where('id', 'in', ids).execute()
  return toChanges(deps, rows.map(resourceOf))
}

async function toChanges(
  deps: SearchDeps,
  resources: readonly ReturnType<typeof resourceOf>[],
): Promise<SearchChange[]> {
  const now = deps.clock.now()
  const page = ({ kind, slug }: { kind: string; slug: string }) => deps.pages(kind).shown(slug)
  // One follower writes, and what it reads only gets newer, so its own time orders the versions.
  const context = { agencies: await deps.agencies.tree(), today: dayInVietnam(now), version: now.getTime(), page }
  return resources.map((resource) => {
    const doc = documentOf(resource, context)
    return doc ? { op: 'put', doc } : { op: 'remove', id: resource.id, version: context.version }
  })
}

/** Puts datasets whose promised cycle ended yesterday into the index again, now as late. */
export async function refreshFreshness(deps: SearchDeps): Promise<void> {
  const today = dayInVietnam(deps.clock.now())
  const { rows } = await sql<{ id: string }>`
    select id from catalog.resource where state = 'published' and summary ->> 'dueOn' < ${today}
      and summary ->> 'dueOn' >= ${dayInVietnam(new Date(deps.clock.now().getTime() - 3 * 86_400_000))}`.execute(
    deps.db,
  )
  await deps.engine.apply(
    await changesOf(
      deps,
      rows.map((row) => row.id),
    ),
  )
}
