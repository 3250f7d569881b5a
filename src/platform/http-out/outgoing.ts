import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { callbackify } from 'node:util'
import { createGunzip } from 'node:zlib'
import { Agent, type Dispatcher, request } from 'undici'
import { type AppError, isAppError } from '../errors.ts'
import { outErrors } from './errors.ts'
import { isPublicAddress } from './public-address.ts'

export interface OutAnswer {
  /** The address that answered in the end. */
  readonly url: string
  readonly status: number
  readonly mediaType: string | undefined
  readonly length: number | undefined
  readonly fileName: string | undefined
  /** One header field by its lower-case name; several of one name are joined as RFC 9110 says. */
  header(name: string): string | undefined
  /** Bounded in size and time; must be read to its end or destroyed. */
  readonly body: AsyncIterable<Uint8Array>
  discard(): void
}

export interface Asking {
  readonly method?: 'GET' | 'HEAD' | 'POST'
  /** Beside those always sent; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  /** Only with POST, which follows no redirect: what was meant for one address is not handed to another. */
  readonly body?: Uint8Array
  readonly maxBytes?: number
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
}

/** Requests to addresses that outsiders name: only the open Internet is asked, whatever names and redirects say. */
export interface Outgoing {
  ask(url: string, asking?: Asking): Promise<OutAnswer>
  close(): Promise<void>
}

export interface OutgoingOptions {
  /** For tests, which have nothing but a loopback. */
  readonly isAllowed?: (address: string) => boolean
  readonly resolve?: (host: string) => Promise<readonly { address: string; family: number }[]>
  /** `host` or `host:port` the operator vouches for, wherever it leads: nodes on a network of the State's own. */
  readonly trustedHosts?: readonly string[]
}

const MOST_REDIRECTS = 5
const MAX_BYTES = 2_000_000_000
const TIMEOUT_MS = 15_000
const AGENT = 'Nguon'

export function createOutgoing(options: OutgoingOptions = {}): Outgoing {
  const isAllowed = options.isAllowed ?? isPublicAddress
  const resolve = options.resolve ?? ((host: string) => lookup(host, { all: true, verbatim: true }))
  const guarded = createAgent(guardedLookup(resolve, isAllowed))
  const open = createAgent(undefined)
  const trusted = new Set(options.trustedHosts?.map((host) => host.toLowerCase()))
  const isTrusted = (url: URL) => trusted.has(hostAndPort(url)) || trusted.has(url.hostname)
  return {
    ask: (url, asking = {}) => follow({ guarded, open, isAllowed, isTrusted }, url, asking),
    close: async () => void (await Promise.all([guarded.destroy(), open.destroy()])),
  }
}

function createAgent(look: LookupFunction | undefined): Agent {
  return new Agent({
    // With this Node always asks for every address of a name, which is what the look-up gives.
    connect: { ...(look ? { lookup: look } : {}), timeout: 5_000, autoSelectFamily: true },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    maxResponseSize: -1,
    connections: 4,
  })
}

// An address without a port means the usual one of its scheme.
function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`
}

/**
 * Names are resolved here and nowhere else, and the connection goes to the very addresses that were looked at: a name
 * that says something else at the second question cannot lead it astray.
 */
function guardedLookup(
  resolve: NonNullable<OutgoingOptions['resolve']>,
  isAllowed: (address: string) => boolean,
): LookupFunction {
  const checked = callbackify(async (host: string) => {
    const found = await resolve(host).catch(() => [])
    if (found.length === 0) throw outErrors.unknownHost(host)
    if (!found.every(({ address }) => isAllowed(address))) throw outErrors.privateAddress(host)
    return [...found]
  })
  return (host, _options, done) => checked(host, (error, found) => done(error, found))
}

interface Means {
  readonly guarded: Agent
  readonly open: Agent
  readonly isAllowed: (address: string) => boolean
  readonly isTrusted: (url: URL) => boolean
}

async function follow(means: Means, start: string, asking: Asking): Promise<OutAnswer> {
  const limit = AbortSignal.timeout(asking.timeoutMs ?? TIMEOUT_MS * 4)
  const signal = asking.signal ? AbortSignal.any([limit, asking.signal]) : limit
  let url = parse(start)
  // The operator vouches for an address that was asked for, not for where others lead.
  const vouched = means.isTrusted(url)
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const trusted = vouched && means.isTrusted(url)
    if (!trusted) requireAllowed(url, means.isAllowed)
    const answer = await send(trusted ? means.open : means.guarded, url, { asking, signal })
    const next = asking.method === 'POST' ? undefined : redirectOf(answer, url)
    if (!next) return answerOf(answer, url, asking)
    answer.body.destroy()
    url = next
  }
  throw outErrors.tooManyRedirects()
}

/** The URL parser makes plain addresses of decimal, octal and hexadecimal ones. */
function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (!url || !isWeb || url.username !== '' || url.password !== '') throw outErrors.badUrl()
  return url
}

// A literal address is connected to without any look-up, so it is looked at here.
function requireAllowed(url: URL, isAllowed: (address: string) => boolean): void {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isAllowed(host)) throw outErrors.privateAddress(host)
}

async function send(
  agent: Agent,
  url: URL,
  { asking, signal }: { asking: Asking; signal: AbortSignal },
): Promise<Dispatcher.ResponseData> {
  const { method = 'GET', body, timeoutMs = TIMEOUT_MS } = asking
  try {
    const answer = await request(url, {
      dispatcher: agent,
      method,
      signal,
      headers: { accept: '*/*', ...asking.headers, 'user-agent': AGENT, 'accept-encoding': 'identity' },
      // Who waits longer for the whole also waits longer for its beginning: a node holds its answer until it has news.
      headersTimeout: Math.max(TIMEOUT_MS, timeoutMs),
      ...(body === undefined ? {} : { body }),
    })
    // A body that is let go of says so by an error nobody waits for.
    answer.body.on('error', () => undefined)
    return answer
  } catch (error) {
    throw refusalIn(error) ?? outErrors.unreachable(url.hostname)
  }
}

// Our refusal comes out of the look-up wrapped in what the connector made of it.
function refusalIn(error: unknown): AppError | undefined {
  if (isAppError(error)) return error
  if (error instanceof AggregateError) return error.errors.map(refusalIn).find(Boolean)
  return error instanceof Error && error.cause ? refusalIn(error.cause) : undefined
}

function redirectOf(answer: Dispatcher.ResponseData, from: URL): URL | undefined {
  const location = answer.headers['location']
  if (answer.statusCode < 300 || answer.statusCode > 399 || typeof location !== 'string') return undefined
  return parse(URL.canParse(location, from) ? new URL(location, from).href : location)
}

function answerOf(answer: Dispatcher.ResponseData, url: URL, { method, maxBytes = MAX_BYTES }: Asking): OutAnswer {
  const isPacked = method !== 'HEAD' && requirePlain(answer)
  const length = isPacked ? Number.NaN : Number(header(answer, 'content-length') ?? Number.NaN)
  return {
    url: url.href,
    status: answer.statusCode,
    mediaType: header(answer, 'content-type')?.split(';')[0]?.trim().toLowerCase(),
    length: Number.isSafeInteger(length) ? length : undefined,
    fileName: fileNameOf(header(answer, 'content-disposition'), url),
    header: (name) => header(answer, name),
    body: bounded(isPacked ? unpacked(answer.body) : answer.body, maxBytes),
    discard: () => void answer.body.destroy(),
  }
}

/** Whether the body is gzip although nothing but plain was asked for: some stores keep no other form. Throws for anything else. */
function requirePlain(answer: Dispatcher.ResponseData): boolean {
  const coding = (header(answer, 'content-encoding') ?? '').trim().toLowerCase()
  if (coding === 'gzip' || coding === 'x-gzip') return true
  if (coding === '' || coding === 'identity') return false
  answer.body.destroy()
  throw outErrors.coding(coding)
}

/** Piece by piece, so that what a few bytes swell to is counted before it is held. */
async function* unpacked(body: Dispatcher.ResponseData['body']): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip()
  body.on('error', (error: Error) => gunzip.destroy(error))
  try {
    yield* body.pipe(gunzip) as AsyncIterable<Uint8Array>
  } finally {
    body.destroy()
    gunzip.destroy()
  }
}

function header(answer: Dispatcher.ResponseData, name: string): string | undefined {
  const value = answer.headers[name]
  return typeof value === 'string' ? value : value?.join(', ')
}

function fileNameOf(disposition: string | undefined, url: URL): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  const plain = /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1]
  return decoded(encoded ?? plain ?? url.pathname.split('/').at(-1)) || undefined
}

function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '')
  } catch {
    return text ?? ''
  }
}

async function* bounded(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of body) {
    size += piece.byteLength
    if (size > maxBytes) throw outErrors.tooLarge(maxBytes)
    yield piece
  }
}
