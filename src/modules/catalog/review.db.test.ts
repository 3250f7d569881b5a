import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/test-app.ts'
import { readFeedback } from './index.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const CSV = 'Tỉnh,Năm,Số trường\nHà Nội,2024,10\nHuế,2024,4\n'
let number = 0
const text = () => CSV.replace('10', String(10 + ++number))

async function inReview(title: string) {
  return app.publishText('truong.csv', text(), { title, stopAt: 'in_review' })
}

async function find(q: string): Promise<readonly string[]> {
  const reply = await app.http.inject({ url: `/api/v1/datasets?q=${encodeURIComponent(q)}` })
  return (reply.json() as { datasets: { slug: string }[] }).datasets.map((item) => item.slug)
}

describe('review', () => {
  test('what was approved is found at once, with and without diacritics', async () => {
    const { slug } = await app.publishText('truong.csv', text(), { title: 'Trường tiểu học Thừa Thiên' })
    expect(await find('truong tieu hoc thua thien')).toEqual([slug])
    expect(await find('"trường tiểu học"')).toContain(slug)
  })

  test('nobody sees a draft or a review before it is approved', async () => {
    const { slug } = await inReview('Bí mật chưa duyệt')
    expect(await find('bi mat chua duyet')).toEqual([])
    expect((await app.http.inject({ url: `/bo-du-lieu/${slug}`, headers: { accept: 'text/html' } })).statusCode).toBe(
      404,
    )
  })

  test('the approver of another agency is refused', async () => {
    const { changeId } = await inReview('Của cơ quan nhà')
    const stranger = await app.actor('approver', 'other')
    await expect(app.modules.catalog.approveChange(stranger, { changeId, decision: {} })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('a stranger learns nothing of the state of a draft: refused before it is looked at', async () => {
    const { changeId } = await app.publishText('a.csv', text(), { title: 'Nháp của nhà', stopAt: 'draft' })
    const stranger = await app.actor('approver', 'other')
    await expect(app.modules.catalog.approveChange(stranger, { changeId, decision: {} })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('an approver who wrote it cannot approve it, unless the agency has set it so', async () => {
    const approver = await app.actor('approver')
    const draft = await app.publishText('a.csv', text(), { title: 'Tự soạn tự duyệt', stopAt: 'draft' })
    await app.modules.catalog.submitChange(approver, draft.changeId)
    const attempt = app.modules.catalog.approveChange(approver, { changeId: draft.changeId, decision: {} })
    await expect(attempt).rejects.toMatchObject({ code: 'identity.own-work' })
  })

  test('two officers at once: the later save is refused and nothing is overwritten', async () => {
    const { changeId } = await app.publishText('b.csv', text(), { title: 'Hai người', stopAt: 'draft' })
    const officer = await app.actor('data_officer')
    const change = await app.modules.catalog.reader.change(changeId)
    if (!change) throw new Error('no change')
    const edit = (vi: string) => ({ changeId, revision: change.revision, record: { ...change.record, title: { vi } } })
    await app.modules.catalog.saveDraft(officer, edit('Người thứ nhất'))
    const second = app.modules.catalog.saveDraft(await app.actor('approver'), edit('Người thứ hai'))
    await expect(second).rejects.toMatchObject({ code: 'catalog.saved-by-other' })
    expect((await app.modules.catalog.reader.change(changeId))?.record.title.vi).toBe('Người thứ nhất')
  })

  test('returning needs a reason, and the officer sees it', async () => {
    const { changeId } = await inReview('Bị trả lại')
    const approver = await app.actor('approver')
    await expect(app.modules.catalog.returnChange(approver, { changeId, reason: ' ' })).rejects.toMatchObject({
      code: 'catalog.needs-reason',
    })
    const back = await app.modules.catalog.returnChange(approver, { changeId, reason: 'thiếu đơn vị tính' })
    expect(back.returned).toMatchObject({ reason: 'thiếu đơn vị tính', by: approver.name })
  })

  test('a scheduled change is published when its time has come, not before', async () => {
    const { changeId, slug } = await inReview('Hẹn giờ công bố')
    const approver = await app.actor('approver')
    const at = new Date(Date.now() + 1500)
    await app.modules.catalog.approveChange(approver, { changeId, decision: { number: '5/QĐ' }, at })
    await app.modules.catalog.publishDue()
    expect(await find('hen gio cong bo')).toEqual([])
    await new Promise((done) => setTimeout(done, 1600))
    await app.modules.catalog.publishDue()
    expect((await app.modules.catalog.reader.bySlug(slug))?.state).toBe('published')
  })
})

describe('after publication', () => {
  test('a withdrawn dataset says why and is no longer found', async () => {
    const { id, slug } = await app.publishText('c.csv', text(), { title: 'Sẽ thu hồi sớm' })
    const approver = await app.actor('approver')
    await app.modules.catalog.withdrawResource(approver, { resourceId: id, reason: 'số liệu sai', decision: {} })
    expect(await find('se thu hoi som')).toEqual([])
    const page = await app.http.inject({ url: `/bo-du-lieu/${slug}`, headers: { accept: 'text/html' } })
    expect(page.statusCode).toBe(410)
    expect(page.body).toContain('số liệu sai')
  })

  test('the contact of a question is sealed and never shown', async () => {
    const { id, slug } = await app.publishText('d.csv', text(), { title: 'Có câu hỏi' })
    const visitor = { kind: 'visitor', id: undefined, name: 'Khách', grants: [], via: 'none' } as const
    const question = {
      resourceId: id,
      kind: 'question',
      body: 'Cột này là gì?',
      contact: 'nguoidan@example.vn',
    } as const
    await app.modules.catalog.askQuestion(visitor, question)
    const page = await app.http.inject({ url: `/bo-du-lieu/${slug}`, headers: { accept: 'text/html' } })
    expect(page.body).toContain('Cột này là gì?')
    expect(page.body).not.toContain('nguoidan@example.vn')
    const { rows } = await app.node.database.pool.query('select contact from catalog.feedback where resource_id = $1', [
      id,
    ])
    expect(JSON.stringify(rows)).not.toContain('nguoidan')
    const [asked] = await readFeedback(app.modules.catalog.db, id)
    expect(asked).not.toHaveProperty('contact')
  })

  test('every step left its evidence in order', async () => {
    const { id } = await app.publishText('e.csv', text(), { title: 'Đủ bằng chứng', decision: { number: '7/QĐ' } })
    const { rows } = await app.node.database.pool.query<{ action: string; basis: string | null }>(
      'select action, basis from audit.record where resource_id = $1 order by id',
      [id],
    )
    expect(rows.map((row) => row.action)).toEqual([
      'catalog.resource.created',
      'datasets.source.added',
      'catalog.change.submitted',
      'catalog.change.published',
    ])
    expect(rows.at(-1)?.basis).toBe('7/QĐ')
  })
})
