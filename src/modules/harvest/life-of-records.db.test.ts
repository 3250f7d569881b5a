import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestApp } from '../../testing/test-app.ts'
import type { KnownRecord } from './records/record-store.ts'
import {
  addTestSource,
  ckanAnswers,
  ckanPackage,
  type FakeSource,
  harvestNow,
  openFakeSource,
  openHarvestApp,
  workOn,
} from './testing.ts'

let app: TestApp
let fake: FakeSource
let packages: unknown[] = []
beforeAll(async () => {
  app = await openHarvestApp()
})
beforeEach(async () => {
  fake = await openFakeSource()
  fake.answer = ckanAnswers(() => packages)
})
afterEach(() => fake.close())
afterAll(() => app.close())

type Row = Pick<KnownRecord, 'remoteId' | 'state' | 'resourceId' | 'title'>

async function records(sourceId: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select remote_id as "remoteId", state, resource_id as "resourceId", title from harvest.record
    where source_id = ${sourceId} order by remote_id`.execute(app.modules.harvest.deps.db)
  return rows
}

const resource = (id: string | null | undefined) => app.modules.catalog.reader.resource(id ?? '')

/** Packages of one test, with ids nobody else has. */
const some = (from: string, count: number) =>
  Array.from({ length: count }, (_, index) => ckanPackage(`${from}-${index}`))

test('a record that is missing once stays; missing three times in a row it is taken off, and comes back when seen', async () => {
  const all = some('absent', 20)
  packages = all
  const { id } = await addTestSource(app, { url: fake.url })
  await harvestNow(app, id)
  packages = all.slice(1)
  const first = await harvestNow(app, id)
  expect(first.run.counts).toMatchObject({ missing: 1, removed: 0 })
  packages = all
  await harvestNow(app, id)
  packages = all.slice(1)
  for (const removed of [0, 0, 1]) {
    expect((await harvestNow(app, id)).run.counts).toMatchObject({ missing: 1, removed })
  }
  const [gone] = await records(id)
  expect(gone).toMatchObject({ state: 'gone' })
  expect(await resource(gone?.resourceId)).toMatchObject({ state: 'withdrawn' })
  packages = all
  expect((await harvestNow(app, id)).run.counts).toMatchObject({ created: 1, same: 19 })
  const [back] = await records(id)
  expect(back).toMatchObject({ state: 'kept', resourceId: gone?.resourceId })
  expect(await resource(back?.resourceId)).toMatchObject({ state: 'published' })
})

test('when many vanish at once nothing is taken off until somebody has decided', async () => {
  const all = some('vanish', 40)
  packages = all
  const operator = await app.actor('operator')
  const { harvest } = app.modules
  const { id } = await addTestSource(app, { url: fake.url })
  await harvest.switchSource(operator, { id, on: true })
  await harvestNow(app, id)
  packages = all.slice(0, 10)
  const read = await harvestNow(app, id)
  expect(read.run).toMatchObject({ counts: { missing: 30, removed: 0 }, findings: { vanished: 30 } })
  expect(read.log.find(({ code }) => code === 'harvest.vanished')?.vi).toContain('30 trên 40')
  await expect(
    harvest.decideVanished(await app.actor('steward'), { sourceId: id, remove: true }),
  ).rejects.toMatchObject({
    kind: 'forbidden',
  })
  expect(await harvest.decideVanished(operator, { sourceId: id, remove: true })).toBe(30)
  expect((await records(id)).filter(({ state }) => state === 'kept')).toHaveLength(10)
  await expect(harvest.decideVanished(operator, { sourceId: id, remove: true })).rejects.toMatchObject({
    code: 'harvest.nothing-to-decide',
  })
})

test('a record whose id was changed is recognised by its URI or by its content, and keeps its place here', async () => {
  const uri = 'https://chu-so-huu.test/id/rung'
  const byUri = ckanPackage('rename-1', { title: 'Diện tích rừng', extras: [{ key: 'uri', value: uri }] })
  const byContent = ckanPackage('rename-2')
  packages = [byUri, byContent]
  const { id } = await addTestSource(app, { url: fake.url })
  await harvestNow(app, id)
  const before = await records(id)
  packages = [
    { ...byUri, id: 'moi-1', title: 'Diện tích rừng hiện có' },
    { ...byContent, id: 'moi-2' },
  ]
  const read = await harvestNow(app, id)
  expect(read.run.counts).toMatchObject({ created: 0, changed: 2, missing: 0 })
  const after = await records(id)
  expect(after.map(({ remoteId }) => remoteId)).toEqual(['moi-1', 'moi-2'])
  expect(new Set(after.map(({ resourceId }) => resourceId))).toEqual(
    new Set(before.map(({ resourceId }) => resourceId)),
  )
  packages = [byUri, byContent]
  expect((await harvestNow(app, id)).run.counts).toMatchObject({ created: 0, changed: 2, missing: 0 })
  expect((await records(id)).map(({ resourceId }) => resourceId)).toEqual(before.map(({ resourceId }) => resourceId))
})

test('two records that say the same are two records', async () => {
  const one = ckanPackage('twin')
  packages = [one]
  const { id } = await addTestSource(app, { url: fake.url })
  await harvestNow(app, id)
  packages = [{ ...one, id: 'a-twin' }, one]
  expect((await harvestNow(app, id)).run.counts).toMatchObject({ created: 1, same: 1 })
  expect(await records(id)).toHaveLength(2)
})

test('our own datasets that come back are linked, not doubled', async () => {
  const own = await app.publishText('so.csv', 'tinh,so\nHuế,1\nHà Nội,2\n', { title: 'Của chính nút này' })
  packages = [
    ckanPackage('loop-1', { extras: [{ key: 'uri', value: `http://nguon.test/id/dataset/${own.id}` }] }),
    ckanPackage('loop-2', { url: `http://nguon.test/bo-du-lieu/${own.slug}` }),
  ]
  const { id } = await addTestSource(app, { url: fake.url })
  expect((await harvestNow(app, id)).run.counts).toMatchObject({ linked: 2, created: 0 })
  expect(await records(id)).toMatchObject([
    { state: 'linked', resourceId: own.id },
    { state: 'linked', resourceId: own.id },
  ])
})

test('a dataset that two catalogues have is shown once, from its owner when the owner is read', async () => {
  const owner = await openFakeSource()
  try {
    const uri = `${owner.url}/id/dat-dai`
    const shared = ckanPackage('shared', { title: 'Giá đất', extras: [{ key: 'uri', value: uri }] })
    packages = [shared]
    owner.answer = ckanAnswers(() => packages)
    const relay = await addTestSource(app, { url: `http://cong-tong-hop.test:${new URL(fake.url).port}` })
    await harvestNow(app, relay.id)
    const third = await addTestSource(app, { url: `http://cong-khac.test:${new URL(fake.url).port}` })
    expect((await harvestNow(app, third.id)).run.counts).toMatchObject({ linked: 1, created: 0 })
    const home = await addTestSource(app, { url: owner.url })
    expect((await harvestNow(app, home.id)).run.counts).toMatchObject({ changed: 1, linked: 0 })
    const [here] = await records(home.id)
    expect(await records(relay.id)).toMatchObject([{ state: 'linked', resourceId: here?.resourceId }])
    expect((await resource(here?.resourceId))?.origin?.sourceId).toBe(home.id)
    expect((await harvestNow(app, relay.id)).run.counts).toMatchObject({ linked: 1 })
    expect((await harvestNow(app, home.id)).run.counts).toMatchObject({ same: 1 })
  } finally {
    await owner.close()
  }
})

test('a mapping says their organisations, themes and licences in our codes, and leaves organisations out', async () => {
  packages = [
    ckanPackage('map-1', { license_id: 'giay-phep-la', groups: [{ name: 'health-stuff' }] }),
    ckanPackage('map-2', { organization: { id: 'x', name: 'bo-qua', title: 'Bỏ Qua' } }),
  ]
  const { id } = await addTestSource(app, { url: fake.url })
  const preview = await harvestNow(app, id, 'preview')
  expect(preview.run.findings?.unmapped).toMatchObject({
    organisations: { 'Sở Thử nghiệm': 1, 'Bỏ Qua': 1 },
    themes: { 'health-stuff': 1 },
    licences: { 'giay-phep-la': 1 },
  })
  expect(preview.run.counts.created).toBe(2)
  expect(await records(id)).toEqual([])
  await app.modules.harvest.mapSource(await app.actor('operator'), {
    id,
    mapping: {
      organisations: { 'Sở Thử nghiệm': app.agencies.other, 'bỏ qua': '-' },
      themes: { 'health-stuff': 'y-te' },
      licences: { 'giay-phep-la': 'cc-by-4.0' },
    },
  })
  expect((await harvestNow(app, id)).run.counts).toMatchObject({ created: 1, left: 1 })
  const [kept] = (await records(id)).filter(({ state }) => state === 'kept')
  const shown = await resource(kept?.resourceId)
  expect(shown?.record).toMatchObject({ themes: ['y-te'], licence: 'cc-by-4.0' })
  expect((await app.modules.identity.agencies.byId(shown?.agencyId ?? ''))?.code).toBe(app.agencies.other)
})

test('a preview says what would be created, changed and removed, and why, and writes nothing', async () => {
  const all = some('try', 6)
  packages = all
  const { id } = await addTestSource(app, { url: fake.url })
  await harvestNow(app, id)
  const before = await records(id)
  packages = [
    ckanPackage('try-new'),
    { ...all[0], title: 'Tên mới' },
    ...all.slice(1, 5),
    { id: 'khong-ten', title: '' },
  ]
  const { run } = await harvestNow(app, id, 'preview')
  expect(run.counts).toMatchObject({ created: 1, changed: 1, same: 4, refused: 1, missing: 1 })
  const lines = new Map(run.findings?.lines.map((line) => [line.outcome, line.why.vi]))
  expect(lines.get('created')).toBe('Chưa có trong danh mục.')
  expect(lines.get('removed')).toContain('lần 1 trên 3')
  expect(lines.get('refused')).toContain('không có tên')
  expect(await records(id)).toEqual(before)
})

test('a run that was cut off goes on from its last page and loses nothing', async () => {
  const all = some('resume', 1_500)
  packages = all
  const { id } = await addTestSource(app, { url: fake.url })
  const answers = ckanAnswers(() => packages)
  fake.answer = (request, response) => {
    if (request.url?.includes('start=1000')) response.destroy()
    else answers(request, response)
  }
  const cut = await harvestNow(app, id)
  expect(cut.run).toMatchObject({ state: 'running', cursor: { start: 1_000 }, counts: { read: 1_000 } })
  fake.answer = answers
  fake.asked.length = 0
  const { run } = await workOn(app, { sourceId: id, runId: cut.run.id })
  expect(run).toMatchObject({ state: 'done', counts: { read: 1_500, created: 1_500 } })
  expect(fake.asked).toHaveLength(1)
})

test('only what changed is asked for between two complete readings', async () => {
  packages = some('since', 5)
  const { id } = await addTestSource(app, { url: fake.url })
  await harvestNow(app, id)
  fake.asked.length = 0
  packages = [ckanPackage('since-2', { title: 'Đổi tên' })]
  const { run } = await harvestNow(app, id, 'changes')
  expect(run.counts).toMatchObject({ changed: 1, missing: 0, removed: 0 })
  expect(decodeURIComponent(fake.asked[0] ?? '')).toContain('metadata_modified:[')
  expect((await records(id)).filter(({ state }) => state === 'kept')).toHaveLength(5)
})
