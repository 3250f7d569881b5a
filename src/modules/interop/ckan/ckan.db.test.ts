import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openTestApp, type TestApp, type TestDataset } from '../../../testing/test-app.ts'

let app: TestApp
const made: TestDataset[] = []

const TABLE = 'Tỉnh,Năm,Số trường\nHà Nội,2024,120\nHuế,2024,40\nCà Mau,2025,33\n'
const DATASETS = [
  { title: 'Danh sách trường học', at: 'home', themes: ['giao-duc'], keywords: ['trường học', 'giáo dục'] },
  { title: 'Bệnh viện và trạm y tế', at: 'other', themes: ['y-te'], keywords: ['y tế'] },
  { title: 'Đất nông nghiệp', at: 'home', themes: ['nong-nghiep'], keywords: ['đất', 'giáo dục'] },
] as const

beforeAll(async () => {
  app = await openTestApp()
  for (const { title, at, themes, keywords } of DATASETS) {
    const record = {
      themes: [...themes],
      keywords: [...keywords],
      areas: ['VN'],
      temporal: { from: '2024', to: '2025' },
    }
    made.push(await app.publishText('bang.csv', TABLE.replace('33', String(30 + made.length)), { title, at, record }))
  }
  await vi.waitFor(async () => expect((await act('package_search')).result.count).toBe(DATASETS.length), 20_000)
})
afterAll(() => app.close())

async function act(name: string, params: Record<string, unknown> = {}): Promise<any> {
  const answer = await app.http.inject({ method: 'POST', url: `/api/3/action/${name}`, payload: params })
  expect(answer.headers['content-type']).toBe('application/json;charset=utf-8')
  return { status: answer.statusCode, ...answer.json() }
}

describe('look', () => {
  test('shape', async () => {
    const answer = await act('package_search', {
      'facet.field': ['organization', 'groups', 'tags', 'res_format', 'license_id'],
    })
    console.log(JSON.stringify(answer, null, 1).slice(0, 9000))
    for (const [name, params] of Object.entries({
      status_show: {},
      package_list: {},
      organization_list: { all_fields: true, limit: 2 },
      group_list: {},
      tag_list: {},
      license_list: {},
      package_autocomplete: { q: 'truong' },
      resource_search: { query: 'name:bang' },
      recently_changed_packages_activity_list: {},
      dcat_dataset_show: { id: made[0]?.slug, format: 'ttl' },
      format_autocomplete: { q: 'c' },
    }))
      console.log(name, JSON.stringify(await act(name, params)).slice(0, 600))
    expect(answer.status).toBe(200)
  })
})
