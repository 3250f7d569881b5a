import { readFileSync } from 'node:fs'
import fastify from 'fastify'

/** What the dataset page is measured against: the same HTML from memory by Fastify and nothing else. */
const html = readFileSync(process.argv[2] ?? '', 'utf8')
const http = fastify()
http.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(html))
process.stdout.write(`${await http.listen({ port: 0, host: '127.0.0.1' })}\n`)
