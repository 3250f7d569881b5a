import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Entry } from '../../../formats/model.ts'
import { openNodeKeys, rotateNodeKey } from '../../../platform/secrets/index.ts'
import { openTestNodes, type TestNode, trust, until } from '../../../testing/test-nodes.ts'
import { readOpenFeedback } from '../../catalog/index.ts'
import { visitorActor } from '../../identity/index.ts'

let ministry: TestNode
let province: TestNode
let nation: TestNode
// Three whole programs share this machine with whatever else runs on it.
vi.setConfig({ testTimeout: 120_000 })

const CSV = 'Tỉnh,Năm,Giá trị\nHà Nội,2024,11\nHuế,2024,12\n'
let count = 0
let formerKey = ''

beforeAll(async () => {
  // The ministry has had another key before.
  const keyFile = join(await mkdtemp(join(tmpdir(), 'nguon-key-')), 'node-key.json')
  await openNodeKeys(keyFile)
  formerKey = (await rotateNodeKey(keyFile)).from
  const [a, b, c] = await openTestNodes(3, { NGUON_KEY_FILE: keyFile })
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

test('a change and a withdrawal at the owner show at the nation within the same wait', async () => {
  const made = await publish(ministry, 'Sắp thu hồi')
  await appears(nation, made.id)
  const approver = await ministry.app.actor('approver')
  const { catalog } = ministry.app.modules
  await catalog.withdrawResource(approver, { resourceId: made.id, reason: 'Sai số liệu', decision: {} })
  const gone = await until('withdrawal', async () => {
    const resource = await nation.app.modules.catalog.reader.resource(made.id)
    return resource?.state === 'withdrawn' && resource
  })
  expect(gone.withdrawnReason).toContain('đã gỡ')
})

test('the nation hands a question on, the owner answers, and the answer stands at the nation', async () => {
  const made = await publish(ministry, 'Có người hỏi')
  await appears(nation, made.id)
  const asked = { resourceId: made.id, kind: 'error' as const, body: 'Dòng Huế sai?', contact: 'kin@nguon.test' }
  const question = await nation.app.modules.catalog.askQuestion(visitorActor(undefined), asked)
  const db = ministry.app.node.database.module<'catalog'>()
  const arrived = await until('question at the owner', () =>
    db.selectFrom('catalog.feedback').selectAll().where('resource_id', '=', made.id).executeTakeFirst(),
  )
  expect(arrived).toMatchObject({ body: 'Dòng Huế sai?', kind: 'error', contact: null, state: 'open' })
  expect(arrived.origin).toMatchObject({ nodeId: nation.id, question })
  const officer = await ministry.app.actor('data_officer')
  const open = await readOpenFeedback(ministry.app.modules.catalog.db, officer)
  expect(open.find(({ id }) => id === arrived.id)).toMatchObject({ askedAt: expect.any(String) })
  const there = await readOpenFeedback(nation.app.modules.catalog.db, await nation.app.actor('data_officer'))
  expect(there.map(({ id }) => id)).not.toContain(question)
  await ministry.app.modules.catalog.answerFeedback(officer, { feedbackId: arrived.id, answer: 'Đã sửa, xin cảm ơn.' })
  const answered = await until('answer at the nation', async () => {
    const row = await nation.app.node.database
      .module<'catalog'>()
      .selectFrom('catalog.feedback')
      .selectAll()
      .where('id', '=', question)
      .executeTakeFirst()
    return row?.state === 'answered' && row
  })
  expect(answered.answer).toBe('Đã sửa, xin cảm ơn.')
})

test('a question waits while the owner does not know the asking node, says why, and arrives once it does', async () => {
  const made = await publish(province, 'Hỏi người lạ')
  await appears(nation, made.id)
  const asked = { resourceId: made.id, kind: 'question' as const, body: 'Có nhận không?', contact: undefined }
  const question = await nation.app.modules.catalog.askQuestion(visitorActor(undefined), asked)
  const letter = () =>
    nation.app.node.database
      .module<'harvest'>()
      .selectFrom('harvest.question_out')
      .selectAll()
      .where('feedback_id', '=', question)
      .executeTakeFirst()
  const refused = await until('refusal', async () => {
    const row = await letter()
    return row?.failure_vi ? row : undefined
  })
  expect(refused).toMatchObject({ state: 'waiting', failure_vi: expect.stringContaining('danh bạ') })
  await trust(province, nation, { follow: false })
  await until('delivery', async () => (await letter())?.state === 'sent')
})

test('relayed records wait for the key of their origin and keep it; our own that come back are passed over', {
  timeout: 90_000,
}, async () => {
  const made = await publish(ministry, 'Đi một vòng')
  await appears(nation, made.id)
  await trust(province, nation)
  await until('problem', async () => {
    const db = province.app.node.database.module<'harvest'>()
    const row = await db
      .selectFrom('harvest.problem')
      .select('code')
      .where('remote_id', '=', made.id)
      .executeTakeFirst()
    return row?.code === 'nguon-origin-unknown'
  })
  await trust(province, ministry, { follow: false })
  // By way of the nation: signed by the ministry, whose key the province knows by now.
  expect((await appears(province, made.id)).uri).toBe(`${ministry.url}/id/dataset/${made.id}`)
  const own = await publish(province, 'Của tỉnh')
  await appears(nation, own.id)
  const later = await publish(ministry, 'Sau một vòng')
  await appears(province, later.id)
  const back = await province.app.modules.catalog.reader.resource(own.id)
  expect(back).toMatchObject({ state: 'published', version: 1 })
  expect(back?.origin).toBeUndefined()
})

test('a forged record is refused with a problem, and those beside it stand', async () => {
  const forged = await publish(ministry, 'Bị sửa giữa đường')
  await appears(nation, forged.id)
  await appears(province, forged.id)
  const relay = nation.app.node.database.module<'harvest'>()
  const row = await relay
    .selectFrom('harvest.signed_record')
    .selectAll()
    .where('resource_id', '=', forged.id)
    .executeTakeFirstOrThrow()
  const signed = row.signed as { record: { entry: { title: { vi: string } } }; proof: unknown }
  signed.record.entry.title.vi = 'Tên giả'
  await relay
    .updateTable('harvest.signed_record')
    .set({ signed: JSON.stringify(signed) })
    .where('resource_id', '=', forged.id)
    .execute()
  await nation.app.node.database.pool.query(
    `insert into platform.event (type, version, resource_id, payload) values ('catalog.resource.summarised', 1, $1, '{}')`,
    [forged.id],
  )
  const beside = await publish(ministry, 'Bên cạnh bản giả')
  await appears(province, beside.id)
  const problem = await province.app.node.database
    .module<'harvest'>()
    .selectFrom('harvest.problem')
    .selectAll()
    .where('remote_id', '=', forged.id)
    .executeTakeFirst()
  expect(problem).toMatchObject({ code: 'nguon-proof-wrong', severity: 'error' })
  expect((await entryAt(province, forged.id))?.title['vi']).toBe('Bị sửa giữa đường')
})

test('the public list says when each node was last seen and how late it is', async () => {
  const nodes = await nodesOf(nation)
  expect(new Set(nodes.map(({ url }) => url))).toEqual(new Set([ministry.url, province.url]))
  for (const node of nodes) expect(node).toMatchObject({ standing: 'fresh', lag_ms: expect.any(Number) })
})

test('a key that was not compared, the node itself, and an address that is none are refused', async () => {
  const headers = nation.app.as('operator')
  const post = (payload: object) => nation.app.http.inject({ method: 'POST', url: '/api/v1/nodes', headers, payload })
  const codeOf = async (payload: object) => (await post(payload)).json<{ code: string }>().code
  expect(await codeOf({ url: ministry.url, key: 'A'.repeat(43), agency: 'G12' })).toBe('harvest.node-key-changed')
  expect(await codeOf({ url: nation.url, key: nation.app.node.keys.publicKey })).toBe('harvest.node-itself')
  expect(await codeOf({ url: `${ministry.url}/co/duong`, key: 'x' })).toBe('harvest.node-address')
  expect(await codeOf({ url: 'http://127.0.0.1:9', key: 'x' })).toBe('harvest.node-not-allowed')
  const steward = nation.app.as('steward')
  const refused = await nation.app.http.inject({ url: `/api/v1/nodes/look?url=${ministry.url}`, headers: steward })
  expect(refused.statusCode).toBe(403)
})

test('an operator compares the fingerprint on a page before the node is trusted; others may not', async () => {
  const { headers, csrf } = await ministry.app.signIn('operator')
  const { http } = ministry.app
  const page = await http.inject({
    url: `/quan-tri/nut/them?lang=vi&url=${encodeURIComponent(province.url)}`,
    headers: { ...headers, accept: 'text/html' },
  })
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.body)?.[1] ?? ''
  expect(page.body).toMatch(/([0-9a-f]{4} ){7}[0-9a-f]{4}/)
  const form = { _csrf: csrf, url: hidden('url'), key: hidden('key'), reading: 'only', agency: 'G12' }
  const send = (fields: object, cookie = headers) =>
    http.inject({
      method: 'POST',
      url: '/quan-tri/nut/them',
      headers: { ...cookie, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...form, ...fields }).toString(),
    })
  expect((await send({ key: 'A'.repeat(43) })).body).toContain('dấu khóa')
  expect((await send({})).headers['location']).toBe('/quan-tri/nut?xong=them')
  const list = await http.inject({ url: '/quan-tri/nut', headers: { ...headers, accept: 'text/html' } })
  expect(list.body).toContain(province.url)
  const steward = await ministry.app.signIn('steward')
  const refused = await http.inject({ url: '/quan-tri/nut', headers: { ...steward.headers, accept: 'text/html' } })
  expect(refused.statusCode).toBe(403)
})

test('anybody sees the list of nodes with what came from each', async () => {
  const page = await nation.app.http.inject({ url: '/nut', headers: { accept: 'text/html' } })
  expect(page.body).toContain(ministry.url)
  expect(page.body).toContain('đang theo kịp')
})

test('tables of a mirrored node are kept here by their digest, and only while the dataset is public', async () => {
  const before = await publish(ministry, 'Có bản sao')
  await appears(nation, before.id)
  await trust(nation, ministry, { mirror: true })
  const made = await publish(ministry, 'Có bản sao từ đầu')
  for (const { id, slug, tableIds } of [before, made]) {
    const copy = await until('copy', async () => {
      const answer = await nation.app.http.inject({ url: `/api/v1/mirror/${tableIds[0]}` })
      return answer.statusCode === 200 && answer
    })
    const original = await ministry.app.http.inject({ url: `/api/v1/tables/${tableIds[0]}/download?format=parquet` })
    expect(copy.rawPayload.equals(original.rawPayload)).toBe(true)
    expect(copy.rawPayload.subarray(0, 4).toString()).toBe('PAR1')
    const page = await nation.app.http.inject({ url: `/bo-du-lieu/${slug}`, headers: { accept: 'text/html' } })
    expect(page.body).toContain(`/api/v1/mirror/${tableIds[0]}`)
    expect((await entryAt(nation, id))?.uri).toBe(`${ministry.url}/id/dataset/${id}`)
  }
  const approver = await ministry.app.actor('approver')
  await ministry.app.modules.catalog.withdrawResource(approver, { resourceId: made.id, reason: 'Sai', decision: {} })
  await until('no copy', async () => {
    const answer = await nation.app.http.inject({ url: `/api/v1/mirror/${made.tableIds[0]}` })
    return answer.statusCode === 404
  })
})

test('a new key that the confirmed one vouches for is accepted; one it does not vouch for stops the reading', async () => {
  const { pool } = nation.app.node.database
  const keyOf = async () =>
    (await pool.query<{ key: string }>('select key from harvest.node where id = $1', [ministry.id])).rows[0]?.key
  const confirm = async (key: string) => {
    await pool.query('update harvest.node set key = $1 where id = $2', [key, ministry.id])
    // Whoever adds or leaves a node has all begin anew, as a restart would.
    await trust(nation, province)
  }
  await confirm(formerKey)
  await until('the new key', async () => (await keyOf()) === ministry.app.node.keys.publicKey)
  const made = await publish(ministry, 'Ký bằng khóa mới')
  await appears(nation, made.id)

  await confirm(province.app.node.keys.publicKey)
  const failure = await until('refusal', async () => {
    const { rows } = await pool.query<{ failure_vi: string | null }>(
      'select failure_vi from harvest.node where id = $1',
      [ministry.id],
    )
    return rows[0]?.failure_vi ?? undefined
  })
  expect(failure).toContain('khóa mới mà khóa cũ không bảo đảm')
  await trust(nation, ministry)
  expect(await keyOf()).toBe(ministry.app.node.keys.publicKey)
})

test('a node that was left is followed no longer', async () => {
  await nation.app.http.inject({
    method: 'DELETE',
    url: `/api/v1/nodes/${province.id}`,
    headers: nation.app.as('operator'),
  })
  expect((await nodesOf(nation)).map(({ id }) => id)).not.toContain(province.id)
})
