import { existsSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApp } from '../../testing/test-app.ts'
import type { SourceKind } from './model.ts'
import {
  addTestSource,
  ckanAnswers,
  type FakeSource,
  type Harvested,
  harvestNow,
  openFakeSource,
  openHarvestApp,
} from './testing.ts'

const CATALOGUES = new URL('../../../../shared/data/catalogues/', import.meta.url)
const given = (path: string): string => readFileSync(new URL(path, CATALOGUES), 'utf8')

const TYPES: Readonly<Record<string, string>> = {
  '.rdf': 'application/rdf+xml',
  '.xml': 'application/rdf+xml',
  '.ttl': 'text/turtle',
  '.jsonld': 'application/ld+json',
  '.json': 'application/json',
}

// Each file is what a server somewhere answers; here it comes from a server of the test.
describe.skipIf(!existsSync(CATALOGUES))('catalogues of others (shared data), through the whole of a harvest', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await openHarvestApp()
  })
  afterAll(() => app.close())

  /** Harvests into an empty record: the same datasets stand in several files. */
  async function harvest(kind: SourceKind, answer: (fake: FakeSource) => FakeSource['answer']): Promise<Harvested> {
    const fake = await openFakeSource()
    try {
      fake.answer = answer(fake)
      const { id } = await addTestSource(app, { url: `${fake.url}/danh-muc`, kind })
      const read = await harvestNow(app, id)
      await app.modules.harvest.removeSource(await app.actor('operator'), { sourceId: id, withRecords: true })
      return read
    } finally {
      await fake.close()
    }
  }

  const file =
    (path: string): ((fake: FakeSource) => FakeSource['answer']) =>
    (fake) =>
    (_, response) => {
      const type = TYPES[extname(path)] ?? 'application/octet-stream'
      response.writeHead(200, { 'content-type': type }).end(given(path).replaceAll('http://data.test.org', fake.url))
    }

  test.each([
    ['ckanext-dcat/dcat/catalog.rdf', 2],
    ['ckanext-dcat/dcat/catalog_datasets_list.rdf', 2],
    ['ckanext-dcat/dcat/catalog_pod.jsonld', 1],
    ['ckanext-dcat/dcat/dataset.rdf', 1],
    // One dataset and the service of its distribution.
    ['ckanext-dcat/dcat/dataset.ttl', 2],
    ['ckanext-dcat/dcat/dataset_multilingual.ttl', 1],
    ['udata/dcat/catalog.xml', 4],
    ['udata/dcat/flat.jsonld', 3],
    ['udata/dcat/nested.jsonld', 1],
    // Two datasets and a service.
    ['udata/dcat/udata.xml', 3],
    ['dcat-ap-es/rdf/1.0.0/E_DCAT-AP-ES_Catalog.rdf', 2],
    ['dcat-ap-es/rdf/1.0.0/E_DCAT-AP-ES_minimal.rdf', 1],
    ['dcat-ap-es/ttl/1.0.0/E_DCAT-AP-ES_Catalog.ttl', 2],
    ['dcat-ap-es/ttl/1.0.0/E_DCAT-AP-ES_full.ttl', 1],
    ['dcat-ap-es/ttl/1.0.0/E_DCAT-AP-ES_minimal.ttl', 1],
  ])('DCAT %s: %i records', async (path, count) => {
    const { run, log } = await harvest('dcat', file(path))
    expect({ ...run.counts, log: log.filter(({ level }) => level === 'error') }).toMatchObject({
      created: count,
      refused: 0,
      log: [],
    })
    expect(run.state).toBe('done')
  })

  test('Hydra paging over two documents: 4 datasets', async () => {
    const { run } = await harvest('dcat', (fake) => (request, response) => {
      const page = request.url?.includes('page=2') ? 2 : 1
      file(`udata/dcat/paged-collection-${page}.jsonld`)(fake)(request, response)
    })
    expect(run).toMatchObject({ state: 'done', total: 4, counts: { created: 4, pages: 2, passes: 1 } })
  })

  test('CSW paging over three documents: 6 records', async () => {
    const { run } = await harvest('dcat', (fake) => (request, response) => {
      const position = /startPosition=(\d)/i.exec(request.url ?? '')?.[1] ?? '1'
      file(`udata/csw_dcat/geonetwork-dcat-page-${position}.xml`)(fake)(request, response)
    })
    expect(run).toMatchObject({ state: 'done', total: 6, counts: { pages: 3 } })
    expect(run.counts.created + run.counts.refused).toBe(6)
  })

  test.each([
    ['project-open-data/v1.1/examples/catalog-sample.json', 3],
    ['dkan/modules/harvest/tests/files/data.json', 2],
    ['ckanext-dcat/dcat/catalog_pod.jsonld', 1],
    ['ckanext-dcat/ckan/catalog.json', 2],
    ['ckanext-dcat/ckan/catalog_datasets_list.json', 2],
  ])('data.json %s: %i datasets', async (path, count) => {
    const { run } = await harvest('data-json', file(path))
    expect(run).toMatchObject({ state: 'done', counts: { created: count, refused: 0 } })
  })

  const ckan = (packages: readonly unknown[]) => harvest('ckan', () => ckanAnswers(() => packages))

  test('EnviDat: the datasets of a search answer, and no more than it gives', async () => {
    const { run, log } = await harvest('ckan', (fake) => (request, response) => {
      if (request.url?.includes('start=0')) return file('envidat-ckan/package_search.json')(fake)(request, response)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"success": true, "result": {"count": 858, "results": []}}')
    })
    expect(run).toMatchObject({ state: 'done', total: 858, counts: { created: 2, refused: 0, missing: 0 } })
    expect(log.some(({ code }) => code === 'harvest.fewer-than-said')).toBe(true)
  })

  test('ckanext-dcat, udata and Magda: every dataset', async () => {
    const names = ['ckan_dataset', 'ckan_dataset_multilingual', 'ckan_full_dataset_dcat_ap', 'full_ckan_dataset_legacy']
    const single = names.map((name) => JSON.parse(given(`ckanext-dcat/ckan/${name}.json`)) as unknown)
    const withIds = single.map((dataset, index) => ({ id: `khong-ma-${index}`, ...(dataset as object) }))
    expect((await ckan(withIds)).run.counts).toMatchObject({ created: 4, refused: 0 })
    const { datasets } = JSON.parse(given('udata/results.json')) as { datasets: unknown[] }
    expect((await ckan(datasets)).run.counts).toMatchObject({ created: datasets.length, refused: 0 })
    const { records } = JSON.parse(given('magda/ckanDatasetAspect.json')) as { records: unknown[] }
    const aspects = [...records, JSON.parse(given('magda/1.json')) as unknown]
    expect((await ckan(aspects)).run.counts).toMatchObject({ created: aspects.length, refused: 0 })
  })
})
