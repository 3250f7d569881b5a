import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { type DatabaseRecord, emptyDatabase } from '../record.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

async function published(name: string, more: Partial<DatabaseRecord> = {}): Promise<{ id: string; slug: string }> {
  const { catalog, datamap } = app.modules
  const officer = await app.actor('data_officer')
  const record: DatabaseRecord = {
    ...emptyDatabase(name),
    identity: { name, class: '3', sector: 'y-te' },
    content: { purpose: 'Thử', scope: 'Cả nước' },
    update: { collectionMethod: 'Nhập tay', frequency: 'DAILY', sources: ['Các sở'] },
    ...more,
  }
  const draft = await datamap.createDatabase(officer, { agency: app.agencies.home, record })
  await catalog.submitChange(officer, draft.id)
  await catalog.approveChange(await app.actor('approver'), { changeId: draft.id, decision: { number: '1/QĐ' } })
  return { id: draft.resourceId, slug: (await catalog.reader.resource(draft.resourceId))?.slug ?? '' }
}

test('search engines are told of the databases the public may know of, and of no other', async () => {
  const open = await published('CSDL cho mọi người')
  const hidden = await published('CSDL kín', { classification: { hidden: true } })
  const gone = await published('CSDL đã thu hồi')
  await app.modules.catalog.withdrawResource(await app.actor('approver'), {
    resourceId: gone.id,
    reason: 'Thử thu hồi',
    decision: { number: '2/QĐ' },
  })
  const index = await app.http.inject('/sitemap.xml')
  expect(index.body).toContain('/sitemap-co-so-du-lieu.xml')
  const { body, headers } = await app.http.inject('/sitemap-co-so-du-lieu.xml')
  expect(headers['content-type']).toContain('application/xml')
  expect([...body.matchAll(/ban-do-du-lieu\/([^<]+)</g)].map(([, slug]) => slug)).toEqual([open.slug])
  const at = async (id: string) => {
    const answer = await app.http.inject(`/id/database/${id}`)
    return [answer.statusCode, answer.headers['location']]
  }
  expect(await at(open.id)).toEqual([303, `/ban-do-du-lieu/${open.slug}`])
  expect((await at(hidden.id))[0]).toBe(404)
  // What was withdrawn has its page still, which says why.
  expect((await at(gone.id))[0]).toBe(303)
})
