import { sql } from 'kysely'
import type { Resource } from './model.ts'
import { resourceOf } from './rows.ts'
import type { CatalogDb } from './store.ts'

/** A resource as the change feed of the node sees it. */
export interface FeedResource {
  readonly resource: Resource
  readonly isPublic: boolean
  /** Was public at some time: whoever follows may hold it. */
  readonly wasPublic: boolean
}

const isPublic = sql<boolean>`(r.state = 'published'
  and (r.record ->> 'classification' = 'open' or (r.summary ->> 'listed')::boolean is true))`

// What is closed now may have been open in an earlier publication; what never was is nobody's business.
const wasPublic = sql<boolean>`(r.state = 'withdrawn' and r.record ->> 'classification' = 'open'
  or (r.summary ->> 'listed')::boolean is true
  or exists (select from catalog.change c where c.resource_id = r.id and c.state = 'published'
    and c.record ->> 'classification' = 'open'))`

/** These resources, in no order. */
export async function readFeedResources(db: CatalogDb, ids: readonly string[]): Promise<readonly FeedResource[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('catalog.resource as r')
    .selectAll('r')
    .select([isPublic.as('is_public'), wasPublic.as('was_public')])
    .where('r.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return rows.map((row) => ({ resource: resourceOf(row), isPublic: row.is_public, wasPublic: row.was_public }))
}

/** Public resources of these kinds in the order of ids. */
export async function listFeedResources(
  db: CatalogDb,
  { kinds, after, limit }: { kinds: readonly string[]; after: string; limit: number },
): Promise<readonly Resource[]> {
  const rows = await db
    .selectFrom('catalog.resource as r')
    .selectAll('r')
    .where(isPublic)
    .where('r.kind', '=', sql<string>`any(${kinds})`)
    .where('r.id', '>', after)
    .orderBy('r.id')
    .limit(limit)
    .execute()
  return rows.map(resourceOf)
}

/** An answered question that came from another node. */
export interface AnsweredElsewhere {
  readonly nodeId: string
  readonly question: string
  readonly answer: string
  readonly answeredBy: string
  readonly at: Date
  readonly hidden: boolean
}

/** Those of these questions that another node handed on and that are answered or hidden now. */
export async function readAnswersForNodes(
  db: CatalogDb,
  feedbackIds: readonly string[],
): Promise<readonly AnsweredElsewhere[]> {
  if (feedbackIds.length === 0) return []
  const rows = await db
    .selectFrom('catalog.feedback')
    .select(['origin', 'answer', 'answered_by', 'answered_at', 'state'])
    .where('id', '=', sql<string>`any(${feedbackIds}::uuid[])`)
    .where('origin', 'is not', null)
    .where('state', '!=', 'open')
    .execute()
  return rows.map((row) => ({
    ...(row.origin as { nodeId: string; question: string }),
    answer: row.answer ?? '',
    answeredBy: row.answered_by ?? '',
    at: row.answered_at ?? new Date(0),
    hidden: row.state === 'hidden',
  }))
}

/** A question asked here about what another node owns. */
export interface QuestionForOwner {
  readonly id: string
  readonly nodeId: string
  readonly resourceId: string
  readonly kind: 'question' | 'error'
  readonly body: string
  readonly at: Date
}

/** Those of these questions that belong to other nodes. The contact stays here: nobody was asked to hand it on. */
export async function readQuestionsForOwners(
  db: CatalogDb,
  feedbackIds: readonly string[],
): Promise<readonly QuestionForOwner[]> {
  if (feedbackIds.length === 0) return []
  const rows = await db
    .selectFrom('catalog.feedback as f')
    .innerJoin('catalog.resource as r', 'r.id', 'f.resource_id')
    .select(['f.id', 'f.resource_id', 'f.kind', 'f.body', 'f.created_at'])
    .select(sql<string>`r.origin ->> 'nodeId'`.as('node_id'))
    .where('f.id', '=', sql<string>`any(${feedbackIds}::uuid[])`)
    .where('f.state', '=', 'open')
    .where(sql<boolean>`r.origin ->> 'nodeId' is not null`)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    nodeId: row.node_id,
    resourceId: row.resource_id,
    kind: row.kind as QuestionForOwner['kind'],
    body: row.body,
    at: row.created_at,
  }))
}
