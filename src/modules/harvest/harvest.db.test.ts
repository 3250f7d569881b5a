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
  await expect.poll(() => found('bộ số liệu 1177')).toBeGreaterThan(0)
  const again = await harvestNow(app, source.id)
  expect(again.run.counts).toMatchObject({ read: 1_203, created: 0, changed: 0, same: 1_203 })
})
