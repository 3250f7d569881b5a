import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp } from '../../../testing/test-app.ts'

let app: Awaited<ReturnType<typeof openTestApp>>
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const csv = 'tinh,so_truong\nHà Nội,12\nHuế,7\n'

describe('the page of a dataset kept in memory', () => {
  it('is the same text for the next visitor but for the tokens, and changes with what it shows', async () => {
    const { slug, id: resourceId } = await app.publishText('truong.csv', csv, { title: 'Số trường học' })
    const url = `/bo-du-lieu/${slug}`
    const first = await app.http.inject({ url })
    const again = await app.http.inject({ url })
    expect(again.statusCode).toBe(200)
    expect(again.body).not.toContain('-of-visitor}')
    expect(again.headers.etag?.toString().split('.')[0]).toBe(first.headers.etag?.toString().split('.')[0])
    const token = /name="_csrf" value="([^"]+)"/
    expect(token.exec(again.body)?.[1]).not.toBe(token.exec(first.body)?.[1])

    await app.modules.catalog.noteCorrection(await app.actor('approver'), {
      resourceId,
      text: 'Cột số trường đã được sửa ngày hôm nay.',
    })
    expect((await app.http.inject({ url })).body).toContain('đã được sửa ngày hôm nay')
  })
})
