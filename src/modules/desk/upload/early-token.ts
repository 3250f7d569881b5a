import { once } from 'node:events'
import type { FastifyRequest } from 'fastify'

const LOOK_AT_BYTES = 8192
const FIRST_FIELD = /name="_csrf"\r\n(?:[^\r\n]+\r\n)*\r\n([\w-]+)\r\n/

/**
 * Finds the form token of a multipart body before any of it is stored. The token is the first field of the form, so
 * a look at the first bytes is enough; they are put back for whoever reads the body. Nothing can be put back once the
 * end of a body has been seen: bodies of unknown length (no browser sends those) are not looked at.
 */
export async function findToken(request: FastifyRequest): Promise<void> {
  const { raw, headers } = request
  const length = Number(headers['content-length'])
  if (!headers['content-type']?.startsWith('multipart/') || !(length > 0)) return
  const seen: Buffer[] = []
  let token: string | undefined
  for (
    let bytes = 0;
    token === undefined && bytes < Math.min(LOOK_AT_BYTES, length);
    bytes = Buffer.concat(seen).length
  ) {
    const chunk = raw.read() as Buffer | null
    if (chunk) seen.push(chunk)
    else if (raw.readableEnded || raw.destroyed) break
    else await Promise.race([once(raw, 'readable'), once(raw, 'end'), once(raw, 'close')])
    token = FIRST_FIELD.exec(Buffer.concat(seen).toString('latin1'))?.[1]
  }
  if (seen.length > 0) raw.unshift(Buffer.concat(seen))
  if (token) request.headers['x-csrf-token'] = token
}
