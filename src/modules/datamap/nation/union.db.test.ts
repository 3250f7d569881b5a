import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestNodes, type TestNode, trust, until } from '../../../testing/test-nodes.ts'
import { type DatabaseRecord, emptyDatabase } from '../index.ts'
import type { DataMap } from '../reads/read-map.ts'

let ministry: TestNode
let nation: TestNode
beforeAll(async () => {
  const [one, other] = await openTestNodes(2)
  if (!one || !other) throw new Error('two nodes are needed')
  ministry = one
  nation = other
  await trust(nation, ministry)
})
afterAll(() => Promise.all([ministry, nation].map((node) => node?.close())))

async function publish(node: TestNode, name: string, more: Partial<DatabaseRecord> = {}): Promise<string> {
  const { datamap, catalog } = node.app.modules
  const officer = await node.app.actor('data_officer')
  const record: DatabaseRecord = {
    ...emptyDatabase(name),
    identity: { name, class: '2a', status: 'operating', sector: 'y-te' },
    content: { purpose: 'Quản lý', scope: 'Toàn quốc', content: 'Hồ sơ' },
    update: { collectionMethod: 'Nhập trực tuyến', frequency: 'DAILY', sources: ['Các sở'] },
    ...more,
  }
  const draft = await datamap.createDatabase(officer, { agency: node.app.agencies.home, record })
  await catalog.submitChange(officer, draft.id)
  const decision = { number: '12/QĐ-BKHCN' }
  await catalog.approveChange(await node.app.actor('approver'), { changeId: draft.id, decision })
  return draft.resourceId
}

interface MapView extends Pick<DataMap, 'relations'> {
  readonly databases: readonly { readonly uri: string; readonly name: string; readonly url: string }[]
}

const mapAt = async (node: TestNode) => (await node.app.http.inject('/ban-do-du-lieu.json')).json<MapView>()

test('the map of the nation is the union of the nodes: lines too, secrets never, links to the owner', async () => {
  const first = await publish(ministry, 'CSDL bệnh án của bộ')
  await publish(ministry, 'CSDL nhận bệnh án', {
    relations: [{ type: 'feeds', to: first, name: 'CSDL bệnh án của bộ' }],
  })
  await publish(ministry, 'CSDL mật của bộ', { classification: { stateSecret: true } })
  await publish(nation, 'CSDL của quốc gia')
  const map = await until('both at the nation', async () => {
    const seen = await mapAt(nation)
    return seen.databases.length >= 3 && seen
  })
  expect(map.databases.map(({ name }) => name).toSorted()).toEqual([
    'CSDL bệnh án của bộ',
    'CSDL của quốc gia',
    'CSDL nhận bệnh án',
  ])
  const foreign = map.databases.find(({ name }) => name === 'CSDL nhận bệnh án')
  expect(foreign?.url.startsWith(`${ministry.url}/ban-do-du-lieu/`)).toBe(true)
  expect(foreign?.uri.startsWith(`${ministry.url}/id/database/`)).toBe(true)
  expect(map.relations).toContainEqual(expect.objectContaining({ type: 'feeds', name: 'CSDL bệnh án của bộ' }))
  const page = (await nation.app.http.inject('/ban-do-du-lieu?q=nhan+benh+an')).body
  expect(page).toContain(`href="${foreign?.url}"`)
  expect(JSON.stringify(await mapAt(ministry))).not.toContain('của quốc gia')
})
