import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/test-app.ts'
import { type DatabaseRecord, emptyDatabase } from './index.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

function aDatabase(name: string, more: Partial<DatabaseRecord> = {}): DatabaseRecord {
  return {
    ...emptyDatabase(name),
    identity: { name, class: '2a', status: 'operating', sector: 'giao-duc-dao-tao' },
    content: { purpose: `Quản lý ${name}`, scope: 'Toàn quốc', content: 'Hồ sơ' },
    update: { collectionMethod: 'Cơ sở nhập trực tuyến', frequency: 'DAILY', sources: ['Các sở'] },
    ...more,
  }
}

async function publish(name: string, more: Partial<DatabaseRecord> = {}) {
  const { datamap, catalog } = app.modules
  const record = aDatabase(name, more)
  const draft = await datamap.createDatabase(await app.actor('data_officer'), { agency: app.agencies.home, record })
  await catalog.submitChange(await app.actor('data_officer'), draft.id)
  await catalog.approveChange(await app.actor('approver'), { changeId: draft.id, decision: { number: '12/QĐ-BKHCN' } })
  const resource = await catalog.reader.resource(draft.resourceId)
  if (!resource) throw new Error('it is not there')
  return resource
}

describe('a database of the map', () => {
  test('goes through the one review and is then on the map and in the search', async () => {
    const { id, slug, summary } = await publish('CSDL Trường học thử')
    expect(summary.listed).toBe(true)
    const map = await app.modules.datamap.reader.map('public')
    expect(map.databases.find((database) => database.id === id)).toMatchObject({ slug, class: '2a', listed: true })
    const found = await app.http.inject('/bo-du-lieu?q=truong+hoc+thu&kind=database')
    expect(found.body).toContain(`href="/ban-do-du-lieu/${slug}"`)
    expect((await app.http.inject('/api/v1/datasets?q=truong+hoc+thu')).json()).toMatchObject({ total: 0 })
  })

  test('does not go to review while a rule in force is broken', async () => {
    const record = emptyDatabase('CSDL chưa khai')
    const officer = await app.actor('data_officer')
    const draft = await app.modules.datamap.createDatabase(officer, { agency: app.agencies.home, record })
    await expect(app.modules.catalog.submitChange(officer, draft.id)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'datamap.not-ready',
    })
  })

  test('that holds state secrets is on no public page, also not as the end of a line', async () => {
    const secret = await publish('CSDL bí mật thử', { classification: { stateSecret: true } })
    const open = await publish('CSDL nói tới bí mật', {
      relations: [{ type: 'feeds', to: secret.id, name: 'CSDL bí mật thử' }],
    })
    const map = await app.modules.datamap.reader.map('public')
    expect(map.databases.map(({ id }) => id)).not.toContain(secret.id)
    expect(JSON.stringify(map)).not.toContain('bí mật thử')
    const own = await app.modules.datamap.reader.map(await app.actor('data_officer'))
    expect(own.relations).toContainEqual({ from: open.id, to: secret.id, name: 'CSDL bí mật thử', type: 'feeds' })
    const other = await app.modules.datamap.reader.map(await app.actor('data_officer', 'other'))
    expect(JSON.stringify(other)).not.toContain('bí mật thử')
    const found = await app.http.inject('/bo-du-lieu?q=bi+mat+thu&kind=database')
    expect(found.body).not.toContain(`/ban-do-du-lieu/${secret.slug}"`)
  })

  test('two officers at once: the later save is refused and nothing is overwritten', async () => {
    const { datamap } = app.modules
    const officer = await app.actor('data_officer')
    const steward = await app.actor('steward')
    const draft = await datamap.createDatabase(officer, {
      agency: app.agencies.home,
      record: aDatabase('CSDL hai người'),
    })
    const edit = (purpose: string) => ({
      changeId: draft.id,
      revision: draft.revision,
      record: aDatabase('CSDL hai người', { content: { purpose } }),
    })
    await datamap.saveDatabase(steward, edit('của người thứ nhất'))
    await expect(datamap.saveDatabase(officer, edit('của người thứ hai'))).rejects.toMatchObject({
      code: 'catalog.saved-by-other',
    })
  })

  test('is not for strangers: neither another agency nor a contributor may write it', async () => {
    const record = aDatabase('CSDL của người khác')
    for (const stranger of [await app.actor('data_officer', 'other'), await app.actor('contributor')]) {
      const attempt = app.modules.datamap.createDatabase(stranger, { agency: app.agencies.home, record })
      await expect(attempt).rejects.toMatchObject({ kind: 'forbidden' })
    }
  })

  test('leaves the map when withdrawn, and comes back with its next publication', async () => {
    const { catalog, datamap } = app.modules
    const { id } = await publish('CSDL thu hồi')
    const approver = await app.actor('approver')
    await catalog.withdrawResource(approver, { resourceId: id, reason: 'trùng', decision: {} })
    const ids = async () => (await datamap.reader.map('public')).databases.map((database) => database.id)
    expect(await ids()).not.toContain(id)
    const draft = await datamap.startChange(await app.actor('data_officer'), id)
    await catalog.submitChange(await app.actor('data_officer'), draft.id)
    await catalog.approveChange(approver, { changeId: draft.id, decision: {} })
    expect(await ids()).toContain(id)
  })
})
