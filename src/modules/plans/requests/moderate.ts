import { sql } from 'kysely'
import { cleanText } from '../../../platform/text.ts'
import { type Actor, agencyInCharge, assertCan } from '../../identity/index.ts'
import type { PlansDb, PlansDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { requestErrors } from './errors.ts'
import { type DataRequest, isPublicRequest, isWaiting } from './model.ts'
import { hasPersonalData } from './personal.ts'
import { settleRequest } from './settle.ts'
import { findRequestByNumber, lockRequest } from './store.ts'
import { countVotes } from './vote.ts'

const TITLE_MAX = 200
const TEXT_MAX = 4000

/** A request that is shown again waits for its answer; the reason it was hidden for is none. */
const UNANSWERED = {
  answer: undefined,
  basis: undefined,
  answeredBy: undefined,
  answeredAt: undefined,
  planId: undefined,
  itemId: undefined,
  datasetId: undefined,
} as const satisfies Partial<DataRequest>

/** Lets a held request be shown, with what told of persons taken out by the officer. */
export async function showRequest(
  deps: PlansDeps,
  actor: Actor,
  input: { requestId: string; title: string; body: string },
): Promise<DataRequest> {
  const title = cleanText(input.title).slice(0, TITLE_MAX)
  const body = cleanText(input.body).slice(0, TEXT_MAX)
  return settleRequest(deps, actor, {
    requestId: input.requestId,
    decide: async (request) => {
      if (request.state !== 'held' && request.state !== 'hidden') throw requestErrors.answered()
      if (title === '') throw requestErrors.needsTitle()
      if (body === '') throw requestErrors.needsBody()
      if (hasPersonalData(title)) throw requestErrors.personalData('title')
      if (hasPersonalData(body)) throw requestErrors.personalData('body')
      return {
        action: 'plans.request.shown',
        request: { ...request, ...UNANSWERED, title, body, state: 'open' },
        step: { kind: 'shown', text: undefined },
      }
    },
  })
}

/** Takes abuse, or what tells of persons, from the public; whoever looks the number up reads the reason. */
export async function hideRequest(
  deps: PlansDeps,
  actor: Actor,
  input: { requestId: string; reason: string },
): Promise<DataRequest> {
  const reason = cleanText(input.reason).slice(0, TEXT_MAX)
  return settleRequest(deps, actor, {
    requestId: input.requestId,
    decide: async (request) => {
      if (reason === '') throw requestErrors.needsReason('hide-reason')
      if (hasPersonalData(reason)) throw requestErrors.personalData('hide-reason')
      if (request.state === 'hidden' || request.state === 'merged') throw requestErrors.answered()
      return {
        action: 'plans.request.hidden',
        request: { ...request, state: 'hidden', answer: reason },
        step: { kind: 'hidden', text: reason },
      }
    },
  })
}

/** Joins a request with an older one for the same data; its votes go over, each browser counted once. */
export async function mergeRequest(
  deps: PlansDeps,
  actor: Actor,
  input: { requestId: string; into: number },
): Promise<DataRequest> {
  return settleRequest(deps, actor, {
    requestId: input.requestId,
    decide: async (request, tx) => {
      if (!isWaiting(request) && request.state !== 'planned') throw requestErrors.answered()
      const target = await targetOf(tx, request, input.into)
      await moveVotes(tx, { from: request.id, to: target.id })
      return {
        action: 'plans.request.merged',
        request: { ...request, state: 'merged', mergedInto: target.id },
        step: { kind: 'merged', text: String(target.number) },
      }
    },
  })
}

async function targetOf(tx: PlansDb, request: DataRequest, into: number): Promise<DataRequest> {
  const named = Number.isSafeInteger(into) ? await findRequestByNumber(tx, into) : undefined
  const target = named && named.id !== request.id ? await lockRequest(tx, named.id) : undefined
  if (!target || !isPublicRequest(target)) throw requestErrors.wrongMerge()
  return target
}

async function moveVotes(tx: PlansDb, { from, to }: { from: string; to: string }): Promise<void> {
  await sql`
    insert into plans.vote (request_id, browser, address, at)
    select ${to}, browser, address, at from plans.vote where request_id = ${from}
    on conflict do nothing`.execute(tx)
  await countVotes(tx, to)
}

/** Passes a request to the agency that has the data; the time to answer goes on running. */
export async function moveRequest(
  deps: PlansDeps,
  actor: Actor,
  input: { requestId: string; agency: string; reason: string },
): Promise<DataRequest> {
  const reason = cleanText(input.reason).slice(0, TEXT_MAX)
  const tree = await deps.agencies.tree()
  return settleRequest(deps, actor, {
    requestId: input.requestId,
    decide: async (request) => {
      const agency = agencyInCharge(tree, input.agency)
      if (!agency || agency.id === request.agencyId) throw errors.unknownAgency(input.agency)
      if (!isWaiting(request)) throw requestErrors.answered()
      if (reason === '') throw requestErrors.needsReason('reason')
      if (hasPersonalData(reason)) throw requestErrors.personalData('reason')
      return {
        action: 'plans.request.moved',
        request: { ...request, agencyId: agency.id },
        step: { kind: 'moved', text: `${agency.name}. ${reason}` },
      }
    },
  })
}

/** How to reach who asked, for the officer who answers. */
export function contactOf(deps: PlansDeps, actor: Actor, request: DataRequest): string | undefined {
  assertCan(actor, 'plans.request.answer', request)
  return request.contact && deps.unseal(request.contact)
}
