import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPod } from '../../../formats/pod/index.ts'
import { openTestApp, type TestApp, type TestDataset } from '../../../testing/test-app.ts'

let app: TestApp
let dataset: TestDataset

beforeAll(async () => {
  app = await openTestApp()
  dataset = await app.publishText('mot.csv', 'Tỉnh,Năm,Giá trị\nHà Nội,2024,1\nHuế,2024,2\n', {
    title: 'Bộ </script> thứ nhất',
    record: { areas: ['province-34/01'] },
  })
})
afterAll(() => app.close())

const get = (url: string, accept = '*/*') => app.http.inject({ url, headers: { accept } })

test('/data.json tells every public dataset', async () => {
  const answer = await get('/data.json')
  const { vocabulary } = app.modules.interop.entries
  const { entries } = readPod(answer.json(), { baseUrl: 'http://nguon.test/data.json', vocabulary })
  expect(entries.map(({ entry }) => entry.id)).toEqual([dataset.id])
  expect(entries[0]?.entry).toMatchObject({ licence: 'vn-mo', areas: ['province-34/01'], frequency: 'ANNUAL' })
  expect(entries[0]?.remarks).toEqual([])
})

test('Croissant names the columns of a table whose file has the digest it says', async () => {
  const said = (await get(`/dataset/${dataset.slug}/croissant.jsonld`)).json()
  expect(said.conformsTo).toBe('http://mlcommons.org/croissant/1.0')
  const [file] = said.distribution
  const [records] = said.recordSet
  expect(records.field.map(({ name }: { name: string }) => name)).toEqual(['tinh', 'nam', 'gia_tri'])
  for (const { source } of records.field) expect(source.fileObject['@id']).toBe(file['@id'])
  const content = await get(new URL(file.contentUrl).pathname + new URL(file.contentUrl).search)
  expect(createHash('sha256').update(content.rawPayload).digest('hex')).toBe(file.sha256)
  expect((await get('/dataset/khong-co/croissant.jsonld')).statusCode).toBe(404)
})

test('the page holds the dataset in the words of schema.org, and nothing in it ends the script', async () => {
  const { body } = await get(`/bo-du-lieu/${dataset.slug}`, 'text/html')
  const [, json = ''] = /<script type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/.exec(body) ?? []
  expect(JSON.parse(json)).toMatchObject({
    '@type': 'Dataset',
    '@id': `http://nguon.test/id/dataset/${dataset.id}`,
    name: 'Bộ </script> thứ nhất',
    spatialCoverage: [{ '@type': 'Place', name: 'Hà Nội' }],
  })
})
