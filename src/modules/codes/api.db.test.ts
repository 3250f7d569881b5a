import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../platform/db/index.ts'
import { openTestDatabase } from '../../platform/db/testing.ts'
import { createHttp, type Http } from '../../platform/http/index.ts'
import { bindActor, createIdentityModule } from '../identity/index.ts'
import { createTestIdentity } from '../identity/testing.ts'
import { createCodesModule } from './module.ts'

let database: Database
let http: Http
const keys = new Map<string, string>()

beforeAll(async () => {
  database = await openTestDatabase()
  const { deps } = await createTestIdentity(database)
  const identity = createIdentityModule(deps)
  for (const { role, apiKey } of (await identity.createDemoPeople('G12')) ?? []) keys.set(role, apiKey)
  const codes = createCodesModule({ db: database.module<'codes'>(), clock: deps.clock })
  await codes.loadSeeds()
  http = await createHttp({
    trustProxy: false,
    secure: false,
    log: pino({ level: 'silent' }),
    formKey: randomBytes(32),
    renderError: ({ error }) => error.code,
    withoutForm: (request) => request.actor.via === 'api-key',
  })
  bindActor(http, identity.resolveActor)
  await http.register(async (scope) => codes.routes(scope as Http))
  await http.ready()
})
afterAll(async () => {
  await http.close()
  await database.close()
})

const communes = {
  id: 'commune',
  title: 'Xã',
  source: 'kiểm thử',
  broaderList: 'province-34',
  items: [{ code: '00004', name: 'Ba Đình', broader: '01', aliases: ['P. Ba Đình'] }],
}

const put = (role: string, payload: object) =>
  http.inject({
    method: 'PUT',
    url: '/api/v1/code-lists/commune',
    payload,
    headers: { authorization: keys.get(role) ?? '' },
  })

describe('code lists over HTTP', () => {
  it('are public, with every fact of the list', async () => {
    const heads = (await http.inject({ url: '/api/v1/code-lists' })).json<{ lists: { id: string; items: number }[] }>()
    expect(heads.lists.find(({ id }) => id === 'province-34')).toMatchObject({ items: 34, valid_from: '2025-07-01' })
    const list = (await http.inject({ url: '/api/v1/code-lists/province-63' })).json<{ items: { code: string }[] }>()
    expect(list).toMatchObject({ successorList: 'province-34', validTo: '2025-06-30' })
    expect(list.items.find(({ code }) => code === '01')).toMatchObject({
      successors: ['01'],
      aliases: expect.any(Array),
    })
    expect((await http.inject({ url: '/api/v1/code-lists/khong-co' })).statusCode).toBe(404)
  })

  it('are changed by the operator’s key and by no other role', async () => {
    for (const role of ['contributor', 'data_officer', 'approver', 'steward', 'inspector']) {
      expect((await put(role, communes)).statusCode).toBe(403)
    }
    expect((await put('operator', communes)).json()).toEqual({ id: 'commune', items: 1, changed: true })
    expect((await http.inject({ url: '/api/v1/code-lists/commune' })).json()).toEqual(communes)
    expect((await put('operator', { ...communes, items: [{ code: 7 }] })).statusCode).toBe(400)
  })
})
