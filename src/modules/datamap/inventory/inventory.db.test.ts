import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type SignedIn, type TestApp } from '../../../testing/test-app.ts'
import { aWorkbook, provincialInventory } from '../testing.ts'

let app: TestApp
let officer: SignedIn
let owner: string

beforeAll(async () => {
  app = await openTestApp()
  officer = await app.signIn('data_officer')
  owner = (await app.modules.identity.agencies.byCode(app.agencies.home))?.name ?? ''
})
afterAll(() => app.close())

async function upload(bytes: Uint8Array, as: SignedIn = officer, agency = app.agencies.home as string) {
  const boundary = 'ranh-gioi'
  const part = (head: string, body: Uint8Array | string) => [
    Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ]
  const payload = Buffer.concat([
    ...part('Content-Disposition: form-data; name="_csrf"', as.csrf),
    ...part('Content-Disposition: form-data; name="agency"', agency),
    ...part(
      'Content-Disposition: form-data; name="tep"; filename="danh-muc.xlsx"\r\nContent-Type: application/octet-stream',
      bytes,
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  return app.http.inject({
    method: 'POST',
    url: '/lam-viec/ban-do/nap',
    headers: { ...as.headers, accept: 'text/html', 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  })
}

async function taken(bytes: Uint8Array): Promise<string> {
  const answer = await upload(bytes)
  expect(answer.statusCode, answer.body).toBe(303)
  return String(answer.headers['location'])
}

async function get(url: string, as: SignedIn = officer): Promise<string> {
  const answer = await app.http.inject({ url, headers: { ...as.headers, accept: 'text/html' } })
  expect(answer.statusCode, app.problems.join('')).toBe(200)
  return answer.body
}

async function post(url: string, form: Readonly<Record<string, string>>, as: SignedIn = officer) {
  return app.http.inject({
    method: 'POST',
    url,
    headers: { ...as.headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...form, _csrf: as.csrf }).toString(),
  })
}

const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
const plain = (body: string) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('a provincial inventory as it is', () => {
  test('is read with its title, two rows of headings, groups and merged cells, and saved as drafts', async () => {
    const url = await taken(await provincialInventory(owner))
    const preview = await get(url)
    expect(plain(preview)).toMatch(/Tạo mới 5/)
    expect(preview).not.toContain('id="o-sai"')
    const saved = await post(`${url}/luu`, { version: hidden(preview, 'version'), digest: hidden(preview, 'digest') })
    expect(saved.statusCode, saved.body).toBe(303)
    const { rows } = await app.node.database.pool.query<{
      name: string
      record: Record<string, Record<string, unknown>>
    }>(`select name, record from datamap.draft order by name`)
    const one = rows.find(({ name }) => name === 'Dữ liệu của Hệ thống một cửa điện tử')?.record
    expect(one).toMatchObject({
      identity: {
        system: 'Hệ thống một cửa điện tử',
        systemUrl: 'https://motcua.example.vn',
        level: 'province',
        yearInUse: 2019,
        status: 'operating',
        rationalisation: 'keep',
      },
      ownership: { subUnit: 'Phòng CNTT' },
      sharing: {
        what: 'Hồ sơ thủ tục hành chính',
        methods: ['query'],
        frequency: 'Hằng ngày',
        scope: 'Toàn tỉnh',
        detail: 'Trạng thái hồ sơ',
        connection: 'connected',
      },
      cost: { investment: 'rented' },
    })
    expect(rows.map(({ name }) => name)).toContain('CSDL hộ tịch điện tử')
    const again = await get(await taken(await provincialInventory(owner)))
    expect(plain(again)).toMatch(/Không đổi 5/)
  })
})

describe('mistakes in a workbook', () => {
  const head = ['Tên CSDL', 'Loại', 'Năm', 'Tần suất cập nhật', 'Cơ quan chủ quản']
  const sheet = (...rows: (string | number | null)[][]) => aWorkbook({ name: 'Danh sách', rows: [head, ...rows] })

  test('are told by sheet and cell, mended in the browser, and only then saved', async () => {
    const url = await taken(
      await sheet(
        ['CSDL lỗi một', '2c', 'năm ngoái', 'Hằng tháng', null],
        ['CSDL lỗi hai', 'loại gì đó', 2020, 'lúc nào rảnh', null],
      ),
    )
    const first = await get(url)
    expect(plain(first)).toContain('Trang “Danh sách”, ô C2')
    expect(plain(first)).toContain('“năm ngoái” không phải số')
    expect(plain(first)).toContain('“loại gì đó”')
    const early = await post(`${url}/luu`, { version: hidden(first, 'version'), digest: 'x' })
    expect(early.statusCode).toBe(400)
    expect(plain(early.body)).toContain('Chưa có gì được lưu')
    const mend = {
      version: hidden(first, 'version'),
      'o-khoa-0': hidden(first, 'o-khoa-0'),
      'o-cu-0': 'năm ngoái',
      'o-0': '2025',
    }
    const words = Object.fromEntries(
      [0, 1].flatMap((index) => {
        const key = hidden(first, `khoa-${index}`)
        return [
          [`khoa-${index}`, key],
          [`tu-${index}`, key.startsWith('identity.class') ? '3' : 'IRREG'],
        ]
      }),
    )
    const mended = await post(`${url}/sua`, { ...mend, ...words })
    expect(mended.statusCode, mended.body).toBe(303)
    const second = await get(url)
    expect(second).toContain('name="digest"')
    const saved = await post(`${url}/luu`, { version: hidden(second, 'version'), digest: hidden(second, 'digest') })
    expect(saved.statusCode, saved.body).toBe(303)
    const { rows } = await app.node.database.pool.query<{ class: string }>(
      `select class from datamap.draft where name = 'CSDL lỗi hai'`,
    )
    expect(rows).toEqual([{ class: '3' }])
  })

  test('an owner that was merged gives its successor with a note; one nobody knows is asked about', async () => {
    const url = await taken(
      await sheet(
        ['CSDL của bộ cũ', '3', 2020, null, 'Bộ Kế hoạch và Đầu tư'],
        ['CSDL của sở', '3', 2020, null, 'Sở Gì Đó tỉnh Nào'],
      ),
    )
    const body = plain(await get(url))
    expect(body).toMatch(/Bộ Kế hoạch và Đầu tư.*đã sáp nhập; cơ sở dữ liệu ghi cho Bộ Tài chính/)
    expect(body).toContain('“Sở Gì Đó tỉnh Nào”')
    expect(body).toContain(`Đơn vị trực thuộc ${owner}`)
  })

  test('another agency’s databases are refused cell by cell', async () => {
    const other = (await app.modules.identity.agencies.byCode(app.agencies.other))?.name ?? ''
    const body = plain(await get(await taken(await sheet(['CSDL nơi khác', '3', 2020, null, other]))))
    expect(body).toContain('Tài khoản này không ghi được cho cơ quan đó')
  })

  test('a row that stands twice is told with the place of the first', async () => {
    const body = plain(
      await get(
        await taken(await sheet(['CSDL đôi', '3', 2020, null, null], ['Cơ sở dữ liệu ĐÔI', '3', 2020, null, null])),
      ),
    )
    expect(body).toContain('Trùng với Danh sách, dòng 2')
  })

  test('a file without any list is refused with what is needed', async () => {
    const answer = await upload(
      await aWorkbook({ name: 'Thơ', rows: [['Trăm năm trong cõi người ta'], ['Chữ tài chữ mệnh']] }),
    )
    expect(answer.statusCode).toBe(400)
    expect(plain(answer.body)).toContain('Không thấy danh mục nào')
    const broken = await upload(Buffer.from('đây không phải bảng tính'.repeat(3)))
    expect([400]).toContain(broken.statusCode)
  })
})

describe('two officers at once', () => {
  const rows = (purpose: string) =>
    aWorkbook({
      name: 'A',
      rows: [
        ['Tên CSDL', 'Mục đích'],
        ['CSDL chung tay', purpose],
      ],
    })

  test('mending an older page is refused; nothing is overwritten', async () => {
    const url = await taken(await rows('một'))
    const version = hidden(await get(url), 'version')
    expect((await post(`${url}/sua`, { version })).statusCode).toBe(303)
    const late = await post(`${url}/sua`, { version })
    expect(late.statusCode).toBe(400)
    expect(plain(late.body)).toContain('Có người vừa sửa tệp này')
  })

  test('a workbook previewed before another one was saved is held against it again', async () => {
    const [one, two] = [await taken(await rows('một')), await taken(await rows('hai'))]
    const [first, second] = [await get(one), await get(two)]
    const save = (url: string, body: string) =>
      post(`${url}/luu`, { version: hidden(body, 'version'), digest: hidden(body, 'digest') })
    const [a, b] = await Promise.all([save(one, first), save(two, second)])
    expect([a.statusCode, b.statusCode].toSorted((x, y) => x - y)).toEqual([303, 400])
    const { rows: found } = await app.node.database.pool.query(
      `select 1 from datamap.draft where name = 'CSDL chung tay'`,
    )
    expect(found).toHaveLength(1)
  })
})

test('another agency’s officer may neither look at a workbook nor change, save, drop or send it', async () => {
  const url = await taken(
    await aWorkbook({
      name: 'A',
      rows: [
        ['Tên CSDL', 'Mục đích'],
        ['CSDL kín', 'riêng'],
      ],
    }),
  )
  const version = hidden(await get(url), 'version')
  const stranger = await app.signIn('data_officer', 'other')
  const look = await app.http.inject({ url, headers: { ...stranger.headers, accept: 'text/html' } })
  expect(look.statusCode).toBe(403)
  for (const step of ['sua', 'luu', 'bo', 'gui']) {
    for (const form of [{ version }, { version: '9' }])
      expect((await post(`${url}/${step}`, form, stranger)).statusCode, step).toBe(403)
  }
  const approver = await app.signIn('approver', 'other')
  expect((await post(`${url}/duyet`, { number: '77/QĐ' }, approver)).statusCode).toBe(403)
  expect(hidden(await get(url), 'version')).toBe(version)
})

test('what was downloaded and changed comes back as changes of the same databases', async () => {
  const answer = await app.http.inject({ url: '/lam-viec/ban-do/danh-muc.xlsx', headers: officer.headers })
  expect(answer.statusCode, app.problems.join('')).toBe(200)
  const body = plain(await get(await taken(answer.rawPayload)))
  expect(body).toMatch(/Tạo mới 0 Sửa 0 /)
})
