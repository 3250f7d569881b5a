import { sql } from 'kysely'
import { recordAudit } from '../../../platform/audit/index.ts'
import { addDays } from '../../../platform/clock.ts'
import type { Actor } from '../actor.ts'
import type { IdentityDb } from '../db.ts'
import type { IdentityDeps } from '../deps.ts'
import { badDeputy, badPeriod, notFound } from '../errors.ts'
import { assertCan } from '../permissions.ts'
import { personByEmail, rolesOf } from './store.ts'

export interface StandIn {
  readonly id: string
  readonly deputyName: string
  readonly deputyEmail: string
  readonly startsAt: Date
  readonly endsAt: Date
}

export interface StandInOrder {
  /** E-mail address of the colleague. */
  readonly deputy: string
  /** First and last day of the leave, ISO 8601, in Viet Nam time; both included. */
  readonly from: string
  readonly to: string
}

const LONGEST_DAYS = 92
const DAY = /^\d{4}-\d{2}-\d{2}$/

function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+07:00`)
}

/** An approver on leave lets a colleague of the same agency decide in their place for a while. */
export async function nameStandIn(deps: IdentityDeps, actor: Actor, order: StandInOrder): Promise<void> {
  // Only one's own rights can be lent, never those one carries for somebody else.
  const own: Actor = { ...actor, grants: actor.grants.filter((grant) => grant.standsInFor === undefined) }
  const by = assertCan(own, 'identity.standin.name')
  const period = readPeriod(order, deps.clock.now())
  await deps.db.transaction().execute(async (tx) => {
    const deputy = await requireDeputy(tx, deps, { own, email: order.deputy })
    const id = deps.ids.next()
    await sql`
      insert into identity.stand_in (id, approver_id, deputy_id, starts_at, ends_at, created_at)
      values (${id}, ${actor.id}, ${deputy.id}, ${period.startsAt}, ${period.endsAt}, ${deps.clock.now()})`.execute(tx)
    await recordAudit(tx, {
      action: 'identity.standin.named',
      actor: by,
      agencyId: own.grants.find(({ role }) => role === 'approver')?.agencyId,
      resource: { kind: 'person', id: deputy.id },
      details: { deputy: deputy.email, ...period },
    })
  })
}

function readPeriod({ from, to }: StandInOrder, now: Date): { startsAt: Date; endsAt: Date } {
  if (!DAY.test(from) || !DAY.test(to)) throw badPeriod()
  const startsAt = startOfDay(from)
  const endsAt = addDays(startOfDay(to), 1)
  const valid = startsAt < endsAt && endsAt > now && endsAt <= addDays(startsAt, LONGEST_DAYS)
  if (!valid) throw badPeriod()
  return { startsAt, endsAt }
}

async function requireDeputy(tx: IdentityDb, deps: IdentityDeps, { own, email }: { own: Actor; email: string }) {
  const deputy = await personByEmail(tx, email)
  const tree = await deps.agencies.tree()
  const lent = own.grants.filter(({ role }) => role === 'approver')
  const roles = deputy && !deputy.disabledAt ? await rolesOf(tx, deputy.id) : []
  const isColleague = roles.some(({ agencyId }) =>
    lent.some((grant) => grant.reach.has(agencyId) || tree.reach(agencyId).has(grant.agencyId)),
  )
  if (!deputy || !isColleague) {
    throw badDeputy({
      vi: 'Không có người dùng nào của cơ quan mang địa chỉ thư này.',
      en: 'Nobody of your agency has this e-mail address.',
    })
  }
  if (deputy.id === own.id) {
    throw badDeputy({ vi: 'Hãy chọn một người khác.', en: 'Choose somebody else.' })
  }
  return deputy
}

/** Ends a stand-in before its time; one that has not begun disappears. */
export async function endStandIn(deps: IdentityDeps, actor: Actor, standInId: string): Promise<void> {
  const by = assertCan(actor, 'identity.standin.name')
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ deputy_id: string }>`
      select deputy_id from identity.stand_in
      where id = ${standInId} and approver_id = ${actor.id} and ends_at > ${now} for update`.execute(tx)
    const deputyId = rows[0]?.deputy_id
    if (deputyId === undefined) throw notFound()
    await sql`delete from identity.stand_in where id = ${standInId} and starts_at >= ${now}`.execute(tx)
    await sql`update identity.stand_in set ends_at = ${now} where id = ${standInId}`.execute(tx)
    await recordAudit(tx, {
      action: 'identity.standin.ended',
      actor: by,
      resource: { kind: 'person', id: deputyId },
    })
  })
}

/** Those who stand in for this approver now or later. */
export async function standInsOf(db: IdentityDb, approverId: string, now: Date): Promise<readonly StandIn[]> {
  const { rows } = await sql<{ id: string; name: string; email: string; starts_at: Date; ends_at: Date }>`
    select s.id, d.name, d.email, s.starts_at, s.ends_at from identity.stand_in s
      join identity.person d on d.id = s.deputy_id
    where s.approver_id = ${approverId} and s.ends_at > ${now} order by s.starts_at`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    deputyName: row.name,
    deputyEmail: row.email,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }))
}
