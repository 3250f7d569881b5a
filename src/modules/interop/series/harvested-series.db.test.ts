import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestNodes, type TestNode, trust, until } from '../../../testing/test-nodes.ts'
import { emptyRecord, SERIES } from '../../catalog/index.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const csv = (year: string) => `Tỉnh,Năm,Sản lượng\nHà Nội,${year},1\nHuế,${year},2\n`

let owner: TestNode
let nation: TestNode
let reader: TestNode
let seriesId: string
let slugs: readonly string[]

beforeAll(async () => {
  const nodes = await openTestNodes(3)
  owner = nodes[0] as TestNode
  nation = nodes[1] as TestNode
  reader = nodes[2] as TestNode
  const { app } = owner
  const { catalog, identity } = app.modules
  const officer = await app.actor('data_officer')
  const agency = await identity.agencies.byCode(app.agencies.home)
  const record = { ...emptyRecord('Sản lượng lúa'), description: { vi: 'Mỗi năm một bộ.' } }
  const draft = await catalog.createResource(officer, { kind: SERIES, agencyId: agency?.id ?? '', record })
  await catalog.submitChange(officer, draft.id)
  await catalog.approveChange(await app.actor('approver'), { changeId: draft.id, decision: {} })
  seriesId = draft.resourceId
  const made = []
  for (const year of ['2023', '2022']) {
    const file = { title: `Sản lượng lúa ${year}`, record: { series: seriesId, temporal: { from: year } } }
    made.push((await app.publishText(`${year}.csv`, csv(year), file)).slug)
  }
  slugs = made.toReversed()
})
afterAll(() => Promise.all([owner, nation, reader].map((node) => node.close())))

async function seriesPage({ app }: TestNode): Promise<string | undefined> {
  const found = await app.http.inject({ url: `/id/series/${seriesId}` })
  const page = await app.http.inject({ url: String(found.headers.location), headers: { accept: 'text/html' } })
  return slugs.every((slug) => page.body.includes(`/bo-du-lieu/${slug}`)) ? page.body : undefined
}

test('a node that follows the owner shows the series under its own id, with its datasets in their order', async () => {
  await trust(nation, owner)
  const body = await until('the series at the nation', () => seriesPage(nation))
  expect(body).toContain('Chuỗi này của nơi khác')
  const [first = '', second = ''] = slugs
  expect(body.lastIndexOf(first)).toBeGreaterThan(body.indexOf(second))
  const page = await nation.app.http.inject({ url: `/bo-du-lieu/${first}`, headers: { accept: 'text/html' } })
  expect(page.body).toContain('Một bộ trong chuỗi')
  const turtle = (await nation.app.http.inject({ url: `/bo-du-lieu/${first}.ttl` })).body
  expect(turtle).toContain(`dcat:inSeries <${owner.url}/id/series/${seriesId}>`)
  expect(turtle).toContain('dcat:next')
  // Where it was read from stands with the registration here.
  expect(turtle).toContain('dct:source')
})

test('a catalogue read as DCAT brings the series and what is in it', async () => {
  const { app } = reader
  const { id: sourceId } = await app.modules.harvest.addSource(await app.actor('operator'), {
    name: 'Danh mục DCAT',
    kind: 'dcat',
    url: `${owner.url}/catalog.ttl`,
    agency: app.agencies.home,
    schedule: 'by-hand',
  })
  await app.modules.harvest.askRun(await app.actor('operator'), { sourceId, mode: 'full' })
  const { rows } = await until('the datasets', async () => {
    const found = await app.node.database.pool.query<{ kind: string; slug: string }>(
      `select kind, slug from catalog.resource where origin is not null order by kind, slug`,
    )
    return found.rows.length === 3 && found
  })
  expect(rows.map(({ kind }) => kind)).toEqual(['dataset', 'dataset', 'series'])
  const page = await app.http.inject({ url: `/chuoi-du-lieu/${rows[2]?.slug}`, headers: { accept: 'text/html' } })
  for (const { slug } of rows.slice(0, 2)) expect(page.body).toContain(`/bo-du-lieu/${slug}`)
})
