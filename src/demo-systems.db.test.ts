import { expect, test } from 'vitest'
import { loadDemoSystems } from './demo-systems.ts'
import { openTestApp } from './testing/test-app.ts'

test('the demo systems go the way of an agency’s, once, and no number of them is typed', async () => {
  const app = await openTestApp()
  const loading = {
    node: app.node,
    modules: app.modules,
    steward: await app.actor('steward'),
    agency: app.agencies.home,
  }
  expect(await loadDemoSystems(loading)).toBe(5)
  await loadDemoSystems(loading)
  const { figures } = (
    await app.http.inject({ url: '/api/v1/systems/figures', headers: app.as('steward') })
  ).json() as { figures: object }
  expect(figures).toMatchObject({ total: 5, classified: 2, compliant: 1, labelled: 1, levels: [0, 2, 2, 0, 0] })
  await app.close()
})
