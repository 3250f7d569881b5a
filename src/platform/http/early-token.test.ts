import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FastifyRequest } from 'fastify'
import { describe, expect, test } from 'vitest'
import { findToken } from './early-token.ts'

const FORM =
  '--x\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\nab-CD_12\r\n--x\r\nContent-Disposition: form-data; name="tep"; filename="a.csv"\r\n\r\na,b\r\n--x--\r\n'

function asked(raw: Readable, length: number | undefined, type = 'multipart/form-data; boundary=x') {
  const headers: Record<string, string> = { 'content-type': type }
  if (length !== undefined) headers['content-length'] = String(length)
  return { headers, raw } as unknown as FastifyRequest
}

describe('the token of a multipart form', () => {
  test('is found and the body is whole afterwards', async () => {
    const request = asked(Readable.from([Buffer.from(FORM)]), FORM.length)
    await findToken(request)
    expect(request.headers['x-csrf-token']).toBe('ab-CD_12')
    expect((await buffer(request.raw)).toString()).toBe(FORM)
  })

  test('is found when it comes in pieces', async () => {
    const raw = new PassThrough()
    const request = asked(raw, FORM.length)
    const found = findToken(request)
    for (let at = 0; at < FORM.length; at += 7) raw.write(FORM.slice(at, at + 7))
    raw.end()
    await found
    expect(request.headers['x-csrf-token']).toBe('ab-CD_12')
    expect((await buffer(raw)).toString()).toBe(FORM)
  })

  test('may be missing: the body stays whole and nothing is claimed', async () => {
    const body = FORM.replace('_csrf', 'khac')
    const request = asked(Readable.from([Buffer.from(body)]), body.length)
    await findToken(request)
    expect(request.headers['x-csrf-token']).toBeUndefined()
    expect((await buffer(request.raw)).toString()).toBe(body)
  })

  test('is not looked for in other bodies', async () => {
    const request = asked(Readable.from([Buffer.from(FORM)]), FORM.length, 'application/json')
    await findToken(request)
    expect(request.headers['x-csrf-token']).toBeUndefined()
  })
})
