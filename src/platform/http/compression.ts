import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** Compresses text replies; tables and archives are compressed already. */
export async function registerCompression(http: FastifyInstance): Promise<void> {
  await http.register(compress, {
    global: true,
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 6 },
    customTypes: /^(text\/(?!event-stream)|application\/(.*json|xml|.*\+xml|javascript)|image\/svg)/,
  })
}
