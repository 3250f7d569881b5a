import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createVocabulary, type ListOfCodes } from './vocabulary.ts'

const FOLDER = new URL('../../seeds/codes/', import.meta.url)
const lists = readdirSync(FOLDER).map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as ListOfCodes)
const vocabulary = createVocabulary(lists, 'http://nguon.test')

test.each([
  ['format', 'text/csv; charset=utf-8', 'CSV'],
  ['format', '.xlsx', 'XLSX'],
  ['format', 'https://www.iana.org/assignments/media-types/application/json', 'JSON'],
  ['format', 'http://publications.europa.eu/resource/authority/file-type/GEOJSON', 'GEOJSON'],
  ['licence', 'http://creativecommons.org/licenses/by/4.0/legalcode', 'cc-by-4.0'],
  ['licence', 'https://creativecommons.org/licenses/by/4.0/deed.vi', 'cc-by-4.0'],
  ['licence', 'http://www.opendefinition.org/licenses/cc-by', 'cc-by-4.0'],
  ['licence', 'cc-zero', 'cc0-1.0'],
  ['frequency', 'R/P1Y', 'ANNUAL'],
  ['frequency', 'Hằng tháng', 'MONTHLY'],
  ['frequency', 'http://purl.org/cld/freq/daily', 'DAILY'],
  ['theme', 'http://publications.europa.eu/resource/authority/data-theme/SOCI', 'xa-hoi'],
  ['theme', 'http://publications.europa.eu/resource/authority/data-theme/TRAN', 'giao-thong'],
  ['theme', 'https://nut.khac.vn/id/concept/theme/y-te', 'y-te'],
  ['area', 'https://nut.khac.vn/id/concept/province-34/79', 'province-34/79'],
  ['area', 'Hà Nội', 'province-34/01'],
  ['area', 'https://sws.geonames.org/1562822/', 'VN'],
] as const)('%s "%s" is %s', (list, given, code) => {
  expect(vocabulary.codeOf(list, given)).toBe(code)
})

test('what no list knows has no code, and names nothing by accident', () => {
  expect(vocabulary.codeOf('format', 'quyển sách')).toBeUndefined()
  expect(vocabulary.codeOf('theme', '')).toBeUndefined()
  expect(vocabulary.codeOf('area', '19')).toBeUndefined()
  expect(vocabulary.codeOf('licence', 'https://example.vn/dieu-kien')).toBeUndefined()
})

test('every code comes back from its own URI', () => {
  for (const list of ['theme', 'licence', 'format', 'frequency'] as const) {
    for (const { code } of lists.find(({ id }) => id === list)?.items ?? []) {
      expect(vocabulary.codeOf(list, vocabulary.uriOf(list, code) ?? '')).toBe(code)
    }
  }
  for (const code of ['VN', 'province-34/79', 'province-63/79', 'region/V1']) {
    expect(vocabulary.codeOf('area', vocabulary.uriOf('area', code) ?? '')).toBe(code)
  }
})
