import type { ActorRef } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import type { PlansDeps } from '../deps.ts'
import { agencyNamed } from '../named.ts'
import { countTime } from '../rules/count-time.ts'
import { requestErrors } from './errors.ts'
import { hasPersonalData } from './personal.ts'
import { addStep, insertRequest } from './store.ts'

export interface NewRequest {
  readonly title: string
  readonly body: string
  /** Code of the agency that is asked. */
  readonly agency: string
  /** How to reach the person, sealed before it is stored. */
  readonly contact: string | undefined
}

const TITLE_MAX = 200
const BODY_MAX = 4000
const CONTACT_MAX = 200
const TITLE_MIN = 8
const BODY_MIN = 20

/** Anyone asks an agency to open data. What seems to hold personal data waits for an officer before it is shown. */
export async function askForData(
  deps: PlansDeps,
  actor: ActorRef,
  request: NewRequest,
): Promise<{ readonly id: string; readonly number: number; readonly held: boolean }> {
  const title = cleanText(request.title).replace(/\s+/g, ' ').slice(0, TITLE_MAX)
  const body = cleanText(request.body).slice(0, BODY_MAX)
  if (title.length < TITLE_MIN) throw requestErrors.needsTitle()
  if (body.length < BODY_MIN) throw requestErrors.needsBody()
  const { id: agencyId } = await agencyNamed(deps, request.agency)
  const contact = request.contact ? cleanText(request.contact).slice(0, CONTACT_MAX) : ''
  const askedAt = deps.clock.now()
  const held = hasPersonalData(`${title}\n${body}`)
  const { dueOn, rule } = await answerBy(deps, dayInVietnam(askedAt))
  const id = deps.ids.next()
  const number = await deps.db.transaction().execute(async (tx) => {
    const state = held ? ('held' as const) : ('open' as const)
    const sealed = contact ? deps.seal(contact) : undefined
    const given = await insertRequest(tx, { id, agencyId, title, body, contact: sealed, state, askedAt, dueOn, rule })
    await addStep(tx, { id: deps.ids.next(), requestId: id, kind: 'asked', text: undefined, byName: '', at: askedAt })
    await recordAudit(tx, {
      action: 'plans.request.asked',
      actor,
      agencyId,
      resource: { kind: 'data-request', id },
      details: { number: given, held },
    })
    await announce(tx, {
      type: 'plans.request.asked',
      version: 1,
      resourceId: undefined,
      payload: { request: id, number: given, agencyId, title: held ? '' : title, held },
    })
    return given
  })
  return { id, number, held }
}

/** Last day to answer by the rule in force, and the rule's id. */
async function answerBy(
  deps: Pick<PlansDeps, 'rules' | 'calendar'>,
  asked: string,
): Promise<{ dueOn: string; rule: string }> {
  const rule = deps.rules.time('request', asked)
  if (!rule) throw new Error(`seeds/rules/plan-deadlines.json has no time to answer requests on ${asked}`)
  return { dueOn: countTime(rule, asked, await deps.calendar()).due, rule: rule.id }
}
