import { sql } from 'kysely'
import { dayInVietnam } from '../../catalog/index.ts'
import type { PlansDeps } from '../deps.ts'
import { requestErrors } from './errors.ts'
import { isPublicRequest } from './model.ts'
import { findRequestByNumber } from './store.ts'

export interface Voter {
  /** Random text that the browser keeps in a cookie. */
  readonly browser: string
  readonly address: string
}

/** Supports a request, once for each browser; a second time changes nothing. Returns the votes it has now. */
export async function voteForRequest(deps: PlansDeps, number: number, voter: Voter): Promise<number> {
  const request = await findRequestByNumber(deps.db, number)
  if (!request || !isPublicRequest(request)) throw requestErrors.notFound()
  // An office shares its address, a script has only one.
  const most = deps.rules.figure('votes-per-address', dayInVietnam(deps.clock.now()))
  const browser = deps.mac(`browser ${voter.browser}`)
  const address = deps.mac(`address ${request.id} ${voter.address}`)
  return deps.db.transaction().execute(async (tx) => {
    // Locks the request, so that votes of one address are counted one after the other.
    await sql`select 1 from plans.request where id = ${request.id} for update`.execute(tx)
    const { rows } = await sql<{ same: number; own: boolean }>`
      select count(*) filter (where address = ${address})::int as same, coalesce(bool_or(browser = ${browser}), false) as own
      from plans.vote where request_id = ${request.id} and (address = ${address} or browser = ${browser})`.execute(tx)
    const { same = 0, own = false } = rows[0] ?? {}
    if (own) return request.votes
    if (same >= most) throw requestErrors.tooManyVotes()
    await sql`
      insert into plans.vote (request_id, browser, address, at)
      values (${request.id}, ${browser}, ${address}, ${deps.clock.now()})`.execute(tx)
    return countVotes(tx, request.id)
  })
}

/** Whether this browser has supported the request. */
export async function hasVoted(
  deps: Pick<PlansDeps, 'db' | 'mac'>,
  requestId: string,
  browser: string,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from plans.vote where request_id = ${requestId} and browser = ${deps.mac(`browser ${browser}`)}`.execute(
    deps.db,
  )
  return rows.length > 0
}

/** Counts the votes of a request anew and keeps the number. */
export async function countVotes(tx: PlansDeps['db'], id: string): Promise<number> {
  const { rows } = await sql<{ votes: number }>`
    update plans.request set votes = (select count(*)::int from plans.vote where request_id = ${id})
    where id = ${id} returning votes`.execute(tx)
  return rows[0]?.votes ?? 0
}
