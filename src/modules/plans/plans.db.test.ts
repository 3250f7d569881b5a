import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAppError } from '../../platform/errors.ts'
import { openTestApp, type SignedIn, type TestApp } from '../../testing/test-app.ts'
import { draftPlan, issuePlan, PERIOD, planItem, postForm, publishDatabase } from './testing.ts'

let app: TestApp
let officer: SignedIn
beforeAll(async () => {
  app = await openTestApp()
  officer = await app.signIn('data_officer')
})
afterAll(() => app.close())

const A = '00000000-0000-7000-8000-00000000000a'
const B = '00000000-0000-7000-8000-00000000000b'
const CSV = 'Tỉnh,Năm,Số trường\nHà Nội,2024,11\nHuế,2024,12\nCà Mau,2024,13\n'

async function refusal(action: Promise<unknown>): Promise<string> {
  try {
    await action
  } catch (error) {
    if (isAppError(error)) return error.code
    throw error
  }
  return 'nothing was refused'
}

const caughtUp = async (check: () => Promise<boolean>): Promise<void> => {
  await expect.poll(check, { timeout: 60_000, interval: 50 }).toBe(true)
}

describe('a plan from draft to progress', () => {
  test('lacks its three minimum contents until they are there, and stands alone in its period', async () => {
    const { plans, catalog } = app.modules
    const actor = await app.actor('data_officer')
    const draft = await plans.createPlan(actor, { kind: 'open-data', agency: 'G12', period: PERIOD })
    await plans.saveContent(actor, {
      changeId: draft.id,
      revision: draft.revision,
      content: (await plans.viewDraft(actor, draft.id)).content,
      record: { contact: { email: 'mo@nguon.test' } },
    })
    expect(await refusal(catalog.submitChange(actor, draft.id))).toBe('plans.not-ready')
    const again = plans.createPlan(actor, { kind: 'open-data', agency: 'G12', period: PERIOD })
    expect(await refusal(again)).toBe('plans.same-period')
    await catalog.discardChange(actor, draft.id)
  })

  test('is derived from the data map, issued, and moves when a dataset is published and linked', async () => {
    await publishDatabase(app, 'CSDL cơ sở giáo dục', {
      table: 'Danh sách trường phổ thông',
      columns: ['Tên trường', 'Địa chỉ'],
    })
    const created = await postForm(app, officer, {
      url: '/lam-viec/ke-hoach',
      form: { kind: 'open-data', agency: 'G12', ...PERIOD },
    })
    expect(created.statusCode).toBe(303)
    const draft = String(created.headers.location)
    const changeId = draft.split('/').at(-1) ?? ''
    const page = await app.http.inject({ url: draft, headers: { ...officer.headers, accept: 'text/html' } })
    expect(page.body).toContain('Danh sách trường phổ thông')
    const key = /value="(bang:[^"]+)"/.exec(page.body)?.[1] ?? ''
    const taken = await postForm(app, officer, { url: `${draft}/de-xuat`, form: { revision: '1', chon: key } })
    expect(taken.statusCode).toBe(303)

    const actor = await app.actor('data_officer')
    const view = await app.modules.plans.viewDraft(actor, changeId)
    expect(view.content.items).toMatchObject([
      {
        title: 'Danh sách trường phổ thông',
        reason: { kind: 'data-map' },
        source: { columns: ['Tên trường', 'Địa chỉ'] },
      },
    ])
    const general = await postForm(app, officer, {
      url: `${draft}/chung`,
      form: {
        revision: String(view.change.revision),
        title: view.change.record.title.vi,
        ...PERIOD,
        'contact.email': 'mo@nguon.test',
      },
    })
    expect(general.headers.location).toContain('xong=luu')
    expect((await postForm(app, officer, { url: `${draft}/gui`, form: {} })).headers.location).toContain('xong=gui')

    const approver = await app.signIn('approver')
    const unnumbered = await postForm(app, approver, { url: `${draft}/duyet`, form: {} })
    expect(unnumbered.statusCode).toBe(400)
    expect(unnumbered.body).toContain('số, ký hiệu của quyết định')
    const issued = await postForm(app, approver, {
      url: `${draft}/duyet`,
      form: { number: '15/QĐ-BTC', date: '2026-11-20' },
    })
    expect(issued.statusCode).toBe(303)
    const slug = /ke-hoach\/([^?]+)/.exec(String(issued.headers.location))?.[1] ?? ''

    const before = await app.http.inject(`/ke-hoach/${slug}`)
    expect(before.body).toContain('15/QĐ-BTC')
    expect(before.body).toContain('0 trên 1 đã công bố')
    const dataset = await app.publishText('truong.csv', CSV, { title: 'Danh sách trường phổ thông năm 2024' })
    const own = () =>
      app.http.inject({ url: `/lam-viec/ke-hoach/${slug}`, headers: { ...officer.headers, accept: 'text/html' } })
    await caughtUp(async () => (await own()).body.includes('Có phải là “Danh sách trường phổ thông năm 2024” không?'))
    const linked = await postForm(app, officer, {
      url: `/lam-viec/ke-hoach/${slug}/noi`,
      form: { item: view.content.items[0]?.id ?? '', dataset: dataset.id },
    })
    expect(linked.headers.location).toContain('xong=noi')
    const after = await app.http.inject(`/ke-hoach/${slug}`)
    expect(after.body).toContain('1 trên 1 đã công bố')
    expect(after.body).toContain(`/bo-du-lieu/${dataset.slug}`)

    const coverage = await app.modules.plans.reader.coverage()
    expect(coverage.find(({ kind }) => kind === 'open-data')).toMatchObject({ issued: 1 })
    const publicList = await app.http.inject('/ke-hoach')
    expect(publicList.body).toContain(`/ke-hoach/${slug}`)
    await app.modules.catalog.withdrawResource(await app.actor('approver'), {
      resourceId: view.change.resourceId,
      reason: 'Hết thử',
      decision: { number: '1' },
    })
    expect((await app.http.inject(`/ke-hoach/${slug}`)).statusCode).toBe(410)
  })

  test('two officers at once: the later save is refused and nothing is overwritten', async () => {
    const period = { from: '2030-01-01', to: '2030-12-31' }
    const { changeId } = await draftPlan(app, [planItem(A, 'Giá đất', { due: '2030-03-01' })], period)
    const { plans } = app.modules
    const actor = await app.actor('data_officer')
    const { change, content } = await plans.viewDraft(actor, changeId)
    const edit = (purpose: string) => ({ changeId, revision: change.revision, content: { ...content, purpose } })
    await plans.saveContent(await app.actor('steward'), edit('của người thứ nhất'))
    expect(await refusal(plans.saveContent(actor, edit('của người thứ hai')))).toBe('catalog.saved-by-other')
    expect((await plans.viewDraft(actor, changeId)).content.purpose).toBe('của người thứ nhất')
    const stranger = await app.actor('data_officer', 'other')
    const wrong = { ...edit('của người lạ'), content: { ...content, period: { from: '2030-12-31', to: '2030-01-01' } } }
    for (const tried of [edit('của người lạ'), wrong])
      expect(await refusal(plans.saveContent(stranger, tried))).toMatch(/^identity\./)
  })

  test('two plans for the same days begun at the same moment: one of them is refused', async () => {
    const { plans } = app.modules
    const actor = await app.actor('data_officer')
    const input = { kind: 'open-data', agency: 'G12', period: { from: '2035-01-01', to: '2035-12-31' } }
    const outcomes = await Promise.allSettled([plans.createPlan(actor, input), plans.createPlan(actor, input)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('a revision keeps the links of its items', async () => {
    const { plans } = app.modules
    const actor = await app.actor('data_officer')
    const period = { from: '2031-01-01', to: '2031-12-31' }
    const items = [
      planItem(A, 'Danh mục bệnh viện công', { due: '2031-02-01' }),
      planItem(B, 'Quy hoạch', { due: '2031-02-01' }),
    ]
    const { resourceId, slug } = await issuePlan(app, items, period)
    const dataset = await app.publishText('bv.csv', `${CSV}Đà Nẵng,2024,7\n`, { title: 'Bệnh viện công lập' })
    await plans.linkItem(actor, {
      resourceId,
      itemId: A,
      dataset: `http://nguon.test/bo-du-lieu/${dataset.slug}`,
      chosen: true,
    })
    const draft = await plans.startRevision(actor, resourceId)
    const { content, change } = await plans.viewDraft(actor, draft.id)
    await plans.saveContent(actor, {
      changeId: draft.id,
      revision: change.revision,
      content: { ...content, items: content.items.filter(({ id }) => id === A) },
    })
    await app.modules.catalog.submitChange(actor, draft.id)
    await app.modules.catalog.approveChange(await app.actor('approver'), {
      changeId: draft.id,
      decision: { number: '16/QĐ-BTC' },
    })
    expect((await app.http.inject(`/ke-hoach/${slug}`)).body).toContain('1 trên 1 đã công bố')
  })

  test('an item is linked to a dataset of the agency only', async () => {
    const { plans } = app.modules
    const { resourceId } = await issuePlan(app, [planItem(A, 'Mục', { due: '2032-02-01' })], {
      from: '2032-01-01',
      to: '2032-12-31',
    })
    const foreign = await app.publishText('khac.csv', `${CSV}Lào Cai,2024,7\n`, { title: 'Của bộ khác', at: 'other' })
    const actor = await app.actor('data_officer')
    const link = { resourceId, itemId: A, dataset: foreign.id, chosen: true }
    expect(await refusal(plans.linkItem(actor, link))).toBe('plans.not-a-dataset')
    expect(await refusal(plans.linkItem(actor, { ...link, itemId: B }))).toBe('plans.not-in-plan')
    expect(await refusal(plans.linkItem(await app.actor('data_officer', 'other'), link))).toMatch(/^identity\./)
  })
})

describe('the list by workbook', () => {
  const send = (draft: string, revision: number, bytes: Uint8Array) => {
    const parts = [
      `--x\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${officer.csrf}\r\n`,
      `--x\r\nContent-Disposition: form-data; name="revision"\r\n\r\n${revision}\r\n`,
      '--x\r\nContent-Disposition: form-data; name="tep"; filename="dm.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n',
    ]
    const payload = Buffer.concat([Buffer.from(parts.join('')), bytes, Buffer.from('\r\n--x--\r\n')])
    const headers = { ...officer.headers, accept: 'text/html', 'content-type': 'multipart/form-data; boundary=x' }
    return app.http.inject({ method: 'POST', url: `${draft}/tep`, headers, payload })
  }

  test('goes out, comes back changed, and with an error in it nothing is written', async () => {
    const { plans } = app.modules
    const actor = await app.actor('data_officer')
    const items = [planItem(A, 'Giá đất', { due: '2041-03-01' }), planItem(B, 'Quy hoạch', { due: '2041-03-01' })]
    const { changeId } = await draftPlan(app, items, { from: '2041-01-01', to: '2041-12-31' })
    const draft = `/lam-viec/ke-hoach/ban-nhap/${changeId}`
    const out = await app.http.inject({ url: `${draft}/danh-muc.xlsx`, headers: officer.headers })
    const revision = async () => (await plans.viewDraft(actor, changeId)).change.revision
    expect((await send(draft, await revision(), out.rawPayload)).headers.location).toContain('xong=tep')
    expect((await plans.viewDraft(actor, changeId)).content.items).toEqual(items)

    const rows = 'Tên bộ dữ liệu,Đơn vị chịu trách nhiệm,Hạn công bố\nMột,Sở,31/12/2041\nHai,Sở,mai\n'
    const refused = await send(draft, await revision(), Buffer.from(rows))
    expect(refused.statusCode).toBe(400)
    expect(refused.body).toContain('Ô C3 (Hạn công bố): “mai” không phải ngày')
    expect((await plans.viewDraft(actor, changeId)).content.items).toEqual(items)
    const late = await send(draft, 1, out.rawPayload)
    expect(late.statusCode).toBe(400)
    expect(late.body).toContain('vừa lưu bản nháp này sau khi bạn mở')
  })
})
