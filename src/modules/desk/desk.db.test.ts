import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type SignedIn, type TestApp } from '../../testing/test-app.ts'
import { visitorActor } from '../identity/index.ts'

const CSV = 'Tỉnh,Năm,Sản lượng\nHà Nội,2023,10\nHuế,2023,20\nCà Mau,2023,30\n'
const PEOPLE =
  'STT,Họ và tên,Số điện thoại,Số CCCD\n1,Nguyễn Văn An,0912345678,001085012345\n2,Trần Thị Bình,0987654321,001190054321\n3,Lê Hoàng Cường,0358123456,079088011223\n'
const DESCRIPTION = {
  'description.vi': 'Sản lượng theo tỉnh.',
  themes: 'nong-nghiep',
  licence: 'vn-mo',
  frequency: 'ANNUAL',
  'contact.email': 'thongke@nguon.test',
}

let app: TestApp
let officer: SignedIn
let approver: SignedIn

beforeAll(async () => {
  app = await openTestApp()
  officer = await app.signIn('data_officer')
  approver = await app.signIn('approver')
})
afterAll(() => app.close())

const html = { accept: 'text/html' }

function open(who: SignedIn, url: string) {
  return app.http.inject({ url, headers: { ...html, ...who.headers } })
}

function send(who: SignedIn, url: string, fields: Readonly<Record<string, string>>) {
  const { headers, method, payload } = post(who, fields)
  return app.http.inject({ method, url, headers, payload })
}

/** As the page does while somebody types. */
function autosave(changeId: string, fields: Readonly<Record<string, string>>) {
  const { headers, method, payload } = post(officer, fields)
  const url = `/lam-viec/thay-doi/${changeId}/luu`
  return app.http.inject({ method, url, headers: { ...headers, 'x-fragment': 'tu-luu' }, payload })
}

function post(who: SignedIn, fields: Readonly<Record<string, string>>) {
  const headers = { ...html, ...who.headers, 'content-type': 'application/x-www-form-urlencoded' }
  return { method: 'POST' as const, headers, payload: new URLSearchParams({ _csrf: who.csrf, ...fields }).toString() }
}

/** The body a browser without script sends for a form with files. */
function multipart(fields: Readonly<Record<string, string>>, files: readonly { name: string; content: string }[]) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const { name, content } of files) form.append('tep', new Blob([content]), name)
  return new Response(form)
}

async function upload(who: SignedIn, files: readonly { name: string; content: string }[], token = who.csrf) {
  const body = multipart({ _csrf: token, agency: app.agencies.home }, files)
  return app.http.inject({
    method: 'POST',
    url: '/lam-viec/tai-len',
    headers: { ...html, ...who.headers, 'content-type': body.headers.get('content-type') ?? '' },
    payload: Buffer.from(await body.arrayBuffer()),
  })
}

async function untilRead(changeId: string): Promise<void> {
  const actor = await app.actor('data_officer')
  for (let tries = 0; tries < 200; tries++) {
    const { sources } = await app.modules.datasets.viewDraft(actor, changeId)
    if (sources.every(({ state }) => state !== 'reading')) return
    await sleep(100)
  }
  throw new Error('the file was not read')
}

const idOf = (location: unknown) => /([0-9a-f-]{36})/.exec(String(location))?.[1] ?? ''

async function inboxOf(who: SignedIn, subject: string): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    if ((await open(who, '/lam-viec/hop-thu')).body.includes(subject)) return true
    await sleep(100)
  }
  return false
}

describe('from a file to a publication, without script', () => {
  let changeId = ''

  test('a form without its token stores nothing', async () => {
    const answer = await upload(officer, [{ name: 'la.csv', content: CSV }], 'sai')
    expect(answer.statusCode).toBe(403)
  })

  test('a body without any token, or that is no form, is refused at once', async () => {
    const address = '/lam-viec/tai-len'
    const body = multipart({ agency: app.agencies.home }, [{ name: 'la.csv', content: CSV }])
    const noToken = { ...html, ...officer.headers, 'content-type': body.headers.get('content-type') ?? '' }
    const payload = Buffer.from(await body.arrayBuffer())
    expect((await app.http.inject({ method: 'POST', url: address, headers: noToken, payload })).statusCode).toBe(403)
    const json = { ...html, ...officer.headers, 'content-type': 'application/json' }
    expect((await app.http.inject({ method: 'POST', url: address, headers: json, payload: '{}' })).statusCode).toBe(403)
    const program = { ...app.as('data_officer'), 'content-type': 'application/json' }
    const odd = await app.http.inject({ method: 'POST', url: address, headers: program, payload: '{}' })
    expect(odd.statusCode).toBe(400)
  })

  test('a form without a file says so', async () => {
    const answer = await upload(officer, [])
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('Chưa chọn tệp nào')
  })

  test('an uploaded file opens a draft that shows the sheet beside its table', async () => {
    const answer = await upload(officer, [{ name: 'san-luong_2023.csv', content: CSV }])
    expect(answer.statusCode).toBe(303)
    changeId = idOf(answer.headers.location)
    await untilRead(changeId)
    const { body } = await open(officer, `/lam-viec/thay-doi/${changeId}`)
    expect(body).toContain('class="sheet"')
    expect(body).toContain('class="tb tidy"')
    expect(body).toContain('Cột “Sản lượng” là số nguyên')
  })

  test('the description comes filled in and lists what is missing before review', async () => {
    const { body } = await open(officer, `/lam-viec/thay-doi/${changeId}?buoc=mo-ta`)
    expect(body).toMatch(/name="title.vi" value="san luong 2023"/)
    const refused = await send(officer, `/lam-viec/thay-doi/${changeId}/gui`, {})
    expect(refused.statusCode).toBe(400)
    expect(refused.body).toContain('Chưa chọn giấy phép.')
  })

  test('saving while typing answers with the new revision and refuses an older one', async () => {
    const fields = { 'title.vi': 'Sản lượng lúa 2023', ...DESCRIPTION }
    const saved = await autosave(changeId, { ...fields, version: '1' })
    expect([saved.statusCode, saved.headers['x-draft-version']]).toEqual([204, '2'])
    const stale = await autosave(changeId, { ...fields, source: 'khác', version: '1' })
    expect(stale.statusCode).toBe(409)
    const again = await send(officer, `/lam-viec/thay-doi/${changeId}/luu`, { ...fields, version: '1' })
    expect(again.statusCode).toBe(303)
  })

  test('a conflict keeps what was typed on the page', async () => {
    const answer = await send(officer, `/lam-viec/thay-doi/${changeId}/luu`, {
      ...DESCRIPTION,
      'title.vi': 'Tên đang viết dở',
      version: '1',
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('vừa lưu bản nháp này sau khi bạn mở')
    expect(answer.body).toContain('value="Tên đang viết dở"')
  })

  test('the approver finds it on the desk and in the inbox; the sender cannot decide', async () => {
    const sent = await send(officer, `/lam-viec/thay-doi/${changeId}/gui`, { note: 'Xem giúp cột sản lượng.' })
    expect(sent.headers.location).toBe('/lam-viec?xong=gui')
    expect((await open(approver, '/lam-viec')).body).toContain(`/lam-viec/duyet/${changeId}`)
    expect(await inboxOf(approver, 'Chờ duyệt: Sản lượng lúa 2023')).toBe(true)
    const own = await open(officer, `/lam-viec/duyet/${changeId}`)
    expect(own.body).not.toContain(`/lam-viec/duyet/${changeId}/duyet`)
    const page = await open(approver, `/lam-viec/duyet/${changeId}`)
    expect(page.body).toContain('Xem giúp cột sản lượng.')
  })

  test('sent back with a reason, it tells the sender and waits on their desk', async () => {
    const silent = await send(approver, `/lam-viec/duyet/${changeId}/tra-lai`, { reason: ' ' })
    expect(silent.statusCode).toBe(400)
    await send(approver, `/lam-viec/duyet/${changeId}/tra-lai`, { reason: 'Thiếu đơn vị tính.' })
    expect((await open(officer, '/lam-viec')).body).toContain('Thiếu đơn vị tính.')
    expect(await inboxOf(officer, 'Trả lại: Sản lượng lúa 2023')).toBe(true)
  })

  test('approved with a decision, it is public at once', async () => {
    await send(officer, `/lam-viec/thay-doi/${changeId}/gui`, {})
    const odd = await send(approver, `/lam-viec/duyet/${changeId}/duyet`, { at: 'mai' })
    expect(odd.statusCode).toBe(400)
    const answer = await send(approver, `/lam-viec/duyet/${changeId}/duyet`, { number: '12/QĐ' })
    expect(answer.headers.location).toBe('/lam-viec?xong=duyet')
    const { body } = await app.http.inject({ url: '/bo-du-lieu?q=san+luong+lua', headers: html })
    expect(body).toContain('/bo-du-lieu/san-luong-lua-2023')
  })

  test('a new version is compared with what is public before anybody approves it', async () => {
    const started = await send(officer, '/lam-viec/bo-du-lieu/san-luong-lua-2023/ban-moi', {})
    const next = idOf(started.headers.location)
    const body = multipart({ _csrf: officer.csrf }, [
      { name: 'moi.csv', content: `${CSV.replace('Huế,2023,20', 'Huế,2023,21')}An Giang,2023,40\n` },
    ])
    await app.http.inject({
      method: 'POST',
      url: `/lam-viec/thay-doi/${next}/tep`,
      headers: { ...html, ...officer.headers, 'content-type': body.headers.get('content-type') ?? '' },
      payload: Buffer.from(await body.arrayBuffer()),
    })
    await untilRead(next)
    const page = await open(officer, `/lam-viec/thay-doi/${next}`)
    expect(page.body).toContain('1 dòng thêm, 0 dòng bỏ, 1 dòng đổi, 2 dòng giữ nguyên.')
    const twice = multipart({ _csrf: officer.csrf }, [{ name: 'cu.csv', content: CSV }])
    const same = await app.http.inject({
      method: 'POST',
      url: `/lam-viec/thay-doi/${next}/tep`,
      headers: { ...html, ...officer.headers, 'content-type': twice.headers.get('content-type') ?? '' },
      payload: Buffer.from(await twice.arrayBuffer()),
    })
    expect([same.statusCode, same.body.includes('giống từng byte')]).toEqual([400, true])
    const dropped = await send(officer, `/lam-viec/thay-doi/${next}/bo`, {})
    expect(dropped.headers.location).toBe('/lam-viec?xong=bo-nhap')
  })
})

describe('personal data', () => {
  test('are named with masked examples, come first on the desk, and need a decision', async () => {
    const answer = await upload(officer, [{ name: 'danh-sach.csv', content: PEOPLE }])
    const changeId = idOf(answer.headers.location)
    await untilRead(changeId)
    const { body } = await open(officer, `/lam-viec/thay-doi/${changeId}`)
    expect(body).toContain('Cột “Số CCCD”: 3 ô giống <b>số căn cước</b>')
    expect(body).toContain('001*********')
    const desk = await open(officer, '/lam-viec')
    expect(desk.body.indexOf('Có thể lộ dữ liệu cá nhân')).toBeGreaterThan(0)
    await send(officer, `/lam-viec/thay-doi/${changeId}/luu`, {
      ...DESCRIPTION,
      'title.vi': 'Danh sách tập huấn',
      version: '1',
    })
    await send(officer, `/lam-viec/thay-doi/${changeId}/gui`, {})
    const refused = await send(approver, `/lam-viec/duyet/${changeId}/duyet`, {})
    expect(refused.statusCode).toBe(400)
    expect(refused.body).toContain('Muốn công bố mở phải ghi quyết định cho phép')
    const takenBack = await send(officer, `/lam-viec/thay-doi/${changeId}/lay-lai`, {})
    expect(takenBack.headers.location).toContain('xong=lay-lai')
  })
})

describe('many files', () => {
  test('become one draft each, share what is filled in once, and are sent together', async () => {
    const files = ['a', 'b'].map((name) => ({ name: `${name}.csv`, content: `${CSV}${name},2024,1\n` }))
    const answer = await upload(officer, files)
    const address = String(answer.headers.location)
    expect(address).toMatch(/^\/lam-viec\/nhieu-tep\?ids=[0-9a-f-]{36},[0-9a-f-]{36}$/)
    const ids = address.split('=')[1] ?? ''
    for (const id of ids.split(',')) await untilRead(id)
    const early = await send(officer, '/lam-viec/nhieu-tep/gui', { ids })
    expect(early.body).toContain('Còn 2 bản chưa gửi được')
    await send(officer, '/lam-viec/nhieu-tep', { ids, ...DESCRIPTION })
    const sent = await send(officer, '/lam-viec/nhieu-tep/gui', { ids })
    expect(sent.headers.location).toBe('/lam-viec?xong=gui')
  })
})

describe('what an agency answers for', () => {
  test('its list can be filtered and taken away as a workbook', async () => {
    await app.publishText('cau.csv', CSV, { title: 'Cầu đường bộ' })
    const { body } = await open(officer, '/lam-viec/bo-du-lieu?q=cau+duong')
    expect(body).toContain('Cầu đường bộ')
    expect(body).not.toContain('Sản lượng lúa')
    const file = await open(officer, '/lam-viec/bo-du-lieu.xlsx')
    expect(file.headers['content-type']).toContain('spreadsheetml')
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })

  test('only an approver corrects and withdraws, and a withdrawal needs a reason', async () => {
    const { slug } = await app.publishText('ham.csv', `${CSV}hầm,2024,5\n`, { title: 'Hầm đường bộ' })
    const base = `/lam-viec/bo-du-lieu/${slug}`
    expect((await open(officer, base)).body).not.toContain(`${base}/thu-hoi`)
    expect((await send(officer, `${base}/thu-hoi`, { reason: 'thử' })).statusCode).toBe(403)
    expect((await send(approver, `${base}/dinh-chinh`, { text: 'Số năm 2023 sai.' })).headers.location).toContain(
      'dinh-chinh',
    )
    expect((await send(approver, `${base}/thu-hoi`, { reason: '' })).statusCode).toBe(400)
    await send(approver, `${base}/thu-hoi`, { reason: 'Nhầm bảng.' })
    expect((await open(approver, base)).body).toContain('Nhầm bảng.')
  })

  test('a question shows its contact to the answering officer alone and can be answered once', async () => {
    const { id, slug } = await app.publishText('hoi.csv', `${CSV}hỏi,2024,6\n`, { title: 'Bộ có câu hỏi' })
    const question = await app.modules.catalog.askQuestion(visitorActor(), {
      resourceId: id,
      kind: 'question',
      body: 'Đơn vị là gì?',
      contact: 'nguoi.hoi@vidu.vn',
    })
    expect(await inboxOf(officer, 'Câu hỏi: Bộ có câu hỏi')).toBe(true)
    const address = `/lam-viec/cau-hoi/${question}`
    expect((await open(officer, address)).body).toContain('nguoi.hoi@vidu.vn')
    const other = await app.signIn('data_officer', 'other')
    expect((await open(other, address)).statusCode).toBe(404)
    await send(officer, address, { answer: 'Nghìn tấn.' })
    expect((await open(officer, address)).statusCode).toBe(404)
    const publicPage = await app.http.inject({ url: `/bo-du-lieu/${slug}`, headers: html })
    expect(publicPage.body).not.toContain('nguoi.hoi@vidu.vn')
  })

  test('opening a message marks it as read and leads to the work', async () => {
    const { body } = await open(officer, '/lam-viec/hop-thu')
    const message = /name="tin" value="([^"]+)"/.exec(body)?.[1] ?? ''
    const before = body.split('Chưa đọc').length
    const answer = await send(officer, '/lam-viec/hop-thu', { tin: message })
    expect(answer.headers.location).toMatch(/^\/(lam-viec|bo-du-lieu)\//)
    expect((await open(officer, '/lam-viec/hop-thu')).body.split('Chưa đọc').length).toBe(before - 1)
  })
})
