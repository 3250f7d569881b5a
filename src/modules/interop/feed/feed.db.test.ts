import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readRecord } from '../../../formats/nguon/read-record.ts'
import type { FeedPage, GoneRecord, NodeCard, PutRecord } from '../../../formats/nguon/wire.ts'
import { announce } from '../../../platform/events/index.ts'
import { proofHolds, verifyAnswer } from '../../../platform/http-sig/index.ts'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { readCursor, writeCursor } from './cursor.ts'

// Each test publishes several files; on a busy machine each takes seconds.
vi.setConfig({ testTimeout: 120_000 })

let app: TestApp
const CSV = 'Tỉnh,Năm,Giá trị\nHà Nội,2024,11\nHuế,2024,12\n'
let count = 0

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const publish = (title: string, record = {}) =>
  app.publishText('bang.csv', `${CSV}Cà Mau,2024,${count++}\n`, { title, record })

async function ask(query: string): Promise<FeedPage> {
  const url = `/api/v1/changes${query}`
  const answer = await app.http.inject({ url, headers: { 'accept-encoding': 'gzip' } })
  expect(answer.statusCode).toBe(200)
  const header = (name: string) => answer.headers[name]?.toString()
  await verifyAnswer([app.node.keys.publicKey], {
    from: 'test',
    request: { method: 'GET', url },
    status: 200,
    header,
    body: answer.rawPayload,
    now: new Date(),
  })
  return answer.json()
}

/** Everything after a cursor, page by page. */
async function readAll(after?: string, limit = 200) {
  const items: FeedPage['items'] = []
  for (let cursor = after; ; ) {
    const page = await ask(`?limit=${limit}${cursor === undefined ? '' : `&after=${cursor}`}`)
    items.push(...page.items)
    cursor = page.cursor
    if (!page.more) return { items, cursor }
  }
}

const ids = (items: FeedPage['items']) => items.map(({ record }) => (record as unknown as PutRecord).id)

test('the card of the node is signed with the key it names and survives a second question', async () => {
  const answer = await app.http.inject({ url: '/api/v1/node' })
  const card = answer.json<NodeCard>()
  expect(card).toMatchObject({ kind: 'other', url: 'http://nguon.test', key: app.node.keys.publicKey, succession: [] })
  expect((await app.http.inject({ url: '/api/v1/node' })).json<NodeCard>().id).toBe(card.id)
})

test('only an operator says what the node is; a wrong agency is named', async () => {
  const put = (headers: Record<string, string>, payload: object) =>
    app.http.inject({ method: 'PUT', url: '/api/v1/node', headers, payload })
  const good = { name: 'Bộ Thử nghiệm', kind: 'ministry', agency: 'G12' }
  expect((await put(app.as('steward'), good)).statusCode).toBe(403)
  expect((await put(app.as('operator'), { ...good, agency: 'KHONGCO' })).json()).toMatchObject({
    code: 'interop.node-invalid',
  })
  expect((await put(app.as('operator'), good)).json()).toMatchObject(good)
})

test('the list holds what is public, page by page, and then come changes: published, changed, withdrawn', async () => {
  const open = [await publish('Danh sách một'), await publish('Danh sách hai'), await publish('Danh sách ba')]
  const closed = await publish('Không mở', { classification: 'shared' })
  const { items, cursor } = await readAll(undefined, 2)
  expect(ids(items)).toEqual(expect.arrayContaining(open.map(({ id }) => id)))
  expect(ids(items)).not.toContain(closed.id)
  for (const { record, proof } of items) {
    expect(proofHolds([app.node.keys.publicKey], record, proof)).toBe(true)
    expect(readRecord(record)).toEqual({ ok: true, record })
  }
  const first = items.find(({ record }) => (record as unknown as PutRecord).id === open[0]?.id)
    ?.record as unknown as PutRecord
  expect(first).toMatchObject({
    uri: `http://nguon.test/id/dataset/${open[0]?.id}`,
    entry: { title: { vi: 'Danh sách một' } },
    tables: [{ id: open[0]?.tableIds[0], rows: 3 }],
  })

  const added = await publish('Thêm sau')
  await app.modules.catalog.withdrawResource(await app.actor('approver'), {
    resourceId: open[1]?.id ?? '',
    reason: 'Sai số liệu',
    decision: {},
  })
  const later = await readAll(cursor)
  expect(ids(later.items)).toEqual([added.id, open[1]?.id])
  expect(later.items[1]?.record as unknown as GoneRecord).toMatchObject({
    format: 'nguon-gone/1',
    reason: 'Sai số liệu',
  })
  expect((await readAll(later.cursor)).items).toEqual([])
})

test('a dataset that was never open is not spoken of, also when it is withdrawn', async () => {
  const { cursor } = await readAll()
  const closed = await publish('Giữ riêng', { classification: 'private' })
  await app.modules.catalog.withdrawResource(await app.actor('approver'), {
    resourceId: closed.id,
    reason: 'Thôi',
    decision: {},
  })
  expect((await readAll(cursor)).items).toEqual([])
})

test('a change that commits late is not skipped', async () => {
  const one = await publish('Muộn một')
  const two = await publish('Muộn hai')
  const { cursor } = await readAll()
  const db = app.node.database.module<'platform'>()
  const say = (resourceId: string) => ({ type: 'catalog.resource.summarised', version: 1, resourceId, payload: {} })
  const slow = await db.startTransaction().execute()
  await announce(slow, say(one.id))
  await db.transaction().execute((tx) => announce(tx, say(two.id)))
  const early = await readAll(cursor)
  expect(early.items).toEqual([])
  await slow.commit().execute()
  expect(ids((await readAll(early.cursor)).items)).toEqual([one.id, two.id])
})

test('who waits is answered as soon as something is published', async () => {
  const { cursor } = await readAll()
  const waiting = ask(`?after=${cursor}&wait=25`)
  const made = await publish('Vừa công bố')
  expect(ids((await waiting).items)).toEqual([made.id])
})

test('a cursor of another database, or none at all, begins the list anew and says so', async () => {
  const { cursor } = await readAll()
  const known = readCursor(cursor)
  if (!known) throw new Error('unreadable cursor')
  const elsewhere = writeCursor({ ...known, mark: { ...known.mark, us: '1' } })
  for (const after of [
    elsewhere,
    'linh-tinh',
    writeCursor({ phase: 'changes', mark: { xid: '99999999', id: 1, us: '1' } }),
  ]) {
    expect(await ask(`?after=${after}`)).toMatchObject({ phase: 'list', reset: true })
  }
  expect((await ask(`?after=${cursor}`)).reset).toBeUndefined()
})
