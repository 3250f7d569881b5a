import { open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a node answered with an error, as problem+json says it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly code: string
  readonly problem: Readonly<Record<string, unknown>>

  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    super(String((problem['title'] as string | undefined) ?? `HTTP ${status}`))
    this.status = status
    this.code = String((problem['code'] as string | undefined) ?? '')
    this.problem = problem
  }
}

/** The node did not answer at all. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

export interface Client {
  ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer>
  /** Sends a file by tus 1.0, going on where a broken connection stopped; returns the upload's id. */
  upload(path: string, name: string): Promise<string>
}

// Each part is synced to the node's disk before it is acknowledged.
const CHUNK_BYTES = 32 * 1024 * 1024
const TRIES = 5

export function createClient(url: string, key: string): Client {
  const request = requester(url, key)
  return {
    async ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
      const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      const reply = await request(method, path, body === undefined ? {} : json)
      return (reply.status === 204 ? undefined : await reply.json()) as Answer
    },
    upload: (path, name) => upload(request, path, name),
  }
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer> | string
}

type Request = (method: string, path: string, sent?: Sent) => Promise<Response>

function requester(url: string, key: string): Request {
  const always = { authorization: `Bearer ${key}`, accept: 'application/json', 'accept-language': 'vi' }
  return async (method, path, { headers, body } = {}) => {
    const init = { method, headers: { ...always, ...headers }, ...(body === undefined ? {} : { body }) }
    const reply = await fetch(new URL(path, url), init).catch((error: unknown) => {
      throw new Unreachable(String((error as Error).cause ?? error))
    })
    if (reply.status < 400) return reply
    throw new Refusal(reply.status, (await reply.json().catch(() => ({}))) as Record<string, unknown>)
  }
}

const TUS = { 'tus-resumable': '1.0.0' }

async function upload(request: Request, path: string, name: string): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const metadata = `filename ${Buffer.from(name, 'utf8').toString('base64')}`
    const headers = { ...TUS, 'upload-length': String(size), 'upload-metadata': metadata }
    const place = (await request('POST', '/tus', { headers })).headers.get('location') ?? ''
    const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, Math.max(1, size)))
    for (let offset = 0; offset < size; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, offset)
      offset = await append(request, place, { offset, body: buffer.subarray(0, bytesRead) })
    }
    return place.split('/').at(-1) ?? ''
  } finally {
    await file.close()
  }
}

interface Part {
  readonly offset: number
  readonly body: Uint8Array<ArrayBuffer>
}

/** Sends one part; after a broken connection it asks how far the node has come. Returns the new offset. */
async function append(request: Request, place: string, { offset, body }: Part): Promise<number> {
  const headers = { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
  for (let tries = 1; ; tries++) {
    try {
      return Number((await request('PATCH', place, { headers, body })).headers.get('upload-offset'))
    } catch (error) {
      if (!(error instanceof Unreachable) || tries >= TRIES) throw error
      await sleep(500 * tries)
      const reached = Number((await request('HEAD', place)).headers.get('upload-offset') ?? offset)
      if (reached !== offset) return reached
    }
  }
}
