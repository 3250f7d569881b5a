import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { type FeedbackLetter, FeedPage, NodeCard } from '../../../formats/nguon/wire.ts'
import type { Clock } from '../../../platform/clock.ts'
import { isAppError } from '../../../platform/errors.ts'
import type { Outgoing } from '../../../platform/http-out/index.ts'
import { type MessageKey, signRequest, verifyAnswer } from '../../../platform/http-sig/index.ts'
import { nodeErrors } from './errors.ts'

export interface ClientDeps {
  /** Guarded; reaches private addresses only of hosts the operator vouched for. */
  readonly outgoing: Outgoing
  readonly clock: Clock
}

/** Which answer of a node is asked for, and whose word it must be. */
interface Question {
  readonly url: string
  readonly path: string
  readonly name: string
  /** Keys that may have signed; absent when the answer itself brings the key. */
  readonly keys: (body: unknown) => readonly string[]
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

const MAX_BYTES = 32_000_000
const SHORT_MS = 20_000

/** Reads what a node says about itself. The card is signed with the key it names: whether to trust that key is asked elsewhere. */
export async function readCard(deps: ClientDeps, url: string, signal?: AbortSignal): Promise<NodeCard> {
  const keys = (body: unknown) => (Value.Check(NodeCard, body) ? [body.key] : [])
  return ask(deps, NodeCard, { url, path: '/api/v1/node', name: url, keys, timeoutMs: SHORT_MS, signal })
}

export interface FeedQuestion {
  readonly url: string
  readonly name: string
  readonly key: string
  readonly cursor: string | undefined
  readonly waitSeconds: number
  readonly signal?: AbortSignal | undefined
}

/** One page of the change feed, signed by the node's key; waits at the other side until there is something. */
export async function readChanges(deps: ClientDeps, question: FeedQuestion): Promise<FeedPage> {
  const { url, name, key, cursor, waitSeconds, signal } = question
  const query = new URLSearchParams({ wait: String(waitSeconds), ...(cursor === undefined ? {} : { after: cursor }) })
  return ask(deps, FeedPage, {
    url,
    path: `/api/v1/changes?${query.toString()}`,
    name,
    keys: () => [key],
    timeoutMs: waitSeconds * 1000 + SHORT_MS,
    signal,
  })
}

async function ask<Schema extends TSchema>(
  { outgoing, clock }: ClientDeps,
  schema: Schema,
  { url, path, name, keys, timeoutMs, signal }: Question,
): Promise<Static<Schema>> {
  const address = `${url}${path}`
  const headers = { accept: 'application/json' }
  const answer = await outgoing.ask(address, { maxBytes: MAX_BYTES, timeoutMs, signal, headers })
  if (answer.status !== 200) {
    answer.discard()
    throw nodeErrors.answered(url, answer.status)
  }
  const body = await bytesOf(answer.body)
  const value = parse(body)
  if (!Value.Check(schema, value)) throw nodeErrors.notANode(url, whyNot(schema, value))
  await verifyAnswer(keys(value), {
    from: name,
    request: { method: 'GET', url: address },
    status: 200,
    header: (field) => answer.header(field),
    body,
    now: clock.now(),
  })
  return value
}

export interface Sending {
  readonly url: string
  readonly letter: FeedbackLetter
  readonly key: MessageKey
}

/** What can never be taken: unreadable, or about something that is not there. A sender that is not known yet may be known later. */
const FOR_GOOD = new Set([400, 404, 410, 413])

/** Hands a question on to its owner. Says so when the owner refuses it for good; throws when it is worth trying again. */
export async function sendLetter(
  { outgoing, clock }: ClientDeps,
  { url, letter, key }: Sending,
): Promise<{ readonly taken: boolean; readonly reason: string }> {
  const address = `${url}/api/v1/node/feedback`
  const body = Buffer.from(JSON.stringify(letter))
  const signed = signRequest(key, { request: { method: 'POST', url: address }, body, now: clock.now() })
  const headers = { ...signed, accept: 'application/json', 'content-type': 'application/json' }
  const answer = await outgoing.ask(address, { method: 'POST', body, headers, maxBytes: 100_000, timeoutMs: SHORT_MS })
  const said = parse(await bytesOf(answer.body)) as { title?: unknown } | undefined
  const reason = typeof said?.title === 'string' ? said.title.slice(0, 1000) : `${answer.status}`
  if (answer.status >= 300 && !FOR_GOOD.has(answer.status)) throw nodeErrors.notTaken(url, reason)
  return { taken: answer.status < 300, reason }
}

function whyNot(schema: TSchema, value: unknown): string {
  const [first] = Value.Errors(schema, value)
  return first ? `${first.instancePath || '/'} ${first.message}` : ''
}

async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces)
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

/** What went wrong with a node, in two languages. */
export function sayFailure(error: unknown, url: string): { readonly vi: string; readonly en: string } {
  if (isAppError(error)) return error.said
  return { vi: `Kết nối tới ${url} bị ngắt giữa chừng.`, en: `The connection to ${url} broke off half-way.` }
}
