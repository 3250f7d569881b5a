import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CkanUnderTest, openCkan } from './testing.ts'

let ckan: CkanUnderTest
beforeAll(async () => {
  ckan = await openCkan()
}, 300_000)
afterAll(() => ckan.close())

const get = (url: string, headers: Record<string, string> = {}) => ckan.app.http.inject({ url, headers })
const post = (url: string, payload: string, headers: Record<string, string> = {}) =>
  ckan.app.http.inject({ method: 'POST', url, payload, headers })
const JSON_TYPE = 'application/json;charset=utf-8'

describe('envelope', () => {
  test('byte for byte', async () => {
    const answer = await get('/api/3/action/site_read')
    expect(answer.headers['content-type']).toBe(JSON_TYPE)
    expect(answer.body).toBe(
      '{"help":"http://nguon.test/api/3/action/help_show?name=site_read","success":true,"result":true}',
    )
  })

  test.each(['/api/action/site_read', '/api/3/action/site_read'])('GET and POST of %s', async (url) => {
    expect((await get(url)).json()).toMatchObject({ success: true, result: true })
    expect((await post(url, '')).json()).toMatchObject({ success: true, result: true })
  })

  test.each([
    ['/api', 3],
    ['/api/1', 1],
    ['/api/2', 2],
    ['/api/3', 3],
  ])('%s', async (url, version) => {
    expect((await get(url)).body).toBe(`{"version":${version}}`)
  })
})

describe('errors, byte for byte', () => {
  const help = (name: string) => `"help":"http://nguon.test/api/3/action/help_show?name=${name}"`

  test.each([
    ['package_show?id=khong-co', 404, 'package_show', '{"__type":"Not Found Error","message":"Not found"}'],
    ['package_show', 409, 'package_show', '{"__type":"Validation Error","id":["Missing value"]}'],
    ['resource_search', 409, 'resource_search', '{"__type":"Validation Error","query":["Missing value"]}'],
    [
      'package_search?rows=-1',
      409,
      'package_search',
      '{"__type":"Validation Error","rows":["Must be a natural number"]}',
    ],
    ['package_search?rows=x', 409, 'package_search', '{"__type":"Validation Error","rows":["Invalid integer"]}'],
    [
      'package_search?limit=5&offset=1',
      400,
      'package_search',
      `{"__type":"Search Query Error","message":"Search Query is invalid: \\"Invalid search parameters: ['limit', 'offset']\\""}`,
    ],
    [
      'package_search?sort=mau+asc',
      400,
      'package_search',
      '{"__type":"Search Query Error","message":"Search Query is invalid: \\"Invalid \\"sort\\" parameter\\""}',
    ],
    [
      'package_search?q=%7B!func%7Da',
      409,
      'package_search',
      '{"__type":"Search Error","message":"Search error: Local parameters are not supported."}',
    ],
  ])('%s', async (...[url, status, name, error]) => {
    const answer = await get(`/api/3/action/${url}`)
    expect(answer.body).toBe(`{${help(name)},"success":false,"error":${error}}`)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toBe(JSON_TYPE)
  })

  test('a write without a token is refused with 403, never 401', async () => {
    const answer = await ckan.act('package_create', { name: 'thu-mot' })
    expect(answer.status).toBe(403)
    expect(answer.error).toEqual({
      __type: 'Authorization Error',
      message: 'Access denied: Action package_create requires an authenticated user',
    })
  })

  test('a token that is none', async () => {
    for (const header of ['authorization', 'x-ckan-api-key', 'x-ckan-api-token']) {
      const answer = await ckan.act('package_create', { name: 'thu-mot' }, { [header]: 'nguon_khong-phai-khoa' })
      expect(answer.status, header).toBe(403)
      expect(answer.error['__type']).toBe('Authorization Error')
    }
  })

  test('an unknown action, and a write by GET, answer a JSON text', async () => {
    const unknown = await get('/api/3/action/foo')
    expect([unknown.statusCode, unknown.body]).toEqual([400, '"Bad request: Action name not known: foo"'])
    const write = await get('/api/3/action/package_create?name=a')
    expect([write.statusCode, write.body]).toEqual([
      400,
      '"Bad request: JSON Error: Invalid request. Please use POST method for your request"',
    ])
  })

  test('JSON that is no dictionary, and what is no JSON', async () => {
    for (const body of ['[1]', '"x"', '{"id":', 'không phải']) {
      const answer = await post('/api/3/action/package_show', body, { 'content-type': 'application/json' })
      expect(answer.statusCode, body).toBe(400)
      expect(answer.json() as unknown).toMatch(/^Bad request: JSON Error: /)
    }
  })

  test('a POST is never redirected', async () => {
    const answer = await post('/api/3/action/site_read/', '')
    expect(answer.statusCode).toBe(200)
  })
})

describe('bodies', () => {
  const slug = () => ckan.datasets[0]?.slug ?? ''
  const FORM = 'application/x-www-form-urlencoded'
  test.each([
    ['JSON', (id: string) => JSON.stringify({ id }), 'application/json'],
    ['JSON without a type', (id: string) => JSON.stringify({ id }), 'text/plain'],
    ['JSON as a form (curl -d)', (id: string) => JSON.stringify({ id }), FORM],
    ['JSON as a form with a value', (id: string) => `${JSON.stringify({ id })}=1`, FORM],
    ['JSON percent-encoded', (id: string) => encodeURIComponent(JSON.stringify({ id })), FORM],
    ['a form', (id: string) => `id=${id}`, FORM],
  ])('%s', async (_, body, type) => {
    const answer = await post('/api/3/action/package_show', body(slug()), { 'content-type': type })
    expect(answer.json()).toMatchObject({ success: true, result: { name: slug() } })
  })

  test('a POST also reads the query string, which counts before JSON; a form counts before both', async () => {
    const url = `/api/3/action/package_show?id=${slug()}`
    const empty = await post(url, '', { 'content-type': 'application/json' })
    expect(empty.json()).toMatchObject({ result: { name: slug() } })
    const json = await post(url, '{"id":"khac"}', { 'content-type': 'application/json' })
    expect(json.json()).toMatchObject({ result: { name: slug() } })
    expect((await post(url, 'id=khac', { 'content-type': FORM })).statusCode).toBe(404)
  })

  test('repeated parameters are a list', async () => {
    const answer = await get('/api/3/action/package_search?fq=organization:g12&fq=groups:nong-nghiep&rows=0')
    expect(answer.json()).toMatchObject({ result: { count: 1 } })
  })

  test('a body with NUL, and one that is too large, are refused in CKAN’s shape', async () => {
    const nul = await ckan.act('package_show', { id: 'a\u0000b' })
    expect([404, 409]).toContain(nul.status)
    expect(nul.error['__type']).toMatch(/Error$/)
    const large = await post('/api/3/action/package_show', `{"id":"${'x'.repeat(17_000_000)}"}`)
    expect(large.statusCode).toBe(409)
    expect(large.json()).toMatchObject({ success: false, error: { __type: 'Validation Error' } })
  })
})

describe('pages of other sites', () => {
  test('JSONP: a script, for a visitor, with a callback that is only a name', async () => {
    const url = '/api/3/action/site_read?callback=jQuery.cb_1'
    const answer = await get(url, ckan.app.as('data_officer'))
    expect(answer.headers['content-type']).toBe('application/javascript;charset=utf-8')
    expect(answer.body).toMatch(/^jQuery\.cb_1\(\{"help".*\}\);$/)
    const own = await get('/api/3/action/user_show?callback=f', ckan.app.as('data_officer'))
    expect(own.statusCode).toBe(403)
    expect(own.headers['content-type']).toBe(JSON_TYPE)
    const bad = await get(`/api/3/action/site_read?callback=${encodeURIComponent('<script>alert(1)</script>')}`)
    expect(bad.headers['content-type']).toBe(JSON_TYPE)
    expect(bad.body).not.toContain('<script')
  })

  test('CORS: any origin, preflight answered', async () => {
    const headers = { origin: 'https://khac.vn', 'access-control-request-method': 'POST' }
    const preflight = await ckan.app.http.inject({ method: 'OPTIONS', url: '/api/3/action/package_search', headers })
    expect(preflight.statusCode).toBe(200)
    for (const answer of [preflight, await get('/api/3/action/site_read', headers)]) {
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'POST, PUT, GET, DELETE, OPTIONS',
      })
      expect(answer.headers['access-control-allow-headers']).toContain('X-CKAN-API-Key')
    }
    expect((await get('/api/3/action/site_read')).headers).not.toHaveProperty('access-control-allow-origin')
  })

  test('a session takes no part: its cookie neither reads drafts nor writes', async () => {
    const { headers } = await ckan.app.signIn('data_officer')
    expect((await get('/api/3/action/user_show', headers)).statusCode).toBe(403)
    const write = await ckan.act('package_create', { name: 'thu-hai', owner_org: 'g12' }, headers)
    expect(write.status).toBe(403)
  })
})

describe('tokens', () => {
  test.each(['authorization', 'x-ckan-api-key', 'x-ckan-api-token'])('raw in %s', async (header) => {
    const { apiKey } = ckan.app.account('data_officer')
    const answer = await ckan.act('user_show', {}, { [header]: apiKey })
    expect(answer.result).toMatchObject({ id: ckan.app.account('data_officer').id, state: 'active' })
  })
})
