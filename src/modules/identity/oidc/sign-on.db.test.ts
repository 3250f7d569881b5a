import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../platform/db/index.ts'
import { openTestDatabase } from '../../../platform/db/testing.ts'
import { createTestIdentity, type TestIdentity } from '../testing.ts'
import { createSignOn, type SignOn } from './sign-on.ts'

const ACCOUNTS: Readonly<Record<string, { email: string; email_verified: boolean }>> = {
  known: { email: 'An@Sso.test', email_verified: true },
  unverified: { email: 'an@sso.test', email_verified: false },
  stranger: { email: 'nobody@sso.test', email_verified: true },
}

let database: Database
let test: TestIdentity
let server: Server
let issuer: string
let signOn: SignOn

beforeAll(async () => {
  database = await openTestDatabase()
  test = await createTestIdentity(database)
  server = createServer()
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const answer = createProvider(issuer).callback()
  server.on('request', (request, response) => void answer(request, response))
  signOn = createSignOn(test.deps, { issuer, clientId: 'nguon', clientSecret: 'bi-mat-cua-kiem-thu', label: 'SSO' })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await database.close()
})

/** A real provider whose development pages ask for a login name and a consent. */
function createProvider(at: string): Provider {
  return new Provider(at, {
    clients: [
      {
        client_id: 'nguon',
        client_secret: 'bi-mat-cua-kiem-thu',
        redirect_uris: ['http://nguon.test/dang-nhap/sso/tra-loi'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...ACCOUNTS[id] }),
    }),
    cookies: { keys: ['một khóa cho kiểm thử'] },
  })
}

/** Walks the provider's pages as a browser would, until it sends back to us. */
async function walk(start: string, account: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(start)
  let body: URLSearchParams | undefined
  for (let step = 0; step < 12; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const request = { redirect: 'manual', headers: { cookie }, ...(body ? { method: 'POST', body } : {}) } as const
    const response = await fetch(url, request)
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const next = response.headers.get('location')
    body = undefined
    if (next) {
      url = new URL(next, url)
      if (url.hostname === 'nguon.test') return url
      continue
    }
    const page = await response.text()
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? ''
    url = new URL(action.replaceAll('&amp;', '&'), url)
    body = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: account, password: 'x' } : {}) })
  }
  throw new Error('the provider did not send back')
}

async function signInAs(account: string) {
  const { url, waiting } = await signOn.begin('/lam-viec')
  return { answer: await walk(url, account), waiting }
}

describe('sign-on with OpenID Connect', () => {
  it('finds the account by a verified address once, then by its subject', async () => {
    const { id } = await test.person('an@sso.test', [['data_officer', 'G12']])
    const first = await signInAs('known')
    expect(await signOn.finish(first.answer, first.waiting)).toEqual({ personId: id, target: '/lam-viec' })
    await database.pool.query(
      "update identity.person set email = 'moi@sso.test', email_folded = 'moi@sso.test' where id = $1",
      [id],
    )
    const second = await signInAs('known')
    expect((await signOn.finish(second.answer, second.waiting)).personId).toBe(id)
    expect((await test.evidence()).filter((action) => action === 'identity.sign-on.linked')).toHaveLength(1)
    await database.pool.query("update identity.person set email_folded = 'an@sso.test' where id = $1", [id])
  })

  it('links nobody by an address that the provider has not verified', async () => {
    const { answer, waiting } = await signInAs('unverified')
    await expect(signOn.finish(answer, waiting)).rejects.toMatchObject({ code: 'identity.no-sign-on' })
  })

  it('makes no account for a stranger', async () => {
    const { answer, waiting } = await signInAs('stranger')
    await expect(signOn.finish(answer, waiting)).rejects.toMatchObject({ code: 'identity.no-sign-on' })
  })

  it('takes an answer only with the state it began with, and only once', async () => {
    const { answer, waiting } = await signInAs('known')
    const other = await signOn.begin('/lam-viec')
    await expect(signOn.finish(answer, other.waiting)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(signOn.finish(answer, undefined)).rejects.toMatchObject({ kind: 'forbidden' })
    await signOn.finish(answer, waiting)
    await expect(signOn.finish(answer, waiting)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('says so when the provider is down', async () => {
    const down = createSignOn(test.deps, {
      issuer: 'http://127.0.0.1:1',
      clientId: 'x',
      clientSecret: 'x',
      label: 'SSO',
    })
    await expect(down.begin('/')).rejects.toMatchObject({ code: 'identity.no-sign-on' })
  })
})
