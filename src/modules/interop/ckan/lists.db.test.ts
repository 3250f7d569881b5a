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
const namesOf = (found: { results: readonly { name: string }[] }) => found.results.map(({ name }) => name).sort()

describe('resources, organizations, groups, tags', () => {
  test('resource_show and resource_search', async () => {
    const dataset = await result('package_show', { id: names[0] })
    const [table] = dataset.resources
    expect(table.datastore_active).toBe(true)
    expect(await result('resource_show', { id: table.id })).toEqual(table)
    expect((await ckan.act('resource_show', { id: ckan.draft.id })).status).toBe(404)
    expect(await result('resource_search', { query: 'name:BANG' })).toMatchObject({ count: 6 })
    expect(await result('resource_search', { query: ['name:bang', 'url:csv'], limit: 2, offset: 5 })).toMatchObject({
      count: 6,
      results: [{ format: 'CSV' }],
    })
    const file = dataset.resources.find((resource: Json) => resource['hash'] !== '')
    expect(await result('resource_search', { query: `hash:${file.hash.slice(7, 20)}` })).toMatchObject({ count: 1 })
    expect((await ckan.act('resource_search', { query: 'mau:do' })).status).toBe(409)
    expect(await result('resource_view_list', { id: table.id })).toEqual([])
  })

  test('organization_list and organization_show', async () => {
    const list = await result('organization_list', { all_fields: true, sort: 'package_count desc', limit: 2 })
    expect(list.map((each: Json) => [each['name'], each['package_count']])).toEqual([
      ['g12', 2],
      ['g18', 1],
    ])
    expect(await result('organization_list', { q: 'tai chinh' })).toEqual(['g12'])
    const shown = await result('organization_show', { id: 'G12', include_datasets: true })
    expect(shown).toMatchObject({ name: 'g12', display_name: 'Bộ Tài chính', package_count: 2, users: [] })
    expect(shown.packages).toHaveLength(2)
    expect(shown.groups.map((group: Json) => group['name'])).toContain('g12-ctk')
    expect((await ckan.act('organization_show', { id: 'y-te' })).status).toBe(404)
    expect((await ckan.act('group_show', { id: 'g12' })).status).toBe(404)
    expect((await ckan.act('organization_list', { sort: 'mau' })).status).toBe(409)
  })

  test('groups are themes', async () => {
    expect(await result('group_list', { sort: 'package_count' })).toHaveLength(17)
    const group = await result('group_show', { id: 'y-te', include_datasets: true })
    expect(group).toMatchObject({ display_name: 'Y tế', package_count: 1, is_organization: false, type: 'group' })
    expect(namesOf({ results: await result('group_package_show', { id: 'y-te' }) })).toEqual(
      namesOf({ results: group.packages }),
    )
  })

  test('tags', async () => {
    expect(await result('tag_list')).toEqual(['C-', 'giáo dục', 'trường học', 'y tế', 'đất'])
    expect(await result('tag_list', { query: 'giao' })).toEqual(['giáo dục'])
    const [tag] = await result('tag_list', { query: 'đất', all_fields: true })
    expect(await result('tag_show', { id: tag.id, include_datasets: true })).toMatchObject({
      name: 'đất',
      vocabulary_id: null,
      packages: [{ name: 'dat-nong-nghiep' }],
    })
    expect(await result('tag_search', { query: 'o' })).toMatchObject({ count: 2 })
    expect(await result('tag_autocomplete', { query: 'tru' })).toEqual(['trường học'])
    expect((await ckan.act('tag_show', { id: 'khong' })).status).toBe(404)
  })

  test('the small ones are well formed', async () => {
    const licences = await result('license_list')
    expect(licences.map(({ id }: Json) => id)).toEqual(expect.arrayContaining(['cc-by', 'other-at']))
    expect(await result('format_autocomplete', { q: 'c' })).toEqual(['csv'])
    expect(await result('vocabulary_list')).toEqual([])
    expect(await result('member_list', { id: 'g18', object_type: 'package' })).toEqual([
      [ckan.datasets[1]?.id, 'package', 'public'],
    ])
    expect(await result('dataset_follower_count', { id: names[0] })).toBe(0)
    expect(await result('package_activity_list', { id: names[0] })).toMatchObject([{ activity_type: 'new package' }])
    expect(await result('recently_changed_packages_activity_list', { limit: 2 })).toHaveLength(2)
    expect(await result('harvest_source_list')).toEqual([])
    expect(await result('scheming_dataset_schema_list')).toEqual(['dataset'])
    expect((await result('scheming_dataset_schema_show', { type: 'dataset' })).dataset_fields.length).toBeGreaterThan(5)
    expect(await result('organization_list_for_user')).toEqual([])
    expect(await result('dcat_dataset_show', { id: names[0], format: 'ttl' })).toContain('a dcat:Dataset')
    expect(await result('dcat_catalog_show', { format: 'jsonld' })).toContain('"@graph"')
    expect(await result('dcat_datasets_list')).toHaveLength(3)
    expect((await ckan.act('dcat_dataset_show', { id: names[0], format: 'pdf' })).status).toBe(409)
  })
})
