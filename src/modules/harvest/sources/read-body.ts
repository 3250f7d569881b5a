import { type AppError, isAppError } from '../../../platform/errors.ts'
import type { OutAnswer } from '../../../platform/http-out/index.ts'
import { sourceErrors } from '../errors.ts'

interface Limits {
  readonly url: string
  readonly maxBytes: number
  readonly timeoutMs: number
}

/** The whole body; says in our words why it broke off. */
export async function readBody(answer: OutAnswer, limits: Limits): Promise<Uint8Array> {
  if ((answer.length ?? 0) > limits.maxBytes) {
    answer.discard()
    throw sourceErrors.tooLarge(limits.url, Math.round(limits.maxBytes / 1e6))
  }
  const pieces: Uint8Array[] = []
  for await (const piece of sayBroken(answer, limits)) pieces.push(piece)
  return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
}

/** The body in pieces; what breaks it off becomes a sentence of the log. */
export async function* sayBroken(answer: OutAnswer, limits: Limits): AsyncGenerator<Uint8Array> {
  let size = 0
  try {
    for await (const piece of answer.body) {
      size += piece.byteLength
      yield piece
    }
  } catch (error) {
    throw brokenBecause(error, limits)
  }
  // Some servers close the connection as if all had been said.
  if (answer.length !== undefined && size < answer.length) throw sourceErrors.cutShort(limits.url)
}

function brokenBecause(error: unknown, { url, maxBytes, timeoutMs }: Limits): unknown {
  if (isAppError(error)) {
    return error.code === 'http-out.too-large' ? sourceErrors.tooLarge(url, Math.round(maxBytes / 1e6)) : error
  }
  const { name = '', code = '' } = error as { name?: string; code?: string }
  if (name === 'TimeoutError' || code === 'UND_ERR_BODY_TIMEOUT') {
    return sourceErrors.tooSlow(url, Math.round(timeoutMs / 1000))
  }
  if (name === 'AbortError') return error
  return sourceErrors.cutShort(url)
}

const MOST_SECONDS = 24 * 3600

/** A source that says it is overloaded, with the pause it asks for; 0 when it names none. */
export function overloadOf(answer: Pick<OutAnswer, 'status' | 'url' | 'header'>): AppError | undefined {
  if (answer.status !== 429 && answer.status !== 503) return undefined
  return sourceErrors.busy(answer.url, retryAfter(answer.header('retry-after'), new Date()))
}

/** Seconds or an HTTP date (RFC 9110 §10.2.3), at most a day. */
export function retryAfter(text: string | undefined, now: Date): number {
  const given = text?.trim() ?? ''
  const seconds = /^\d+$/.test(given) ? Number(given) : Math.ceil((Date.parse(given) - now.getTime()) / 1000)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), MOST_SECONDS) : 0
}
