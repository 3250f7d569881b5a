import { sql } from 'kysely'
import type { PlansDb } from '../deps.ts'
import type { Demand } from '../propose/model.ts'
import type { DataRequest, RequestState, RequestStep } from './model.ts'

interface RequestRow {
  id: string
  number: number
  agency_id: string
  title: string
  body: string
  contact: string | null
  state: string
  asked_at: Date
  due_on: string
  rule: string
  votes: number
  merged_into: string | null
  plan_id: string | null
  item_id: string | null
  dataset_id: string | null
  answer: string | null
  basis: string | null
  answered_by: string | null
  answered_at: Date | null
}

const COLUMNS = sql.raw(
  `id, number, agency_id, title, body, contact, state, asked_at, due_on::text as due_on, rule, votes, merged_into,
   plan_id, item_id, dataset_id, answer, basis, answered_by, answered_at`,
)

function requestOf(row: RequestRow): DataRequest {
  return {
    id: row.id,
    number: row.number,
    agencyId: row.agency_id,
    title: row.title,
    body: row.body,
    contact: row.contact ?? undefined,
    state: row.state as RequestState,
    askedAt: row.asked_at,
    dueOn: row.due_on,
    rule: row.rule,
    votes: row.votes,
    mergedInto: row.merged_into ?? undefined,
    planId: row.plan_id ?? undefined,
    itemId: row.item_id ?? undefined,
    datasetId: row.dataset_id ?? undefined,
    answer: row.answer ?? undefined,
    basis: row.basis ?? undefined,
    answeredBy: row.answered_by ?? undefined,
    answeredAt: row.answered_at ?? undefined,
  }
}

/** Writes a new request; returns the number people quote. */
export async function insertRequest(
  tx: PlansDb,
  request: Pick<DataRequest, 'id' | 'agencyId' | 'title' | 'body' | 'contact' | 'state' | 'askedAt' | 'dueOn' | 'rule'>,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into plans.request (id, agency_id, title, body, contact, state, asked_at, due_on, rule)
    values (${request.id}, ${request.agencyId}, ${request.title}, ${request.body}, ${request.contact ?? null},
      ${request.state}, ${request.askedAt}, ${request.dueOn}::date, ${request.rule})
    returning number`.execute(tx)
  return rows[0]?.number ?? 0
}

export async function lockRequest(tx: PlansDb, id: string): Promise<DataRequest | undefined> {
  const { rows } = await sql<RequestRow>`select ${COLUMNS} from plans.request where id = ${id} for update`.execute(tx)
  return rows[0] && requestOf(rows[0])
}

export async function findRequest(db: PlansDb, id: string): Promise<DataRequest | undefined> {
  const { rows } = await sql<RequestRow>`select ${COLUMNS} from plans.request where id = ${id}`.execute(db)
  return rows[0] && requestOf(rows[0])
}

export async function findRequestByNumber(db: PlansDb, number: number): Promise<DataRequest | undefined> {
  const { rows } = await sql<RequestRow>`select ${COLUMNS} from plans.request where number = ${number}`.execute(db)
  return rows[0] && requestOf(rows[0])
}

export interface RequestWish {
  readonly states: readonly RequestState[]
  readonly agencyIds?: readonly string[] | undefined
  /** Only those past their day on this one, ISO 8601. */
  readonly lateOn?: string | undefined
  readonly sort?: 'votes' | 'new' | 'due' | undefined
  readonly limit: number
  readonly offset?: number
}

const ORDERS = {
  votes: sql.raw('votes desc, asked_at desc'),
  new: sql.raw('asked_at desc'),
  due: sql.raw('due_on, asked_at'),
} as const

/** Requests of these states, a page at a time. */
export async function readRequests(db: PlansDb, wish: RequestWish): Promise<readonly DataRequest[]> {
  const { rows } = await sql<RequestRow>`
    select ${COLUMNS} from plans.request where ${where(wish)}
    order by ${ORDERS[wish.sort ?? 'votes']}, id limit ${wish.limit} offset ${wish.offset ?? 0}`.execute(db)
  return rows.map(requestOf)
}

/** How many requests there are, by state. */
export async function countRequests(
  db: PlansDb,
  wish: Pick<RequestWish, 'states' | 'agencyIds'>,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from plans.request where ${where(wish)} group by state`.execute(db)
  return new Map(rows.map((row) => [row.state, row.count]))
}

function where({ states, agencyIds, lateOn }: Pick<RequestWish, 'states' | 'agencyIds' | 'lateOn'>) {
  const only = agencyIds ? sql`and agency_id = any(${agencyIds}::uuid[])` : sql``
  const late = lateOn ? sql`and due_on < ${lateOn}::date` : sql``
  return sql`state = any(${states}) ${only} ${late}`
}

export async function saveRequest(tx: PlansDb, request: DataRequest): Promise<void> {
  await sql`
    update plans.request set agency_id = ${request.agencyId}, title = ${request.title}, body = ${request.body},
      state = ${request.state}, merged_into = ${request.mergedInto ?? null}, plan_id = ${request.planId ?? null},
      item_id = ${request.itemId ?? null}, dataset_id = ${request.datasetId ?? null}, answer = ${request.answer ?? null},
      basis = ${request.basis ?? null}, answered_by = ${request.answeredBy ?? null},
      answered_at = ${request.answeredAt ?? null}
    where id = ${request.id}`.execute(tx)
}

type NewStep = RequestStep & { readonly id: string; readonly requestId: string }

export function addStep(tx: PlansDb, step: NewStep): Promise<void> {
  return addSteps(tx, [step])
}

/** Writes steps of many requests in one statement. */
export async function addSteps(tx: PlansDb, steps: readonly NewStep[]): Promise<void> {
  if (steps.length === 0) return
  const rows = steps.map(({ id, requestId, kind, text, byName, at }) => ({
    id,
    request_id: requestId,
    kind,
    text: text ?? null,
    by_name: byName,
    at,
  }))
  await sql`
    insert into plans.request_step (id, request_id, kind, text, by_name, at)
    select id, request_id, kind, text, by_name, at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (id uuid, request_id uuid, kind text, text text, by_name text, at timestamptz)`.execute(tx)
}

/** Sets the last day to answer of many requests; days are ISO 8601. */
export async function moveDue(
  tx: PlansDb,
  moved: readonly { readonly id: string; readonly due: string }[],
): Promise<void> {
  await sql`
    update plans.request set due_on = given.due
    from unnest(${moved.map(({ id }) => id)}::uuid[], ${moved.map(({ due }) => due)}::date[]) as given (id, due)
    where plans.request.id = given.id`.execute(tx)
}

export async function readSteps(db: PlansDb, requestId: string): Promise<readonly RequestStep[]> {
  const { rows } = await sql<{ kind: string; text: string | null; by_name: string; at: Date }>`
    select kind, text, by_name, at from plans.request_step where request_id = ${requestId} order by at, id`.execute(db)
  return rows.map((row) => ({ kind: row.kind, text: row.text ?? undefined, byName: row.by_name, at: row.at }))
}

/** Titles of requests, the newest first, for finding those that ask for the same. */
export async function readTitles(
  db: PlansDb,
  { states, limit }: { readonly states: readonly RequestState[]; readonly limit: number },
): Promise<readonly Pick<DataRequest, 'number' | 'title' | 'state'>[]> {
  const { rows } = await sql<{ number: number; title: string; state: RequestState }>`
    select number, title, state from plans.request where state = any(${states}) order by asked_at desc limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Notes once that a rule has told somebody of a request. */
export async function noteReminded(
  db: PlansDb,
  { id, requestId, rule, at }: { id: string; requestId: string; rule: string; at: Date },
): Promise<void> {
  await sql`
    insert into plans.request_step (id, request_id, kind, text, by_name, at)
    select ${id}, ${requestId}, 'reminded', ${rule}, '', ${at}
    where not exists (
      select 1 from plans.request_step where request_id = ${requestId} and kind = 'reminded' and text = ${rule})`.execute(
    db,
  )
}

/** Requests of these agencies that nobody has answered, as demand for proposals. */
export async function readDemands(db: PlansDb, agencyIds: readonly string[]): Promise<readonly Demand[]> {
  const { rows } = await sql<{ number: number; title: string; votes: number }>`
    select number, title, votes from plans.request where state = 'open' and agency_id = any(${agencyIds}::uuid[])
    order by votes desc, asked_at limit 200`.execute(db)
  return rows.map((row) => ({ kind: 'request', title: row.title, weight: row.votes, ref: String(row.number) }))
}

/** Requests waiting for items of these plans. */
export async function readPlanned(db: PlansDb, planIds: readonly string[]): Promise<readonly DataRequest[]> {
  if (planIds.length === 0) return []
  const { rows } = await sql<RequestRow>`
    select ${COLUMNS} from plans.request
    where state = 'planned' and plan_id = any(${planIds}::uuid[]) and item_id is not null`.execute(db)
  return rows.map(requestOf)
}
