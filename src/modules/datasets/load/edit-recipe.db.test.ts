import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { type Officer, officerOf, type SeenDraft } from '../testing.ts'

// "1.234" is a thousand or a fraction; nothing in the table tells.
const CSV = 'Tỉnh,Diện tích,Ngày\nHà Nội,1.234,03/04/2024\nHuế,5.678,05/06/2024\nCà Mau,9.012,07/08/2024\n'

let app: TestApp
let officer: Officer

beforeAll(async () => {
  app = await openTestApp()
  officer = officerOf(app)
})
afterAll(() => app.close())

async function staged(changeId: string) {
  const actor = await app.actor('data_officer')
  const view = await app.modules.datasets.viewDraft(actor, changeId)
  const table = view.proposed.find(({ distribution }) => distribution.kind === 'table')
  const source = view.sources[0]
  if (!source) throw new Error('no file')
  const page = table && (await app.modules.datasets.reader.page(table.version, { limit: 10 }))
  return {
    source,
    version: table?.version,
    rows: page?.rows ?? [],
    codes: codesOf(source.understanding?.problems ?? []),
  }
}

const codesOf = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)

async function edit(draft: SeenDraft, steps: readonly object[]) {
  const answer = await officer.ask('POST', `/api/v1/files/${draft.files[0]?.id}/recipe`, { steps })
  if (answer.status === 202) await officer.untilRead(draft.id)
  return answer
}

async function undo(draft: SeenDraft) {
  const answer = await officer.ask('DELETE', `/api/v1/files/${draft.files[0]?.id}/recipe/last`)
  if (answer.status === 202) await officer.untilRead(draft.id)
  return answer
}

const column = (rows: readonly (readonly unknown[])[], at: number) => rows.map((row) => row[at])

test('another decimal sign changes the values, taking it back restores the very same bytes', async () => {
  const draft = await officer.readFile({ name: 'dien-tich.csv', bytes: CSV })
  const before = await staged(draft.id)
  expect(before.codes).toContain('ambiguous-number')
  expect(column(before.rows, 1)).toEqual([1234, 5678, 9012])

  expect((await edit(draft, [{ op: 'decimal-sign', table: 0, sign: '.' }])).status).toBe(202)
  const after = await staged(draft.id)
  expect(column(after.rows, 1)).toEqual([1.234, 5.678, 9.012])
  expect(after.codes).not.toContain('ambiguous-number')
  expect(after.codes.filter((code) => code.startsWith('recipe-'))).toEqual([])
  expect(after.source.recipe?.edits).toEqual([{ op: 'decimal-sign', table: 0, sign: '.' }])

  expect((await undo(draft)).status).toBe(202)
  const back = await staged(draft.id)
  expect(back.version?.digest).toBe(before.version?.digest)
  expect(back.codes).toEqual(before.codes)

  await edit(draft, [{ op: 'decimal-sign', table: 0, sign: '.' }])
  expect((await staged(draft.id)).version?.digest).toBe(after.version?.digest)
  expect((await undo(draft)).status).toBe(202)
  expect((await undo(draft)).status).toBe(409)
})

test('the order of dates, the type of a column, title, unit, dimension and a name follow the officer', async () => {
  const draft = await officer.readFile({ name: 'ngay.csv', bytes: CSV.replace('Hà Nội', 'Ha noi cu') })
  const columns = (await staged(draft.id)).version?.columns.map(({ name }) => name) ?? []
  const [place = '', area = '', day = ''] = columns
  await edit(draft, [
    { op: 'date-order', table: 0, order: 'mdy' },
    { op: 'type', table: 0, column: area, type: 'text' },
    { op: 'title', table: 0, title: 'Diện tích theo tỉnh' },
    { op: 'unit', table: 0, unit: 'km²' },
    { op: 'dimension', table: 0, column: place, kind: 'place' },
    { op: 'map-name', table: 0, column: place, from: 'Ha noi cu', to: 'Hà Nội' },
  ])
  const { rows, version, codes } = await staged(draft.id)
  expect(rows[0]).toEqual(['Hà Nội', '1.234', '2024-03-04'])
  expect(version?.title).toBe('Diện tích theo tỉnh')
  expect(version?.findings.unit).toBe('km²')
  expect(version?.columns.find(({ name }) => name === day)?.type).toBe('date')
  expect(codes.filter((code) => code.startsWith('recipe-'))).toEqual([])
})

test('the header moves, and a table that is no table is dropped', async () => {
  const draft = await officer.readFile({ name: 'tieu-de.csv', bytes: `a,b,c\n${CSV}` })
  await edit(draft, [{ op: 'header', table: 0, rows: [1] }])
  const moved = await staged(draft.id)
  expect(moved.version?.columns.map(({ title }) => title)).toEqual(['Tỉnh', 'Diện tích', 'Ngày'])
  expect(moved.rows).toHaveLength(3)
  await edit(draft, [{ op: 'drop-table', table: 0 }])
  expect((await staged(draft.id)).version).toBeUndefined()
  await undo(draft)
  expect((await staged(draft.id)).version?.digest).toBe(moved.version?.digest)
})

test('steps that speak of what the file does not have are refused and change nothing', async () => {
  const draft = await officer.readFile({ name: 'sai.csv', bytes: `${CSV}Đà Nẵng,3.456,09/10/2024\n` })
  const before = await staged(draft.id)
  for (const step of [
    { op: 'decimal-sign', table: 7, sign: '.' },
    { op: 'type', table: 0, column: 'khong_co', type: 'text' },
    { op: 'header', table: 0, rows: [0, 2] },
    { op: 'header', table: 0, rows: [90] },
    { op: 'table', table: 0, name: 'x', columns: [] },
  ]) {
    expect((await edit(draft, [step])).status).toBe(400)
  }
  const stranger = await app.http.inject({
    method: 'POST',
    url: `/api/v1/files/${draft.files[0]?.id}/recipe`,
    headers: app.as('data_officer', 'other'),
    payload: { steps: [{ op: 'decimal-sign', table: 0, sign: '.' }] },
  })
  expect(stranger.statusCode).toBe(403)
  expect((await staged(draft.id)).version?.digest).toBe(before.version?.digest)
})

test('the next file of the dataset runs through the edited recipe, and what differs is listed', async () => {
  const first = await app.publishText('lan-mot.csv', CSV.replace('9.012', '9.123'), {
    title: 'Diện tích từng năm',
    stopAt: 'draft',
  })
  const draft = await officer.seeDraft(first.changeId)
  await edit(draft, [{ op: 'decimal-sign', table: 0, sign: '.' }])
  const { catalog } = app.modules
  await catalog.submitChange(await app.actor('data_officer'), first.changeId)
  expect((await edit(draft, [{ op: 'decimal-sign', table: 0, sign: ',' }])).status).toBe(409)
  await catalog.approveChange(await app.actor('approver'), { changeId: first.changeId, decision: { text: 'Thử' } })

  const opened = await officer.ask('POST', `/api/v1/datasets/${first.id}/changes`)
  const changeId = String(opened.body['id'])
  const next = 'Tỉnh,Diện tích,Ghi chú\nHà Nội,2.345,a\nHuế,6.789,b\nCà Mau,1.023,c\n'
  await officer.addFile(changeId, { name: 'lan-hai.csv', bytes: next })
  await officer.untilRead(changeId)
  const second = await staged(changeId)
  expect(column(second.rows, 1)).toEqual([2.345, 6.789, 1.023])
  expect(second.codes).not.toContain('ambiguous-number')
  expect(second.codes).toEqual(expect.arrayContaining(['recipe-column-missing', 'recipe-column-new']))
  expect(second.source.recipe?.edits).toEqual([])
})

test('who edited what of which file is evidence', async () => {
  const { rows } = await app.node.database.pool.query<{ details: { added?: unknown } }>(
    `select details from audit.record where action = 'datasets.recipe.edited' order by id limit 1`,
  )
  expect(rows[0]?.details.added).toEqual([{ op: 'decimal-sign', table: 0, sign: '.' }])
})
