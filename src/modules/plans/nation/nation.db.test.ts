import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestNodes, type TestNode, trust, until } from '../../../testing/test-nodes.ts'
import { issuePlan, planItem } from '../testing.ts'

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

const page = async (node: TestNode, url: string) =>
  (await node.app.http.inject({ url, headers: { accept: 'text/html' } })).body
const coverageAt = async (node: TestNode) => {
  const all = await node.app.modules.plans.reader.coverage()
  return all.find(({ kind }) => kind === 'open-data')
}

test('a plan of a node is counted at the nation, shown with its progress and leads to its owner', async () => {
  const before = await coverageAt(nation)
  expect(before?.issued).toBe(0)
  const itemId = randomUUID()
  const issued = await issuePlan(ministry.app, [
    planItem(itemId, 'Số liệu thuế'),
    planItem(randomUUID(), 'Số liệu nợ công'),
  ])
  await until('the plan at the nation', async () => (await coverageAt(nation))?.issued === 1)
  expect((await coverageAt(nation))?.wanted).toBe(before?.wanted)

  const list = await page(nation, '/ke-hoach/cac-nut')
  expect(list).toContain(`${ministry.url}/ke-hoach/${issued.slug}`)
  expect(list).toContain(`${ministry.url}/ke-hoach/${issued.slug}/van-ban.pdf`)
  expect(list).toContain('15/QĐ-BTC')
  expect(list).toContain('0/2')
  expect(list).toContain('tính lúc')
  expect(await page(nation, '/ke-hoach')).toContain('1 kế hoạch từ 1 nút khác')
  expect(await page(nation, '/ke-hoach/loai/open-data')).toContain('15/QĐ-BTC')
  const own = await nation.app.http.inject(`/ke-hoach/${issued.slug}`)
  expect([own.statusCode, own.headers['location']]).toEqual([303, `${ministry.url}/ke-hoach/${issued.slug}`])
  expect((await nation.app.http.inject(`/id/plan/${issued.resourceId}`)).statusCode).toBe(303)

  // What moves the progress there moves it here.
  const made = await ministry.app.publishText('thue.csv', 'nam,so\n2024,1\n2025,2\n', { title: 'Số liệu thuế' })
  await ministry.app.modules.plans.linkItem(await ministry.app.actor('data_officer'), {
    resourceId: issued.resourceId,
    itemId,
    dataset: made.slug,
    chosen: true,
  })
  await until('progress', async () => (await page(nation, '/ke-hoach/cac-nut')).includes('1/2'))
}, 60_000)

test('only what is public of a plan leaves the node', async () => {
  const feed = await ministry.app.http.inject('/api/v1/changes')
  const { items } = feed.json<{ items: { record: { kind: string; details?: object } }[] }>()
  const plans = items.filter(({ record }) => record.kind === 'plan')
  expect(plans).toHaveLength(1)
  expect(Object.keys(plans[0]?.record.details ?? {}).toSorted()).toEqual([
    'asOf',
    'counts',
    'document',
    'file',
    'kind',
    'period',
  ])
})

test('the same figures computed later change nothing in the catalogue of the nation', async () => {
  const { pool } = nation.app.node.database
  const version = async () =>
    (await pool.query<{ version: number }>(`select version from catalog.resource where kind = 'plan'`)).rows[0]?.version
  const signedAt = async () =>
    (
      await pool.query<{ at: string }>(
        `select signed #>> '{record,details,asOf}' as at from harvest.signed_record
          where signed #>> '{record,kind}' = 'plan'`,
      )
    ).rows[0]?.at
  const hearAgain = async () => {
    const at = await signedAt()
    await ministry.app.modules.plans.remind()
    await until('heard again', async () => (await signedAt()) !== at)
  }
  // What is signed stands in the catalogue when the next is heard: two times to settle what the dataset moved.
  await hearAgain()
  await hearAgain()
  const before = await version()
  await hearAgain()
  await hearAgain()
  expect(await version()).toBe(before)
})

test('what another node signed under the id of a plan is neither counted nor handed on', async () => {
  const signAs = (node: string) =>
    nation.app.node.database.pool.query(
      `update harvest.signed_record set signed = jsonb_set(signed, '{record,node}', to_jsonb($1::text))
        where signed #>> '{record,kind}' = 'plan'`,
      [node],
    )
  const handedOn = async () => {
    const { items } = (await nation.app.http.inject('/api/v1/changes')).json<{
      items: { record: { kind: string; format: string } }[]
    }>()
    return items.flatMap(({ record }) => (record.kind === 'plan' ? [record.format] : []))
  }
  await signAs(randomUUID())
  expect([(await coverageAt(nation))?.issued, await handedOn()]).toEqual([0, []])
  await signAs(ministry.id)
  expect([(await coverageAt(nation))?.issued, await handedOn()]).toEqual([1, ['nguon-record/1']])
})

test('a plan that is withdrawn at its node is counted no longer', async () => {
  const { rows } = await ministry.app.node.database.pool.query<{ id: string }>(
    `select id from catalog.resource where kind = 'plan'`,
  )
  await ministry.app.modules.catalog.withdrawResource(await ministry.app.actor('approver'), {
    resourceId: rows[0]?.id ?? '',
    reason: 'Ban hành lại',
    decision: {},
  })
  await until('gone', async () => (await coverageAt(nation))?.issued === 0)
  expect(await page(nation, '/ke-hoach/cac-nut')).toContain('Chưa có kế hoạch nào từ các nút')
})
