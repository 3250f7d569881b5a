import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/test-app.ts'
import { compareTables } from './drafts/compare.ts'
import { type Officer, officerOf } from './testing.ts'

let app: TestApp
let officer: Officer
beforeAll(async () => {
  app = await openTestApp()
  officer = officerOf(app)
})
afterAll(() => app.close())

const MONTH_1 = 'Tỉnh,Tháng,Số dự án\nHà Nội,01/02/2026,5\nHuế,01/02/2026,2\nĐà Nẵng,01/02/2026,3\n'
const MONTH_2 = 'Tỉnh,Tháng,Số dự án\nHà Nội,01/02/2026,5\nHuế,01/02/2026,9\nVinh,13/02/2026,4\n'

interface RowsAnswer {
  readonly version: number
  readonly total: number
  readonly rows: readonly Record<string, unknown>[]
}
const rowsOf = async (query: string) => (await app.http.inject(`/api/v1/tables/${query}`)).json<RowsAnswer>()

async function draftWith(datasetId: string, bytes: string) {
  const begun = await officer.ask('POST', `/api/v1/datasets/${datasetId}/changes`)
  const changeId = String(begun.body['id'])
  await officer.addFile(changeId, { name: 'thang-sau.csv', bytes })
  return officer.untilRead(changeId)
}

async function publish(changeId: string) {
  await app.modules.catalog.submitChange(await app.actor('data_officer'), changeId)
  await app.modules.catalog.approveChange(await app.actor('approver'), { changeId, decision: { text: 'Thử' } })
}

test('the next file of a dataset shows what it changes, keeps the table, and leaves the old version readable', async () => {
  const made = await app.publishText('thang-nay.csv', MONTH_1, { title: 'Dự án cấp phép theo tháng' })
  const [table = ''] = made.tableIds
  const draft = await draftWith(made.id, MONTH_2)
  expect(draft.tables.map((item) => item.id)).toEqual([table])

  const view = await app.modules.datasets.viewDraft(await app.actor('data_officer'), draft.id)
  const [difference] = await compareTables(app.modules.datasets.deps, view)
  expect(difference).toMatchObject({ distributionId: table, addedColumns: [], removedColumns: [], retyped: [] })
  expect(difference?.rows).toMatchObject({ added: 1, changed: 1, removed: 1 })
  expect((await rowsOf(`${table}/rows`)).version).toBe(1)

  const before = new Date()
  await publish(draft.id)
  expect(await rowsOf(`${table}/rows`)).toMatchObject({ version: 2, total: 3 })
  expect(await rowsOf(`${table}/rows?version=1`)).toMatchObject({ version: 1 })
  expect(await rowsOf(`${table}/rows?as_of=${before.toISOString()}`)).toMatchObject({ version: 1 })
  const old = await app.http.inject(`/api/v1/tables/${table}/download?format=csv&version=1`)
  expect(old.body).toContain('Đà Nẵng')
  expect(old.body).not.toContain('Vinh')
  expect((await app.http.inject(`/api/v1/tables/${table}/rows?version=3`)).statusCode).toBe(404)
})

test('a page after the first stays with the version it began with', async () => {
  const made = await app.publishText('lat-trang.csv', MONTH_1, { title: 'Lật trang giữa hai phiên bản' })
  const [table = ''] = made.tableIds
  const first = await app.http.inject(`/api/v1/tables/${table}/rows?limit=1&version=1&sort=tinh`)
  const { next } = first.json<{ next: string }>()
  await publish((await draftWith(made.id, MONTH_2)).id)
  const second = await rowsOf(`${table}/rows?limit=5&version=1&sort=tinh&after=${encodeURIComponent(next)}`)
  expect(second.version).toBe(1)
  expect(second.rows).toHaveLength(2)
})

test('columns that come or go, and cells that do not fit the type of last time, are told before publication', async () => {
  const made = await app.publishText('cot.csv', MONTH_1, { title: 'Cột thay đổi' })
  const draft = await draftWith(made.id, 'Tỉnh,Số dự án,Vốn\nHà Nội,năm,10\nHuế,2,20\nĐà Nẵng,3,30\n')
  const view = await app.modules.datasets.viewDraft(await app.actor('data_officer'), draft.id)
  const [difference] = await compareTables(app.modules.datasets.deps, view)
  expect(difference).toMatchObject({ addedColumns: ['Vốn'], removedColumns: ['Tháng'] })
  // The type was decided at the first upload; the recipe keeps it, and says which cells it cannot read.
  expect(difference?.retyped).toEqual([])
  expect(draft.files[0]?.problems.map((problem) => problem.code)).toContain('value-does-not-fit')
})

test('a column that no longer holds what its type says keeps its words, and the change of type is told', async () => {
  const made = await app.publishText('kieu.csv', MONTH_1, { title: 'Cột đổi kiểu' })
  const draft = await draftWith(made.id, MONTH_1.replaceAll(/,\d+\n/g, ',chưa rõ\n'))
  const view = await app.modules.datasets.viewDraft(await app.actor('data_officer'), draft.id)
  const [difference] = await compareTables(app.modules.datasets.deps, view)
  expect(difference?.retyped).toEqual([{ name: 'Số dự án', before: 'integer', after: 'text' }])
  expect(draft.files[0]?.problems.map((problem) => problem.code)).toContain('recipe-type-misfit')
})

test('a file that cannot be read leaves the published version in place and cannot be sent for review', async () => {
  const made = await app.publishText('con.csv', MONTH_1, { title: 'Bản cũ ở lại' })
  const [table = ''] = made.tableIds
  const draft = await draftWith(made.id, '')
  expect(draft.files[0]?.state).toBe('failed')
  const sent = await officer.ask('POST', `/api/v1/changes/${draft.id}/submit`)
  expect(sent).toMatchObject({ status: 409, body: { code: 'datasets.failed-source' } })
  expect(await rowsOf(`${table}/rows`)).toMatchObject({ version: 1, total: 3 })
})

test('the tables of one change become public together or not at all', async () => {
  const draft = await officer.readFile({ name: 'mot.csv', bytes: MONTH_1 })
  await officer.addFile(draft.id, { name: 'hai.csv', bytes: 'Xã,Số hộ\nPhú Lộc,12\nVinh Hiền,15\nLộc Trì,9\n' })
  const both = await officer.untilRead(draft.id)
  expect(both.tables).toHaveLength(2)
  const states = async () => {
    const { rows } = await app.node.database.pool.query<{ state: string }>(
      'select state from datasets.version where change_id = $1 and media_type like $2',
      [draft.id, '%parquet'],
    )
    return rows.map((row) => row.state)
  }
  const { pool } = app.node.database
  await pool.query(`create function datasets.refuse_second() returns trigger language plpgsql as $$
    begin if (select count(*) from datasets.version where change_id = new.change_id and state = 'published') > 0
    then raise exception 'cut here'; end if; return new; end $$;
    create trigger refuse_second before update on datasets.version for each row when (new.state = 'published')
    execute function datasets.refuse_second()`)
  const { record } = await officer.seeDraft(draft.id)
  await officer.ask('PUT', `/api/v1/changes/${draft.id}`, {
    revision: both.revision,
    record: { ...record, ...DESCRIBED },
  })
  await expect(publish(draft.id)).rejects.toThrow('cut here')
  expect(await states()).toEqual(['staged', 'staged'])
  await pool.query('drop trigger refuse_second on datasets.version')
  const approver = await app.actor('approver')
  await app.modules.catalog.approveChange(approver, { changeId: draft.id, decision: { text: 'Thử' } })
  expect(await states()).toEqual(['published', 'published'])
})

const DESCRIBED = {
  description: { vi: 'Hai bảng của một lần tải lên, để thử.' },
  licence: 'vn-mo',
  frequency: 'ANNUAL',
  themes: ['hanh-chinh-cong'],
  keywords: ['thử'],
  contact: { name: 'Phòng thử', email: 'thu@nguon.test' },
}
