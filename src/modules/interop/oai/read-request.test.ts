import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOaiDate, writeOaiDate } from './dates.ts'
import { readRequest } from './read-request.ts'
import { type ListToken, readToken, writeToken } from './token.ts'

const faultOf = (query: string) => {
  const read = readRequest(new URLSearchParams(query))
  return read.ok ? undefined : read.fault.code
}

describe('requests', () => {
  test.each([
    ['', 'badVerb'],
    ['verb=', 'badVerb'],
    ['verb=listRecords', 'badVerb'],
    ['verb=__proto__', 'badVerb'],
    ['verb=Identify&verb=Identify', 'badVerb'],
    ['verb=Identify&set=a', 'badArgument'],
    ['verb=GetRecord&identifier=a', 'badArgument'],
    ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=GetRecord&identifier=a&identifier=b&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=GetRecord&identifier=a&metadataPrefix=marc', 'cannotDisseminateFormat'],
    ['verb=ListRecords', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=marc', 'cannotDisseminateFormat'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00.5Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-01T00:00:00Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01', 'badArgument'],
    ['verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=ListRecords&resumptionToken=x', 'badResumptionToken'],
    ['verb=ListSets&resumptionToken=x', 'badResumptionToken'],
    ['verb=ListMetadataFormats&set=x', 'badArgument'],
  ])('%s is %s', (query, code) => {
    expect(faultOf(query)).toBe(code)
  })

  test('arguments may come in any order', () => {
    const query = 'until=2026-01-02&metadataPrefix=dcat_ap&verb=ListRecords&set=chu-de:y-te&from=2026-01-02'
    const day = new Date('2026-01-02T00:00:00Z')
    expect(readRequest(new URLSearchParams(query))).toEqual({
      ok: true,
      request: {
        verb: 'ListRecords',
        format: 'dcat_ap',
        from: day,
        before: new Date('2026-01-03T00:00:00Z'),
        set: 'chu-de:y-te',
        token: undefined,
      },
    })
  })

  test('whatever is sent is read or refused, never thrown at', () => {
    const name = fc.constantFrom('verb', 'from', 'until', 'set', 'metadataPrefix', 'resumptionToken', 'identifier', 'x')
    const verb = fc.constantFrom('ListRecords', 'ListIdentifiers', 'GetRecord', 'Identify', 'ListSets')
    const value = fc.oneof(fc.string({ unit: 'binary' }), verb, fc.constantFrom('oai_dc', '2026-01-01'))
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (pairs) => {
        expect(typeof readRequest(new URLSearchParams(pairs)).ok).toBe('boolean')
      }),
    )
  })
})

const moment = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString())
const token: fc.Arbitrary<ListToken> = fc.record(
  {
    verb: fc.constantFrom('ListIdentifiers' as const, 'ListRecords' as const),
    prefix: fc.constantFrom('oai_dc', 'dcat_ap'),
    from: moment,
    before: moment,
    set: fc.stringMatching(/^[a-z-]{1,20}(:[A-Za-z0-9_.!~*'()-]{1,20}){0,2}$/),
    stamp: moment.map((at) => at.replace('Z', '123Z')),
    id: fc.uuid(),
    cursor: fc.integer({ min: 1, max: 1e9 }),
    total: fc.integer({ min: 1, max: 1e9 }),
  },
  { requiredKeys: ['verb', 'prefix', 'stamp', 'id', 'cursor', 'total'] },
)

describe('tokens', () => {
  test('are read back as they were written, and stand in an address as they are', () => {
    fc.assert(
      fc.property(token, (given) => {
        const text = writeToken(given)
        expect(text).toMatch(/^[\w-]+$/)
        expect(readToken(text)).toEqual(given)
      }),
    )
  })

  test('one that was changed is another or none', () => {
    fc.assert(
      fc.property(token, fc.nat(), fc.string({ minLength: 1, maxLength: 3 }), (given, at, sign) => {
        const text = writeToken(given)
        const place = at % text.length
        const changed = text.slice(0, place) + sign + text.slice(place + 1)
        const read = readToken(changed)
        expect(read === undefined || writeToken(read) === changed).toBe(true)
      }),
    )
  })

  test.each(['', 'null', '{}', '[]', '!!!', Buffer.from('{"verb":"ListRecords"}').toString('base64url')])(
    '%s is none',
    (text) => {
      expect(readToken(text)).toBeUndefined()
    },
  )

  test.each(['2026-02-30T00:00:00Z', '2026-01-01T24:00:00Z'])('one of %s, which is no moment, is none', (at) => {
    const good = { verb: 'ListRecords', prefix: 'oai_dc', stamp: '2026-01-01T00:00:00Z', cursor: 1, total: 1 } as const
    const given: ListToken = { ...good, id: '00000000-0000-7000-8000-000000000000' }
    expect(readToken(writeToken(given))).toEqual(given)
    expect(readToken(writeToken({ ...given, stamp: at }))).toBeUndefined()
    expect(readToken(writeToken({ ...given, from: at }))).toBeUndefined()
  })

  test.each(['9999-12-31', '9999-12-31T23:59:59Z'])('a list until %s goes on', (until) => {
    const before = readOaiDate(until)?.end.toISOString()
    const given: ListToken = {
      verb: 'ListRecords',
      prefix: 'oai_dc',
      ...(before === undefined ? {} : { before }),
      stamp: '2026-01-01T00:00:00Z',
      id: '00000000-0000-7000-8000-000000000000',
      cursor: 1,
      total: 1,
    }
    expect(before).toBeDefined()
    expect(readToken(writeToken(given))).toEqual(given)
  })

  test('goes on with the list it was given for, and with no other', () => {
    fc.assert(
      fc.property(token, (given) => {
        const other = given.verb === 'ListRecords' ? 'ListIdentifiers' : 'ListRecords'
        const text = writeToken(given)
        expect(faultOf(`verb=${other}&resumptionToken=${text}`)).toBe('badResumptionToken')
        const read = readRequest(new URLSearchParams(`verb=${given.verb}&resumptionToken=${text}`))
        expect(read).toMatchObject({ ok: true, request: { verb: given.verb, format: given.prefix, token: given } })
      }),
    )
  })
})

test('datestamps are read back, and end when the next one begins', () => {
  fc.assert(
    fc.property(moment, (at) => {
      const text = writeOaiDate(at)
      const date = readOaiDate(text)
      expect(date && writeOaiDate(date.start.toISOString())).toBe(text)
      expect(date && date.end.getTime() - date.start.getTime()).toBe(1000)
      expect(readOaiDate(at.slice(0, 10))?.start.toISOString().slice(0, 10)).toBe(at.slice(0, 10))
    }),
  )
})
