import { randomBytes } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../platform/db/index.ts'
import { openTestDatabase } from '../../../platform/db/testing.ts'
import { createHttp, type Http } from '../../../platform/http/index.ts'
import { createIdentityModule } from '../module.ts'
import { bindActor } from '../request-actor.ts'
import { createTestIdentity, type TestIdentity } from '../testing.ts'

let database: Database
let test: TestIdentity
let http: Http

beforeAll(async () => {
  database = await openTestDatabase()
  test = await createTestIdentity(database)
  http = await createHttp({
    trustProxy: false,
    secure: false,
    log: pino({ level: 'silent' }),
    formKey: randomBytes(32),
    renderError: ({ error, request }) => `<h1>${error.said[request.lang]}</h1>`,
    withoutForm: (request) => request.actor.via === 'api-key',
  })
  const identity = createIdentityModule(test.deps)
  bindActor(http, identity.resolveActor)
  await http.register(async (scope) => identity.routes(scope as Http))
  await http.ready()
})
afterAll(async () => {
  await http.close()
  await database.close()
})

/** A browser: keeps cookies, takes the form token from the page it is on. */
function browser() {
  const cookies = new Map<string, string>()
  const remember = (response: LightMyRequestResponse) => {
    for (const { name, value } of response.cookies) cookies.set(name, value)
    return response
  }
  const headers = { accept: 'text/html' }
  const get = async (url: string) => remember(await http.inject({ url, headers, cookies: Object.fromEntries(cookies) }))
  async function post(url: string, fields: Readonly<Record<string, string>>, from = url) {
    const page = await get(from)
    const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const payload = new URLSearchParams({ ...fields, _csrf: token }).toString()
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    return remember(
      await http.inject({
        method: 'POST',
        url,
        payload,
        headers: { ...headers, ...type },
        cookies: Object.fromEntries(cookies),
      }),
    )
  }
  const signIn = (email: string) => post('/dang-nhap', { email, password: test.password, toi: '/lam-viec/tai-khoan' })
  return { get, post, signIn }
}

describe('signing in on the page', () => {
  it('sets a cookie that scripts cannot read and goes where one was heading', async () => {
    await test.person('an@pages.test', [['data_officer', 'G12']])
    const one = browser()
    const wrong = await one.post('/dang-nhap', { email: 'an@pages.test', password: 'sai', toi: '/' })
    expect(wrong.statusCode).toBe(400)
    expect(wrong.body).toContain('Thư điện tử hoặc mật khẩu không đúng.')
    const right = await one.signIn('an@pages.test')
    expect(right.statusCode).toBe(303)
    expect(right.headers.location).toBe('/lam-viec/tai-khoan')
    expect(right.cookies.find(({ name }) => name === 'nguon_phien')).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
    })
    const page = await one.get('/lam-viec/tai-khoan')
    expect(page.body).toContain('an@pages.test')
    expect(page.headers['cache-control']).toBe('no-store')
    const out = await one.post('/dang-xuat', {}, '/lam-viec/tai-khoan')
    expect(out.statusCode).toBe(303)
    expect((await one.get('/lam-viec/tai-khoan')).headers.location).toContain('/dang-nhap?toi=')
  })

  it('leads to no other site', async () => {
    await test.person('binh@pages.test', [])
    for (const target of ['https://evil.test/', '//evil.test', '/\\evil.test', '/\tx']) {
      const { headers } = await browser().post('/dang-nhap', {
        email: 'binh@pages.test',
        password: test.password,
        toi: target,
      })
      expect(headers.location).toBe('/lam-viec')
    }
  })

  it('is refused without the token of the form', async () => {
    const payload = 'email=an%40pages.test&password=x'
    const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }
    expect((await http.inject({ method: 'POST', url: '/dang-nhap', payload, headers })).statusCode).toBe(403)
  })

  it('shows what was typed as text, never as markup', async () => {
    const script = '<script>alert(1)</script>'
    const { body } = await browser().post('/dang-nhap', { email: script, password: 'x', toi: script })
    expect(body).not.toContain(script)
  })
})

describe('the page of one’s own account', () => {
  it('makes a key that is shown once and works', async () => {
    await test.person('chi@pages.test', [['data_officer', 'G12']])
    const one = browser()
    await one.signIn('chi@pages.test')
    const made = await one.post('/lam-viec/tai-khoan/khoa-moi', { name: 'Máy chủ', roles: 'data_officer', days: '90' })
    const key = /nguon_[\w-]{43}/.exec(made.body)?.[0] ?? ''
    const me = await http.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${key}` } })
    expect(me.json()).toMatchObject({ name: 'chi', via: 'api-key', roles: [{ role: 'data_officer', agency: 'G12' }] })
    const page = await one.get('/lam-viec/tai-khoan')
    expect(page.body).toContain(key.slice(0, 12))
    expect(page.body).not.toContain(key)
  })

  it('enrols a phone with a picture drawn here', async () => {
    await test.person('duc@pages.test', [['approver', 'G12']])
    const one = browser()
    await one.signIn('duc@pages.test')
    await one.post('/lam-viec/tai-khoan/hai-buoc', {}, '/lam-viec/tai-khoan')
    const page = await one.get('/lam-viec/tai-khoan/hai-buoc/ma')
    expect(page.body).toContain('<svg')
    const wrong = await one.post('/lam-viec/tai-khoan/hai-buoc/ma', { code: '123' })
    expect(wrong.statusCode).toBe(400)
    expect(wrong.body).toContain('Mã không khớp')
  })

  it('answers ids that are none with a refusal, not a failure', async () => {
    await test.person('em@pages.test', [['data_officer', 'G12']])
    const one = browser()
    await one.signIn('em@pages.test')
    const answer = await one.post('/lam-viec/tai-khoan/khoa/khong-phai/thu-hoi', {}, '/lam-viec/tai-khoan')
    expect(answer.statusCode).toBe(400)
  })
})

describe('the pages of an agency', () => {
  it('invite somebody by a link that a steward can copy', async () => {
    await test.person('giang@pages.test', [['steward', 'G12']])
    const one = browser()
    await one.signIn('giang@pages.test')
    const home = '/quan-tri/co-quan/G12'
    expect((await one.get(home)).body).toContain('Bộ Tài chính')
    const invited = await one.post(`${home}/nguoi-moi`, { name: 'Hoa', email: 'hoa@pages.test', roles: 'approver' })
    const path = /\/loi-moi\/[\w-]{43}/.exec(invited.body)?.[0] ?? ''
    const other = browser()
    expect((await other.get(path)).body).toContain('Hoa')
    const accepted = await other.post(path, { password: 'chim khôn hót tiếng' })
    expect(accepted.headers.location).toBe('/lam-viec')
    expect((await other.get(path)).statusCode).toBe(410)
    expect((await one.get(home)).body).toContain('hoa@pages.test')
    expect((await other.get(home)).statusCode).toBe(403)
  })

  it('set the contact and say plainly when four eyes are off', async () => {
    await test.person('khoi@pages.test', [['steward', 'G18']])
    const one = browser()
    await one.signIn('khoi@pages.test')
    const form = '/quan-tri/co-quan/G18/cai-dat'
    const wrong = await one.post(form, { contactPhone: 'gọi tôi', contactEmail: '' })
    expect(wrong.statusCode).toBe(400)
    await one.post(form, { contactPhone: '024 6273 2273', contactEmail: '', fourEyes: 'off' })
    const view = await http.inject({ url: '/api/v1/agencies/G18' })
    expect(view.json()).toMatchObject({ contact_phone: '024 6273 2273', four_eyes: false })
    expect((await one.get('/quan-tri/co-quan/G18')).body).toContain('người soạn được tự duyệt')
  })

  it('show a steward nobody of another agency', async () => {
    const stranger = await test.person('la@pages.test', [['data_officer', 'G18']])
    await test.person('minh@pages.test', [['steward', 'G12']])
    const one = browser()
    await one.signIn('minh@pages.test')
    expect((await one.get(`/quan-tri/co-quan/G12/nguoi/${stranger.id}`)).statusCode).toBe(404)
    expect((await one.get('/quan-tri/co-quan/G18')).statusCode).toBe(403)
    expect((await one.get('/quan-tri')).body).not.toContain('G18')
  })
})

describe('the API', () => {
  it('tells agencies in force, and an ended one by its old code', async () => {
    const all = await http.inject({ url: '/api/v1/agencies' })
    expect(all.json<{ agencies: { code: string }[] }>().agencies.map(({ code }) => code)).toEqual([
      'G12',
      'G12.18',
      'G18',
    ])
    const old = await http.inject({ url: '/api/v1/agencies/000.00.00.G05' })
    expect(old.json()).toMatchObject({ code: 'G05', valid_to: '2025-02-28', current: 'G12' })
    expect((await http.inject({ url: '/api/v1/agencies/ZZZ' })).statusCode).toBe(404)
    expect((await http.inject({ url: '/api/v1/agencies?at=2024-01-01' })).body).toContain('G05')
  })

  it('lets a steward’s key add people and roles, and nobody else’s', async () => {
    const steward = await test.person('nga@pages.test', [['steward', 'G12']])
    const officer = await test.person('oanh@pages.test', [['data_officer', 'G12']])
    const { createKey } = await import('../access/api-keys.ts')
    const keyFor = async (who: typeof steward) =>
      (await createKey(test.deps, who, { name: 'k', roles: [], days: 1 })).key
    const payload = { email: 'phuc@pages.test', name: 'Phúc', agency: 'G12.18', roles: ['contributor'] }
    const send = async (key: string) =>
      http.inject({ method: 'POST', url: '/api/v1/people', payload, headers: { authorization: key } })
    expect((await send(await keyFor(officer))).statusCode).toBe(403)
    const added = await send(await keyFor(steward))
    expect(added.statusCode).toBe(201)
    expect(added.json()).toMatchObject({ invitation: { url: expect.stringContaining('/loi-moi/') } })
    const listed = await http.inject({
      url: '/api/v1/people?agency=G12.18',
      headers: { authorization: await keyFor(steward) },
    })
    expect(listed.json()).toMatchObject({
      people: [{ email: 'phuc@pages.test', invited: true, roles: [{ agency: 'G12.18' }] }],
    })
  })

  it('answers a wrong key with 401 and no visitor’s page', async () => {
    const answer = await http.inject({ url: '/api/v1/agencies', headers: { 'x-api-key': 'nguon_khong-co' } })
    expect(answer.statusCode).toBe(401)
    expect(answer.json()).toMatchObject({ code: 'identity.bad-key' })
    expect((await http.inject({ url: '/api/v1/me' })).statusCode).toBe(401)
  })
})
