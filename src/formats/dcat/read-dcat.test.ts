import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { seedVocabulary } from '../testing.ts'
import { type DcatDocument, readDcat } from './read-dcat.ts'

const vocabulary = seedVocabulary()
const CATALOGUES = new URL('../../../../shared/data/catalogues/', import.meta.url)

function read(
  text: string | Uint8Array,
  mediaType = '',
  baseUrl = 'http://nguon-khac.test/catalog',
): Promise<DcatDocument> {
  return readDcat(typeof text === 'string' ? new TextEncoder().encode(text) : text, { mediaType, baseUrl, vocabulary })
}
const codes = ({ remarks }: Pick<DcatDocument, 'remarks'>) => remarks.map(({ code }) => code)

const PREFIXES = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
`

describe.skipIf(!existsSync(CATALOGUES))('catalogues of others (shared data)', () => {
  test.each([
    ['ckanext-dcat/dcat/catalog.rdf', [2, 5], {}],
    ['ckanext-dcat/dcat/catalog_datasets_list.rdf', [2, 5], {}],
    ['ckanext-dcat/dcat/catalog_pod.jsonld', [1, 4], {}],
    ['ckanext-dcat/dcat/dataset.rdf', [1, 1], {}],
    ['ckanext-dcat/dcat/dataset.ttl', [1, 1], {}],
    ['ckanext-dcat/dcat/dataset_multilingual.ttl', [1, 1], {}],
    ['udata/dcat/catalog.xml', [4, 8], {}],
    ['udata/dcat/flat.jsonld', [3, 5], {}],
    ['udata/dcat/nested.jsonld', [1, 1], {}],
    ['udata/dcat/paged-collection-1.jsonld', [3, 3], { total: 4, next: 'http://data.test.org/catalog.jsonld?page=2' }],
    ['udata/dcat/paged-collection-2.jsonld', [1, 1], { total: 4 }],
    ['udata/dcat/udata.xml', [2, 6], { total: 2 }],
    [
      'udata/csw_dcat/geonetwork-dcat-page-1.xml',
      [2, 8],
      { total: 6, next: 'http://nguon-khac.test/catalog?startPosition=3' },
    ],
    [
      'udata/csw_dcat/geonetwork-dcat-page-3.xml',
      [2, 6],
      { total: 6, next: 'http://nguon-khac.test/catalog?startPosition=5' },
    ],
    ['udata/csw_dcat/geonetwork-dcat-page-5.xml', [2, 9], { total: 6 }],
    ['dcat-ap-es/rdf/1.0.0/E_DCAT-AP-ES_Catalog.rdf', [1, 1], {}],
    ['dcat-ap-es/rdf/1.0.0/E_DCAT-AP-ES_minimal.rdf', [1, 1], {}],
    ['dcat-ap-es/ttl/1.0.0/E_DCAT-AP-ES_Catalog.ttl', [1, 1], {}],
    ['dcat-ap-es/ttl/1.0.0/E_DCAT-AP-ES_full.ttl', [1, 2], {}],
    ['dcat-ap-es/ttl/1.0.0/E_DCAT-AP-ES_minimal.ttl', [1, 1], {}],
  ] as const)('%s has %j datasets and distributions', async (path, [datasets, distributions], paging) => {
    const { entries, next, total, remarks } = await read(readFileSync(new URL(path, CATALOGUES)))
    const found = entries.filter(({ entry }) => entry.kind === 'dataset')
    expect(found).toHaveLength(datasets)
    expect(found.reduce((sum, { entry }) => sum + entry.distributions.length, 0)).toBe(distributions)
    expect({ ...(next ? { next } : {}), ...(total === undefined ? {} : { total }) }).toEqual(paging)
    expect(remarks.every(({ code }) => code === 'rdf-mended')).toBe(true)
    for (const { entry, remarks: faults } of entries) {
      expect(Object.keys(entry.title)).not.toHaveLength(0)
      expect(entry.publisher.name === '').toBe(codes({ remarks: faults }).includes('publisher-missing'))
      for (const { accessUrl } of entry.distributions) expect(accessUrl).toMatch(/^https?:/)
    }
  })

  test('a record keeps what its catalogue says in any of the old words', async () => {
    const { entries } = await read(readFileSync(new URL('ckanext-dcat/dcat/catalog_pod.jsonld', CATALOGUES)))
    expect(entries[0]?.entry).toMatchObject({
      contact: { name: 'Jane Doe', email: 'jane.doe@agency.gov' },
      licence: 'cc0-1.0',
      frequency: 'ANNUAL',
      temporal: { from: '2009-09-01T12:00:00Z', to: '2010-05-31T12:00:00Z' },
    })
  })
})

describe('what a server may send', () => {
  test('a space in an address does not cost the rest of the file', async () => {
    const found = await read(`${PREFIXES}
      <http://a.vn/1> a dcat:Dataset ; dct:title "Một"@vi ; dcat:landingPage <http://a.vn/trang 1> .
      <http://a.vn/2> a dcat:Dataset ; dct:title "Hai"@vi .`)
    expect(found.entries.map(({ entry }) => entry.title['vi'])).toEqual(['Một', 'Hai'])
    expect(found.entries[0]?.entry.landingPage).toBe('http://a.vn/trang%201')
    expect(codes(found)).toEqual(['rdf-mended'])
  })

  test('of a file that breaks off, what came before is kept', async () => {
    const found = await read(
      `${PREFIXES} <http://a.vn/1> a dcat:Dataset ; dct:title "Một"@vi . <http://a.vn/2> a dcat:`,
    )
    expect(found.entries).toHaveLength(1)
    expect(codes(found)).toEqual(['rdf-cut'])
  })

  test('a web page without records says so, one with JSON-LD is read', async () => {
    expect(codes(await read('<!DOCTYPE html><html><body>502</body></html>', 'text/turtle'))).toEqual(['html-instead'])
    const page = `<html><script type="application/ld+json">{"@context":"https://schema.org/","@type":"Dataset",
      "@id":"http://a.vn/1","name":"Dân số","license":"https://creativecommons.org/licenses/by/4.0/",
      "distribution":[{"@type":"DataDownload","contentUrl":"http://a.vn/1.csv","encodingFormat":"text/csv"}]}</script></html>`
    const { entries } = await read(page, 'text/html')
    expect(entries[0]?.entry).toMatchObject({ title: { vi: 'Dân số' }, licence: 'cc-by-4.0' })
    expect(entries[0]?.entry.distributions[0]).toMatchObject({ format: 'CSV', downloadUrl: 'http://a.vn/1.csv' })
  })

  test('no context is fetched: one that is not known is named', async () => {
    const json = '{"@context":"http://10.0.0.1/context.jsonld","@id":"http://a.vn/1","title":"x"}'
    expect(codes(await read(json, 'application/ld+json'))).toEqual(['context-unknown'])
  })

  test('text in another charset than it says is read, with a remark', async () => {
    const bytes = Buffer.from(`${PREFIXES}<http://a.vn/1> a dcat:Dataset ; dct:title "caf\u00e9"@fr .`, 'latin1')
    const found = await read(bytes, 'text/turtle; charset=utf-8')
    expect(found.entries[0]?.entry.title).toEqual({ fr: 'café' })
    expect(codes(found)).toEqual(['charset-broken'])
  })

  test('nothing, rubbish and empty JSON give no record and no exception', async () => {
    for (const text of ['', '\u0000\u0001', '[]', '{}', '{"@graph":', '<?xml version="1.0"?><a', '<rdf:RDF>']) {
      expect((await read(text)).entries).toEqual([])
    }
  })

  test('entities of a file may shorten namespaces and may not fill the memory', async () => {
    const file = (value: string, uses: string) => `<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY e "${value}">]>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/">
      <rdf:Description rdf:about="http://a.vn/1"><rdf:type rdf:resource="${uses}Dataset"/><dct:title>x</dct:title>
      </rdf:Description></rdf:RDF>`
    expect((await read(file('http://www.w3.org/ns/dcat#', '&e;'))).entries).toHaveLength(1)
    const bomb = await read(file('a'.repeat(20_000), '&e;'.repeat(2000)))
    expect(bomb.entries).toEqual([])
    expect(codes(bomb)).toEqual(['rdf-unreadable'])
  })

  test('HTML in CDATA is text, however many tags it leaves open', async () => {
    const found =
      await read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/"
      xmlns:dcat="http://www.w3.org/ns/dcat#"><!-- ${'<b>'.repeat(300)} --><dcat:Dataset rdf:about="http://a.vn/1">
      <dct:title>x</dct:title><dct:description><![CDATA[${'<br>'.repeat(300)}]]></dct:description></dcat:Dataset></rdf:RDF>`)
    expect(found.entries[0]?.entry.description).toEqual({ und: '<br>'.repeat(300) })
  })

  test('no more is read than allowed', async () => {
    async function* endless() {
      for (;;) yield new TextEncoder().encode(`<http://a.vn/1> <http://a.vn/p> "${'x'.repeat(1000)}" .\n`)
    }
    const found = await readDcat(endless(), {
      mediaType: 'text/turtle',
      baseUrl: 'http://a.vn',
      vocabulary,
      maxBytes: 5000,
    })
    expect(codes(found)).toContain('rdf-too-large')
  })

  test('faults inside a record are remarks of that record alone', async () => {
    const { entries } = await read(`${PREFIXES}
      <http://a.vn/1> a dcat:Dataset ; dct:issued "hôm qua" ; dcat:theme "Chuyện lạ" ;
        dcat:distribution [ a dcat:Distribution ; dct:title "tệp" ; dcat:byteSize "12 MB" ] .
      <http://a.vn/2> a dcat:Dataset ; dct:title "Hai"@vi ; dct:description "d"@vi ; dct:publisher [ foaf:name "Sở" ] .`)
    expect(codes(entries[0] ?? { remarks: [] }).sort()).toEqual([
      'access-url-missing',
      'bytes-unreadable',
      'date-unreadable',
      'description-missing',
      'publisher-missing',
      'theme-unknown',
      'title-missing',
    ])
    expect(entries[1]?.remarks).toEqual([])
  })

  test('blank nodes, foaf and vcard contacts and telephone numbers are understood', async () => {
    const { entries } = await read(`${PREFIXES}
      [] a dcat:Dataset ; dct:identifier "bo-1" ; dct:title "Bộ dữ liệu" ;
        dcat:contactPoint [ vcard:fn "Phòng" ; vcard:hasEmail [ vcard:hasValue <mailto:a@b.vn> ] ;
          vcard:hasTelephone <tel:+84%2024> ] ;
        dct:publisher [ a foaf:Organization ; foaf:name "Sở Y tế"@vi, "Health department"@en ] .`)
    expect(entries[0]?.entry).toMatchObject({
      id: 'bo-1',
      name: 'bo-du-lieu',
      title: { vi: 'Bộ dữ liệu' },
      contact: { name: 'Phòng', email: 'a@b.vn', phone: '+84 24' },
      publisher: { name: 'Sở Y tế' },
    })
  })
})
