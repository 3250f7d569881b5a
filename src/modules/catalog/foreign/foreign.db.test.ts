import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../../platform/actor.ts'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { agencyIdOf, visitorActor } from '../../identity/index.ts'
import { readFeedback } from '../index.ts'
import { emptyRecord } from '../record.ts'
import { keepForeign } from './keep-foreign.ts'
import type { ForeignRecord } from './model.ts'
import { removeForeign } from './remove-foreign.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const SOURCE = '00000000-0000-7000-8000-00000000aaaa'
const OTHER = '00000000-0000-7000-8000-00000000bbbb'
const actor = systemActor('Thu thập')

function record(id: number, title: string, sourceId = SOURCE): ForeignRecord {
  const uuid = `00000000-0000-7000-8000-${String(id).padStart(12, '0')}`
  const uri = `https://nguon-khac.test/id/${id}`
  return {
    id: uuid,
    kind: 'dataset',
    slug: 'so-lieu-thu',
    agencyId: agencyIdOf(app.agencies.home),
    record: { ...emptyRecord(title), description: { vi: `Mô tả ${title}` } },
    summary: { formats: ['CSV'] },
    origin: { sourceId, source: 'Cổng khác', uri, landingPage: uri, seenAt: '2026-11-22T00:00:00Z' },
  }
}

const keep = (records: readonly ForeignRecord[], sourceId = SOURCE) =>
  app.modules.catalog.db.transaction().execute((tx) =>
    keepForeign(tx, {
      actor,
      agencyId: agencyIdOf(app.agencies.home),
      sourceId,
      records,
      at: new Date(),
      details: {},
    }),
  )

const found = async (q: string): Promise<number> => {
  const answer = await app.http.inject({ url: `/api/v1/datasets?q=${encodeURIComponent(q)}` })
  return answer.json<{ total: number }>().total
}

test('records of another catalogue are published together, each with a slug of its own, and found', async () => {
  const kept = await keep([record(1, 'Lúa mùa'), record(2, 'Lúa chiêm')])
  expect(kept.map(({ version }) => version)).toEqual([1, 1])
  expect(new Set(kept.map(({ slug }) => slug)).size).toBe(2)
  await expect.poll(() => found('lúa chiêm'), { timeout: 60_000 }).toBe(1)
})

test('a record that comes again is a new version under the same slug', async () => {
  const [before] = await keep([record(3, 'Ngô')])
  const [after] = await keep([record(3, 'Ngô lai')])
  expect(after).toMatchObject({ slug: before?.slug, version: 2 })
})

test('neither what is ours nor what another source brought is overwritten', async () => {
  await keep([record(4, 'Sắn')])
  expect(await keep([{ ...record(4, 'Sắn khác', OTHER) }], OTHER)).toEqual([])
  expect((await app.modules.catalog.reader.resource(record(4, '').id))?.record?.title.vi).toBe('Sắn')
})

test('a record taken off leaves a page that says why, and comes back when it is seen again', async () => {
  await keep([record(5, 'Khoai')])
  const agencyId = agencyIdOf(app.agencies.home)
  const remove = (sourceId: string) =>
    app.modules.catalog.db
      .transaction()
      .execute((tx) =>
        removeForeign(tx, { actor, agencyId, sourceId, ids: [record(5, '').id], reason: 'Nguồn đã gỡ', details: {} }),
      )
  expect(await remove(OTHER)).toEqual([])
  expect(await remove(SOURCE)).toHaveLength(1)
  expect(await app.modules.catalog.reader.resource(record(5, '').id)).toMatchObject({
    state: 'withdrawn',
    withdrawnReason: 'Nguồn đã gỡ',
  })
  await keep([record(5, 'Khoai')])
  expect((await app.modules.catalog.reader.resource(record(5, '').id))?.state).toBe('published')
})

test('officers are told who owns it instead of changing or withdrawing it', async () => {
  await keep([record(6, 'Đậu')])
  const officer = await app.actor('data_officer')
  const approver = await app.actor('approver')
  const { id } = record(6, '')
  await expect(app.modules.catalog.startChange(officer, id)).rejects.toMatchObject({ code: 'catalog.foreign' })
  await expect(
    app.modules.catalog.withdrawResource(approver, { resourceId: id, reason: 'thử', decision: {} }),
  ).rejects.toMatchObject({ code: 'catalog.foreign', said: { vi: expect.stringContaining('Cổng khác') } })
  await expect(app.modules.catalog.noteCorrection(approver, { resourceId: id, text: 'thử' })).rejects.toMatchObject({
    code: 'catalog.foreign',
  })
})

test('a stranger is refused before being told whose it is', async () => {
  await keep([record(7, 'Vừng')])
  const stranger = await app.actor('approver', 'other')
  const { id } = record(7, '')
  const { startChange, noteCorrection, withdrawResource } = app.modules.catalog
  for (const attempt of [
    () => startChange(stranger, id),
    () => noteCorrection(stranger, { resourceId: id, text: 'thử' }),
    () => withdrawResource(stranger, { resourceId: id, reason: 'thử', decision: {} }),
  ])
    await expect(attempt()).rejects.toMatchObject({ kind: 'forbidden' })
})

test('a question is answered here, unless the node of the owner answers it; what must not be seen is hidden all the same', async () => {
  const theirs = record(9, 'Kê')
  await keep([record(8, 'Lạc'), { ...theirs, origin: { ...theirs.origin, nodeId: OTHER } }])
  const { askQuestion, answerFeedback } = app.modules.catalog
  const ask = (id: number) =>
    askQuestion(visitorActor(), {
      resourceId: record(id, '').id,
      kind: 'question',
      body: 'Số nào?',
      contact: undefined,
    })
  const officer = await app.actor('data_officer')
  const mine = { feedbackId: await ask(8), answer: 'Số này.' }
  await expect(answerFeedback(await app.actor('data_officer', 'other'), mine)).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await answerFeedback(officer, mine)
  const handedOn = { feedbackId: await ask(9), answer: 'Số kia.' }
  await expect(answerFeedback(officer, handedOn)).rejects.toMatchObject({ code: 'catalog.foreign' })
  await answerFeedback(officer, { ...handedOn, answer: 'Có số căn cước.', hide: true })
  expect(await readFeedback(app.modules.catalog.db, record(8, '').id)).toMatchObject([{ answer: 'Số này.' }])
  expect(await readFeedback(app.modules.catalog.db, theirs.id)).toEqual([])
})
