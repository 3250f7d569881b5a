import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../../testing/test-app.ts'
import {
  addTestSource,
  ckanAnswers,
  ckanPackage,
  type FakeSource,
  harvestNow,
  openFakeSource,
  openHarvestApp,
} from './testing.ts'

let app: TestApp
let fake: FakeSource
beforeAll(async () => {
  app = await openHarvestApp()
})
afterAll(() => app.close())
afterEach(() => fake.close())

const found = async (q: string): Promise<number> => {
  const answer = await app.http.inject({ url: `/api/v1/datasets?q=${encodeURIComponent(q)}` })
  return answer.json<{ total: number }>().total
}

test('a CKAN is read page by page, shown, found, and read again without a change', async () => {
  fake = await openFakeSource()
  const packages = Array.from({ length: 1_203 }, (_, index) => ckanPackage(index))
  fake.answer = ckanAnswers(() => packages)
  const source = await addTestSource(app, { url: fake.url })
  const first = await harvestNow(app, source.id)
  expect(first.log.map(({ code }) => code)).toEqual(['harvest.begun', 'harvest.done'])
  expect(first.run).toMatchObject({ state: 'done', counts: { read: 1_203, created: 1_203, refused: 0, pages: 3 } })
  await expect.poll(() => found('bộ số liệu 1177'), { timeout: 60_000 }).toBeGreaterThan(0)
  const again = await harvestNow(app, source.id)
  expect(again.run.counts).toMatchObject({ read: 1_203, created: 0, changed: 0, same: 1_203 })
})

test('over the API: a source is added, tried by the queue, mapped, enabled; only by the operator', async () => {
  fake = await openFakeSource()
  fake.answer = ckanAnswers(() => [ckanPackage('api-1'), ckanPackage('api-2', { title: '', name: '' })])
  const payload = { name: 'Cổng API', kind: 'ckan', url: fake.url, agency: app.agencies.home }
  const ask = (method: 'GET' | 'POST' | 'PUT', url: string, body?: object) =>
    app.http.inject({ method, url, headers: app.as('operator'), ...(body ? { payload: body } : {}) })
  const base = '/api/v1/harvest/sources'
  const refused = await app.http.inject({ method: 'POST', url: base, headers: app.as('steward'), payload })
  expect(refused.statusCode).toBe(403)
  const wrong = await ask('POST', base, { ...payload, url: 'ftp://x', agency: 'KHONG-CO' })
  expect(wrong.json().fields.map(({ field }: { field: string }) => field)).toEqual(['url', 'agency'])
  const { id } = (await ask('POST', base, payload)).json<{ id: string }>()

  const asked = await ask('POST', `${base}/${id}/runs`, { mode: 'preview' })
  expect(asked.statusCode).toBe(202)
  const run = () => ask('GET', `/api/v1/harvest/runs/${asked.json<{ id: number }>().id}`)
  await expect.poll(async () => (await run()).json().state, { timeout: 60_000 }).toBe('done')
  expect((await run()).json()).toMatchObject({
    counts: { created: 1, refused: 1 },
    findings: { unmapped: { organisations: { 'Sở Thử nghiệm': 2 } } },
  })
  const mapping = { organisations: { 'Sở Thử nghiệm': app.agencies.other }, themes: {}, licences: {} }
  expect((await ask('PUT', `${base}/${id}/mapping`, mapping)).json()).toEqual(mapping)
  expect((await ask('PUT', `${base}/${id}/enabled`, { enabled: true })).json()).toEqual({ state: 'on' })
  await app.modules.harvest.tick()
  const line = async () => {
    const { sources } = (await ask('GET', base)).json<{ sources: { id: string }[] }>()
    return sources.find((source) => source.id === id)
  }
  await expect.poll(line, { timeout: 60_000 }).toMatchObject({ shown: 1, problems: 1, last_run: { state: 'done' } })
  const { problems } = (await ask('GET', `${base}/${id}/problems?code=title-missing`)).json()
  expect(problems).toMatchObject([{ remote_id: 'pkg-api-2', severity: 'error' }])
}, 90_000)
