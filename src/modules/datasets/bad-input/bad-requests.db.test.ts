import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { type Officer, officerOf } from '../testing.ts'

let app: TestApp
let officer: Officer
beforeAll(async () => {
  app = await openTestApp()
  officer = officerOf(app)
})
afterAll(() => app.close())

const TABLE = 'Mã,Tên\n1,Huế\n2,Hà Nội\n3,Đà Nẵng\n'

describe('an upload that is cut', () => {
  test('goes on from what has arrived, and ends with the bytes that were sent', async () => {
    const bytes = Buffer.from(TABLE)
    const location = await officer.createUpload({ name: 'cat.csv', bytes })
    await officer.append(location, 0, bytes.subarray(0, 10))
    const asked = await app.http.inject({ method: 'HEAD', url: location, headers: officer.headers })
    expect(asked.headers).toMatchObject({ 'upload-offset': '10', 'upload-length': String(bytes.length) })
    const rest = await officer.append(location, 10, bytes.subarray(10))
    expect(rest.headers['upload-offset']).toBe(String(bytes.length))
    const draft = await officer.createDraft('Tệp gửi hai lần')
    const id = location.split('/').at(-1)
    expect((await officer.ask('POST', `/api/v1/changes/${draft.id}/files`, { upload: id })).status).toBe(202)
    expect((await officer.untilRead(draft.id)).tables).toMatchObject([{ rows: 3, columns: 2 }])
  })

  test('a part that does not follow on is refused and changes nothing', async () => {
    const location = await officer.createUpload({ name: 'lech.csv', bytes: TABLE })
    await officer.append(location, 0, Buffer.from('Mã'))
    const wrong = await officer.append(location, 99, Buffer.from('x'))
    expect(wrong.statusCode).toBe(409)
    expect(wrong.json()).toMatchObject({ code: 'datasets.upload-offset', offset: 3 })
    const asked = await app.http.inject({ method: 'HEAD', url: location, headers: officer.headers })
    expect(asked.headers['upload-offset']).toBe('3')
  })

  test('an unfinished file cannot be taken into a draft', async () => {
    const location = await officer.createUpload({ name: 'do-dang.csv', bytes: TABLE })
    const draft = await officer.createDraft('Tệp chưa xong')
    const upload = location.split('/').at(-1)
    const added = await officer.ask('POST', `/api/v1/changes/${draft.id}/files`, { upload })
    expect(added).toMatchObject({ status: 409, body: { code: 'datasets.upload-unfinished', offset: 0 } })
  })

  test('more bytes than announced are refused', async () => {
    const location = await officer.createUpload({ name: 'thua.csv', bytes: 'ab' })
    const sent = await officer.append(location, 0, Buffer.from('abcdef'))
    expect(sent.statusCode).toBe(413)
    expect(sent.json()).toMatchObject({ code: 'datasets.more-than-announced' })
  })

  test('another officer’s upload does not exist', async () => {
    const location = await officer.createUpload({ name: 'cua-toi.csv', bytes: TABLE })
    const asked = await app.http.inject({
      method: 'PATCH',
      url: location,
      headers: {
        ...app.as('data_officer', 'other'),
        'content-type': 'application/offset+octet-stream',
        'upload-offset': '0',
      },
      payload: Buffer.from('x'),
    })
    expect(asked.statusCode).toBe(404)
  })
})

describe('the same thing twice', () => {
  test('the same file is refused by name', async () => {
    const draft = await officer.readFile({ name: 'mot.csv', bytes: TABLE })
    const again = await officer.addFile(draft.id, { name: 'hai.csv', bytes: TABLE })
    expect(again).toMatchObject({ status: 409, body: { code: 'datasets.same-file' } })
    expect(again.body['title']).toContain('mot.csv')
  })

  test('of two officers editing at once the later is told, and nothing is overwritten', async () => {
    const draft = await officer.createDraft('Hai người cùng sửa')
    const url = `/api/v1/changes/${draft.id}`
    const edit = (vi: string) => ({ revision: draft.revision, record: { ...draft.record, title: { vi } } })
    expect((await officer.ask('PUT', url, edit('Bản của người thứ nhất'))).status).toBe(200)
    const answer = await app.http.inject({
      method: 'PUT',
      url,
      headers: { ...app.as('approver'), 'accept-language': 'en' },
      payload: edit('Bản của người thứ hai'),
    })
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({ code: 'catalog.saved-by-other' })
    expect(answer.json()).toMatchObject({ title: expect.stringMatching(/Nothing was overwritten/) })
    expect((await officer.seeDraft(draft.id)).record).toMatchObject({ title: { vi: 'Bản của người thứ nhất' } })
  })
})

describe('texts nobody should send', () => {
  test('a title of ten thousand characters is refused at its field', async () => {
    const answer = await officer.ask('POST', '/api/v1/datasets', {
      agency: app.agencies.home,
      title: 'Dân số '.repeat(1500),
    })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body['fields'])).toContain('title')
  })

  test('JSON a hundred thousand levels deep is refused', async () => {
    const depth = 100_000
    const answer = await app.http.inject({
      method: 'POST',
      url: '/api/v1/datasets',
      headers: { ...officer.headers, 'content-type': 'application/json' },
      payload: `{"agency":"${app.agencies.home}","title":"x","record":${'['.repeat(depth)}1${']'.repeat(depth)}}`,
    })
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(400)
    const deepObject = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    const nested = await app.http.inject({
      method: 'POST',
      url: '/api/v1/datasets',
      headers: { ...officer.headers, 'content-type': 'application/json' },
      payload: `{"agency":"${app.agencies.home}","title":"x","record":{"title":${deepObject}}}`,
    })
    expect(nested.statusCode, nested.body.slice(0, 300)).toBe(400)
  })

  test('broken JSON is refused', async () => {
    const answer = await app.http.inject({
      method: 'POST',
      url: '/api/v1/datasets',
      headers: { ...officer.headers, 'content-type': 'application/json' },
      payload: '{"agency":',
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code: 'http.bad-request' })
  })
})
