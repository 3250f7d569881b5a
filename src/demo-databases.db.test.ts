import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemoDatabases } from './demo-databases.ts'
import type { Actor } from './modules/identity/index.ts'
import { openTestApp, type TestApp } from './testing/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

async function load(only?: string): Promise<number> {
  const { modules, node } = app
  return loadDemoDatabases({
    node,
    modules,
    only,
    officer: await app.actor('data_officer'),
    approver: await app.actor('approver'),
    async lentTo(actor: Actor, code: string) {
      const agency = await modules.identity.agencies.byCode(code)
      if (!agency) throw new Error(`unknown agency ${code}`)
      return { ...actor, grants: actor.grants.map((grant) => ({ ...grant, reach: new Set([agency.id]) })) }
    },
  })
}

test('the demo databases pass the rules in force, hang together, and are loaded once', async () => {
  expect(await load()).toBeGreaterThanOrEqual(12)
  expect(await load()).toBeGreaterThanOrEqual(12)
  const map = await app.modules.datamap.reader.map('public')
  expect(map.databases).toHaveLength(13)
  const education = map.databases.find(({ name }) => name === 'CSDL quốc gia về giáo dục và đào tạo')
  expect(map.relations.filter(({ from, to }) => from === education?.id && to !== undefined)).toHaveLength(4)
  const page = await app.http.inject(`/ban-do-du-lieu/${education?.slug}`)
  expect(page.statusCode, app.problems.join('')).toBe(200)
  expect(page.body).toContain('88/2026/NĐ-CP')
})
