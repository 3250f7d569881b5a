import { gzipSync } from 'node:zlib'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import type { Sheet } from '../model.ts'
import type { DecodedFile } from './decoded-file.ts'
import { decodeFile } from './open-source-file.ts'

const decode = (content: string | Uint8Array, name = 'tep.csv'): Promise<DecodedFile> =>
  decodeFile({ bytes: typeof content === 'string' ? strToU8(content) : content, name })
const textsOf = (sheet: Sheet | undefined): readonly (readonly string[])[] =>
  sheet?.rows.map((r) => r.map((c) => c.text)) ?? []
const codesOf = (decoded: DecodedFile): readonly string[] => decoded.problems.map((p) => p.code)

describe('what a file is, its content tells', () => {
  test('a workbook under the name of a text file', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Biểu 1',
          rows: [
            ['Tỉnh', 'Số'],
            ['Huế', 5],
          ],
        },
      ],
    })
    const decoded = await decode(bytes, 'bieu.csv')
    expect(decoded).toMatchObject({ format: 'xlsx', encoding: undefined, dialect: undefined })
    expect(decoded.sheets[0]?.name).toBe('Biểu 1')
    expect(textsOf(decoded.sheets[0])).toEqual([
      ['Tỉnh', 'Số'],
      ['Huế', '5'],
    ])
  })

  test('a workbook written as a stream, whose directory is in the ZIP64 part', async () => {
    const pieces: Uint8Array[] = []
    const rows = (async function* () {
      yield ['Tỉnh', 'Số']
      yield ['Huế', 5]
    })()
    for await (const piece of writeXlsxStream(rows, { name: 'Biểu 1', zip64: true })) pieces.push(piece)
    const decoded = await decode(Buffer.concat(pieces), 'bieu.xlsx')
    expect(codesOf(decoded)).toEqual([])
    expect(textsOf(decoded.sheets[0])).toEqual([
      ['Tỉnh', 'Số'],
      ['Huế', '5'],
    ])
    // Cut off anywhere it is damaged, never a crash.
    const whole = Buffer.concat(pieces)
    for (let end = whole.length - 1; end > 0; end -= 37) {
      expect(codesOf(await decode(whole.subarray(0, end), 'bieu.xlsx')).length).toBeGreaterThan(0)
    }
  })

  test('macros and links to other workbooks are left alone, and that is said', async () => {
    const plain = unzipSync(await writeXlsx({ sheets: [{ name: 'Biểu 1', rows: [['Tỉnh'], ['Huế']] }] }))
    const bytes = zipSync({
      ...plain,
      'xl/vbaProject.bin': new Uint8Array(64),
      'xl/externalLinks/externalLink1.xml': strToU8('<x/>'),
    })
    expect(codesOf(await decode(bytes, 'bieu.xlsm'))).toEqual(['macros-ignored', 'external-links-ignored'])
    expect(codesOf(await decode(zipSync(plain), 'bieu.xlsx'))).toEqual([])
  })

  test('an HTML page under the name of a workbook, with spanning cells and entities', async () => {
    const decoded = await decode(
      '<html><head><style>td{}</style></head><table><tr><th rowspan=2>T&ecirc;n<th colspan="2">N&#x103;m</tr><tr><td>2010<td>2011</tr><tr><td>A &amp; B<td>1<td>2</table>',
      'bieu.xls',
    )
    expect(decoded.format).toBe('html')
    expect(textsOf(decoded.sheets[0])).toEqual([
      ['Tên', 'Năm', ''],
      ['', '2010', '2011'],
      ['A & B', '1', '2'],
    ])
    expect(decoded.sheets[0]?.merges).toEqual([
      { row: 0, column: 0, rows: 2, columns: 1 },
      { row: 0, column: 1, rows: 1, columns: 2 },
    ])
  })

  test('tables of a word-processor document, runs in a legacy font included', async () => {
    const cell = (text: string, more = ''): string =>
      `<w:tc><w:tcPr>${more}</w:tcPr><w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>${text}</w:t></w:r></w:p></w:tc>`
    const document = `<w:document><w:body><w:p><w:r><w:t>Lời dẫn</w:t></w:r></w:p><w:tbl><w:tr>${cell('TØnh')}${cell('D©n sè', '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell('Hµ Néi')}${cell('1')}${cell('2')}</w:tr></w:tbl></w:body></w:document>`
    const decoded = await decode(
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(document) }),
    )
    expect(decoded.format).toBe('docx')
    expect(textsOf(decoded.sheets[0])).toEqual([
      ['Tỉnh', 'Dân số', ''],
      ['Hà Nội', '1', '2'],
    ])
  })

  test('records, rows, columns and lines of JSON', async () => {
    const records = await decode('[{"a":1,"b":{"c":"x"}},{"a":2,"d":[1,2]}]')
    expect(textsOf(records.sheets[0])).toEqual([
      ['a', 'b.c', 'd'],
      ['1', 'x', ''],
      ['2', '', '1; 2'],
    ])
    const columns = await decode('{"nam":[2010,2011],"so":[5,6]}')
    expect(textsOf(columns.sheets[0])).toEqual([
      ['nam', 'so'],
      ['2010', '5'],
      ['2011', '6'],
    ])
    const nested = await decode('{"meta":{"n":1},"ketqua":{"bang":[{"x":1},{"x":2}]}}')
    expect(nested.sheets.map((s) => s.name)).toEqual(['ketqua.bang'])
    const lines = await decode('{"a":1}\n{"a":2}\n')
    expect(lines.format).toBe('ndjson')
    expect(lines.sheets[0]?.headerRows).toBe(1)
  })

  test('features of GeoJSON with the middle of their extent', async () => {
    const decoded = await decode(
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ten":"A"},"geometry":{"type":"Polygon","coordinates":[[[105,20],[107,20],[107,22],[105,20]]]}}]}',
    )
    expect(decoded.format).toBe('geojson')
    expect(textsOf(decoded.sheets[0])).toEqual([
      ['ten', 'geometry_type', 'lon', 'lat'],
      ['A', 'Polygon', '106', '21'],
    ])
  })

  test('observations of SDMX-ML, structure-specific and generic', async () => {
    const own = await decode(
      '<?xml version="1.0"?><m:StructureSpecificData xmlns:m="http://www.sdmx.org/x"><m:DataSet><Series FREQ="A" REF_AREA="VN"><Obs TIME_PERIOD="2010" OBS_VALUE="5"/><Obs TIME_PERIOD="2011" OBS_VALUE="6" OBS_STATUS="E"/></Series></m:DataSet></m:StructureSpecificData>',
    )
    expect(textsOf(own.sheets[0])).toEqual([
      ['FREQ', 'REF_AREA', 'TIME_PERIOD', 'OBS_VALUE', 'OBS_STATUS'],
      ['A', 'VN', '2010', '5', ''],
      ['A', 'VN', '2011', '6', 'E'],
    ])
    const generic = await decode(
      '<m:GenericData xmlns:m="http://www.sdmx.org/x"><m:DataSet><g:Series><g:SeriesKey><g:Value id="FREQ" value="A"/></g:SeriesKey><g:Obs><g:ObsDimension value="2010"/><g:ObsValue value="5"/></g:Obs></g:Series></m:DataSet></m:GenericData>',
    )
    expect(textsOf(generic.sheets[0])).toEqual([
      ['FREQ', 'TIME_PERIOD', 'OBS_VALUE'],
      ['A', '2010', '5'],
    ])
  })

  test('one packed file is unpacked, several are left to a person', async () => {
    const csv = strToU8('a,b\n1,2\n')
    expect((await decode(gzipSync(csv))).format).toBe('csv')
    expect((await decode(zipSync({ 'x.csv': csv }))).format).toBe('csv')
    expect(codesOf(await decode(zipSync({ 'x.csv': csv, 'y.csv': csv })))).toEqual(['unsupported-format'])
  })
})

describe('workbooks', () => {
  test('show text as a reader sees it: formats applied, merges empty but for their first cell, fonts undone', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'S',
          rows: [
            ['D©n sè', 'D©n sè'],
            [0.256, new Date(Date.UTC(2024, 2, 5))],
          ],
          merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 1 }],
          cells: new Map([
            ['0,0', { value: 'D©n sè', style: { font: { name: '.VnTime', bold: true } } }],
            ['1,0', { value: 0.256, style: { numFmt: '0.0%' } }],
            ['1,1', { value: new Date(Date.UTC(2024, 2, 5)), style: { numFmt: 'dd/mm/yyyy' } }],
          ]),
        },
      ],
    })
    const decoded = await decode(bytes)
    expect(textsOf(decoded.sheets[0])).toEqual([
      ['Dân số', ''],
      ['25.6%', '05/03/2024'],
    ])
    expect(decoded.legacyFont).toBe('tcvn3')
    expect(decoded.sheets[0]?.rows[0]?.[0]).toMatchObject({ font: '.VnTime', bold: true, value: 'Dân số' })
  })
})

describe('what cannot be read is said, never thrown', () => {
  const names = ['Workbook', 'EncryptedPackage'] as const
  const compound = (name: string): Uint8Array => {
    const bytes = Buffer.alloc(2048)
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
    bytes.write(`${name}\0`, 1024, 'utf16le')
    return bytes
  }

  test.each([
    ['an empty file', new Uint8Array(), 'empty-file'],
    ['blank lines only', strToU8('\ufeff \r\n\r\n'), 'empty-file'],
    ['a PDF', strToU8('%PDF-1.7\n1 0 obj'), 'unsupported-format'],
    ['an encrypted workbook', compound(names[1]), 'password-protected'],
    [
      'an encrypted OpenDocument sheet',
      zipSync({
        mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
        'content.xml': [Uint8Array.from({ length: 90 }, (_, i) => (i * 37) % 251), { level: 0 }],
        'META-INF/manifest.xml': strToU8('<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>'),
      }),
      'password-protected',
    ],
    ['a workbook that is cut off', compound(names[0]), 'damaged-file'],
    ['half a ZIP', zipSync({ 'xl/workbook.xml': strToU8('x'.repeat(999)) }).subarray(0, 60), 'damaged-file'],
    ['a ZIP that is no document', zipSync({ a: strToU8('1'), b: strToU8('2') }), 'unsupported-format'],
    ['an HTML page without a table', strToU8('<html><body><p>Xin chào</body></html>'), 'not-a-table'],
    ['bytes without meaning', Uint8Array.from({ length: 600 }, (_, i) => (i * 7) % 31), 'unsupported-format'],
    ['broken JSON', strToU8('{"a": [1, 2'), 'damaged-file'],
  ])('%s', async (_, bytes, code) => {
    const decoded = await decode(bytes)
    expect(decoded.sheets).toEqual([])
    expect(decoded.problems.filter((p) => p.severity === 'error').map((p) => p.code)).toEqual([code])
  })

  test('an archive that would fill the memory is refused before it is unpacked', async () => {
    const bomb = zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(70_000_000),
    })
    expect(bomb.length).toBeLessThan(200_000)
    expect(codesOf(await decode(bomb))).toEqual(['too-large'])
  })

  test('a line without end is refused, five thousand columns are not', async () => {
    expect(codesOf(await decode(Buffer.alloc(17_000_000, 'a,')))).toEqual(['too-large'])
    const wide = Array.from({ length: 3 }, (_, r) => Array.from({ length: 5000 }, (__, c) => r * c).join(',')).join(
      '\n',
    )
    expect((await decode(wide)).sheets[0]?.rows[0]).toHaveLength(5000)
  })

  test('NUL bytes in a text are taken out and reported', async () => {
    const decoded = await decode('ma,ten\n01,Hu\u0000ế\n02,Vinh\n')
    expect(textsOf(decoded.sheets[0])[1]).toEqual(['01', 'Huế'])
    expect(codesOf(decoded)).toEqual(['nul-bytes'])
  })
})
