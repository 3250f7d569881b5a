import { createHmac } from 'node:crypto'
import { component, createSignatureSync, type SignatureComponent } from 'http-message-sig'
import { expect, describe as group, test } from 'vitest'
import { digestMatches } from './content-digest.ts'
import { type MessageKey, signAnswer, signRequest } from './sign.ts'

// RFC 9421 appendix B.2: the request and the response every vector is about.
const REQUEST_BODY = '{"hello": "world"}'
const RESPONSE_BODY = '{"message": "good dog"}'
const REQUEST_DIGEST =
  'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:'
const RESPONSE_DIGEST =
  'sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:'
const field = (name: string, value: string) => ({ name, value })
const request = {
  kind: 'request',
  method: 'POST',
  targetUri: 'https://example.com/foo?param=Value&Pet=dog',
  fields: [
    field('host', 'example.com'),
    field('date', 'Tue, 20 Apr 2021 02:07:55 GMT'),
    field('content-type', 'application/json'),
    field('content-digest', REQUEST_DIGEST),
    field('content-length', '18'),
  ],
} as const
const response = {
  kind: 'response',
  status: 200,
  request,
  fields: [
    field('date', 'Tue, 20 Apr 2021 02:07:56 GMT'),
    field('content-type', 'application/json'),
    field('content-digest', RESPONSE_DIGEST),
    field('content-length', '23'),
  ],
} as const

/** The signature base of a message, as the signer gets it. */
function baseOf(
  message: Parameters<typeof createSignatureSync>[0],
  { components, keyid }: { readonly components: readonly SignatureComponent[]; readonly keyid: string },
): string {
  let base = ''
  const signer = { algorithm: 'x', sign: (bytes: Uint8Array) => ((base = Buffer.from(bytes).toString()), bytes) }
  createSignatureSync(message, { label: 'sig', components, parameters: { created: 1618884473, keyid }, signer })
  return base
}

group('RFC 9421 appendix B.2: the base of each example, to the letter', () => {
  test('its bodies have the digests it prints', () => {
    expect(digestMatches(REQUEST_DIGEST, Buffer.from(REQUEST_BODY))).toBe(true)
    expect(digestMatches(RESPONSE_DIGEST, Buffer.from(RESPONSE_BODY))).toBe(true)
  })

  test('B.2.3, everything of a request', () => {
    const components = [
      'date',
      '@method',
      '@path',
      '@query',
      '@authority',
      'content-type',
      'content-digest',
      'content-length',
    ]
    expect(baseOf(request, { components, keyid: 'test-key-rsa-pss' })).toBe(
      [
        '"date": Tue, 20 Apr 2021 02:07:55 GMT',
        '"@method": POST',
        '"@path": /foo',
        '"@query": ?param=Value&Pet=dog',
        '"@authority": example.com',
        '"content-type": application/json',
        `"content-digest": ${REQUEST_DIGEST}`,
        '"content-length": 18',
        '"@signature-params": ("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss"',
      ].join('\n'),
    )
  })

  test('B.2.4, a response', () => {
    const components = ['@status', 'content-type', 'content-digest', 'content-length']
    expect(baseOf(response, { components, keyid: 'test-key-ecc-p256' })).toBe(
      [
        '"@status": 200',
        '"content-type": application/json',
        `"content-digest": ${RESPONSE_DIGEST}`,
        '"content-length": 23',
        '"@signature-params": ("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"',
      ].join('\n'),
    )
  })

  test('B.2.5, whose printed value is the HMAC of exactly this base', () => {
    const base = baseOf(request, { components: ['date', '@authority', 'content-type'], keyid: 'test-shared-secret' })
    const secret = 'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=='
    expect(createHmac('sha256', Buffer.from(secret, 'base64')).update(base).digest('base64')).toBe(
      'pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=',
    )
  })

  test('2.4, what of the request a response covers is marked so', () => {
    const components = ['@status', component('@method', { req: true }), component('@query', { req: true })]
    expect(baseOf(response, { components, keyid: 'k' }).split('\n').slice(0, 3)).toEqual([
      '"@status": 200',
      '"@method";req: POST',
      '"@query";req: ?param=Value&Pet=dog',
    ])
  })
})

group('what this program signs', () => {
  const now = new Date('2026-11-22T06:00:00Z')
  const body = Buffer.from('{}')
  const digest = 'sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:'

  /** A key that notes what it signs. */
  function noting() {
    const bases: string[] = []
    const key: MessageKey = {
      publicKey: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
      sign: (bytes) => (bases.push(Buffer.from(bytes).toString()), Buffer.alloc(64).toString('base64url')),
    }
    return { key, bases }
  }
  const parameters =
    ';created=1795327200;expires=1795327500;keyid="kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";alg="ed25519";tag="nguon"'

  test('an answer: status, digest, and what was asked; a question without a query has the query "?" (2.2.7)', () => {
    const { key, bases } = noting()
    signAnswer(key, { status: 200, body, request: { method: 'get', url: '/api/v1/node' }, now })
    expect(bases[0]?.split('\n')).toEqual([
      '"@status": 200',
      `"content-digest": ${digest}`,
      '"@method";req: GET',
      '"@path";req: /api/v1/node',
      '"@query";req: ?',
      `"@signature-params": ("@status" "content-digest" "@method";req "@path";req "@query";req)${parameters}`,
    ])
  })

  test('a request: method, path, query and digest', () => {
    const { key, bases } = noting()
    signRequest(key, { request: { method: 'POST', url: 'https://x.test/api/v1/node/feedback?a=%20b' }, body, now })
    expect(bases[0]?.split('\n')).toEqual([
      '"@method": POST',
      '"@path": /api/v1/node/feedback',
      '"@query": ?a=%20b',
      `"content-digest": ${digest}`,
      `"@signature-params": ("@method" "@path" "@query" "content-digest")${parameters}`,
    ])
  })
})
