import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { reviewYearly } from '../edit/review-yearly.ts'
import { type DatabaseRecord, emptyDatabase } from '../record.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const record = (name: string, more: Partial<DatabaseRecord> = {}): DatabaseRecord => ({
  ...emptyDatabase(name),
  identity: { name, class: '2a' },
  ownership: { contactPhone: '0912345678', operator: 'Trung tâm' },
  content: { purpose: 'Quản lý', scope: 'Cả nước' },
  update: { collectionMethod: 'Nhập tay', frequency: 'DAILY', sources: ['Các sở'] },
  security: { level: 3, decisionNumber: '9/QĐ-MẬT' },
  ...more,
})

type Reply = {
  id: string
  database: string
  slug: string
  revision: number
  findings: { rule: string; severity: string }[]
}

async function create(name: string, more: Partial<DatabaseRecord> = {}) {
  const payload = { agency: app.agencies.home, record: record(name, more) }
  return app.http.inject({ method: 'POST', url: '/api/v1/databases', headers: app.as('data_officer'), payload })
}

async function publish(name: string, more: Partial<DatabaseRecord> = {}): Promise<Reply> {
  const made = (await create(name, more)).json<Reply>()
  const sent = await app.http.inject({
    method: 'POST',
    url: `/api/v1/database-changes/${made.id}/submit`,
    headers: app.as('data_officer'),
  })
  expect(sent.statusCode, sent.body).toBe(200)
  await app.modules.catalog.approveChange(await app.actor('approver'), { changeId: made.id, decision: { number: '1' } })
  return made
}

describe('databases by HTTP', () => {
  test('a draft is made, saved, refused while incomplete, and published', async () => {
    const made = await create('CSDL qua API', { content: { purpose: 'Quản lý' } })
    expect(made.statusCode, made.body).toBe(201)
    const { id, revision, findings } = made.json<Reply>()
    expect(findings.filter(({ severity }) => severity === 'stop').map(({ rule }) => rule)).toEqual(['entry-2025'])
    const submit = {
      method: 'POST',
      url: `/api/v1/database-changes/${id}/submit`,
      headers: app.as('data_officer'),
    } as const
    expect((await app.http.inject(submit)).statusCode).toBe(400)
    const payload = { revision, record: record('CSDL qua API') }
    const put = {
      method: 'PUT',
      url: `/api/v1/database-changes/${id}`,
      headers: app.as('data_officer'),
      payload,
    } as const
    expect((await app.http.inject(put)).statusCode).toBe(200)
    expect((await app.http.inject(put)).statusCode).toBe(409)
    expect((await app.http.inject(submit)).json()).toMatchObject({ state: 'in_review' })
  })

  test('the public part has neither security nor contacts; officers of the agency have all', async () => {
    const { slug } = await publish('CSDL hai phần')
    const open = await app.http.inject(`/api/v1/databases/${slug}`)
    expect(open.json()).toMatchObject({
      part: 'public',
      record: { security: {}, ownership: { operator: 'Trung tâm' } },
    })
    for (const secret of ['0912345678', '9/QĐ-MẬT']) {
      expect(open.body).not.toContain(secret)
      expect((await app.http.inject(`/ban-do-du-lieu/${slug}`)).body).not.toContain(secret)
    }
    const own = await app.http.inject({ url: `/api/v1/databases/${slug}`, headers: app.as('data_officer') })
    expect(own.json()).toMatchObject({ part: 'internal', record: { security: { level: 3 } } })
    const stranger = await app.http.inject({
      url: `/api/v1/databases/${slug}`,
      headers: app.as('data_officer', 'other'),
    })
    expect(stranger.json()).toMatchObject({ part: 'public' })
  })

  test('hidden databases are not there for the public and other agencies', async () => {
    const { slug } = await publish('CSDL giấu kín', { classification: { hidden: true } })
    expect((await app.http.inject(`/api/v1/databases/${slug}`)).statusCode).toBe(404)
    expect((await app.http.inject(`/ban-do-du-lieu/${slug}`)).statusCode).toBe(404)
    expect((await app.http.inject('/api/v1/databases?q=giấu')).json()).toMatchObject({ total: 0 })
    expect(
      (await app.http.inject({ url: '/api/v1/databases?q=giấu', headers: app.as('approver') })).json(),
    ).toMatchObject({ total: 1 })
  })

  test('strangers may not read or write a draft', async () => {
    const { id, revision } = (await create('CSDL nháp riêng')).json<Reply>()
    const url = `/api/v1/database-changes/${id}`
    expect((await app.http.inject({ url })).statusCode).toBe(401)
    expect((await app.http.inject({ url, headers: app.as('data_officer', 'other') })).statusCode).toBe(403)
    const put = {
      method: 'PUT',
      url,
      headers: app.as('contributor'),
      payload: { revision, record: record('x') },
    } as const
    expect((await app.http.inject(put)).statusCode).toBe(403)
  })

  test('odd input is told, not thrown', async () => {
    const wrong = { ...record('CSDL sai'), identity: { name: 'CSDL sai', class: '9' } }
    const payload = { agency: app.agencies.home, record: wrong }
    const answer = await app.http.inject({
      method: 'POST',
      url: '/api/v1/databases',
      headers: app.as('data_officer'),
      payload,
    })
    expect(answer.statusCode).toBe(400)
    const nobody = await app.http.inject({
      method: 'POST',
      url: '/api/v1/databases',
      headers: app.as('data_officer'),
      payload: { agency: 'ZZ', record: record('y') },
    })
    expect(nobody.json()).toMatchObject({ code: 'datamap.unknown-agency' })
  })
})

test('databases that collect the same things stand in one group with the names each gives them', async () => {
  const items = (...titles: string[]) => ({
    items: titles.map((title) => ({ title, share: 'private' as const, personal: 'basic' as const })),
  })
  await publish('CSDL hộ tịch thử', items('Họ và tên', 'Ngày, tháng, năm sinh', 'Số định danh cá nhân', 'Dân tộc'))
  await publish('CSDL bảo hiểm thử', items('HoTen', 'NgaySinh', 'CCCD', 'Số thẻ'))
  await publish('CSDL học sinh thử', items('Họ tên', 'Ngày sinh', 'Số CCCD', 'Lớp'))
  await publish('CSDL giá thử', items('Giá', 'Mặt hàng', 'Ngày sinh hiệu lực'))
  const { headers } = await app.signIn('data_officer')
  const page = await app.http.inject({ url: '/lam-viec/ban-do/trung', headers: { ...headers, accept: 'text/html' } })
  expect(page.statusCode, app.problems.join('')).toBe(200)
  const text = page.body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  expect(text).toContain('3 cơ sở dữ liệu này cùng thu thập 3 mục')
  for (const name of ['HoTen', 'CCCD', 'Ngày, tháng, năm sinh']) expect(text).toContain(name)
  expect(text).not.toContain('CSDL giá thử')
})

test('relations in a circle are reported, not followed for ever', async () => {
  const { datamap } = app.modules
  const one = await publish('CSDL vòng một')
  const two = await publish('CSDL vòng hai', {
    relations: [{ type: 'feeds', to: one.database, name: 'CSDL vòng một' }],
  })
  const three = await publish('CSDL vòng ba', {
    relations: [
      { type: 'copies', to: one.database, name: 'CSDL vòng một' },
      { type: 'feeds', to: two.database, name: 'CSDL vòng hai' },
    ],
  })
  const view = await app.http.inject({
    method: 'POST',
    url: `/api/v1/databases/${three.database}/changes`,
    headers: app.as('data_officer'),
  })
  const circle = view
    .json<{ findings: { rule: string; message: string }[] }>()
    .findings.find(({ rule }) => rule === 'circle')
  expect(circle?.message).toBe(
    'Quan hệ chạy vòng: “CSDL vòng ba” → “CSDL vòng hai” → “CSDL vòng một” → “CSDL vòng ba”.',
  )
  expect((await app.http.inject(`/ban-do-du-lieu/${three.slug}`)).statusCode).toBe(200)
  expect((await datamap.reader.map('public')).relations.length).toBeGreaterThan(2)
})

test('the yearly review is reminded once for each announced distance, and noted with its evidence', async () => {
  const { slug } = await publish('CSDL chờ rà soát')
  const officer = await app.signIn('data_officer')
  await app.modules.datamap.remindReviews()
  await app.modules.datamap.remindReviews()
  const { rows } = await app.node.database.pool.query<{ count: number }>(
    `select count(*)::int as count from messages.message where key like 'datamap-review-%' and person_id = $1`,
    [app.account('data_officer').id],
  )
  const today = new Date()
  const left = Math.round((Date.UTC(today.getUTCFullYear(), 11, 31) - today.getTime()) / 86_400_000)
  expect(rows[0]?.count).toBe(left <= 60 ? 1 : 0)
  const form = (outcome: string) => ({
    method: 'POST' as const,
    url: `/lam-viec/ban-do/${slug}/ra-soat`,
    headers: { ...officer.headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ outcome, note: 'trùng với CSDL khác', _csrf: officer.csrf }).toString(),
  })
  expect((await app.http.inject(form('gì đó'))).statusCode).toBe(400)
  const stranger = await app.actor('data_officer', 'other')
  const resourceId = (await app.modules.catalog.reader.bySlug(slug))?.id ?? ''
  const attempt = reviewYearly(app.modules.datamap.deps, stranger, { resourceId, outcome: 'merge', note: '' })
  await expect(attempt).rejects.toMatchObject({ kind: 'forbidden' })
  expect((await app.http.inject(form('merge'))).statusCode).toBe(303)
  const audit = await app.node.database.pool.query(
    `select details from audit.record where action = 'datamap.database.reviewed'`,
  )
  expect(audit.rows).toMatchObject([{ details: { outcome: 'merge' } }])
})
