import { vi } from 'vitest'
import { openTestApp, type TestApp, type TestDataset } from '../../../testing/test-app.ts'

/** Whatever an answer holds; tests look into it freely. */
export type Loose = ReturnType<typeof JSON.parse>
export type Json = Readonly<Record<string, Loose>>

export interface Acted {
  readonly status: number
  readonly result: Loose
  readonly error: Json
  readonly body: Loose
}

const TABLE = 'Tỉnh,Năm,Số trường\nHà Nội,2024,120\nHuế,2024,40\nCà Mau,2025,33\n'
const DATASETS = [
  { title: 'Danh sách trường học', at: 'home', themes: ['giao-duc-dao-tao'], keywords: ['trường học', 'giáo dục'] },
  { title: 'Bệnh viện và trạm y tế', at: 'other', themes: ['y-te'], keywords: ['y tế', 'C#'] },
  { title: 'Đất nông nghiệp', at: 'home', themes: ['nong-nghiep', 'moi-truong'], keywords: ['đất', 'giáo dục'] },
] as const

/** A node with three public datasets (two of G12, one of G18) and one waiting for review, spoken to as CKAN. */
export async function openCkan() {
  const app = await openTestApp()
  const made: TestDataset[] = []
  for (const { title, at, themes, keywords } of DATASETS) {
    const record = {
      themes: [...themes],
      keywords: [...keywords],
      areas: ['VN'],
      temporal: { from: '2024', to: '2025' },
    }
    made.push(await app.publishText('bang.csv', TABLE.replace('33', String(30 + made.length)), { title, at, record }))
  }
  const draft = await app.publishText('kin.csv', TABLE, { title: 'Chưa duyệt', stopAt: 'in_review' })
  const act = actorOf(app)
  await untilCount(act, DATASETS.length)
  return { app, act, datasets: made, draft, close: () => app.close() }
}

export type CkanUnderTest = Awaited<ReturnType<typeof openCkan>>

/** Calls an action by POST with JSON; `headers` carry a token where one is needed. */
export function actorOf({ http }: Pick<TestApp, 'http'>) {
  return async (name: string, params: object = {}, headers: Record<string, string> = {}): Promise<Acted> => {
    const answer = await http.inject({ method: 'POST', url: `/api/3/action/${name}`, payload: params, headers })
    const body = answer.json() as Loose
    return { status: answer.statusCode, result: body.result, error: body.error, body }
  }
}

/** The index follows a publication within moments. */
export async function untilCount(act: ReturnType<typeof actorOf>, count: number): Promise<void> {
  const reached = async () => {
    const found = await act('package_search', { rows: 0 })
    if (found.result.count !== count) throw new Error(`${String(found.result.count)} datasets instead of ${count}`)
  }
  await vi.waitFor(reached, { timeout: 20_000, interval: 50 })
}
