import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XMLParser } from 'fast-xml-parser'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { yearlyPhases } from '../content/model.ts'
import { readRules } from '../rules/read-rules.ts'
import { planItem } from '../testing.ts'
import { buildDecision, type DecisionFacts, roman } from './build-decision.ts'
import type { Decision } from './decision.ts'
import { createSetter } from './pdf-text.ts'
import { writeReportDocx } from './report.ts'
import { writeDocx } from './write-docx.ts'
import { writePdf } from './write-pdf.ts'

const PDFTOTEXT = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext'].find((path) => existsSync(path))
/** Folder for files to look at; none are written without it. */
const SHOTS = process.env['NGUON_SHOTS']
const LETTERS = 'ĂÂĐÊÔƠƯ ăâđêôơư ằẳẵắặ ầẩẫấậ ềểễếệ ồổỗốộ ờởỡớợ ừửữứự ỳỷỹýỵ'
const period = { from: '2027-01-01', to: '2029-12-31' }

let facts: DecisionFacts
let issued: Decision
beforeAll(async () => {
  const rules = await readRules()
  const kind = rules.kind('open-data')
  if (!kind) throw new Error('no such kind')
  const items = Array.from({ length: 60 }, (_, index) =>
    planItem(`${index}`, `Danh sách cơ sở khám bệnh, chữa bệnh được cấp phép theo xã, phường, đợt ${index + 1}`, {
      unit: 'Cục Quản lý Khám, chữa bệnh',
      source: { database: 'CSDL về khám bệnh, chữa bệnh', table: 'co_so_kham_chua_benh_duoc_cap_phep', columns: [] },
      due: `2027-${String((index % 12) + 1).padStart(2, '0')}-15`,
      formats: ['CSV', 'XLSX', 'JSON'],
    }),
  )
  facts = {
    content: {
      kind: 'open-data',
      period,
      purpose: `Công bố dữ liệu y tế để người dân, doanh nghiệp tự do sử dụng. ${LETTERS}.`,
      phases: [...yearlyPhases(period, 60)],
      items,
      measures: 'Trước khi công bố, mỗi bộ dữ liệu được rà dữ liệu cá nhân.',
      issuer: { title: 'BỘ TRƯỞNG', name: 'Nguyễn Văn Thử', place: 'Hà Nội' },
      parts: {},
    },
    kind,
    title: 'Kế hoạch dữ liệu mở giai đoạn 2027–2029 của Bộ Y tế',
    agency: { name: 'Bộ Y tế', code: 'G18' },
    above: undefined,
    contact: { name: 'Vụ Kế hoạch', email: 'mo@yte.test' },
    basis: rules.basisOf(kind, '2026-11-22'),
    decision: { number: '1520/QĐ-BYT', date: '2026-02-05' },
    draft: false,
    publicUrl: 'https://nguon.test',
    cycle: () => 'Hằng tháng',
  }
  issued = buildDecision(facts)
})

describe('the decision', () => {
  test('has the parts that a decision has', () => {
    expect(issued).toMatchObject({
      agency: 'BỘ Y TẾ',
      number: '1520/QĐ-BYT',
      placeAndDate: 'Hà Nội, ngày 05 tháng 02 năm 2026',
      authority: 'BỘ TRƯỞNG BỘ Y TẾ',
      notes: [],
    })
    expect(issued.subject).toBe('Ban hành Kế hoạch dữ liệu mở giai đoạn 2027–2029 của Bộ Y tế')
    expect(issued.attachedTo).toBe('(Kèm theo Quyết định số 1520/QĐ-BYT ngày 05 tháng 02 năm 2026 của Bộ Y tế)')
    expect(issued.annex.table.rows).toHaveLength(60)
  })

  test('cites only what is in force and was checked', () => {
    const text = issued.recitals.join('\n')
    expect(text).toContain('Luật Dữ liệu 60/2024/QH15, Điều 21')
    expect(text).not.toContain('47/2020')
    expect(text).not.toContain('142/QĐ-TTg')
  })

  test('as a draft leaves number and date open and says what to check', () => {
    const draft = buildDecision({ ...facts, decision: {}, draft: true })
    expect(draft.placeAndDate).toMatch(/^Hà Nội, ngày +tháng +năm +$/)
    expect(draft.notes.join(' ')).toContain('đối chiếu bản gốc')
  })

  test.each([
    [1, 'I'],
    [4, 'IV'],
    [6, 'VI'],
    [9, 'IX'],
    [14, 'XIV'],
  ])('section %i is numbered %s', (number, mark) => expect(roman(number)).toBe(mark))
})

describe('the Word document', () => {
  test('opens as a package with the text, three sections and a wide annex', async () => {
    const bytes = await writeDocx(issued)
    if (SHOTS) writeFileSync(join(SHOTS, 'quyet-dinh.docx'), bytes)
    const files = unzipSync(bytes)
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array())
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(xml) as Record<string, unknown>
    expect(parsed['w:document']).toBeDefined()
    const text = [...xml.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, part]) => part).join('\n')
    for (const part of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'QUYẾT ĐỊNH:', 'Nơi nhận:', 'PHỤ LỤC', LETTERS])
      expect(text).toContain(part)
    expect(text.match(/được cấp phép theo xã, phường, đợt/g)).toHaveLength(60)
    expect(xml.match(/<w:sectPr/g)).toHaveLength(3)
    expect(xml).toContain('w:orient="landscape"')
    expect(xml.match(/<w:tblHeader/g)).toHaveLength(2)
    // Without its rule some programs take the height of a line for exact, and marks of one line run into the one above.
    expect(xml.match(/<w:spacing [^>]*w:line="276"(?![^>]*lineRule="auto")/)).toBeNull()
  })
})

describe('rows of a Word table', () => {
  const texts = (bytes: Uint8Array) => {
    const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(xml) as Record<string, unknown>
    expect(parsed['w:document']).toBeDefined()
    return { xml, cells: [...xml.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, part]) => part) }
  }

  test('hold any text as it is, and no row where there is none', async () => {
    const hostile = ['<w:tr>&"', ']]>', '$& $1', '\u0000\u0007x', '00000000-0000-4000-8000-000000000000:0:0;']
    const table = { heads: ['A', 'B', 'C', 'D', 'E'], widths: [0.2, 0.2, 0.2, 0.2, 0.2], rows: [hostile] }
    const bytes = await writeReportDocx({
      title: 'Thử',
      said: '',
      sections: [
        { head: 'I', paragraphs: [], table },
        { head: 'II', paragraphs: [], table: { ...table, rows: [] } },
      ],
    })
    const { xml, cells } = texts(bytes)
    expect(cells).toContain('&lt;w:tr&gt;&amp;&quot;')
    expect(cells).toContain('$&amp; $1')
    expect(cells).toContain('x')
    expect(xml.match(/<w:tr>/g)).toHaveLength(3)
  })

  test('are as many as the list has', async () => {
    const row = ['1', 'Bộ dữ liệu', '3']
    const rows = Array.from({ length: 5000 }, () => row)
    const table = { heads: ['TT', 'Tên', 'Hạn'], widths: [0.1, 0.6, 0.3], rows }
    const { cells } = texts(
      await writeReportDocx({ title: 'Thử', said: '', sections: [{ head: 'I', paragraphs: [], table }] }),
    )
    expect(cells.filter((text) => text === 'Bộ dữ liệu')).toHaveLength(5000)
  })
})

describe('the PDF', () => {
  test('is one, with its fonts inside', async () => {
    const bytes = await writePdf(issued)
    if (SHOTS) writeFileSync(join(SHOTS, 'quyet-dinh.pdf'), bytes)
    const raw = Buffer.from(bytes).toString('latin1')
    expect(raw.startsWith('%PDF-')).toBe(true)
    expect(raw.trimEnd().endsWith('%%EOF')).toBe(true)
    expect(raw.match(/\/FontFile[23]/g)?.length).toBeGreaterThanOrEqual(4)
    expect(raw).toContain('BeVietnamPro')
    expect(raw).toMatch(/\/MediaBox \[0 0 841\.89 595\.28\]/)
  })

  test.skipIf(!PDFTOTEXT)('gives its text back, every Vietnamese letter of it (pdftotext)', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'nguon-pdf-')), 'a.pdf')
    writeFileSync(path, await writePdf(issued))
    const text = execFileSync(PDFTOTEXT ?? '', ['-layout', path, '-'], { encoding: 'utf8' }).normalize('NFC')
    const plain = text.replace(/\s+/g, ' ')
    for (const word of LETTERS.split(' ')) expect(plain).toContain(word)
    for (const part of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Số: 1520/QĐ-BYT',
      'Điều 1. Ban hành kèm theo',
      'PHỤ LỤC',
    ])
      expect(plain).toContain(part)
    // The annex runs over several pages, each with its header.
    expect(text.match(/Đơn vị chịu/g)?.length).toBeGreaterThan(2)
  })

  test('words longer than a cell are broken inside it', () => {
    const setter = createSetter({ widthOf: (_font, size, piece) => piece.length * size })
    const lines = setter.lines('co_so_kham_chua_benh_duoc_cap_phep', { face: 'regular', size: 1 }, { width: 10 })
    expect(lines.every(({ width }) => width <= 10)).toBe(true)
    expect(lines.flatMap(({ words }) => words.flatMap(({ runs }) => runs.map(({ text }) => text))).join('')).toBe(
      'co_so_kham_chua_benh_duoc_cap_phep',
    )
  })
})
