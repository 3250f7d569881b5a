import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDcat } from '../../../formats/dcat/index.ts'
import { openTestApp, type TestApp, type TestDataset } from '../../../testing/test-app.ts'

const CSV = 'Tỉnh,Năm,Giá trị\nHà Nội,2024,1\nHuế,2024,2\n'

interface Header {
  readonly identifier: string
  readonly datestamp: string
  readonly setSpec?: readonly string[]
  readonly '@status'?: string
}
type Loose = ReturnType<typeof JSON.parse>

let app: TestApp
let first: TestDataset
let second: TestDataset
let gone: TestDataset

beforeAll(async () => {
  app = await openTestApp()
  const record = { areas: ['province-34/01'], temporal: { from: '2024' }, themes: ['y-te'] }
  first = await app.publishText('mot.csv', CSV, { title: 'Bộ <thứ> nhất & "đầu"', record })
  second = await app.publishText('hai.csv', `${CSV}Đà Nẵng,2024,3\n`, { title: 'Bộ thứ hai', at: 'other' })
  gone = await app.publishText('ba.csv', `${CSV}Cà Mau,2024,3\n`, { title: 'Bộ đã thu hồi' })
  await app.publishText('bon.csv', `${CSV}Lai Châu,2024,3\n`, { title: 'Bộ còn nháp', stopAt: 'draft' })
  const approver = await app.actor('approver')
  await app.modules.catalog.withdrawResource(approver, { resourceId: gone.id, reason: 'Sai số liệu', decision: {} })
})
afterAll(() => app.close())

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (name) => ['record', 'header', 'set', 'setSpec', 'metadataFormat'].includes(name),
})

async function ask(query: string): Promise<Loose> {
  const answer = await app.http.inject({ url: `/oai?${query}` })
  return parsed(answer.statusCode, answer.body, String(answer.headers['content-type']))
}

function parsed(status: number, body: string, type: string): Loose {
  expect([status, type]).toEqual([200, 'text/xml; charset=utf-8'])
  expect(XMLValidator.validate(body)).toBe(true)
  return parser.parse(body)['OAI-PMH']
}

const errorOf = async (query: string) => (await ask(query)).error?.['@code']
const oai = ({ id }: Pick<TestDataset, 'id'>) => `oai:nguon.test:${id}`
const idsOf = (headers: readonly Header[]) => headers.map(({ identifier }) => identifier)

async function listed(query: string): Promise<readonly Header[]> {
  return (await ask(`verb=ListIdentifiers&metadataPrefix=oai_dc&${query}`)).ListIdentifiers?.header ?? []
}

describe('what it says of itself', () => {
  test('Identify', async () => {
    const answer = await ask('verb=Identify')
    expect(answer.request).toEqual({ '@verb': 'Identify', '#text': 'http://nguon.test/oai' })
    expect(answer.Identify).toMatchObject({
      baseURL: 'http://nguon.test/oai',
      protocolVersion: '2.0',
      deletedRecord: 'persistent',
      granularity: 'YYYY-MM-DDThh:mm:ssZ',
    })
    expect(answer.Identify.adminEmail).toMatch(/^\S+@\S+$/)
    const stamps = (await listed('')).map(({ datestamp }) => datestamp)
    expect(answer.Identify.earliestDatestamp).toBe(stamps.toSorted()[0])
  })

  test('ListMetadataFormats, for all and for one record', async () => {
    for (const more of ['', `&identifier=${oai(first)}`]) {
      const { ListMetadataFormats: formats } = await ask(`verb=ListMetadataFormats${more}`)
      expect(formats.metadataFormat.map((each: Loose) => each.metadataPrefix)).toEqual(['oai_dc', 'dcat_ap'])
    }
    expect(await errorOf('verb=ListMetadataFormats&identifier=oai:nguon.test:1')).toBe('idDoesNotExist')
  })

  test('ListSets names agencies and themes that hold datasets; each of them can be asked for', async () => {
    const { set } = (await ask('verb=ListSets')).ListSets
    const specs: string[] = set.map((each: Loose) => each.setSpec[0])
    expect(specs).toEqual(expect.arrayContaining(['co-quan', 'co-quan:G12', 'co-quan:G18', 'chu-de', 'chu-de:y-te']))
    for (const spec of specs) expect((await listed(`set=${spec}`)).length, spec).toBeGreaterThan(0)
  })
})

describe('lists', () => {
  test('hold what is public and what was, in the order it changed; drafts are nobody’s business', async () => {
    const headers = await listed('')
    expect(idsOf(headers)).toEqual([first, second, gone].map(oai))
    expect(headers.map((header) => header['@status'])).toEqual([undefined, undefined, 'deleted'])
    expect(headers[0]?.setSpec).toEqual(expect.arrayContaining(['co-quan:G12', 'chu-de:y-te']))
  })

  test('by set and by date', async () => {
    expect(idsOf(await listed('set=co-quan:G18'))).toEqual([oai(second)])
    expect(idsOf(await listed('set=chu-de:y-te'))).toEqual([oai(first)])
    const stamp = (await listed('')).find(({ identifier }) => identifier === oai(second))?.datestamp ?? ''
    expect(idsOf(await listed(`from=${stamp}&until=${stamp}`))).toContain(oai(second))
    expect(idsOf(await listed(`from=${stamp.slice(0, 10)}`))).toContain(oai(gone))
    expect(await errorOf('verb=ListRecords&metadataPrefix=oai_dc&until=2000-01-01')).toBe('noRecordsMatch')
    expect(await errorOf('verb=ListRecords&metadataPrefix=oai_dc&set=co-quan:Z99')).toBe('noRecordsMatch')
    expect(await errorOf("verb=ListRecords&metadataPrefix=oai_dc&set=chu-de:'")).toBe('noRecordsMatch')
    expect(await errorOf('verb=ListRecords&metadataPrefix=oai_dc&set=chu-de:%00')).toBe('noRecordsMatch')
    expect((await listed('until=9999-12-31')).length).toBeGreaterThan(0)
  })

  test('records in Dublin Core say in words what the codes mean; a withdrawn one has no metadata', async () => {
    const { record } = (await ask('verb=ListRecords&metadataPrefix=oai_dc')).ListRecords
    const [one, , withdrawn] = record
    const dc = one.metadata['oai_dc:dc']
    expect(dc['dc:title']['#text']).toBe('Bộ <thứ> nhất & "đầu"')
    expect(dc['dc:identifier']).toContain(`http://nguon.test/id/dataset/${first.id}`)
    expect(JSON.stringify(dc['dc:coverage'])).toContain('Hà Nội')
    expect(dc['dc:type']).toBe('Dataset')
    expect(Object.keys(withdrawn)).toEqual(['header'])
  })

  test('records in DCAT-AP are RDF that reads back as the dataset', async () => {
    const url = `/oai?verb=GetRecord&metadataPrefix=dcat_ap&identifier=${oai(first)}`
    const { body } = await app.http.inject({ url })
    const rdf = body.slice(body.indexOf('<rdf:RDF'), body.indexOf('</rdf:RDF>') + '</rdf:RDF>'.length)
    const { vocabulary } = app.modules.interop.entries
    const options = { mediaType: 'application/rdf+xml', baseUrl: 'http://nguon.test/oai', vocabulary }
    const read = await readDcat(new TextEncoder().encode(rdf), options)
    expect(read.remarks).toEqual([])
    expect(read.entries.map(({ entry }) => entry)).toEqual([await app.modules.interop.entries.one(first.id)])
  })

  test('GetRecord by POST too; what was never public does not exist', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const payload = `verb=GetRecord&metadataPrefix=oai_dc&identifier=${encodeURIComponent(oai(gone))}`
    const posted = await app.http.inject({ method: 'POST', url: '/oai', headers, payload })
    const { GetRecord } = parsed(posted.statusCode, posted.body, String(posted.headers['content-type']))
    expect(GetRecord.record[0].header[0]['@status']).toBe('deleted')
    for (const identifier of [
      'oai:nguon.test:00000000-0000-7000-8000-000000000000',
      `oai:khac.vn:${first.id}`,
      '%00',
    ]) {
      expect(await errorOf(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${identifier}`)).toBe('idDoesNotExist')
    }
  })

  test('an error repeats what was asked unless the asking was wrong', async () => {
    const none = await ask('verb=ListRecords&metadataPrefix=oai_dc&until=2000-01-01')
    expect(none.request['@until']).toBe('2000-01-01')
    expect((await ask('verb=Nonsense&x=%3Cb%3E')).request).toBe('http://nguon.test/oai')
  })

  test('what is closed after it was open is told as deleted', async () => {
    const officer = await app.actor('data_officer', 'other')
    const { catalog } = app.modules
    const open = await catalog.startChange(officer, second.id)
    const record = { ...open.record, classification: 'shared' as const }
    await catalog.saveDraft(officer, { changeId: open.id, revision: open.revision, record })
    await catalog.submitChange(officer, open.id)
    await catalog.approveChange(await app.actor('approver', 'other'), { changeId: open.id, decision: {} })
    const header = (await listed('')).find(({ identifier }) => identifier === oai(second))
    expect(header?.['@status']).toBe('deleted')
  })
})

test('a long list is walked to its end, each record once, though others change on the way', async () => {
  const { pool } = app.node.database
  await pool.query(
    `insert into catalog.resource
       (id, kind, slug, agency_id, state, version, record, summary, created_at, first_published_at, published_at)
     select gen_random_uuid(), 'dataset', 'nhieu-' || n, agency_id, 'published', 1,
       record || jsonb_build_object('title', jsonb_build_object('vi', 'Bộ số ' || n), 'themes', jsonb_build_array('xa-hoi')),
       '{}', now(), now(), '2020-01-01T00:00:00Z'::timestamptz + (n / 50) * interval '1 second'
     from generate_series(1, 230) as n, catalog.resource where id = $1`,
    [first.id],
  )
  for (const verb of ['ListIdentifiers', 'ListRecords']) {
    const seen: string[] = []
    const cursors: string[] = []
    let query = `verb=${verb}&metadataPrefix=oai_dc&set=chu-de:xa-hoi`
    for (;;) {
      const part = (await ask(query))[verb]
      const headers: Header[] = part.header ?? part.record.map((record: Loose) => record.header[0])
      seen.push(...idsOf(headers))
      const token = part.resumptionToken
      cursors.push(token['@cursor'])
      expect(token['@completeListSize']).toBe('230')
      if (token['#text'] === undefined) break
      query = `verb=${verb}&resumptionToken=${token['#text']}`
      // Asked again, the same page comes again (§3.5).
      expect((await ask(query))[verb]).toEqual((await ask(query))[verb])
    }
    expect(new Set(seen).size).toBe(230)
    expect(seen).toHaveLength(230)
    expect(cursors).toEqual(['0', '100', '200'])
  }
})
