import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CkanUnderTest, type Json, type Loose, openCkan } from './testing.ts'

let ckan: CkanUnderTest
let names: readonly string[]
beforeAll(async () => {
  ckan = await openCkan()
  names = ckan.datasets.map(({ slug }) => slug).sort()
}, 300_000)
afterAll(() => ckan.close())

const result = async (name: string, params: object = {}): Promise<Loose> => {
  const answer = await ckan.act(name, params)
  expect(answer.body).toMatchObject({ success: true })
  return answer.result
}
const get = async (url: string): Promise<Loose> => (await ckan.app.http.inject({ url: `/api/3/action/${url}` })).json()
const search = (params: object) => result('package_search', params)
const namesOf = (found: { results: readonly { name: string }[] }) => found.results.map(({ name }) => name).sort()
const NAIVE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/

describe('site', () => {
  test('status_show: a version of numbers and dots, and the extensions clients probe', async () => {
    const status = await result('status_show')
    expect(status.ckan_version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(status.extensions).toEqual(expect.arrayContaining(['datastore', 'dcat', 'harvest']))
    expect((await ckan.app.http.inject({ url: '/api/util/status' })).json()).toEqual(status)
  })

  test('help_show knows every action, and no other', async () => {
    expect(await result('help_show', { name: 'package_show' })).toContain('id')
    expect((await ckan.act('help_show', { name: 'foo' })).status).toBe(404)
  })
})

describe('datasets', () => {
  test('package_list: names in order, offset and limit exact, nothing that waits for review', async () => {
    expect(await result('package_list')).toEqual(names)
    expect(await result('package_list', { limit: 1, offset: 1 })).toEqual([names[1]])
    expect(await result('package_list', { offset: 3 })).toEqual([])
  })

  test('package_show by name, id and name_or_id; the draft of others is not there', async () => {
    const [first] = ckan.datasets
    for (const params of [{ id: first?.slug }, { id: first?.id }, { name_or_id: first?.slug }]) {
      expect((await result('package_show', params)).id).toBe(first?.id)
    }
    expect((await ckan.act('package_show', { id: ckan.draft.id })).status).toBe(404)
    expect((await ckan.act('package_show', { id: ckan.draft.slug })).status).toBe(404)
  })

  test('current_package_list_with_resources: the newest first, pages by offset or page', async () => {
    const all = await result('current_package_list_with_resources')
    const dates = all.map((dataset: Json) => dataset['metadata_modified'])
    expect(dates).toEqual(dates.toSorted().reverse())
    const second = await result('current_package_list_with_resources', { limit: 1, page: 2 })
    expect(second).toEqual(await result('current_package_list_with_resources', { limit: 1, offset: 1 }))
    expect(second[0].name).toBe(all[1].name)
  })

  test('use_default_schema leaves only what every CKAN knows', async () => {
    const plain = await result('package_show', { id: names[0], use_default_schema: true })
    expect(plain).not.toHaveProperty('title_translated')
    expect(plain.extras.map((extra: Json) => extra['key'])).toEqual(
      expect.arrayContaining(['frequency', 'temporal_start']),
    )
  })

  test('package_autocomplete finds by words without diacritics', async () => {
    expect(await result('package_autocomplete', { q: 'truong' })).toEqual([
      {
        name: 'danh-sach-truong-hoc',
        title: 'Danh sách trường học',
        match_field: 'title',
        match_displayed: 'Danh sách trường học',
      },
    ])
    expect((await ckan.act('package_autocomplete')).error).toEqual({ __type: 'Validation Error', q: ['Missing value'] })
  })
})

/** What udata's harvester demands of a dataset before it takes it: keys that must be there, and of which type. */
const TEXT = expect.any(String)
const UDATA_ORGANIZATION = {
  id: TEXT,
  description: TEXT,
  created: expect.stringMatching(NAIVE),
  title: TEXT,
  name: TEXT,
  revision_timestamp: TEXT,
  is_organization: true,
  state: 'active',
  image_url: TEXT,
  revision_id: TEXT,
  type: 'organization',
  approval_status: 'approved',
}

describe('clients', () => {
  test('udata: package_list, then package_show of each, by its strict schema', async () => {
    for (const name of await result('package_list')) {
      const dataset = await get(`package_show?id=${String(name)}`).then((answer) => answer.result)
      for (const key of ['license_id', 'license_title', 'author', 'author_email', 'maintainer', 'maintainer_email']) {
        expect(dataset).toHaveProperty(key)
      }
      expect(dataset).toMatchObject({
        id: TEXT,
        name,
        title: TEXT,
        notes: TEXT,
        private: false,
        type: 'dataset',
        state: 'active',
        metadata_created: expect.stringMatching(NAIVE),
        metadata_modified: expect.stringMatching(NAIVE),
        organization: UDATA_ORGANIZATION,
      })
      expect(dataset.resources.length).toBe(dataset.num_resources)
      for (const resource of dataset.resources) checkUdataResource(resource)
    }
  })

  function checkUdataResource(resource: Json) {
    for (const key of ['description', 'format', 'mimetype', 'size', 'hash', 'last_modified']) {
      expect(resource).toHaveProperty(key)
    }
    expect(resource).toMatchObject({
      id: TEXT,
      position: expect.any(Number),
      name: TEXT,
      created: expect.stringMatching(NAIVE),
      resource_type: expect.stringMatching(/^(file|api)$/),
    })
    expect(URL.canParse(String(resource['url']))).toBe(true)
  }

  test('QGIS: group_list with all fields, a filter of groups joined by OR', async () => {
    const groups = (await get('group_list?all_fields=true')).result
    expect(groups.every((group: Json) => typeof group['display_name'] === 'string')).toBe(true)
    const found = await get('package_search?q=&fq=(groups:y-te+OR+groups:nong-nghiep)&rows=10')
    expect(namesOf(found.result)).toEqual(['benh-vien-va-tram-y-te', 'dat-nong-nghiep'])
  })

  test('ckanext-harvest: full pages by id, incremental by time, owner and group by id', async () => {
    const ids: string[] = []
    for (let start = 0; ; start += 2) {
      const page = await get(`package_search?rows=2&start=${start}&sort=id+asc`)
      if (page.result.results.length === 0) break
      ids.push(...page.result.results.map((dataset: Json) => dataset['id']))
    }
    expect(ids).toEqual(ckan.datasets.map(({ id }) => id).sort())
    const none = await get(
      'package_search?rows=100&start=0&sort=id+asc&fq=metadata_modified:[2099-01-01T00:00:00Z+TO+*]',
    )
    expect(none.result).toMatchObject({ count: 0, results: [] })
    const all = await get('package_search?fq=-organization:khac+metadata_modified:[2026-01-01T00:00:00Z+TO+*]')
    expect(all.result.count).toBe(3)
    const [dataset] = all.result.results
    expect((await result('organization_show', { id: dataset.organization.id })).name).toBe(dataset.organization.name)
    expect((await result('group_show', { id: dataset.groups[0].id })).name).toBe(dataset.groups[0].name)
  })

  test('Magda: organizations page by page until there are none, a thousand datasets by id', async () => {
    const seen: string[] = []
    for (let offset = 0; ; offset += 40) {
      const query = 'all_fields=true&include_groups=true&include_extras=true&include_tags=true'
      const page = (await get(`organization_list?${query}&limit=40&offset=${offset}`)).result
      if (page.length === 0) break
      seen.push(...page.map((organization: Json) => organization['id']))
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe((await result('organization_list')).length)
    const found = await get('package_search?sort=id+asc&start=0&rows=1000')
    expect(found.result.results.length).toBe(3)
    const quoted = await search({ fq: '(organization:"Bộ Tài chính" OR organization:"x") -harvest_source_title:"y"' })
    expect(quoted.count).toBe(2)
  })

  test('ckanr: status, search with a facet, a filter on a number', async () => {
    expect((await get('package_search?q=*:*&facet.field=["tags"]&rows=0')).result.facets.tags['giáo dục']).toBe(2)
    expect((await search({ fq: 'num_tags:[2 TO *]' })).count).toBe(3)
    expect((await search({ fq: 'num_tags:[3 TO *]' })).count).toBe(0)
  })
})

describe('package_search', () => {
  test('facets and counts are those of a plain count over all datasets', async () => {
    const all: Json[] = (await search({ rows: 1000 })).results
    const fields = ['organization', 'groups', 'tags', 'res_format', 'license_id', 'state']
    const facets = (await search({ rows: 0, 'facet.field': fields })).search_facets
    const valuesOf: Record<string, (dataset: Json) => readonly string[]> = {
      organization: (dataset) => [dataset['organization'].name],
      groups: (dataset) => dataset['groups'].map((group: Json) => group['name']),
      tags: (dataset) => dataset['tags'].map((tag: Json) => tag['name']),
      res_format: (dataset) => [...new Set<string>(dataset['resources'].map((resource: Json) => resource['format']))],
      license_id: (dataset) => [dataset['license_id']],
      state: () => ['active'],
    }
    for (const field of fields) {
      const counts: Record<string, number> = {}
      for (const dataset of all) {
        for (const value of valuesOf[field]?.(dataset) ?? []) counts[value] = (counts[value] ?? 0) + 1
      }
      const items: Json[] = facets[field].items
      expect(Object.fromEntries(items.map((item) => [item['name'], item['count']])), field).toEqual(counts)
      for (const [value, count] of Object.entries(counts)) {
        expect((await search({ fq: `${field}:"${value}"`, rows: 0 })).count, `${field}:${value}`).toBe(count)
      }
    }
  })

  test('a bounding box is refused with the way to ask by unit, which works', async () => {
    const { status, error } = await ckan.act('package_search', { ext_bbox: '102,8,110,23' })
    expect([status, error['__type']]).toEqual([409, 'Validation Error'])
    expect(error['ext_bbox'][0]).toContain('fq=areas:')
    expect((await ckan.act('package_search', { ext_bbox: '' })).status).toBe(200)
    const all: Json[] = (await search({ rows: 1000 })).results
    const [area] = all.flatMap((dataset): readonly string[] => dataset['areas'] ?? [])
    const inside = all.filter((dataset) => (dataset['areas'] ?? []).includes(area))
    expect(area).toBeDefined()
    expect((await search({ fq: `areas:"${area}"`, rows: 0 })).count).toBe(inside.length)
  })

  test('facets show titles, obey limit and mincount, and come in both shapes', async () => {
    const found = await search({ rows: 0, 'facet.field': '["organization"]', 'facet.limit': 1 })
    expect(found.facets).toEqual({ organization: { g12: 2 } })
    expect(found.search_facets.organization).toEqual({
      title: 'organization',
      items: [{ name: 'g12', display_name: 'Bộ Tài chính', count: 2 }],
    })
    const least = await search({ rows: 0, 'facet.field': ['organization'], 'facet.mincount': 2, 'facet.limit': -1 })
    expect(least.facets).toEqual({ organization: { g12: 2 } })
    expect(await search({ rows: 0 })).toMatchObject({ facets: {}, search_facets: {} })
    expect(await search({ rows: 0, facet: 'false', 'facet.field': ['tags'] })).toMatchObject({ facets: {} })
  })

  test.each([
    // One by its title, one by its theme, Môi trường.
    ['trường', 2],
    ['truong', 2],
    ['"trường học"', 1],
    ['tài chính', 2],
    ['khong-co-dau', 0],
    ['title:"nông nghiệp"', 1],
    ['title:"nghiệp nông"', 0],
    ['organization:g12 AND tags:"giáo dục" AND -tags:đất', 1],
    ['res_format:CSV', 3],
    ['name:dat*', 1],
    ['owner_org:*', 3],
    ['khong_co_truong:a', 0],
    ['tags:"C#"', 1],
    ['dataset_type:dataset +state:active +capacity:public', 3],
    ['(trường', 2],
    ['""', 3],
  ])('q=%s finds %d', async (q, count) => {
    expect((await search({ q })).count).toBe(count)
  })

  test('rows are cut at 1000, fl keeps only those fields, sort is told', async () => {
    const found = await search({ rows: 5000, fl: 'name,title', sort: 'name asc' })
    expect(found.sort).toBe('name asc')
    expect(found.results.map(({ name }: Json) => name)).toEqual(names)
    expect(Object.keys(found.results[0]).sort()).toEqual(['name', 'title'])
    expect((await search({ sort: 'title_string desc', rows: 1 })).results[0].title).toBe('Đất nông nghiệp')
  })

  test('a deep start is an empty page, not an error', async () => {
    expect(await search({ start: 200_000, sort: 'id asc' })).toMatchObject({ count: 3, results: [] })
  })
})

test('what is withdrawn is gone from every list', async () => {
  const { app, act } = ckan
  const gone = await app.publishText('x.csv', 'A,B\nx,1\ny,2\n', { title: 'Sẽ thu hồi' })
  const seen = async () => (await act('package_search', { rows: 0 })).result.count as number
  await expect.poll(seen, { timeout: 60_000 }).toBe(4)
  const approver = await app.actor('approver')
  await app.modules.catalog.withdrawResource(approver, { resourceId: gone.id, reason: 'Sai', decision: { text: 'x' } })
  await expect.poll(seen, { timeout: 60_000 }).toBe(3)
  expect(await result('package_list')).not.toContain(gone.slug)
  expect((await act('package_show', { id: gone.slug })).status).toBe(404)
  expect((await act('resource_show', { id: gone.tableIds[0] })).status).toBe(404)
})
