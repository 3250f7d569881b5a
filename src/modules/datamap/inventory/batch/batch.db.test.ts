import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enqueue } from '../../../../platform/jobs/index.ts'
import { openTestApp, type SignedIn, type TestApp } from '../../../../testing/test-app.ts'
import { aWorkbook } from '../../testing.ts'
import { findInventoryHead } from '../store.ts'
import { saveInventory, takeInventory, viewInventory } from '../take-inventory.ts'
import { askBatch, leaveOut, runBatch, stopBatch } from './ask-batch.ts'
import { isOpen } from './model.ts'
import { type Batch, readBatch } from './read-batch.ts'

const PATIENCE_MS = 120_000

let app: TestApp
let approver: SignedIn

beforeAll(async () => {
  app = await openTestApp()
  approver = await app.signIn('approver')
})
afterAll(() => app.close())

const deps = () => app.modules.datamap.deps
const HEAD = [
  'Tên CSDL',
  'Loại',
  'Mục đích',
  'Phạm vi',
  'Cách thu thập, cập nhật',
  'Tần suất cập nhật',
  'Nguồn',
  'Lĩnh vực',
]

/** A workbook saved as drafts by the officer: so many complete ones, so many with gaps. */
async function loaded(name: string, { complete, gaps = 0 }: { complete: number; gaps?: number }): Promise<string> {
  const officer = await app.actor('data_officer')
  const rows = Array.from({ length: complete + gaps }, (_, index) =>
    index < complete
      ? [`${name} số ${index + 1}`, '2a', 'Quản lý', 'Cả nước', 'Nhập tay', 'Hằng ngày', 'Các sở', 'Y tế']
      : [`${name} thiếu ${index + 1}`, null, null, null, null, null, null, null],
  )
  const bytes = await aWorkbook({ name: 'CSDL', rows: [HEAD, ...rows] })
  const id = await takeInventory(deps(), officer, {
    agency: app.agencies.home,
    file: { name: `${name}.xlsx`, bytes },
  })
  const { plan } = await viewInventory(deps(), officer, id)
  await saveInventory(deps(), officer, { id, revision: 1, digest: plan.digest })
  return id
}

const head = (id: string) => findInventoryHead(deps().db, id)
const batchOf = async (id: string) => readBatch(deps(), await head(id))

async function ended(id: string): Promise<Batch> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(30)) {
    const batch = await batchOf(id)
    if (batch.run && !isOpen(batch.run)) return batch
  }
  throw new Error('the work did not end')
}

async function ask(id: string, step: 'submit' | 'approve', role: 'data_officer' | 'approver'): Promise<Batch> {
  await askBatch(deps(), await app.actor(role), { inventory: await head(id), step, decision: { number: '77/QĐ' } })
  return ended(id)
}

const count = async (text: string) => (await app.node.database.pool.query(text)).rowCount
const inbox = async (role: 'approver' | 'data_officer') => {
  const { rows } = await app.node.database.pool.query<{ subject: string }>(
    'select subject from messages.message where person_id = $1',
    [app.account(role).id],
  )
  return rows.map(({ subject }) => subject)
}

async function post(id: string, step: string, form: Readonly<Record<string, string>>) {
  return app.http.inject({
    method: 'POST',
    url: `/lam-viec/ban-do/nap/${id}/${step}`,
    headers: { ...approver.headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...form, _csrf: approver.csrf }).toString(),
  })
}

const page = async (id: string) =>
  (await app.http.inject({ url: `/lam-viec/ban-do/nap/${id}`, headers: { ...approver.headers, accept: 'text/html' } }))
    .body

describe('all drafts of a workbook', () => {
  test('are sent and approved under one decision, each with evidence of its own, people told once', async () => {
    const id = await loaded('Lô một', { complete: 120, gaps: 3 })
    const sent = await ask(id, 'submit', 'data_officer')
    expect(sent.run).toMatchObject({ state: 'done', total: 120, done: 120, failures: [] })
    expect([sent.parts.cho.length, sent.parts.thieu.length]).toEqual([120, 3])
    expect(await count(`select 1 from audit.record where action = 'catalog.change.submitted'`)).toBe(120)
    await expect.poll(() => inbox('approver')).toEqual(['Chờ duyệt 120 cơ sở dữ liệu: Lô một.xlsx'])
    expect((await post(id, 'duyet', { number: '' })).statusCode).toBe(400)
    expect((await post(id, 'duyet', { number: '77/QĐ', date: '31/02/2026' })).body).toContain('Ngày ký chưa đúng.')
    expect((await post(id, 'duyet', { number: '77/QĐ' })).statusCode).toBe(303)
    const approved = await ended(id)
    expect(approved.run).toMatchObject({ step: 'approve', state: 'done', done: 120 })
    expect(approved.published).toBe(120)
    expect(
      await count(`select 1 from audit.record where action = 'catalog.change.published' and basis = '77/QĐ'`),
    ).toBe(120)
    // The work has ended only when the public can find all of it.
    expect((await app.http.inject('/ban-do-du-lieu/lo-mot-so-120')).statusCode).toBe(200)
    await expect.poll(() => inbox('data_officer')).toEqual(['Đã công bố 120 cơ sở dữ liệu: Lô một.xlsx'])
    expect(await page(id)).toContain('đã duyệt và công bố 120 trong 120 bản')
  })

  test('but those left out, until they are taken back', async () => {
    const id = await loaded('Lô hai', { complete: 3 })
    const officer = await app.actor('data_officer')
    const [first] = (await batchOf(id)).parts.du
    const rows = [first?.changeId ?? '']
    await leaveOut(deps(), officer, { inventory: await head(id), out: rows, back: [] })
    const sent = await ask(id, 'submit', 'data_officer')
    expect(sent.run).toMatchObject({ total: 2, done: 2 })
    expect(sent.parts.bo.map(({ changeId }) => changeId)).toEqual(rows)
    await leaveOut(deps(), officer, { inventory: await head(id), out: [], back: rows })
    expect((await ask(id, 'submit', 'data_officer')).parts.cho).toHaveLength(3)
    // A draft of another workbook cannot be pushed in or out by its id.
    const other = await loaded('Lô ba', { complete: 1 })
    await leaveOut(deps(), officer, { inventory: await head(other), out: rows, back: [] })
    expect((await batchOf(id)).parts.bo).toEqual([])
    expect(await count(`select 1 from datamap.batch_skip`)).toBe(0)
  })

  test('that their own author approves are refused one by one, with the reason', async () => {
    const id = await loaded('Lô tự duyệt', { complete: 2 })
    await ask(id, 'submit', 'data_officer')
    await app.node.database.pool.query(`update catalog.change set author_id = $1 where state = 'in_review'`, [
      app.account('approver').id,
    ])
    const batch = await ask(id, 'approve', 'approver')
    expect(batch.run).toMatchObject({ state: 'done', done: 0 })
    expect(batch.run?.failures.map(({ code, name }) => [code, name])).toEqual([
      ['identity.own-work', 'Lô tự duyệt số 1'],
      ['identity.own-work', 'Lô tự duyệt số 2'],
    ])
    const body = await page(id)
    expect(body).toContain('2 bản không làm được')
    expect(body).toContain(`<a href="/lam-viec/duyet/${batch.run?.failures[0]?.changeId}">Lô tự duyệt số 1</a>`)
    expect(body).toContain('Người soạn không được tự duyệt')
  })

  test('cannot be asked for twice at once; stopped, they go on where they were', async () => {
    const id = await loaded('Lô dừng', { complete: 300 })
    const officer = await app.actor('data_officer')
    const inventory = await head(id)
    await askBatch(deps(), officer, { inventory, step: 'submit' })
    await expect(askBatch(deps(), officer, { inventory, step: 'submit' })).rejects.toThrow(/being sent/)
    const [one] = (await batchOf(id)).parts.du
    await expect(leaveOut(deps(), officer, { inventory, out: [one?.changeId ?? ''], back: [] })).rejects.toThrow(
      /being sent/,
    )
    // Not before some are sent: approvers hear of those, though the work does not reach its end.
    await expect
      .poll(async () => (await batchOf(id)).run?.done, { timeout: PATIENCE_MS, interval: 5 })
      .toBeGreaterThan(0)
    await stopBatch(deps(), officer, inventory)
    const stopped = await ended(id)
    expect(stopped.run?.state).toBe('stopped')
    const told = () => inbox('approver').then((all) => all.find((subject) => subject.endsWith('Lô dừng.xlsx')))
    await expect.poll(told, { timeout: PATIENCE_MS }).toBeDefined()
    const { run, parts } = await batchOf(id)
    expect(parts.du.length).toBeGreaterThan(0)
    expect(run?.done).toBe(parts.cho.length)
    expect(await told()).toBe(`Chờ duyệt ${run?.done} cơ sở dữ liệu: Lô dừng.xlsx`)
    const finished = await ask(id, 'submit', 'data_officer')
    expect(finished.parts.cho).toHaveLength(300)
    expect(await count(`select 1 from audit.record where action = 'datamap.batch.stopped'`)).toBe(1)
  })

  test('a job that runs again does nothing twice', async () => {
    const id = await loaded('Lô lặp', { complete: 5 })
    const { run } = await ask(id, 'submit', 'data_officer')
    const before = await count(`select 1 from audit.record where action = 'catalog.change.submitted'`)
    // As after a machine that died: the run is open, its job waits in the queue, three of five are done already.
    await app.node.database.pool.query(
      `update datamap.batch_run set state = 'running', done = 1, finished_at = null where id = $1`,
      [run?.id],
    )
    await deps()
      .db.transaction()
      .execute((tx) => enqueue(tx, runBatch, { payload: { runId: run?.id ?? '' } }))
    const again = await ended(id)
    expect(again.run).toMatchObject({ state: 'done', done: 5, failures: [] })
    expect(await count(`select 1 from audit.record where action = 'catalog.change.submitted'`)).toBe(before)
  })

  test('of a person who left the agency stop, and nothing is sent in their name', async () => {
    const id = await loaded('Lô nghỉ việc', { complete: 2 })
    const officer = await app.actor('data_officer')
    const inventory = await head(id)
    await askBatch(deps(), { ...officer, id: '00000000-0000-7000-8000-000000000000' }, { inventory, step: 'submit' })
    const batch = await ended(id)
    expect(batch.run).toMatchObject({ state: 'stopped', done: 0 })
    expect(batch.parts.du).toHaveLength(2)
  })
})
