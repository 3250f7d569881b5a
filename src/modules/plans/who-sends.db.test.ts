import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAppError } from '../../platform/errors.ts'
import { openTestApp, type TestApp } from '../../testing/test-app.ts'
import { planItem, postForm } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const A = '00000000-0000-7000-8000-00000000000a'

async function refusal(action: Promise<unknown>): Promise<string> {
  try {
    await action
  } catch (error) {
    if (isAppError(error)) return error.code
    throw error
  }
  return 'nothing was refused'
}

/** A draft with everything a plan needs, written by somebody of this role. */
async function draftBy(role: 'steward' | 'approver' | 'data_officer', year: number) {
  const { plans } = app.modules
  const actor = await app.actor(role)
  const period = { from: `${year}-01-01`, to: `${year}-12-31` }
  const draft = await plans.createPlan(actor, { kind: 'open-data', agency: 'G12', period })
  const { content } = await plans.viewDraft(actor, draft.id)
  const items = [planItem(A, 'Giá đất', { due: `${year}-03-01` })]
  await plans.saveContent(actor, {
    changeId: draft.id,
    revision: draft.revision,
    content: { ...content, items },
    record: { contact: { email: 'mo@nguon.test' } },
  })
  return draft.id
}

test('the steward writes a plan and sends it in the browser, takes it back and sends it again; the approver issues it', async () => {
  const changeId = await draftBy('steward', 2026)
  const steward = await app.signIn('steward')
  const base = `/lam-viec/ke-hoach/ban-nhap/${changeId}`
  const page = await app.http.inject({ url: `${base}?phan=gui`, headers: { ...steward.headers, accept: 'text/html' } })
  expect(page.body).toContain(`action="${base}/gui"`)
  const send = () => postForm(app, steward, { url: `${base}/gui`, form: {} })
  expect((await send()).headers.location).toBe('/lam-viec/ke-hoach?xong=gui')
  const back = await postForm(app, steward, { url: `${base}/tra-lai`, form: { reason: 'Lấy lại để sửa' } })
  expect(back.headers.location).toBe('/lam-viec/ke-hoach?xong=tra')
  expect((await send()).statusCode).toBe(303)

  const decide = (who: Awaited<ReturnType<TestApp['signIn']>>) =>
    postForm(app, who, { url: `${base}/duyet`, form: { number: '15/QĐ-BTC', date: '2026-01-05' } })
  expect((await decide(steward)).statusCode).toBe(403)
  expect((await decide(await app.signIn('data_officer'))).statusCode).toBe(403)
  const issued = await decide(await app.signIn('approver'))
  expect(issued.headers.location).toContain('xong=duyet')
  const slug = /ke-hoach\/([^?]+)/.exec(String(issued.headers.location))?.[1] ?? ''
  expect((await app.http.inject(`/ke-hoach/${slug}`)).body).toContain('15/QĐ-BTC')
})

test('who wrote or sent a plan does not issue it, an approver neither', async () => {
  const { catalog } = app.modules
  const changeId = await draftBy('approver', 2028)
  const approver = await app.actor('approver')
  await catalog.submitChange(approver, changeId)
  const decision = { number: '16/QĐ-BTC' }
  expect(await refusal(catalog.approveChange(approver, { changeId, decision }))).toBe('identity.own-work')
})

test('neither a contributor nor somebody of another agency sends it', async () => {
  const { catalog } = app.modules
  const changeId = await draftBy('data_officer', 2030)
  for (const actor of [
    await app.actor('contributor'),
    await app.actor('steward', 'other'),
    await app.actor('operator'),
  ])
    expect(await refusal(catalog.submitChange(actor, changeId))).toBe('identity.not-allowed')
})

test('what a steward may send is a plan, not a dataset', async () => {
  const draft = await app.publishText('gia.csv', 'Xã,Giá\nA,1\nB,2\n', { title: 'Giá đất xã', stopAt: 'draft' })
  const sent = app.modules.catalog.submitChange(await app.actor('steward'), draft.changeId)
  expect(await refusal(sent)).toBe('identity.not-allowed')
})
