import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDcat } from '../../../formats/dcat/index.ts'
import { parseRdf } from '../../../formats/rdf/parse.ts'
import { createShaclValidator } from '../../../formats/shacl/index.ts'
import { openTestApp, type SignedIn, type TestApp, type TestDataset } from '../../../testing/test-app.ts'

const SHAPES = new URL('../../../../../shared/data/catalogues/dcat-ap/3.0.1/shacl/', import.meta.url)
const csv = (year: string) => `Tỉnh,Năm,Sản lượng\nHà Nội,${year},1\nHuế,${year},2\n`
const html = { accept: 'text/html' }

let app: TestApp
let officer: SignedIn
let seriesId: string
let slug: string
let years: readonly TestDataset[]

beforeAll(async () => {
  app = await openTestApp()
  officer = await app.signIn('data_officer')
  const draft = await make({ 'title.vi': 'Sản lượng lúa theo tỉnh', 'description.vi': 'Mỗi năm một bộ.' })
  seriesId = draft.resourceId
  await send(`${draft.path}/gui`)
  await app.modules.catalog.approveChange(await app.actor('approver'), { changeId: draft.changeId, decision: {} })
  slug = (await app.modules.catalog.reader.resource(seriesId))?.slug ?? ''
  const published = []
  // Not in the order of their periods.
  for (const year of ['2024', '2022', '2023']) {
    const record = { series: seriesId, temporal: { from: year } }
    published.push(await app.publishText(`${year}.csv`, csv(year), { title: `Sản lượng lúa ${year}`, record }))
  }
  const [last, first, middle] = published
  years = [first, middle, last].flatMap((each) => each ?? [])
})
afterAll(() => app.close())

const get = (url: string, accept = 'text/html') => app.http.inject({ url, headers: { accept } })
const open = (url: string) => app.http.inject({ url, headers: { ...html, ...officer.headers } })

function send(url: string, fields: Readonly<Record<string, string>> = {}) {
  return app.http.inject({
    method: 'POST',
    url,
    headers: { ...html, ...officer.headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: officer.csrf, ...fields }).toString(),
  })
}

async function make(fields: Readonly<Record<string, string>>) {
  const made = await send('/lam-viec/chuoi', { agency: app.agencies.home, ...fields })
  const path = String(made.headers.location)
  const changeId = path.split('/').at(-1) ?? ''
  const { resourceId } = (await app.modules.catalog.reader.change(changeId)) ?? { resourceId: '' }
  return { path, changeId, resourceId, statusCode: made.statusCode }
}

async function read(url: string) {
  const answer = await get(url)
  const { vocabulary } = app.modules.interop.entries
  const mediaType = String(answer.headers['content-type'])
  return readDcat(answer.rawPayload, { mediaType, baseUrl: `http://nguon.test${url}`, vocabulary })
}

const uri = (dataset: TestDataset | undefined) => `http://nguon.test/id/dataset/${dataset?.id}`

describe('the public page', () => {
  test('lists the datasets by period, the newest first, and leads to them', async () => {
    const { body, statusCode } = await get(`/chuoi-du-lieu/${slug}`)
    expect(statusCode).toBe(200)
    const rows = body.slice(body.indexOf('<tbody>'), body.indexOf('</tbody>'))
    const found = [...rows.matchAll(/href="\/bo-du-lieu\/([^"]+)"/g)].map(([, name]) => name)
    expect(found).toEqual(years.map((each) => each.slug).toReversed())
  })

  test('is found from its permanent address, from the page of a dataset and from the address datasets have', async () => {
    expect((await get(`/id/series/${seriesId}`)).headers.location).toBe(`/chuoi-du-lieu/${slug}`)
    expect((await get(`/id/series/${seriesId}`, 'text/turtle')).headers.location).toBe(`/chuoi-du-lieu/${slug}.ttl`)
    expect((await get(`/bo-du-lieu/${years[0]?.slug}`)).body).toContain(`href="/chuoi-du-lieu/${slug}"`)
    const moved = await get(`/bo-du-lieu/${slug}`)
    expect([moved.statusCode, moved.headers.location]).toEqual([301, `/chuoi-du-lieu/${slug}`])
  })

  test('is found by the search', async () => {
    const { body } = await get('/bo-du-lieu?q=san+luong+lua&kind=series')
    expect(body).toContain(`href="/chuoi-du-lieu/${slug}"`)
  })

  test('has the address CKAN knows it by', async () => {
    expect((await get(`/dataset_series/${slug}`)).headers.location).toBe(`/chuoi-du-lieu/${slug}`)
    expect((await get(`/dataset_series/${seriesId}.ttl`)).headers.location).toBe(`/chuoi-du-lieu/${slug}.ttl`)
    expect((await get(`/dataset_series/${years[0]?.slug}`)).statusCode).toBe(404)
  })

  test('that nobody has published yet has no address of any kind', async () => {
    const { resourceId } = await make({ 'title.vi': 'Chuỗi còn là bản nháp', 'description.vi': 'Chưa ai duyệt.' })
    const draft = (await app.modules.catalog.reader.resource(resourceId))?.slug
    expect(draft).toBeTruthy()
    const page = (await open(`/lam-viec/chuoi/${draft}`)).body
    expect(page).toContain('Nháp')
    expect(page).not.toContain('Đã thu hồi')
    for (const url of [`/dataset_series/${draft}`, `/dataset_series/${resourceId}`, `/id/series/${resourceId}`]) {
      expect((await get(url)).statusCode, url).toBe(404)
    }
  })

  test('of nothing is not there', async () => {
    for (const url of [`/chuoi-du-lieu/${years[0]?.slug}`, '/chuoi-du-lieu/khong-co', '/chuoi-du-lieu/khong-co.ttl']) {
      expect((await get(url)).statusCode).toBe(404)
    }
    expect((await get(`/id/series/${years[0]?.id}`)).statusCode).toBe(404)
  })
})

describe('in DCAT', () => {
  const dcat = (name: string) => `http://www.w3.org/ns/dcat#${name}`
  async function saidBy(url: string) {
    const { quads } = await parseRdf((await get(url)).body, 'turtle', { baseUrl: 'http://nguon.test/' })
    return (subject: string, name: string) =>
      quads
        .filter((quad) => quad.subject.value === subject && quad.predicate.value === dcat(name))
        .map(({ object }) => object.value)
  }

  test('a series tells its ends and all its datasets', async () => {
    const said = await saidBy(`/chuoi-du-lieu/${slug}.ttl`)
    const series = `http://nguon.test/id/series/${seriesId}`
    expect(said(series, 'first')).toEqual([uri(years[0])])
    expect(said(series, 'last')).toEqual([uri(years[2])])
    expect(said(series, 'seriesMember')).toEqual(years.map(uri))
  })

  test('a dataset tells its series and what is before and after it', async () => {
    const said = await saidBy(`/bo-du-lieu/${years[1]?.slug}.ttl`)
    const middle = uri(years[1])
    expect(said(middle, 'inSeries')).toEqual([`http://nguon.test/id/series/${seriesId}`])
    expect([said(middle, 'prev'), said(middle, 'next')]).toEqual([[uri(years[0])], [uri(years[2])]])
  })

  test.each(['/catalog.ttl', '/catalog-all.rdf', '/catalog-all.jsonld'])(
    '%s tells the series once, and it is read back',
    async (url) => {
      const { entries, remarks } = await read(url)
      expect(remarks).toEqual([])
      const [series, ...more] = entries.filter(({ entry }) => entry.kind === 'series').map(({ entry }) => entry)
      expect(more).toEqual([])
      expect(series).toEqual(await app.modules.interop.entries.series(seriesId))
      expect(series).toMatchObject({ id: seriesId, title: { vi: 'Sản lượng lúa theo tỉnh' } })
    },
  )

  test.skipIf(!existsSync(SHAPES))('there is no violation of the DCAT-AP 3.0.1 shapes (shared data)', async () => {
    for (const url of ['/catalog.ttl', `/chuoi-du-lieu/${slug}.ttl`]) {
      const { quads } = await parseRdf((await get(url)).body, 'turtle', { baseUrl: 'http://nguon.test/' })
      const shapes = readFileSync(new URL('dcat-ap-SHACL.ttl', SHAPES), 'utf8')
      const parsed = await parseRdf(shapes, 'turtle', { baseUrl: 'http://nguon.test/' })
      const found = await createShaclValidator(parsed.quads)(quads)
      expect(found.filter(({ severity }) => severity === 'violation')).toEqual([])
    }
  })
})

describe('officers', () => {
  test('see their series and make new ones; one without a title is not made', async () => {
    expect((await open('/lam-viec/chuoi')).body).toContain(`href="/lam-viec/chuoi/${slug}"`)
    const empty = await send('/lam-viec/chuoi', { agency: app.agencies.home, 'title.vi': ' ' })
    expect([empty.statusCode, empty.body.includes('Hãy ghi tên chuỗi.')]).toEqual([400, true])
    const elsewhere = await send('/lam-viec/chuoi', { agency: app.agencies.other, 'title.vi': 'Của người khác' })
    expect([elsewhere.statusCode, elsewhere.headers.location]).toEqual([400, undefined])
  })

  test('a series without a description is not taken to review, and what was typed stays', async () => {
    const { path, changeId } = await make({ 'title.vi': 'Chuỗi dở' })
    const refused = await send(`${path}/gui`)
    expect([refused.statusCode, refused.body.includes('Chưa có mô tả')]).toEqual([400, true])
    const saved = await send(`${path}/luu`, { version: '1', 'title.vi': 'Chuỗi đủ', 'description.vi': 'Theo quý.' })
    expect(saved.headers.location).toBe(`${path}?xong=luu`)
    const late = await send(`${path}/luu`, { version: '1', 'title.vi': 'Chuỗi khác', 'description.vi': '' })
    expect([late.statusCode, late.body.includes('value="Chuỗi khác"')]).toEqual([400, true])
    await send(`${path}/gui`)
    const approver = await app.signIn('approver')
    const url = `/lam-viec/duyet/${changeId}`
    const review = await app.http.inject({ url, headers: { ...html, ...approver.headers } })
    expect(review.body).toContain('Theo quý.')
    expect((await send(`${path}/lay-lai`)).headers.location).toBe(`${path}?xong=lay-lai`)
    expect((await send(`${path}/bo`)).headers.location).toBe('/lam-viec/chuoi?xong=bo')
  })

  test('a dataset chooses its series where it is described, and keeps it when the form does not ask', async () => {
    const wish = { title: 'Sản lượng lúa 2025', stopAt: 'draft' as const }
    const { changeId } = await app.publishText('2025.csv', csv('2025'), wish)
    const form = (await open(`/lam-viec/thay-doi/${changeId}?buoc=mo-ta`)).body
    expect(form).toContain(`<option value="${seriesId}">Sản lượng lúa theo tỉnh</option>`)
    const typed = { 'title.vi': 'Sản lượng lúa 2025', 'description.vi': 'x', 'contact.email': 'a@nguon.test' }
    const recordNow = async () => (await app.modules.catalog.reader.change(changeId))?.record
    const revision = async () => String((await app.modules.catalog.reader.change(changeId))?.revision)
    const save = async (more: Readonly<Record<string, string>>) =>
      send(`/lam-viec/thay-doi/${changeId}/luu`, { ...typed, ...more, version: await revision() })
    expect((await save({ series: seriesId })).statusCode).toBe(303)
    expect((await recordNow())?.series).toBe(seriesId)
    await save({ keywords: 'lúa' })
    expect((await recordNow())?.series).toBe(seriesId)
    await save({ series: '' })
    expect((await recordNow())?.series).toBeUndefined()
  })

  test('a program says the series as CKAN does, by URI or by id, and takes it out again', async () => {
    const wish = { title: 'Sản lượng lúa 2026', stopAt: 'draft' as const }
    const { id, changeId } = await app.publishText('2026.csv', csv('2026'), wish)
    const patch = async (given: readonly string[]) => {
      const url = '/api/3/action/package_patch'
      const payload = { id, in_series: given }
      const answer = await app.http.inject({ method: 'POST', url, headers: app.as('data_officer'), payload })
      const record = (await app.modules.catalog.reader.change(changeId))?.record
      return [answer.statusCode, answer.json().result?.in_series, record?.series]
    }
    const address = `http://nguon.test/id/series/${seriesId}`
    expect(await patch([address])).toEqual([200, [address], seriesId])
    expect(await patch([])).toEqual([200, undefined, undefined])
    expect(await patch([seriesId])).toEqual([200, [address], seriesId])
  })

  test('of another agency neither see a draft nor change a series', async () => {
    const { path } = await make({ 'title.vi': 'Chuỗi riêng', 'description.vi': 'Chưa công khai.' })
    const stranger = await app.signIn('data_officer', 'other')
    const as = { ...html, ...stranger.headers }
    expect((await app.http.inject({ url: path, headers: as })).statusCode).toBe(403)
    expect((await app.http.inject({ url: `/lam-viec/chuoi/${slug}`, headers: as })).statusCode).toBe(403)
    expect((await app.http.inject({ url: '/lam-viec/chuoi', headers: as })).body).not.toContain('Chuỗi riêng')
    for (const url of [
      `${path}/luu`,
      `${path}/gui`,
      `${path}/bo`,
      `/lam-viec/chuoi/${slug}/sua`,
      `/lam-viec/chuoi/${slug}/thu-hoi`,
    ]) {
      const payload = new URLSearchParams({ _csrf: stranger.csrf, version: '1', 'title.vi': 'Lấy', reason: 'Lấy' })
      const headers = { ...as, 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await app.http.inject({ method: 'POST', url, headers, payload: payload.toString() })
      expect(answer.statusCode, url).toBeGreaterThanOrEqual(400)
    }
    expect((await open(path)).body).toContain('Chuỗi riêng')
    const visitor = await get('/lam-viec/chuoi')
    expect([visitor.statusCode, visitor.headers.location]).toEqual([303, expect.stringContaining('/dang-nhap')])
  })

  test.each([
    ['00000000-0000-7000-8000-000000000000', 'không có ở nút này'],
    ['https://nguoi-khac.vn/id/series/1', 'không có ở nút này'],
    ['khong-phai-ma', 'không có ở nút này'],
  ])('a dataset cannot join %s', async (series, why) => {
    const actor = await app.actor('data_officer')
    const wish = { title: 'Bộ lạc', stopAt: 'draft' as const, record: { series } }
    const { changeId } = await app.publishText('lac.csv', csv('2020'), wish)
    const view = await app.modules.datasets.viewDraft(actor, changeId)
    const [first] = await app.modules.interop.checkDraft(view)
    expect(first).toMatchObject({ field: 'series', severity: 'violation' })
    expect(first?.vi).toContain(why)
    await expect(app.modules.catalog.submitChange(actor, changeId)).rejects.toMatchObject({ code: 'catalog.not-ready' })
  })

  test('nor a series of another agency', async () => {
    const wish = {
      title: 'Bộ của người khác',
      at: 'other' as const,
      stopAt: 'draft' as const,
      record: { series: seriesId },
    }
    const { changeId } = await app.publishText('khac.csv', csv('2019'), wish)
    const view = await app.modules.datasets.viewDraft(await app.actor('data_officer', 'other'), changeId)
    expect((await app.modules.interop.checkDraft(view))[0]?.vi).toContain('của cơ quan khác')
  })

  test('a withdrawn series says why; its datasets stay and are in no series any more', async () => {
    const approver = await app.actor('approver')
    await app.modules.catalog.withdrawResource(approver, { resourceId: seriesId, reason: 'Gộp chuỗi', decision: {} })
    const gone = await get(`/chuoi-du-lieu/${slug}`)
    expect([gone.statusCode, gone.body.includes('Gộp chuỗi')]).toEqual([410, true])
    expect((await get(`/bo-du-lieu/${years[0]?.slug}?xem=bang`)).body).not.toContain('Một bộ trong chuỗi')
    const { entries } = await read('/catalog.ttl')
    expect(entries.map(({ entry }) => entry.kind)).toEqual(['dataset', 'dataset', 'dataset'])
    expect((await open(`/lam-viec/chuoi/${slug}`)).body).toContain('Gộp chuỗi')
  })
})
