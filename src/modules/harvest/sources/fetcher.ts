import { setTimeout as wait } from 'node:timers/promises'
import { isAppError } from '../../../platform/errors.ts'
import type { OutAnswer, Outgoing } from '../../../platform/http-out/index.ts'
import { sourceErrors } from '../errors.ts'
import { type Decoded, decodeAnswer } from './decode-answer.ts'
import type { HostTurns } from './host-turns.ts'
import { overloadOf, readBody, sayBroken } from './read-body.ts'

/** An answer read to its end. */
export interface Fetched extends Decoded {
  /** The address that answered in the end. */
  readonly url: string
  readonly mediaType: string | undefined
  /** One header field by its lower-case name. */
  header(name: string): string | undefined
  readonly bytes: Uint8Array
}

export interface FetchOptions {
  readonly accept?: string
  /** Most bytes of one answer. */
  readonly maxBytes?: number
  readonly timeoutMs?: number
  /** A web page may be what is wanted: descriptions stand in pages too. */
  readonly html?: boolean
}

/** Asks one source politely: one request at a time, tried again when it stumbles, with the waits it asks for. */
export interface Fetcher {
  /** Whole answer in memory; throws an AppError of `sourceErrors` or of the outgoing guard. An HTML page is an error. */
  get(url: string, options?: FetchOptions): Promise<Fetched>
  /** The body in pieces, for answers too large to hold. */
  stream(url: string, options?: FetchOptions): Promise<FetchedStream>
  /** Only the head, and not waited for long; asked again only where the host asks for patience. */
  head(url: string): Promise<Pick<OutAnswer, 'url' | 'status' | 'mediaType' | 'length' | 'fileName' | 'header'>>
}

export interface FetchedStream {
  readonly url: string
  readonly mediaType: string | undefined
  header(name: string): string | undefined
  readonly body: AsyncIterable<Uint8Array>
}

export interface FetcherOptions {
  readonly outgoing: Outgoing
  readonly signal: AbortSignal
  /** Shared by all runs of the process. */
  readonly turns: HostTurns
  /** Shorter in tests. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  /** Longest wait within a run; a source that asks for more is read on later. */
  readonly patienceMs?: number
  readonly timeoutMs?: number
}

const MAX_BYTES = 64_000_000
const STREAM_BYTES = 2_000_000_000
const TIMEOUT_MS = 90_000
const STREAM_TIMEOUT_MS = 30 * 60_000
const HEAD_MS = 8_000
const PATIENCE_MS = 15_000
/** Waits before the second, third and last try. */
const TRY_AGAIN_MS = [1_000, 4_000, 10_000]
const WORTH_ANOTHER_TRY = new Set(['harvest.cut-short', 'http-out.unreachable'])

/** Makes the one way by which a run reaches its source. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { outgoing, signal, turns, patienceMs = PATIENCE_MS, timeoutMs = TIMEOUT_MS } = options
  const sleep = options.sleep ?? ((ms: number, stop: AbortSignal) => wait(ms, undefined, { signal: stop }))

  async function tryAgain<Value>(url: string, once: () => Promise<Value>, worth = isWorthAnotherTry): Promise<Value> {
    for (let tries = 0; ; tries++) {
      try {
        return await turns({ host: hostOf(url), signal, sleep }, once)
      } catch (error) {
        const pause = worth(error) ? pauseAfter(error, tries) : undefined
        if (pause === undefined || signal.aborted) throw error
        if (pause > patienceMs) throw sourceErrors.busy(url, Math.ceil(pause / 1000))
        await sleep(pause, signal)
      }
    }
  }

  async function ask(
    url: string,
    { accept, maxBytes, timeoutMs: within = timeoutMs }: FetchOptions,
  ): Promise<OutAnswer> {
    const headers = accept === undefined ? {} : { accept }
    const answer = await outgoing.ask(url, { headers, timeoutMs: within, signal, ...(maxBytes ? { maxBytes } : {}) })
    if (answer.status >= 200 && answer.status < 300) return answer
    answer.discard()
    throw overloadOf(answer) ?? sourceErrors.refused(url, answer.status)
  }

  const get: Fetcher['get'] = (url, given = {}) =>
    tryAgain(url, async () => {
      const wanted = { maxBytes: MAX_BYTES, timeoutMs, ...given }
      return readWhole(await ask(url, wanted), { url, ...wanted })
    })
  const stream: Fetcher['stream'] = (url, given = {}) =>
    tryAgain(url, async () => {
      const wanted = { maxBytes: STREAM_BYTES, timeoutMs: STREAM_TIMEOUT_MS, ...given }
      const answer = await ask(url, wanted)
      const { mediaType } = answer
      const body = sayBroken(answer, { url, ...wanted })
      return { url: answer.url, mediaType, header: (name) => answer.header(name), body }
    })
  const head: Fetcher['head'] = (url) =>
    tryAgain(
      url,
      () => askHead(outgoing, url, { timeoutMs: Math.min(timeoutMs, HEAD_MS), signal }),
      // One address of many: who does not answer at once is noted as dead, not waited for.
      isBusy,
    )
  return { get, stream, head }
}

// What is no address is refused in words by whoever asks it.
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}

async function askHead(
  outgoing: Outgoing,
  url: string,
  waits: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<OutAnswer> {
  const answer = await outgoing.ask(url, { method: 'HEAD', ...waits })
  answer.discard()
  const overload = overloadOf(answer)
  if (overload) throw overload
  return answer
}

type Whole = Required<Pick<FetchOptions, 'maxBytes' | 'timeoutMs'>> & FetchOptions & { readonly url: string }

async function readWhole(answer: OutAnswer, wanted: Whole): Promise<Fetched> {
  const bytes = await readBody(answer, wanted)
  const decoded = decodeAnswer(bytes, answer.header('content-type'))
  if (!wanted.html && isHtml(decoded.text, answer.mediaType)) throw sourceErrors.htmlInstead(wanted.url)
  return { url: answer.url, mediaType: answer.mediaType, header: (name) => answer.header(name), bytes, ...decoded }
}

/** Milliseconds to wait before another try; undefined when there were enough. */
function pauseAfter(error: unknown, tries: number): number | undefined {
  const usual = TRY_AGAIN_MS[tries]
  if (usual === undefined || !isAppError(error)) return usual
  return Math.max(Number(error.details.facts?.['retry_after_s'] ?? 0) * 1000, usual)
}

function isBusy(error: unknown): boolean {
  return isAppError(error) && error.code === 'harvest.busy'
}

function isWorthAnotherTry(error: unknown): boolean {
  if (!isAppError(error)) return false
  const status = Number(error.details.facts?.['upstream_status'] ?? 0)
  return isBusy(error) || WORTH_ANOTHER_TRY.has(error.code) || status >= 500
}

function isHtml(text: string, mediaType: string | undefined): boolean {
  const start = text.slice(0, 2_000).replace(/^\s*(<\?xml[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*/, '')
  if (/^(<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])/i.test(start)) return true
  return mediaType === 'text/html' && !/^[{[]/.test(start)
}
