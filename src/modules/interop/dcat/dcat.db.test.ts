import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDcat } from '../../../formats/dcat/index.ts'
import { parseRdf } from '../../../formats/rdf/parse.ts'
import { mediaTypeOf, RDF_FORMATS } from '../../../formats/rdf/serialise.ts'
import { createShaclValidator } from '../../../formats/shacl/index.ts'
import { openTestApp, type TestApp, type TestDataset } from '../../../testing/test-app.ts'

const SHAPES = new URL('../../../../../shared/data/catalogues/dcat-ap/3.0.1/shacl/', import.meta.url)
const CSV = 'Tỉnh,Năm,Giá trị\nHà Nội,2024,1\nHuế,2024,2\n'

let app: TestApp
let first: TestDataset
let second: TestDataset

beforeAll(async () => {
  app = await openTestApp()
  first = await app.publishText('mot.csv', CSV, {
    title: 'Bộ thứ nhất',
    record: { areas: ['province-34/01'], title: { vi: 'Bộ thứ nhất', en: 'First set' }, temporal: { from: '2024' } },
  })
  second = await app.publishText('hai.csv', `${CSV}Đà Nẵng,2024,3\n`, { title: 'Bộ thứ hai', at: 'other' })
})
afterAll(() => app.close())

const get = (url: string, headers: Record<string, string> = {}) => app.http.inject({ url, headers })
const vocabulary = () => app.modules.interop.entries.vocabulary

async function read(url: string) {
  const answer = await get(url)
  expect(answer.statusCode).toBe(200)
  const mediaType = String(answer.headers['content-type'])
  return readDcat(answer.rawPayload, { mediaType, baseUrl: `http://nguon.test${url}`, vocabulary: vocabulary() })
}

describe('catalogues', () => {
  test.each(RDF_FORMATS)('/catalog.%s tells every public dataset as it is', async (format) => {
    const answer = await get(`/catalog.${format}`)
    expect(answer.headers['content-type']).toBe(mediaTypeOf(format))
    const document = await read(`/catalog.${format}`)
    expect(document.remarks).toEqual([])
    const wanted = await app.modules.interop.entries.many([first.id, second.id].sort())
    expect(document.entries.map(({ entry }) => entry)).toEqual(wanted)
    expect(document).toMatchObject({ total: 2, catalog: { uri: 'http://nguon.test' } })
    expect(document.next).toBeUndefined()
  })

  test('an agency has a catalogue by its code, by its id and by its CKAN name', async () => {
    const agency = await app.modules.identity.agencies.byCode(app.agencies.other)
    for (const url of [
      `/co-quan/${app.agencies.other}/catalog.ttl`,
      `/organization/${agency?.id}/catalog.ttl`,
      `/organization/${app.agencies.other.toLowerCase().replaceAll('.', '-')}/catalog.ttl`,
    ]) {
      expect((await read(url)).entries.map(({ entry }) => entry.id)).toEqual([second.id])
    }
    const missing = await get('/co-quan/Z99/catalog.ttl')
    expect([missing.statusCode, missing.json().code]).toEqual([404, 'dcat.agency-not-found'])
  })

  test('modified since tomorrow is nothing; a day that is none is refused', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    expect((await read(`/catalog.ttl?modified_since=${tomorrow}`)).entries).toEqual([])
    expect((await read('/catalog.ttl?modified_since=2020-01-01')).entries).toHaveLength(2)
    expect((await get('/catalog.ttl?modified_since=hom-qua')).statusCode).toBe(400)
    expect((await get('/catalog.ttl?page=0')).statusCode).toBe(400)
  })

  test.each(RDF_FORMATS)('/catalog-all.%s is everything in one document', async (format) => {
    const { entries } = await read(`/catalog-all.${format}`)
    expect(entries.map(({ entry }) => entry.id)).toEqual([first.id, second.id].sort())
  })
})

describe('one dataset', () => {
  test('is told at its own address and at the one of CKAN, by slug and by id', async () => {
    for (const url of [`/bo-du-lieu/${first.slug}.ttl`, `/dataset/${first.slug}.rdf`, `/dataset/${first.id}.jsonld`]) {
      const { entries } = await read(url)
      expect(entries[0]?.entry).toMatchObject({ id: first.id, areas: ['province-34/01'], title: { en: 'First set' } })
    }
    expect((await get('/bo-du-lieu/khong-co.ttl')).statusCode).toBe(404)
  })

  test('its page links to the same in RDF', async () => {
    const page = await get(`/bo-du-lieu/${first.slug}`, { accept: 'text/html' })
    expect(page.headers['link']).toContain(`</bo-du-lieu/${first.slug}.ttl>; rel="alternate"; type="text/turtle"`)
    expect(page.body).toContain(`type="text/turtle" href="/bo-du-lieu/${first.slug}.ttl"`)
  })
})

test.skipIf(!existsSync(SHAPES))(
  'what the node answers has no violation of the DCAT-AP 3.0.1 shapes (shared data)',
  async () => {
    const options = { baseUrl: 'http://nguon.test/' }
    const { quads } = await parseRdf((await get('/catalog.ttl')).body, 'turtle', options)
    for (const name of ['dcat-ap-SHACL.ttl', 'ranges.ttl']) {
      const shapes = await parseRdf(readFileSync(new URL(name, SHAPES), 'utf8'), 'turtle', options)
      const found = await createShaclValidator(shapes.quads)(quads)
      expect(found.filter(({ severity }) => severity === 'violation')).toEqual([])
    }
  },
)

test('the address CKAN has for it leads programs to RDF and people to the page', async () => {
  const to = async (accept: string) => (await get(`/dataset/${first.slug}`, { accept })).headers.location
  expect(await to('text/turtle;q=0.9, text/html;q=0.5')).toBe(`/dataset/${first.slug}.ttl`)
  expect(await to('text/html, text/turtle;q=0.9')).toBe(`/bo-du-lieu/${first.slug}`)
})

test('the catalogue bears the name and the agency the operator gave the node', async () => {
  const payload = { name: 'Cổng dữ liệu thử', kind: 'ministry', agency: app.agencies.home }
  const done = await app.http.inject({ method: 'PUT', url: '/api/v1/node', headers: app.as('operator'), payload })
  expect(done.statusCode).toBe(200)
  const { catalog } = await read('/catalog.ttl')
  expect(catalog).toMatchObject({
    title: { vi: 'Danh mục dữ liệu mở: Cổng dữ liệu thử' },
    publisher: { id: app.agencies.home },
  })
})

describe('permanent addresses', () => {
  test.each([
    ['text/html', ''],
    ['text/turtle', '.ttl'],
    ['application/ld+json, text/html;q=0.5', '.jsonld'],
    ['application/rdf+xml', '.rdf'],
  ])('%s is led to %s', async (accept, ending) => {
    const answer = await get(`/id/dataset/${first.id}`, { accept })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/bo-du-lieu/${first.slug}${ending}`])
    expect(answer.headers['vary']).toContain('accept')
  })

  test('tables, services, agencies and codes have theirs', async () => {
    const [table = ''] = first.tableIds
    const to = async (url: string, accept = 'text/html') => (await get(url, { accept })).headers.location
    expect(await to(`/id/distribution/${table}`)).toBe(`/bo-du-lieu/${first.slug}?bang=${table}`)
    expect(await to(`/id/distribution/${table}`, 'text/turtle')).toBe(`/bo-du-lieu/${first.slug}.ttl`)
    expect(await to(`/id/service/${table}`)).toBe(`/api/v1/tables/${table}`)
    const agency = await app.modules.identity.agencies.byCode(app.agencies.home)
    expect(await to(`/id/agency/${agency?.id}`)).toBe(`/co-quan/${app.agencies.home}`)
    expect(await to('/id/concept/theme/y-te')).toBe('/chu-de/y-te')
    expect(await to('/id/concept/province-34/79', 'text/turtle')).toBe('/concept/province-34/79.ttl')
    expect((await get('/concept/province-34/79.ttl')).body).toContain('skos:prefLabel')
  })

  test('what is not public is not there', async () => {
    const draft = await app.publishText('ba.csv', `${CSV}Cà Mau,2024,3\n`, { title: 'Bộ còn nháp', stopAt: 'draft' })
    const nobody = '00000000-0000-7000-8000-000000000000'
    for (const url of [`/id/dataset/${draft.id}`, `/id/distribution/${nobody}`, '/id/concept/theme/khong-co']) {
      expect((await get(url)).statusCode).toBe(404)
    }
  })
})
