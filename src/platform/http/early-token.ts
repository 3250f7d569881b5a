import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'

const LOOK_AT_BYTES = 8192
const FIRST_FIELD = /name="_csrf"\r\n(?:[^\r\n]+\r\n)*\r\n([\w-]+)\r\n/

/**
 * Finds the form token of a multipart body before any of it is stored. The token is the first field of the form, so
 * a look at the first bytes is enough; they are put back for whoever reads the body.
 */
export async function findToken(request: FastifyRequest): Promise<void> {
  if (!request.headers['content-type']?.startsWith('multipart/form-data')) return
  const { raw } = request
  // Never beyond the end: a stream that has ended takes nothing back. Without a length the first piece must do.
  const enough = Math.min(LOOK_AT_BYTES, Number(request.headers['content-length']) || 1)
  let seen = Buffer.alloc(0)
  let token: string | undefined
  while (token === undefined && seen.length < enough && isOpen(raw)) {
    seen = Buffer.concat([seen, await nextPiece(raw)])
    token = FIRST_FIELD.exec(seen.toString('latin1'))?.[1]
  }
  if (seen.length > 0 && isOpen(raw)) raw.unshift(seen)
  if (token) request.headers['x-csrf-token'] = token
}

function isOpen(stream: Readable): boolean {
  return !stream.destroyed && !stream.readableEnded
}

async function nextPiece(stream: Readable): Promise<Buffer> {
  const piece = stream.read() as Buffer | null
  if (piece) return piece
  await Promise.race([once(stream, 'readable'), once(stream, 'end'), once(stream, 'close')])
  return Buffer.alloc(0)
}
