import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestNodes, type TestNode, trust, until } from '../../../testing/test-nodes.ts'

let nodes: readonly TestNode[]
beforeAll(async () => {
  nodes = await openTestNodes(3)
})
afterAll(() => Promise.all(nodes.map((node) => node.close())))

const NAME = 'Hệ thống không ai được biết'

async function addSystems({ app }: TestNode, count: number, level: number): Promise<void> {
  const ask = (method: 'POST' | 'PUT', url: string, payload: object) =>
    app.http.inject({ method, url, payload, headers: app.as('steward') })
  for (let index = 0; index < count; index++) {
    const statement = { name: `${NAME} ${level}-${index}`, status: 'operating', facts: {} }
    const added = await ask('POST', '/api/v1/systems', { agency: app.agencies.home, statement })
    const { id } = added.json<{ id: string }>()
    const facts = { systemType: 'internal', infoTypes: ['public'] }
    const settled = await ask('PUT', `/api/v1/systems/${id}/level`, { revision: 1, facts, level, reason: 'Thử nghiệm' })
    if (settled.statusCode !== 200) throw new Error(settled.body)
  }
}

const cardOf = async ({ app }: TestNode) => (await app.http.inject('/api/v1/node')).json<{ systems?: object }>()

test('totals by level leave the node, and only where there are enough to hide among', async () => {
  const [ministry, province, nation] = nodes
  if (!ministry || !province || !nation) throw new Error('three nodes are needed')
  await addSystems(ministry, 9, 1)
  expect((await cardOf(ministry)).systems).toBeUndefined()
  await addSystems(ministry, 1, 2)
  await addSystems(province, 10, 1)
  const card = await cardOf(ministry)
  expect(card.systems).toMatchObject({ total: 10, classified: 0, levels: [9, 1, 0, 0, 0] })
  expect(Object.keys(card.systems ?? {}).toSorted()).toEqual(['classified', 'levels', 'on', 'total'])

  await trust(nation, ministry)
  const page = async () => (await nation.app.http.inject({ url: '/nut', headers: { accept: 'text/html' } })).body
  const told = async (count: number) => {
    const { rows } = await nation.app.node.database.pool.query('select 1 from harvest.node where systems is not null')
    return rows.length === count
  }
  await until('the card of one', () => told(1))
  // The sum of one node would be its own figures.
  expect(await page()).not.toContain('Cấp độ 1')
  await trust(nation, province)
  await until('the cards of two', () => told(2))
  expect(await page()).toMatch(/Cấp độ 1<\/th><td class="n">19</)
  const feeds = await Promise.all([ministry, province].map(({ app }) => app.http.inject('/api/v1/changes')))
  for (const { body } of feeds) expect(body).not.toContain(NAME)
  expect(await page()).not.toContain(NAME)
}, 60_000)
