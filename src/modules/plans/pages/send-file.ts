import type { FastifyReply } from 'fastify'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const PDF = 'application/pdf'

export interface SentFile {
  readonly bytes: Uint8Array
  readonly type: string
  /** Plain ASCII. */
  readonly name: string
}

/** Sends a file to be kept. */
export function sendFile(reply: FastifyReply, { bytes, type, name }: SentFile): FastifyReply {
  if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-cache')
  return reply.header('content-disposition', `attachment; filename="${name}"`).type(type).send(Buffer.from(bytes))
}
