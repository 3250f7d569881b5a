import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { type Officer, officerOf, type SeenDraft } from '../testing.ts'

let app: TestApp
let officer: Officer
beforeAll(async () => {
  app = await openTestApp()
  officer = officerOf(app)
})
afterAll(() => app.close())

const HEADER = 'Mã trạm,Tên trạm,Lượng mưa (mm)'
const station = (number: number, rain = (number * 37) % 911): string => `T${1000 + number},Trạm số ${number},${rain}`
const csv = (from: number, to: number): string =>
  `${HEADER}\n${Array.from({ length: to - from }, (_, index) => station(from + index)).join('\n')}\n`

const warnings = (draft: SeenDraft, code: string): readonly string[] =>
  (draft.files[0]?.problems ?? []).filter((problem) => problem.code === code).map((problem) => problem.message)

const nearOf = async (name: string, bytes: string): Promise<readonly string[]> =>
  warnings(await officer.readFile({ name, bytes }), 'near-duplicate-table')

describe('tables that another dataset already has', () => {
  test('a copy with one corrected record is told, with whose it is and how alike', async () => {
    await app.publishText('mua.csv', csv(0, 120), { title: 'Lượng mưa theo trạm', at: 'other' })
    const [message, ...others] = await nearOf('tram-mua.csv', csv(0, 120).replace(station(7), station(7, 5000)))
    const agency = await app.modules.identity.agencies.byCode(app.agencies.other)
    expect(others).toEqual([])
    expect(message).toContain(agency?.name)
    expect(message).toMatch(/giống (9\d|100) %/)
  })

  test('a table that only grew is told', async () => {
    expect(await nearOf('mua-them.csv', csv(0, 180))).toHaveLength(1)
  })

  test('another table of the same form is not', async () => {
    expect(await nearOf('mua-khac.csv', csv(3000, 3120))).toEqual([])
  })

  test('the next edition of the same dataset is not', async () => {
    const own = await app.publishText('gio.csv', csv(6000, 6100), { title: 'Gió theo trạm' })
    const change = await officer.ask('POST', `/api/v1/datasets/${own.id}/changes`)
    const id = String(change.body['id'])
    await officer.addFile(id, { name: 'gio-moi.csv', bytes: csv(6000, 6101) })
    expect(warnings(await officer.untilRead(id), 'near-duplicate-table')).toEqual([])
  })

  test('what another agency does not publish openly stays unknown', async () => {
    await app.publishText('kin.csv', csv(9000, 9100), {
      title: 'Trạm dùng chung',
      at: 'other',
      record: { classification: 'shared' },
    })
    expect(await nearOf('mo.csv', csv(9000, 9100))).toEqual([])
  })
})

describe('counts of few persons', () => {
  test('are pointed out by column, with how many they are', async () => {
    const text = 'Địa phương,Số ca mắc (người)\nHuyện A,2\nHuyện B,57\nHuyện C,4\nHuyện D,130\nHuyện E,88\n'
    const [message] = warnings(await officer.readFile({ name: 'ca-mac.csv', bytes: text }), 'small-cells')
    expect(message).toMatch(/Số ca mắc.*2 ô đếm dưới 5 người/)
  })
})
