import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemoPlan } from './demo-plan.ts'
import { openTestApp, type TestApp } from './testing/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

test('the demo plan is issued, linked to what is public, and moves when more is linked; twice is once', async () => {
  const title = 'Dân số trung bình năm 2020 theo 34 tỉnh, thành phố'
  await app.publishText('dan-so.csv', 'Tỉnh,Năm,Dân số\nHà Nội,2020,8\nHuế,2020,1\nCà Mau,2020,1\n', { title })
  const people = { officer: await app.actor('data_officer'), approver: await app.actor('approver') }
  await loadDemoPlan(app.modules, people)
  await loadDemoPlan(app.modules, people)
  const read = async () => {
    const { plans } = (await app.http.inject('/api/v1/plans')).json<{ plans: { slug: string; counts: object }[] }>()
    return plans
  }
  expect(await read()).toMatchObject([{ counts: { items: 9, published: 1, on_time: 1 } }])
  const asked = await app.http.inject('/api/v1/data-requests')
  expect(asked.json()).toMatchObject({
    total: 3,
    requests: [{ votes: 23, state: 'open' }, { votes: 14, state: 'planned' }, {}],
  })

  const slug = (await read())[0]?.slug ?? ''
  const page = (await app.http.inject(`/api/v1/plans/${slug}`)).json<{ items: { id: string; title: string }[] }>()
  const dataset = await app.publishText('khach.csv', 'Phương tiện,Năm,Lượt\nBay,2020,8\nBộ,2020,1\nThủy,2020,1\n', {
    title: 'Khách quốc tế năm 2020',
  })
  const item = page.items.find((one) => one.title.startsWith('Khách quốc tế'))?.id ?? ''
  const answer = await app.http.inject({
    method: 'POST',
    url: `/api/v1/plans/${slug}/links`,
    headers: app.as('data_officer'),
    payload: { item, dataset: dataset.slug, chosen: true },
  })
  expect(answer.json()).toMatchObject({ counts: { published: 2 } })
})

test('the documents of a plan in force come with their types', async () => {
  const { plans } = (await app.http.inject('/api/v1/plans')).json<{ plans: { slug: string }[] }>()
  const slug = plans[0]?.slug ?? ''
  for (const [file, type, start] of [
    ['van-ban.docx', 'wordprocessingml', 'PK'],
    ['van-ban.pdf', 'application/pdf', '%PDF-'],
    ['danh-muc.xlsx', 'spreadsheetml', 'PK'],
  ] as const) {
    const answer = await app.http.inject(`/ke-hoach/${slug}/${file}`)
    expect(answer.statusCode, file).toBe(200)
    expect(answer.headers['content-type']).toContain(type)
    expect(answer.rawPayload.subarray(0, start.length).toString()).toBe(start)
  }
  const list = await app.http.inject('/ke-hoach/loai/open-data/danh-sach.xlsx')
  expect(list.rawPayload.subarray(0, 2).toString()).toBe('PK')
})
