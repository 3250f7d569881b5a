import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Entry } from '../../../formats/model.ts'
import { openTestApp, type TestApp, type TestDataset } from '../../../testing/test-app.ts'
import { readProfiles } from './read-profiles.ts'

const CSV = 'Tỉnh,Năm,Giá trị\nHà Nội,2024,1\nHuế,2024,2\n'

let app: TestApp
let dataset: TestDataset

beforeAll(async () => {
  app = await openTestApp()
  dataset = await app.publishText('mot.csv', CSV, { title: 'Bộ thứ nhất', record: { areas: ['province-34/01'] } })
})
afterAll(() => app.close())

const get = (url: string) => app.http.inject({ url })

async function entry(): Promise<Entry> {
  const found = await app.modules.interop.entries.one(dataset.id)
  if (!found) throw new Error('the dataset is gone')
  return found
}

test('what an agency publishes keeps the profiles; what it might add are warnings in its own words', async () => {
  const { conforms, findings } = (await get(`/api/v1/datasets/${dataset.id}/profile`)).json()
  expect(conforms).toBe(true)
  const fields = findings.map(({ field }: { field: string }) => field)
  expect(fields.sort()).toEqual(['legalBasis', 'temporal', 'title.en'])
  expect(findings[0].vi).toMatch(/^Nên /)
})

test('a draft that does not keep the national profile is not taken to review, and the officer reads why', async () => {
  const officer = await app.actor('data_officer')
  const file = { title: 'Bộ sai mã', stopAt: 'draft' as const, record: { frequency: 'MOI-TUAN' } }
  const { changeId } = await app.publishText('hai.csv', `${CSV}Đà Nẵng,2024,3\n`, file)
  const refused = await app.modules.catalog.submitChange(officer, changeId).catch((error: unknown) => error)
  expect(refused).toMatchObject({
    code: 'catalog.not-ready',
    details: {
      fields: [{ field: 'frequency', message: { vi: 'Chu kỳ cập nhật phải chọn trong danh mục tần suất.' } }],
    },
  })
})

test.each([
  [{ title: { en: 'Only English' } }, 'title.vi'],
  [{ publisher: { id: 'so y te', name: 'Sở Y tế' } }, 'agency'],
  [{ themes: ['chu-de-la'] }, 'themes'],
  [{ licence: 'https://example.vn/giay-phep' }, 'licence'],
] as const)('%j is a violation of %s', async (change, field) => {
  const { profile } = app.modules.interop
  const [findings = []] = await profile.check([{ ...(await entry()), ...change }])
  expect(findings.filter(({ severity }) => severity === 'violation').map((each) => each.field)).toEqual([field])
})

test('findings come back in the order of the records', async () => {
  const good = await entry()
  const found = await app.modules.interop.profile.check([good, { ...good, title: { en: 'x' } }, good])
  const bad = found.map((findings) => findings.some(({ severity }) => severity === 'violation'))
  expect(bad).toEqual([false, true, false])
})

test('the profile is given out as SHACL', async () => {
  const answer = await get('/profiles/dcat-vn.ttl')
  expect(answer.headers['content-type']).toContain('text/turtle')
  expect(answer.body).toContain('sh:languageIn')
  expect((await get('/profiles/khong-co.ttl')).json().code).toBe('profile.not-found')
})

test('a file of the operator takes the place of ours, and a wrong one is named', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'profiles-')), 'profiles')
  await mkdir(folder)
  const said = { vi: 'Phải có tên viết tắt.', en: 'A short name is needed.' }
  const rule = {
    on: 'dcat:Dataset',
    path: 'dcat:version',
    pattern: '^v',
    severity: 'violation',
    field: 'version',
    ...said,
  }
  const own = { id: 'dcat-vn', title: { vi: 'x', en: 'x' }, source: 'x', rules: [rule] }
  await writeFile(join(folder, 'rieng.json'), JSON.stringify(own))
  const profiles = await readProfiles(folder)
  expect(profiles.find(({ id }) => id === 'dcat-vn')?.rules).toEqual([rule])
  await writeFile(join(folder, 'rieng.json'), JSON.stringify({ ...own, rules: [{ ...rule, pattern: '(' }] }))
  await expect(readProfiles(folder)).rejects.toThrow('/rules/0/pattern')
})
