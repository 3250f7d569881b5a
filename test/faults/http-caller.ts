/** The program did not answer: it was killed, or is about to be. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** Asks a node with one API key, or with none; a refusal is an error, no answer is `NoAnswer`. */
export function createCaller(url: string, key: string | undefined) {
  const always = { accept: 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) }

  async function request(method: string, path: string, { headers, body }: Sent = {}) {
    const init = { method, headers: { ...always, ...headers }, ...(body === undefined ? {} : { body }) }
    try {
      const reply = await fetch(new URL(path, url), init)
      return await answered(`${method} ${path}`, reply)
    } catch (error) {
      if (error instanceof Refused) throw error
      throw error instanceof NoAnswer ? error : new NoAnswer(String(error))
    }
  }

  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    return JSON.parse((await request(method, path, body === undefined ? {} : json)).body.toString()) as T
  }

  return { request, ask }
}

class Refused extends Error {
  override readonly name = 'Refused'
}

async function answered(what: string, reply: Response) {
  const body = Buffer.from(await reply.arrayBuffer())
  const said = `${what}: ${reply.status} ${body.toString().slice(0, 300)}`
  // A program that has lost its store answers so until it ends.
  if (reply.status >= 500) throw new NoAnswer(said)
  if (reply.status >= 400) throw new Refused(said)
  return { body, headers: reply.headers }
}
