import { execFile } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CkanUnderTest, type Json, type Loose, openCkan } from './testing.ts'

/** The client as far as it is used here: the package says nothing of types that a strict compiler could find. */
interface PortalClient {
  getDatasetsList(): Promise<Loose>
  packageSearch(options: object): Promise<Loose>
  getDatasetDetails(name: string): Promise<Loose>
  getOrgDetails(name: string): Promise<Loose>
  getGroupList(): Promise<Loose>
  getGroupDetails(name: string): Promise<Loose>
  getAllTags(): Promise<Loose>
  getDatasetActivityStream(name: string): Promise<Loose>
  getResourceMetadata(id: string): Promise<Loose>
}
const PORTAL: string = '@portaljs/ckan'
const { CKAN } = (await import(PORTAL)) as { CKAN: new (address: string) => PortalClient }

const run = promisify(execFile)
const PYTHON = fileURLToPath(new URL('../../../../test/clients/ckan_client.py', import.meta.url))
const has = (program: string) =>
  run(program, ['--version']).then(
    () => true,
    () => false,
  )
const [hasPython, hasCurl] = await Promise.all([has('python3'), has('curl')])

let ckan: CkanUnderTest
let address: string
beforeAll(async () => {
  ckan = await openCkan()
  await ckan.app.http.listen({ host: '127.0.0.1', port: 0 })
  address = `http://127.0.0.1:${(ckan.app.http.server.address() as AddressInfo).port}`
}, 300_000)
afterAll(() => ckan.close())

const SLUGS = ['benh-vien-va-tram-y-te', 'danh-sach-truong-hoc', 'dat-nong-nghiep']

describe('@portaljs/ckan', () => {
  test('lists, searches, shows datasets, organizations, groups and tags', async () => {
    const client = new CKAN(address)
    expect(await client.getDatasetsList()).toEqual(SLUGS)
    const found = await client.packageSearch({
      offset: 0,
      limit: 2,
      tags: ['đất', 'tỉnh'],
      groups: ['nong-nghiep'],
      orgs: ['g12'],
    })
    expect(found.count).toBe(1)
    const details = await client.getDatasetDetails('dat-nong-nghiep')
    expect(details).toMatchObject({ title: 'Đất nông nghiệp', organization: { name: 'g12' } })
    expect((await client.getOrgDetails('g12')).title).toBe('Bộ Tài chính')
    expect(await client.getGroupList()).toContain('y-te')
    expect((await client.getGroupDetails('y-te')).display_name).toBe('Y tế')
    expect((await client.getAllTags()).map((tag: { name: string }) => tag.name)).toContain('y tế')
    expect(await client.getDatasetActivityStream('dat-nong-nghiep')).toHaveLength(1)
    const table = details.resources.find((resource: { datastore_active?: boolean }) => resource.datastore_active)
    expect((await client.getResourceMetadata(String(table?.id))).format).toBe('CSV')
  })
})

describe.skipIf(!hasCurl)('curl (skipped where it is not installed)', () => {
  const curl = async (...args: readonly string[]): Promise<string> => (await run('curl', ['-s', ...args])).stdout

  test('the habits of people: -d with JSON, a form, a query string, HEAD, a part of a file', async () => {
    const show = `${address}/api/3/action/package_show`
    for (const args of [
      ['-d', '{"id":"dat-nong-nghiep"}', show],
      ['-d', 'id=dat-nong-nghiep', show],
      ['-H', 'Content-Type: application/json', '-d', '{"id":"dat-nong-nghiep"}', show],
      [`${show}?id=dat-nong-nghiep`],
      ['-X', 'POST', '-H', 'Content-Type: application/json', `${show}?id=dat-nong-nghiep`],
    ]) {
      expect(JSON.parse(await curl(...args)), args.join(' ')).toMatchObject({ result: { name: 'dat-nong-nghiep' } })
    }
    const { result } = JSON.parse(await curl(`${show}?id=dat-nong-nghiep`)) as Json
    const url = String(result['resources'][0].url).replace('http://nguon.test', address)
    const head = await curl('-I', url)
    expect(head).toMatch(/content-length: \d+/i)
    expect(head).toMatch(/content-disposition: attachment/i)
    expect(await curl('-r', '0-3', url)).toHaveLength(4)
    expect(await curl('-o', '/dev/null', '-w', '%{http_code}', `${show}?id=khong-co`)).toBe('404')
    const token = ckan.app.account('data_officer').apiKey
    const form = ['-F', 'name=tu-curl', '-F', 'owner_org=g12', '-F', 'title=Từ curl', '-H', `Authorization: ${token}`]
    expect(JSON.parse(await curl(...form, `${address}/api/3/action/package_create`))).toMatchObject({
      success: true,
      result: { name: 'tu-curl', title: 'Từ curl', state: 'draft' },
    })
  })
})

describe.skipIf(!hasPython)('Python as ckanapi calls (skipped where python3 is not installed)', () => {
  test('dump, search, every error class, load and upload', async () => {
    const { stdout } = await run('python3', [PYTHON, address, ckan.app.account('data_officer').apiKey, 'g12'])
    const seen = JSON.parse(stdout) as { errors: Record<string, string> } & Json
    expect(seen).toMatchObject({
      dumped: SLUGS,
      paged: true,
      found: 2,
      facets: ['organization', 'tags'],
      first_line: 'tinh,nam,so_truong',
      made: ['tu-python', 'draft'],
      sent: ['Bảng', 'draft', true],
      hidden: 'NotFound',
      seen: 2,
    })
    for (const [name, raised] of Object.entries(seen.errors)) expect(raised).toBe(name)
  })
})

test('fifty clients page at once while datasets are published and changed: nothing twice, nothing missing', async () => {
  const before = new Set<string>(
    (await ckan.act('package_search', { rows: 1000 })).result.results.map((each: Json) => each['id']),
  )
  const writing = (async () => {
    for (let i = 0; i < 4; i++) {
      await ckan.app.publishText('moi.csv', `A,B\nx,${i}\ny,2\n`, { title: `Công bố giữa chừng ${i}` })
    }
  })()
  const page = async (): Promise<readonly string[]> => {
    const ids: string[] = []
    for (let start = 0; ; start++) {
      const answer = await ckan.act('package_search', { rows: 1, start, sort: 'id asc' })
      if (answer.result.results.length === 0) return ids
      ids.push(...answer.result.results.map((each: Json) => each['id']))
    }
  }
  const clients = await Promise.all(Array.from({ length: 50 }, page))
  await writing
  for (const ids of clients) {
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of before) expect(ids).toContain(id)
  }
})
