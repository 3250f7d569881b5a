import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestApp, type SignedIn, type TestApp } from '../../../testing/test-app.ts'

const CSV = 'Tỉnh,Năm,Giá trị\nHà Nội,2024,1\nHuế,2024,2\n'

let app: TestApp
let signedIn: SignedIn
let changeId: string

beforeAll(async () => {
  app = await openTestApp()
  signedIn = await app.signIn('data_officer')
  const wrong = { title: 'Bộ sai mã', stopAt: 'draft' as const, record: { frequency: 'MOI-TUAN', keywords: [] } }
  changeId = (await app.publishText('mot.csv', CSV, wrong)).changeId
})
afterAll(() => app.close())

const view = async () => app.modules.datasets.viewDraft(await app.actor('data_officer'), changeId)
const step = async (name: string) => {
  const url = `/lam-viec/thay-doi/${changeId}?buoc=${name}`
  return (await app.http.inject({ url, headers: { accept: 'text/html', ...signedIn.headers } })).body
}

test('findings begin with what is wrong, and a field is said once', async () => {
  const findings = await app.modules.interop.checkDraft(await view())
  const of = (severity: string) => findings.filter((each) => each.severity === severity).map(({ field }) => field)
  expect(of('violation')).toEqual(['frequency'])
  expect(of('warning').sort()).toEqual(['areas', 'keywords', 'legalBasis', 'temporal', 'title.en'])
  expect(findings[0]?.field).toBe('frequency')
  // The code stands in a node without a name: its label is no value.
  expect(findings[0]?.value).toBeUndefined()
})

test('the file of a draft counts although nobody has published it', async () => {
  const { proposed, ...without } = await view()
  const fields = async (held: typeof proposed) =>
    (await app.modules.interop.checkDraft({ ...without, proposed: held })).map(({ field }) => field)
  expect(await fields(proposed)).not.toContain('files')
  expect(await fields([])).toContain('files')
})

test('a draft is checked once until it changes, and again after a check that failed', async () => {
  const check = vi.spyOn(app.modules.interop.profile, 'check')
  try {
    const { checkDraft } = app.modules.interop
    const seen = await view()
    const changed = { ...seen, change: { ...seen.change, revision: seen.change.revision + 1 } }
    check.mockRejectedValueOnce(new Error('the thread died'))
    await expect(checkDraft(changed)).rejects.toThrow('the thread died')
    const [first, second] = await Promise.all([checkDraft(changed), checkDraft(changed)])
    expect(second).toBe(first)
    expect(check).toHaveBeenCalledTimes(2)
  } finally {
    check.mockRestore()
  }
})

test.each(['mo-ta', 'xem-truoc', 'gui'])(
  'the officer reads it at the step %s, with the way to the field',
  async (name) => {
    const body = await step(name)
    expect(body).toContain('Chu kỳ cập nhật phải chọn trong danh mục tần suất.')
    expect(body).toContain(`href="/lam-viec/thay-doi/${changeId}?buoc=mo-ta#frequency"`)
    expect(body).toContain('Nên có')
    expect(body).toContain('#temporal.from"')
  },
)

test('the last step says what keeps the draft from review before the button is pressed', async () => {
  const body = await step('gui')
  const gaps = body.slice(body.indexOf('Chưa gửi được, còn thiếu'), body.indexOf('Nhắn người duyệt'))
  expect(gaps).toContain('Chu kỳ cập nhật phải chọn')
})

test('a check that cannot be made is said, and the page stays', async () => {
  const check = vi.spyOn(app.modules.interop.profile, 'check').mockRejectedValue(new Error('the thread died'))
  try {
    const officer = await app.actor('data_officer')
    const { change } = await view()
    const record = { ...change.record, frequency: 'ANNUAL' }
    await app.modules.catalog.saveDraft(officer, { changeId, revision: change.revision, record })
    expect(await step('xem-truoc')).toContain('chưa kiểm tra được theo hồ sơ mô tả')
  } finally {
    check.mockRestore()
  }
  const body = await step('xem-truoc')
  expect(body).not.toContain('Cần sửa trước khi gửi duyệt')
  expect(body).toContain('Nên có')
})
