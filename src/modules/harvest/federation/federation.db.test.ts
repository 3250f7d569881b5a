import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Entry } from '../../../formats/model.ts'
import { visitorActor } from '../../identity/index.ts'
import { openTestNodes, type TestNode, trust, until } from './testing.ts'

let ministry: TestNode
let province: TestNode
let nation: TestNode
const CSV = 'Tỉnh,Năm,Giá trị\nHà Nội,2024,11\nHuế,2024,12\n'
let count = 0

beforeAll(async () => {
  const [a, b, c] = await openTestNodes(3)
  if (!a || !b || !c) throw new Error('three nodes are needed')
  ministry = a
  province = b
  nation = c
  await trust(nation, ministry)
  await trust(nation, province)
  await trust(ministry, nation, { follow: false })
})
afterAll(() => Promise.all([ministry, province, nation].map((node) => node?.close())))

const publish = (node: TestNode, title: string) =>
  node.app.publishText('bang.csv', `${CSV}Cà Mau,2024,${count++}\n`, { title })
const entryAt = (node: TestNode, id: string): Promise<Entry | undefined> => node.app.modules.interop.entries.one(id)
const appears = (node: TestNode, id: string) => until(`${id} at ${node.url}`, () => entryAt(node, id))
const nodesOf = async (node: TestNode) =>
  (await node.app.http.inject({ url: '/api/v1/nodes' })).json<{ nodes: Record<string, unknown>[] }>().nodes

test('what a ministry and a province publish is found at the nation with its id, its URI and the same entry', async () => {
  for (const node of [ministry, province]) {
    const made = await publish(node, `Số liệu của ${node === ministry ? 'bộ' : 'tỉnh'}`)
    const shown = await appears(nation, made.id)
    expect(shown).toEqual(await entryAt(node, made.id))
    expect(shown.uri).toBe(`${node.url}/id/dataset/${made.id}`)
    const resource = await nation.app.modules.catalog.reader.resource(made.id)
    expect(resource?.origin).toMatchObject({ nodeId: node.id, uri: shown.uri })
  }
})
