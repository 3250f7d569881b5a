import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CkanUnderTest, type Json, openCkan, untilCount } from './testing.ts'

const CSV = 'Tỉnh,Số dân\nHà Nội,8435652\nHuế,1257000\n'

let ckan: CkanUnderTest
let elsewhere: Server
beforeAll(async () => {
  elsewhere = createServer((_request, reply) => reply.end('a,b\n1,2\n'))
  await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done))
  ckan = await openCkan()
}, 300_000)
afterAll(async () => {
  elsewhere.close()
  await ckan.close()
})

const officer = () => ckan.app.as('data_officer')
const act = (name: string, params: object, headers = officer()) => ckan.act(name, params, headers)
const link = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/bang.csv`

/** A multipart body as `requests` and curl write it. */
async function send(name: string, fields: Record<string, string>, file?: { name: string; bytes: string }) {
  const boundary = 'ranh-gioi-7'
  const parts = Object.entries(fields).map(
    ([key, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  )
  const upload = file
    ? `--${boundary}\r\nContent-Disposition: form-data; name="upload"; filename="${file.name}"\r\nContent-Type: text/csv\r\n\r\n${file.bytes}\r\n`
    : ''
  const answer = await ckan.app.http.inject({
    method: 'POST',
    url: `/api/3/action/${name}`,
    payload: `${parts.join('')}${upload}--${boundary}--\r\n`,
    headers: { ...officer(), 'content-type': `multipart/form-data; boundary=${boundary}` },
  })
  return { status: answer.statusCode, ...(answer.json() as Json) } as Json
}

describe('the way of a publisher’s script', () => {
  test('create, upload, patch, send for review: a draft to the end, until somebody else agrees', async () => {
    const created = await act('package_create', {
      name: 'dan_so_cac_tinh',
      title: 'Dân số các tỉnh',
      notes: 'Số dân theo tỉnh.',
      owner_org: 'g12',
      license_id: 'cc-by',
      tag_string: 'dân số,tỉnh',
      groups: [{ name: 'xa-hoi' }],
      extras: [{ key: 'frequency', value: 'annual' }],
      maintainer_email: 'dan-so@nguon.test',
    })
    expect(created.status).toBe(200)
    expect(created.result).toMatchObject({
      name: 'dan-so-cac-tinh',
      state: 'draft',
      license_id: 'cc-by',
      frequency: 'annual',
      tags: [{ name: 'dân số' }, { name: 'tỉnh' }],
      groups: [{ name: 'xa-hoi' }],
      review: { state: 'draft' },
    })
    expect(created.body.changed_entities).toEqual({ package: [created.result.id] })

    const uploaded = await send(
      'resource_create',
      { package_id: 'dan-so-cac-tinh', name: 'Số dân' },
      { name: 'dan.csv', bytes: CSV },
    )
    expect(uploaded).toMatchObject({
      status: 200,
      result: { name: 'Số dân', state: 'draft', format: 'CSV', datastore_active: true, url_type: 'upload' },
    })
    expect((await act('resource_show', { id: uploaded['result'].id })).result.name).toBe('Số dân')
    expect((await ckan.act('resource_show', { id: uploaded['result'].id })).status).toBe(404)

    const patched = await act('package_patch', { id: 'dan-so-cac-tinh', title: 'Dân số theo tỉnh', state: 'active' })
    expect(patched.result).toMatchObject({
      title: 'Dân số theo tỉnh',
      name: 'dan-so-cac-tinh',
      notes: 'Số dân theo tỉnh.',
      state: 'draft',
      review: { state: 'in_review', message: expect.stringContaining('approver') },
    })
    expect((await ckan.act('package_show', { id: 'dan-so-cac-tinh' })).status).toBe(404)
    expect((await ckan.act('package_search', { q: 'name:dan-so-cac-tinh' })).result.count).toBe(0)

    const again = await act('package_patch', { id: 'dan-so-cac-tinh', title: 'Khác' })
    expect([again.status, again.error['message']]).toEqual([409, expect.stringContaining('waits for review')])

    const approver = await ckan.app.actor('approver')
    const decision = { text: 'Đồng ý' }
    await ckan.app.modules.catalog.approveChange(approver, { changeId: patched.result.review.change, decision })
    await untilCount(ckan.act, 4)
    const shown = (await ckan.act('package_show', { id: 'dan-so-cac-tinh' })).result
    expect(shown).toMatchObject({ state: 'active', private: false, title: 'Dân số theo tỉnh' })
    expect(shown.resources.map((resource: Json) => resource['name'])).toContain('Số dân')
    expect(shown).not.toHaveProperty('review')
  })

  test('a new file of a published dataset becomes a new version of the same resource, once approved', async () => {
    const before = (await ckan.act('package_show', { id: 'dan-so-cac-tinh' })).result
    const table = before.resources.find((resource: Json) => resource['datastore_active'])
    const sent = await send('resource_update', { id: table.id }, { name: 'dan-2.csv', bytes: `${CSV}Cà Mau,1200000\n` })
    expect(sent).toMatchObject({ status: 200, result: { id: table.id, state: 'draft' } })
    const rows = await ckan.act('datastore_search', { resource_id: table.id })
    expect(rows.result.total).toBe(2)
    const active = await act('package_patch', { id: before.id, state: 'active' })
    const approver = await ckan.app.actor('approver')
    const decision = { text: 'Đồng ý' }
    await ckan.app.modules.catalog.approveChange(approver, { changeId: active.result.review.change, decision })
    await expect
      .poll(async () => (await ckan.act('datastore_search', { resource_id: table.id })).result.total as number)
      .toBe(3)
  })

  test('links nested in a dataset are looked at first: one that leads nowhere stops it all', async () => {
    const refused = await act('package_create', {
      name: 'co-lien-ket',
      owner_org: 'G12',
      resources: [{ url: link(), name: 'Tốt' }, { name: 'không địa chỉ' }],
    })
    expect([refused.status, refused.error['resources']]).toEqual([409, [{}, { url: ['Missing value'] }]])
    const inside = await act('package_create', { name: 'co-lien-ket', owner_org: 'G12', resources: [{ url: link() }] })
    // An address inside the network of the node is not asked for on behalf of an outsider.
    expect(inside.status).toBe(409)
    expect((await act('package_show', { id: 'co-lien-ket' })).status).toBe(404)
  })
})

describe('nobody gets past four eyes', () => {
  test('an officer cannot publish, nor an approver their own work', async () => {
    const own = await act('package_create', { name: 'tu-duyet', owner_org: 'g12' }, ckan.app.as('approver'))
    expect(own.result.state).toBe('draft')
    for (const state of ['active', 'published']) {
      const answer = await act('package_patch', { id: 'tu-duyet', state, private: false }, ckan.app.as('approver'))
      expect(answer.result?.state ?? 'draft').toBe('draft')
    }
    expect((await ckan.act('package_show', { id: 'tu-duyet' })).status).toBe(404)
    const changeId = own.result.review.change as string
    const approver = await ckan.app.actor('approver')
    await expect(
      ckan.app.modules.catalog.approveChange(approver, { changeId, decision: { text: 'Tự duyệt' } }),
    ).rejects.toThrow('Nobody approves their own work')
  })

  test('an officer of another agency neither writes nor sees', async () => {
    const other = ckan.app.as('data_officer', 'other')
    expect((await act('package_create', { name: 'cua-nguoi-khac', owner_org: 'g12' }, other)).status).toBe(403)
    const mine = ckan.datasets[0]?.slug ?? ''
    for (const [name, params] of [
      ['package_patch', { id: mine, title: 'Của tôi' }],
      ['package_update', { id: mine, title: 'Của tôi' }],
      ['package_delete', { id: mine }],
      ['resource_create', { package_id: mine, url: 'https://a.vn' }],
    ] as const) {
      const answer = await act(name, params, other)
      expect([name, answer.status]).toEqual([name, 403])
      expect(answer.error['__type']).toBe('Authorization Error')
    }
    expect((await act('package_show', { id: 'tu-duyet' }, other)).status).toBe(404)
  })

  test('an officer cannot withdraw what is public; an approver can, with the reason kept', async () => {
    const mine = ckan.datasets[2]?.slug ?? ''
    expect((await act('package_delete', { id: mine })).status).toBe(403)
    expect((await act('package_delete', { id: mine, reason: 'Số liệu sai' }, ckan.app.as('approver'))).status).toBe(200)
    await expect.poll(async () => (await ckan.act('package_show', { id: mine })).status).toBe(404)
    const { rows } = await ckan.app.node.database.pool.query<{ details: { reason: string } }>(
      `select details from audit.record where action = 'catalog.resource.withdrawn'`,
    )
    expect(rows[0]?.details.reason).toBe('Số liệu sai')
  })

  test('agencies, themes and erasure are not CKAN’s to change', async () => {
    for (const name of ['organization_create', 'group_delete', 'dataset_purge']) {
      expect((await act(name, { id: 'x' })).status).toBe(403)
    }
  })
})

describe('bad input', () => {
  test.each([
    [{}, { name: ['Missing value'] }],
    [{ name: 'Tên Có Dấu', owner_org: 'g12' }, { name: [expect.stringContaining('lowercase')] }],
    [{ name: 'khong-co-quan' }, { owner_org: ['An organization must be provided'] }],
    [{ name: 'co-quan-la', owner_org: 'khong-co' }, { owner_org: ['Organization does not exist'] }],
    [{ name: 'giay-phep', owner_org: 'g12', license_id: 'la' }, { license_id: ['Not known here: la'] }],
    [{ name: 'chu-de', owner_org: 'g12', groups: [{ name: 'la' }] }, { groups: ['Not known here: la'] }],
    [{ name: 'tai-nguyen', owner_org: 'g12', resources: 'x' }, { resources: ['Not a list'] }],
  ])('package_create %j', async (params, faults) => {
    const answer = await act('package_create', params)
    expect([answer.status, answer.error]).toEqual([409, { __type: 'Validation Error', ...faults }])
  })

  test('a name that is taken', async () => {
    const answer = await act('package_create', { name: ckan.datasets[0]?.slug, owner_org: 'g12' })
    expect(answer.status).toBe(409)
    expect(answer.error['name']).toEqual(['That name is already in use.'])
  })

  test('an upload without a file, without a dataset, or of nonsense', async () => {
    const own = await act('package_create', { name: 'thu-tep', owner_org: 'g12' })
    expect(await send('resource_create', { package_id: 'thu-tep' })).toMatchObject({ status: 409 })
    expect(await send('resource_create', {}, { name: 'a.csv', bytes: CSV })).toMatchObject({
      status: 409,
      error: { package_id: ['Missing value'] },
    })
    const odd = await send(
      'resource_create',
      { package_id: 'thu-tep' },
      { name: '../../etc/passwd', bytes: '\u0000\u0001' },
    )
    expect([200, 409]).toContain(odd['status'])
    expect(JSON.stringify(odd)).not.toContain('/etc/')
    expect((await act('package_delete', { id: own.result.id })).status).toBe(200)
    expect((await act('package_show', { id: own.result.id })).status).toBe(404)
  })

  test('published resources are not removed by leaving them out', async () => {
    const mine = ckan.datasets[0]?.slug ?? ''
    const answer = await act('package_update', { id: mine, title: 'Danh sách', resources: [] })
    expect([answer.status, answer.error['resources'][0]]).toEqual([409, expect.stringContaining('not removed')])
    const update = await act('package_update', { id: mine, title: 'Danh sách mới', notes: 'Mô tả mới' })
    expect(update.result).toMatchObject({
      title: 'Danh sách mới',
      notes: 'Mô tả mới',
      tags: [],
      groups: [],
      state: 'draft',
    })
    expect(update.result.review.published_version).toBe(1)
    expect((await ckan.act('package_show', { id: mine })).result.title).toBe('Danh sách trường học')
  })
})
