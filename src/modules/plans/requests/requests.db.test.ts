import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAppError } from '../../../platform/errors.ts'
import { openTestApp, type SignedIn, type TestApp } from '../../../testing/test-app.ts'
import { visitorActor } from '../../identity/index.ts'
import { issuePlan, planItem, postForm } from '../testing.ts'

let app: TestApp
let officer: SignedIn
beforeAll(async () => {
  app = await openTestApp()
  officer = await app.signIn('data_officer')
})
afterAll(() => app.close())

const ITEM = '00000000-0000-7000-8000-00000000000c'
const CSV = 'Tỉnh,Năm,Số mũi tiêm\nHà Nội,2024,11\nHuế,2024,12\nCà Mau,2024,13\n'
const CONTACT = 'nguoi.hoi@nguon.test'

let serial = 0
/** Asks the home agency for data under a title of its own. */
async function ask(
  title = `Dữ liệu cần thử số ${(serial += 1)}`,
  body = 'Cần theo xã, cập nhật hằng tháng, định dạng CSV.',
) {
  return app.modules.plans.askForData(visitorActor('thu'), { title, body, agency: 'G12', contact: CONTACT })
}

async function refusal(action: Promise<unknown>): Promise<string> {
  try {
    await action
  } catch (error) {
    if (isAppError(error)) return error.code
    throw error
  }
  return 'nothing was refused'
}

const pageOf = (number: number) => app.http.inject(`/yeu-cau-du-lieu/${number}`)
const desk = (id: string, step: string, form: Readonly<Record<string, string>>) =>
  postForm(app, officer, { url: `/lam-viec/yeu-cau/${id}/${step}`, form })

/** A visitor with the cookies of the form page. */
async function visitor() {
  const form = await app.http.inject({ url: '/yeu-cau-du-lieu/gui', headers: { accept: 'text/html' } })
  const csrf = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const cookie = form.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return { headers: { cookie }, csrf }
}

describe('asking for data', () => {
  test('needs no account, is public at once, and the contact is sealed', async () => {
    const someone = await visitor()
    const form = {
      title: 'Lịch tiêm chủng theo xã',
      body: 'Cập nhật hằng tháng, dạng CSV.',
      agency: 'G12',
      contact: CONTACT,
    }
    const sent = await postForm(app, someone, { url: '/yeu-cau-du-lieu/gui', form })
    expect(sent.statusCode).toBe(303)
    const page = await app.http.inject(String(sent.headers.location))
    expect(page.body).toContain('Lịch tiêm chủng theo xã')
    expect(page.body).toContain('Chưa tìm thấy văn bản quy định thời hạn riêng')
    expect((await app.http.inject('/yeu-cau-du-lieu')).body).toContain('Lịch tiêm chủng theo xã')
    const list = await app.http.inject('/api/v1/data-requests')
    expect(list.json()).toMatchObject({ total: 1, requests: [{ title: 'Lịch tiêm chủng theo xã', state: 'open' }] })
    for (const { body } of [page, list]) expect(body).not.toContain(CONTACT)
    const { rows } = await app.node.database.pool.query<{ contact: string }>('select contact from plans.request')
    expect(rows[0]?.contact).not.toContain('nguoi.hoi')
    const inbox = () =>
      app.http.inject({ url: '/lam-viec/hop-thu', headers: { ...officer.headers, accept: 'text/html' } })
    await expect
      .poll(async () => (await inbox()).body, { timeout: 60_000 })
      .toContain('Đề nghị mở dữ liệu: Lịch tiêm chủng')
  })

  test('shows what may already be there before anything is sent', async () => {
    await app.publishText('benh-vien.csv', CSV, { title: 'Danh sách bệnh viện công lập' })
    const found = async () =>
      (await app.http.inject('/api/v1/datasets?q=benh+vien+cong+lap')).json<{ total: number }>().total
    await expect.poll(found, { timeout: 60_000 }).toBe(1)
    const someone = await visitor()
    const form = { title: 'Danh sách bệnh viện công lập', body: 'Cần theo từng tỉnh, cả địa chỉ.', agency: 'G12' }
    const first = await postForm(app, someone, { url: '/yeu-cau-du-lieu/gui', form })
    expect(first.statusCode).toBe(200)
    expect(first.body).toContain('Có thể đã có rồi')
    expect(first.body).toContain('/bo-du-lieu/danh-sach-benh-vien-cong-lap')
    const second = await postForm(app, someone, { url: '/yeu-cau-du-lieu/gui', form: { ...form, 'da-xem': '1' } })
    expect(second.statusCode).toBe(303)
  })

  test('finds the same asked before while somebody types, half a word too', async () => {
    const { number } = await ask('Bản đồ ngập lụt theo phường năm 2025')
    const suggested = async (q: string) =>
      (await app.http.inject(`/yeu-cau-du-lieu/goi-y?q=${encodeURIComponent(q)}`)).json<{
        suggestions: { text: string; href: string }[]
      }>().suggestions
    const found = expect.objectContaining({ href: `/yeu-cau-du-lieu/${number}` })
    expect(await suggested('bản đồ ngập lu')).toContainEqual(found)
    expect(await suggested('ban do ngap lut o cac phuong')).toContainEqual(found)
    expect(await suggested('bản')).not.toContainEqual(found)
    expect(await suggested('giá vàng trong nước')).not.toContainEqual(found)
    const form = await app.http.inject('/yeu-cau-du-lieu/gui')
    expect(form.body).toContain('<tim-nhanh src="/yeu-cau-du-lieu/goi-y"')
  })

  test('is looked up by its number without an account', async () => {
    const { number } = await ask()
    const to = async (so: string) => (await app.http.inject(`/yeu-cau-du-lieu/tra?so=${so}`)).headers.location
    expect(await to(String(number))).toBe(`/yeu-cau-du-lieu/${number}`)
    expect(await to('1.234')).toBe('/yeu-cau-du-lieu/1234')
    for (const nonsense of ['', 'abc', '-1', '99999999999', '%2F%2Fx.vn'])
      expect(await to(nonsense)).toBe('/yeu-cau-du-lieu')
  })

  test.each([
    ['title', { title: 'ngắn', body: 'Đủ dài để gửi được đấy nhé.' }],
    ['body', { title: 'Dữ liệu về giá đất', body: 'ngắn' }],
  ])('says what is wrong with the %s', async (field, form) => {
    const answer = await postForm(app, await visitor(), {
      url: '/yeu-cau-du-lieu/gui',
      form: { ...form, agency: 'G12', 'da-xem': '1' },
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain(`id="${field}-error"`)
  })

  test('what seems to tell of a person is shown only after an officer took it out', async () => {
    const { id, number, held } = await ask(
      'Dữ liệu hộ nghèo của xã',
      'Gọi cho tôi số 0912 345 678 để biết thêm chi tiết.',
    )
    expect(held).toBe(true)
    const waiting = await pageOf(number)
    expect(waiting.body).toContain('Chờ xem lại')
    expect(waiting.body).toContain('cán bộ xem lại trước khi hiện công khai')
    expect(waiting.body).not.toMatch(/hộ nghèo|0912/)
    expect((await app.http.inject(`/api/v1/data-requests/${number}`)).statusCode).toBe(404)
    expect((await app.http.inject('/api/v1/data-requests')).body).not.toContain('hộ nghèo')
    const kept = await desk(id, 'hien', { title: 'Dữ liệu hộ nghèo của xã', body: 'Vẫn còn 0912 345 678 ở đây.' })
    expect(kept.statusCode).toBe(400)
    const shown = await desk(id, 'hien', { title: 'Dữ liệu hộ nghèo của xã', body: 'Cần số hộ theo xã, năm 2025.' })
    expect(shown.statusCode).toBe(303)
    expect((await pageOf(number)).body).toContain('Cần số hộ theo xã')
  })
})

describe('supporting a request', () => {
  test('counts once for a browser and is bounded for an address', async () => {
    const { number } = await ask()
    const support = async (cookie: string) => {
      const { headers, csrf } = await visitor()
      return app.http.inject({
        method: 'POST',
        url: `/yeu-cau-du-lieu/${number}/ung-ho`,
        headers: {
          cookie: [headers.cookie, cookie].filter(Boolean).join('; '),
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: `_csrf=${encodeURIComponent(csrf)}`,
      })
    }
    const first = await support('')
    const mark = first.cookies.find(({ name }) => name === 'nguon_ung_ho')?.value ?? ''
    await support(`nguon_ung_ho=${mark}`)
    const votes = async () => (await app.http.inject(`/api/v1/data-requests/${number}`)).json<{ votes: number }>().votes
    expect(await votes()).toBe(1)
    const again = await app.http.inject({
      url: `/yeu-cau-du-lieu/${number}`,
      headers: { cookie: `nguon_ung_ho=${mark}` },
    })
    expect(again.body).toContain('Thiết bị này đã ủng hộ đề nghị')
    expect(again.body).not.toContain('/ung-ho"')
    for (let other = 0; other < 4; other++) expect((await support('')).statusCode).toBe(303)
    expect((await support('')).statusCode).toBe(429)
    expect(await votes()).toBe(5)
    const { rows } = await app.node.database.pool.query<{ marks: string }>(
      'select browser || address as marks from plans.vote',
    )
    expect(rows.map(({ marks }) => marks).join()).not.toMatch(new RegExp(`${mark}|127\\.0\\.0\\.1`))
  })
})

describe('answering', () => {
  test('a refusal without reason or without legal basis is refused', async () => {
    const { id, number } = await ask()
    const actor = await app.actor('data_officer')
    const refuse = (text: string, basis: string) =>
      app.modules.plans.answerRequest(actor, { requestId: id, verdict: { kind: 'refused', basis }, text })
    expect(await refusal(refuse('', 'Luật'))).toBe('plans.needs-reason')
    expect(await refusal(refuse('Có bí mật nhà nước', ' '))).toBe('plans.needs-basis')
    expect((await pageOf(number)).body).toContain('Cơ quan chưa trả lời')
    await refuse('Có bí mật nhà nước trong dữ liệu này.', 'Luật Bảo vệ bí mật nhà nước')
    const page = await pageOf(number)
    expect(page.body).toContain('Có bí mật nhà nước trong dữ liệu này.')
    expect(page.body).toContain('Luật Bảo vệ bí mật nhà nước')
    expect(await refusal(refuse('Lần nữa', 'Luật'))).toBe('plans.request-answered')
  })

  test('is for officers of that agency only', async () => {
    const { id } = await ask()
    const answer = { requestId: id, verdict: { kind: 'refused', basis: 'Luật' }, text: 'Không' } as const
    for (const actor of [await app.actor('data_officer', 'other'), await app.actor('contributor'), visitorActor('thu')])
      expect(await refusal(app.modules.plans.answerRequest(actor, answer))).toMatch(/^identity\./)
  })

  test('a promise in a plan is kept by itself once the dataset is public', async () => {
    const { id, number } = await ask('Mũi tiêm theo tỉnh và năm')
    const { resourceId, slug } = await issuePlan(app, [planItem(ITEM, 'Mũi tiêm theo tỉnh')])
    const answered = await desk(id, 'tra-loi', {
      verdict: 'planned',
      plan: `${resourceId}/${ITEM}`,
      text: 'Sẽ công bố trong năm 2027.',
    })
    expect(answered.headers.location).toContain('xong=tra-loi')
    const promised = await pageOf(number)
    expect(promised.body).toContain('Sẽ công bố trong năm 2027.')
    expect(promised.body).toContain(`/ke-hoach/${slug}?muc=${ITEM}#muc-${ITEM}`)
    const dataset = await app.publishText('tiem.csv', CSV, { title: 'Số mũi tiêm các tỉnh năm 2024' })
    await app.modules.plans.linkItem(await app.actor('data_officer'), {
      resourceId,
      itemId: ITEM,
      dataset: dataset.id,
      chosen: true,
    })
    await expect
      .poll(async () => (await app.http.inject(`/api/v1/data-requests/${number}`)).json(), { timeout: 60_000 })
      .toMatchObject({ state: 'published', dataset: `http://nguon.test/id/dataset/${dataset.id}` })
    expect((await pageOf(number)).body).toContain(`/bo-du-lieu/${dataset.slug}`)
  })

  test('names a dataset only when it is public', async () => {
    const { id } = await ask()
    const hidden = await app.publishText('rieng.csv', `${CSV}Lào Cai,2024,3\n`, {
      title: 'Riêng',
      record: { classification: 'private' },
    })
    const answer = await desk(id, 'tra-loi', { verdict: 'published', dataset: hidden.slug, text: '' })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('Không thấy bộ dữ liệu công khai này')
  })
})

describe('keeping order', () => {
  test('merging moves the votes, each browser once, and the old address leads on', async () => {
    const [kept, doubled] = [await ask(), await ask()]
    const { pool } = app.node.database
    const vote = (id: string, browser: string) =>
      pool.query(`insert into plans.vote values ($1, $2, 'nơi khác', now())`, [id, browser])
    await vote(kept.id, 'A')
    await vote(doubled.id, 'A')
    await vote(doubled.id, 'B')
    expect((await desk(doubled.id, 'gop', { into: String(doubled.number) })).statusCode).toBe(400)
    expect((await desk(doubled.id, 'gop', { into: String(kept.number) })).statusCode).toBe(303)
    expect((await app.http.inject(`/api/v1/data-requests/${kept.number}`)).json()).toMatchObject({ votes: 2 })
    const moved = await pageOf(doubled.number)
    expect([moved.statusCode, moved.headers.location]).toEqual([302, `/yeu-cau-du-lieu/${kept.number}`])
  })

  test('hiding takes it from the public with a reason on record; moving passes it on', async () => {
    const [abuse, misplaced] = [await ask(), await ask()]
    expect((await desk(abuse.id, 'an', { 'hide-reason': '' })).statusCode).toBe(400)
    await desk(abuse.id, 'an', { 'hide-reason': 'Quảng cáo' })
    const gone = await pageOf(abuse.number)
    expect(gone.body).toContain('Lý do: Quảng cáo')
    expect(gone.body).not.toContain('Dữ liệu cần thử')
    const told = await desk(misplaced.id, 'an', { 'hide-reason': 'Có số 001085012345 của người khác' })
    expect(told.body).toContain('ai cũng đọc được')
    expect((await pageOf(misplaced.number)).body).toContain('Dữ liệu cần thử')
    // Shown again it waits for an answer; why it was hidden is none.
    expect((await desk(abuse.id, 'hien', { title: 'Dữ liệu cần thử', body: 'Nội dung đã sửa lại.' })).statusCode).toBe(
      303,
    )
    const back = await pageOf(abuse.number)
    expect(back.body).toContain('Nội dung đã sửa lại.')
    expect(back.body).not.toContain('Quảng cáo')
    await desk(misplaced.id, 'chuyen', { agency: 'G18', reason: 'Thuộc Bộ Y tế' })
    expect((await app.http.inject(`/api/v1/data-requests/${misplaced.number}`)).json()).toMatchObject({ agency: 'G18' })
    const { rows } = await app.node.database.pool.query<{ action: string }>(
      `select distinct action from audit.record where action like 'plans.request.%' order by action`,
    )
    expect(rows.map(({ action }) => action)).toEqual(
      ['answered', 'asked', 'hidden', 'merged', 'moved', 'shown'].map((verb) => `plans.request.${verb}`),
    )
  })
})

describe('demand', () => {
  test('what several people search in vain is proposed, and what looks like somebody’s number is not noted', async () => {
    for (let time = 0; time < 3; time++) await app.http.inject('/bo-du-lieu?q=gi%C3%A1+v%C3%A9+xe+bu%C3%BDt+zz')
    await app.http.inject('/bo-du-lieu?q=001085012345')
    const { rows } = await app.node.database.pool.query<{ words: string; count: number }>(
      'select words, count from plans.failed_search',
    )
    expect(rows).toEqual([{ words: 'gia ve xe buyt zz', count: 3 }])
    const actor = await app.actor('data_officer')
    const draft = await app.modules.plans.createPlan(actor, {
      kind: 'open-data',
      agency: 'G12',
      period: { from: '2040-01-01', to: '2040-12-31' },
    })
    const found = await app.http.inject({
      url: `/api/v1/plan-drafts/${draft.id}/proposals`,
      headers: app.as('data_officer'),
    })
    expect(found.json<{ proposals: { title: string; reason: string }[] }>().proposals).toContainEqual(
      expect.objectContaining({ title: 'Giá vé xe buýt zz', reason: 'search' }),
    )
  })
})
