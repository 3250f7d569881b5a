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

const CHUNK_BYTES = 8 * 1024 * 1024
const TRIES = 5

export function createClient(url: string, key: string): Client {
  const authorization = `Bearer ${key}`

  async function request(
    method: string,
    path: string,
    init: { headers?: Record<string, string>; body?: Uint8Array | string } = {},
  ) {
    const reply = await fetch(new URL(path, url), {
      method,
      headers: { authorization, accept: 'application/json', 'accept-language': 'vi', ...init.headers },
      ...(init.body === undefined ? {} : { body: init.body as BodyInit }),
    }).catch((error: unknown) => {
      throw new Unreachable(String((error as Error).cause ?? error))
    })
    if (reply.status >= 400)
      throw new Refusal(reply.status, (await reply.json().catch(() => ({}))) as Record<string, unknown>)
    return reply
  }

  async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const sent =
      body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const reply = await request(method, path, sent)
    return (reply.status === 204 ? undefined : await reply.json()) as Answer
  }

  async function upload(path: string, name: string): Promise<string> {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      const metadata = `filename ${Buffer.from(name, 'utf8').toString('base64')}`
      const made = await request('POST', '/tus', {
        headers: { 'tus-resumable': '1.0.0', 'upload-length': String(size), 'upload-metadata': metadata },
      })
      const place = made.headers.get('location') ?? ''
      const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, Math.max(1, size)))
      for (let offset = 0, tries = 0; offset < size; ) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, offset)
        try {
          offset = await append(place, offset, buffer.subarray(0, bytesRead))
          tries = 0
        } catch (error) {
          if (!(error instanceof Unreachable) || ++tries >= TRIES) throw error
          await sleep(500 * tries)
          offset = Number((await request('HEAD', place)).headers.get('upload-offset') ?? offset)
        }
      }
      return place.split('/').at(-1) ?? ''
    } finally {
      await file.close()
    }
  }

  async function append(place: string, offset: number, body: Uint8Array): Promise<number> {
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    }
    const reply = await request('PATCH', place, { headers, body })
    return Number(reply.headers.get('upload-offset'))
  }

  return { ask, upload }
}
