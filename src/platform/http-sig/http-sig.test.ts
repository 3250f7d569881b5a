import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { createSignatureSync, verifySignature } from 'http-message-sig'
import { expect, describe as group, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { contentDigest, digestMatches } from './content-digest.ts'
import { fingerprintOf, isPublicKey, keyIdOf, signatureHolds } from './keys.ts'
import { proofHolds, prove } from './proof.ts'
import { ANSWER_PARTS, type MessageKey, signAnswer, signRequest } from './sign.ts'
import { type SignedAnswer, verifyAnswer, verifyRequest } from './verify.ts'

function newKey(): MessageKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64url'),
  }
}

group('what the standards print', () => {
  // RFC 9421 appendix B.1.4 and B.2.6.
  const PRIVATE = 'MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF'
  const PUBLIC = 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs'
  const fields = [
    { name: 'host', value: 'example.com' },
    { name: 'date', value: 'Tue, 20 Apr 2021 02:07:55 GMT' },
    { name: 'content-type', value: 'application/json' },
    { name: 'content-length', value: '18' },
  ]
  const request = { kind: 'request', method: 'POST', targetUri: 'https://example.com/foo?param=Value&Pet=dog' } as const
  const input =
    'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"'
  const signature = 'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:'
  const components = ['date', '@method', '@path', '@authority', 'content-type', 'content-length']

  test('RFC 9421 B.2.6: the request of the RFC is signed to the very signature it prints', () => {
    const key = createPrivateKey({ key: Buffer.from(PRIVATE, 'base64'), format: 'der', type: 'pkcs8' })
    const made = createSignatureSync(
      { ...request, fields },
      {
        label: 'sig-b26',
        components,
        parameters: { created: 1618884473, keyid: 'test-key-ed25519' },
        signer: { algorithm: 'ed25519', sign: (bytes) => new Uint8Array(sign(null, bytes, key)) },
      },
    )
    expect(made).toEqual({ signature, signatureInput: input })
  })

  test('RFC 9421 B.2.6: the signature of the RFC holds with our check, and not with another key', async () => {
    const signed = [...fields, { name: 'signature', value: signature }, { name: 'signature-input', value: input }]
    const check = (publicKey: string) =>
      verifySignature(
        { ...request, fields: signed },
        {
          policy: {
            algorithms: ['ed25519'],
            requiredComponents: components,
            requiredParameters: ['created', 'keyid'],
            now: 1618884473,
          },
          resolveVerifier: () => ({
            algorithm: 'ed25519',
            verify: (bytes, given) => signatureHolds(publicKey, bytes, Buffer.from(given).toString('base64url')),
          }),
        },
      )
    expect((await check(PUBLIC)).label).toBe('sig-b26')
    await expect(check(newKey().publicKey)).rejects.toMatchObject({ code: 'VerificationFailed' })
  })

  test('RFC 9530: the digest of its example body', () => {
    expect(contentDigest(Buffer.from('{"hello": "world"}'))).toBe(
      'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
    )
  })

  test('RFC 8037 A.3: the thumbprint of an Ed25519 key', () => {
    expect(keyIdOf('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
    expect(fingerprintOf('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){7}$/)
  })

  test('RFC 8785: keys sort by UTF-16 units, numbers and strings are written as ECMAScript does', () => {
    const given = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as unknown
    expect(canonicalJson(given)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    const sorted = canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 })
    expect(sorted).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}')
  })
})

group('canonical JSON', () => {
  test('is one text for one value, whatever order its keys came in, and reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }), (value) => {
        const once = JSON.parse(JSON.stringify(value)) as unknown
        const text = canonicalJson(once)
        expect(canonicalJson(turned(once))).toBe(text)
        expect(JSON.parse(text)).toEqual(once)
      }),
    )
  })
  test.each([undefined, Number.NaN, () => 1, '\ud800'])('refuses %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(/is no JSON/)
  })
})

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  )
}

group('a proof', () => {
  const key = newKey()
  const record = { id: 'a', entry: { title: { vi: 'Dân số', en: 'Population' } }, version: 2 }
  const proof = prove(key, record)

  test('holds for the same value, also after it was stored with its keys in another order', () => {
    expect(proofHolds([newKey().publicKey, key.publicKey], turned(record), proof)).toBe(true)
  })
  test('does not hold for a changed value, another key, or another algorithm', () => {
    expect(proofHolds([key.publicKey], { ...record, version: 3 }, proof)).toBe(false)
    expect(proofHolds([newKey().publicKey], record, proof)).toBe(false)
    const [, , signature] = proof.jws.split('.')
    const none = Buffer.from(JSON.stringify({ alg: 'none', kid: keyIdOf(key.publicKey) })).toString('base64url')
    expect(proofHolds([key.publicKey], record, { jws: `${none}..${signature}` })).toBe(false)
  })
  test('a value that has no canonical text is not signed, and breaks nothing', () => {
    expect(proofHolds([key.publicKey], { ...record, id: '\ud800' }, proof)).toBe(false)
  })
  test('random text is no proof and breaks nothing', () => {
    fc.assert(
      fc.property(fc.string(), (jws) => {
        expect(proofHolds([key.publicKey], record, { jws })).toBe(false)
      }),
    )
  })
})

group('a signed answer', () => {
  const key = newKey()
  const now = new Date('2026-11-22T06:00:00Z')
  const body = Buffer.from('{"changes":[]}')
  const request = { method: 'GET', url: '/api/v1/changes?after=x&wait=25' }
  const at = Math.floor(now.getTime() / 1000)
  const headers = signAnswer(key, { status: 200, body, request, now })
  const answer: SignedAnswer = {
    from: 'Nút thử',
    request: { method: 'GET', url: 'https://bo.example.gov.vn/api/v1/changes?after=x&wait=25' },
    status: 200,
    header: (name) => headers[name],
    body,
    now,
  }
  const codeOf = (given: Partial<SignedAnswer>, keys = [key.publicKey]) =>
    verifyAnswer(keys, { ...answer, ...given }).then(
      () => 'holds',
      (error: { code: string }) => error.code,
    )

  test('holds for the request it answers, and says which key', async () => {
    expect(await verifyAnswer([newKey().publicKey, key.publicKey], answer)).toBe(key.publicKey)
  })
  test.each<[string, Partial<SignedAnswer>, string]>([
    ['another body', { body: Buffer.from('{"changes":[1]}') }, 'http-sig.changed-body'],
    ['another status', { status: 404 }, 'http-sig.wrong'],
    ['another request', { request: { method: 'GET', url: '/api/v1/changes?after=y&wait=25' } }, 'http-sig.wrong'],
    ['no signature', { header: () => undefined }, 'http-sig.missing'],
    ['damaged fields', { header: (name) => (name === 'signature' ? 'nguon=:!' : headers[name]) }, 'http-sig.wrong'],
    ['a clock an hour ahead', { now: new Date(now.getTime() + 3_600_000) }, 'http-sig.clock'],
    ['a clock an hour behind', { now: new Date(now.getTime() - 3_600_000) }, 'http-sig.clock'],
    ['a clock four minutes ahead', { now: new Date(now.getTime() + 240_000) }, 'holds'],
    ['a clock four minutes behind', { now: new Date(now.getTime() - 240_000) }, 'holds'],
  ])('%s: %s', async (_, given, code) => expect(await codeOf(given)).toBe(code))
  test.each<[string, Record<string, unknown>, string]>([
    ['a signature made for another purpose', { tag: 'khac' }, 'http-sig.wrong'],
    ['one that is to hold for a year, an hour later', { expires: at + 31_536_000, now: 3_600 }, 'http-sig.clock'],
    ['one that is to hold for a year, at once', { expires: at + 31_536_000 }, 'holds'],
    ['one that ended before it began', { expires: at - 3_600 }, 'http-sig.clock'],
  ])('%s: %s', async (_, { now: later = 0, ...given }, code) => {
    const parameters = { created: at, expires: at + 300, keyid: keyIdOf(key.publicKey), tag: 'nguon', ...given }
    const fields = [{ name: 'content-digest', value: contentDigest(body) }]
    const asked = { kind: 'request', method: 'GET', targetUri: answer.request.url, fields: [] } as const
    const made = createSignatureSync(
      { kind: 'response', status: 200, request: asked, fields },
      {
        label: 'nguon',
        components: ANSWER_PARTS,
        parameters,
        signer: { algorithm: 'ed25519', sign: (bytes) => new Uint8Array(Buffer.from(key.sign(bytes), 'base64url')) },
      },
    )
    const own: Record<string, string> = {
      'content-digest': contentDigest(body),
      signature: made.signature,
      'signature-input': made.signatureInput,
    }
    const header = (name: string) => own[name]
    expect(await codeOf({ header, now: new Date(now.getTime() + Number(later) * 1000) })).toBe(code)
  })
  test('two signatures under one name are refused, whichever of them would hold', async () => {
    const header = (name: string) =>
      name.startsWith('signature') ? `${headers[name] ?? ''}, ${headers[name] ?? ''}` : headers[name]
    expect(await codeOf({ header })).toBe('http-sig.wrong')
  })
  test('a signature that leaves the digest out is refused although it holds', async () => {
    const weak = createSignatureSync(
      { kind: 'response', status: 200, fields: [] },
      {
        label: 'nguon',
        components: ['@status'],
        parameters: { created: at, expires: at + 300, keyid: keyIdOf(key.publicKey), tag: 'nguon' },
        signer: { algorithm: 'ed25519', sign: (bytes) => new Uint8Array(Buffer.from(key.sign(bytes), 'base64url')) },
      },
    )
    const own: Record<string, string | undefined> = {
      'content-digest': headers['content-digest'],
      signature: weak.signature,
      'signature-input': weak.signatureInput,
    }
    expect(await codeOf({ header: (name) => own[name] })).toBe('http-sig.wrong')
  })
  test('a digest of the changed body put in its place does not help', async () => {
    const other = Buffer.from('{"changes":[1]}')
    const header = (name: string) => (name === 'content-digest' ? contentDigest(other) : headers[name])
    expect(await codeOf({ body: other, header })).toBe('http-sig.wrong')
  })
  test('an unknown key is said to be one', async () => {
    expect(await codeOf({}, [newKey().publicKey])).toBe('http-sig.unknown-key')
  })
  test('one changed bit anywhere in the body is noticed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(body.length * 8 - 1), async (bit) => {
        const changed = Buffer.from(body)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(await codeOf({ body: changed })).toBe('http-sig.changed-body')
      }),
    )
  })
})

test('a signed request holds at its path only', async () => {
  const key = newKey()
  const now = new Date('2026-11-22T06:00:00Z')
  const body = Buffer.from('{}')
  const headers = signRequest(key, { request: { method: 'POST', url: '/api/v1/node/feedback' }, body, now })
  const given = { from: 'Nút', header: (name: string) => headers[name], body, now }
  const at = (url: string) => verifyRequest([key.publicKey], { ...given, request: { method: 'POST', url } })
  expect(await at('http://x.test/api/v1/node/feedback')).toBe(key.publicKey)
  await expect(at('http://x.test/api/v1/other')).rejects.toMatchObject({ code: 'http-sig.wrong' })
})

test('every algorithm named by a digest must agree', () => {
  const body = Buffer.from('a')
  const wrong = 'sha-512=:AAAA:'
  expect(digestMatches(contentDigest(body), body)).toBe(true)
  expect(digestMatches(`${contentDigest(body)}, ${wrong}`, body)).toBe(false)
  expect(digestMatches('md5=:AAAA:', body)).toBe(false)
  expect(digestMatches(undefined, body)).toBe(false)
})

test('a key is 32 bytes in base64url and nothing else', () => {
  expect(isPublicKey(newKey().publicKey)).toBe(true)
  for (const text of ['', 'a'.repeat(42), `${'a'.repeat(42)}=`, 'a'.repeat(44)]) expect(isPublicKey(text)).toBe(false)
})
