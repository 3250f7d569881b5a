import { strToU8, zipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { type Given, type Officer, officerOf } from '../testing.ts'

let app: TestApp
let officer: Officer
beforeAll(async () => {
  app = await openTestApp()
  officer = officerOf(app)
})
afterAll(() => app.close())

async function read(name: string, bytes: Given['bytes']) {
  const draft = await officer.readFile({ name, bytes })
  const file = draft.files[0]
  return { draft, state: file?.state, codes: file?.problems.map((problem) => problem.code) ?? [], file }
}

async function messageInEnglish(changeId: string): Promise<string> {
  const answer = await app.http.inject({
    url: `/api/v1/changes/${changeId}?lang=en`,
    headers: { ...officer.headers, 'accept-language': 'en' },
  })
  return (answer.json() as { files: { problems: { message: string }[] }[] }).files[0]?.problems[0]?.message ?? ''
}

describe('files that hold no table', () => {
  test('an empty file is refused in words, in both languages', async () => {
    const { draft, state, file } = await read('trong.csv', '')
    expect(state).toBe('failed')
    expect(file?.problems[0]).toMatchObject({
      code: 'datasets.unreadable',
      message: 'Tệp trống, không có dữ liệu để đọc.',
    })
    expect(await messageInEnglish(draft.id)).toMatch(/empty/i)
  })

  test('a header without a row gives no crash and says so', async () => {
    const { draft, state, codes } = await read('tieu-de.csv', 'Tỉnh,Năm,Số dân\n')
    expect(state).toBe('read')
    expect(codes).toEqual([])
    expect(draft.tables).toMatchObject([{ rows: 0, columns: 3 }])
  })

  test('a PDF under the name of a table is kept as a file, and that is said', async () => {
    const { draft, state, file } = await read('bang.xlsx', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
    expect(state).toBe('read')
    expect(draft.tables).toEqual([])
    expect(file?.problems[0]?.code).toBe('unsupported-format')
    expect(file?.problems[0]?.message).toMatch(/PDF/)
  })
})

describe('odd shapes', () => {
  test('one column', async () => {
    const { draft, state } = await read('mot-cot.csv', 'Mã\n00001\n00002\n00010\n')
    expect(state).toBe('read')
    expect(draft.tables).toMatchObject([{ rows: 3, columns: 1 }])
  })

  test('five thousand columns', async () => {
    const header = Array.from({ length: 5000 }, (_, index) => `Cột ${index + 1}`).join(',')
    const row = (start: number) => Array.from({ length: 5000 }, (_, index) => String(start + index)).join(',')
    const { draft, state, file } = await read('rong.csv', `${header}\n${row(1)}\n${row(2)}\n${row(3)}\n`)
    expect(state, JSON.stringify(file)).toBe('read')
    expect(draft.tables).toMatchObject([{ rows: 3, columns: 5000 }])
  }, 90_000)

  test('a line of 200 MB is refused from its first megabyte', async () => {
    const { state, file } = await read('mot-dong.csv', Buffer.alloc(200_000_000, 'x,'))
    expect(state).toBe('failed')
    expect(file?.problems[0]?.message).toMatch(/không có chỗ xuống dòng/)
  }, 90_000)

  test('ragged rows are all kept', async () => {
    const text = `Mã,Tên,Số\n${Array.from({ length: 30 }, (_, i) => `${i},Xã ${i},${i * 3}`).join('\n')}\n31,Thiếu\n32,Thừa,5,6,7\n`
    const { draft, state } = await read('lech.csv', text)
    expect(state).toBe('read')
    expect(draft.tables).toMatchObject([{ rows: 32 }])
  })

  test('NUL bytes', async () => {
    const { draft, state, codes } = await read('nul.csv', 'Mã,Tên\n1,Huế\u0000\n2,\u0000Hà Nội\n3,Đà Nẵng\n')
    expect(state).toBe('read')
    expect(codes).toEqual(['nul-bytes'])
    expect(draft.tables).toMatchObject([{ rows: 3, columns: 2 }])
  })
})

describe('files made to do harm', () => {
  test('an encrypted workbook', async () => {
    const name = Buffer.from('EncryptedPackage\0', 'utf16le')
    const bytes = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), name, Buffer.alloc(512)])
    const { state, file } = await read('kin.xlsx', bytes)
    expect(state).toBe('failed')
    expect(file?.problems[0]?.message).toMatch(/mật khẩu/)
  })

  test('a zip bomb', async () => {
    const bytes = zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(80_000_000),
    })
    const { state, file } = await read('bom.xlsx', bytes)
    expect(state).toBe('failed')
    expect(file?.problems[0]?.message).toMatch(/quá lớn khi mở ra/)
  })

  test('a workbook with macros and links to other workbooks gives its values, nothing is opened', async () => {
    const plain = await writeXlsx({
      sheets: [
        {
          name: 'Bảng',
          rows: [
            ['Tỉnh', 'Số'],
            ['Huế', 5],
            ['Hà Nội', 7],
          ],
        },
      ],
    })
    const { unzipSync } = await import('fflate')
    const bytes = zipSync({
      ...unzipSync(plain),
      'xl/vbaProject.bin': strToU8('Sub Auto_Open()'),
      'xl/externalLinks/externalLink1.xml': strToU8('<externalLink><externalBook r:id="rId1"/></externalLink>'),
      'xl/externalLinks/_rels/externalLink1.xml.rels': strToU8(
        '<Relationships><Relationship Id="rId1" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
      ),
    })
    const { draft, state } = await read('macro.xlsm', bytes)
    expect(state).toBe('read')
    expect(draft.tables).toMatchObject([{ rows: 2, columns: 2 }])
  })

  test('a name that climbs out of its folder is only a name', async () => {
    const { state, file } = await read('../../../../etc/cron.d/evil.csv', 'a,b\n1,2\n3,4\n')
    expect(state).toBe('read')
    expect(file?.name).toBe('evil.csv')
  })

  test('deep JSON', async () => {
    const depth = 100_000
    const { state, file } = await read('sau.json', `${'['.repeat(depth)}1${']'.repeat(depth)}`)
    expect(state).toBe('failed')
    expect(file?.problems[0]?.message).toMatch(/quá lớn/)
  })

  test('a document of external entities', async () => {
    const { state, file } = await read(
      'xxe.xml',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY b "&x;&x;">]><a>&b;</a>',
    )
    expect(state).toBe('read')
    expect(file?.problems[0]?.code).toBe('unsupported-format')
  })
})
