import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ckanSite } from './ckan-client.ts'
import { decodeAnswer } from './decode-answer.ts'
import { nextLink } from './link-header.ts'
import { retryAfter } from './read-body.ts'

describe('the root of a CKAN', () => {
  test.each([
    ['https://du-lieu.test', 'https://du-lieu.test'],
    ['https://du-lieu.test/', 'https://du-lieu.test'],
    ['https://du-lieu.test/dataset?q=x', 'https://du-lieu.test'],
    ['https://du-lieu.test/dataset/so-lieu', 'https://du-lieu.test'],
    ['https://du-lieu.test/api/3/action/package_search?rows=1', 'https://du-lieu.test'],
    ['https://du-lieu.test/cong/api/3', 'https://du-lieu.test/cong'],
    ['https://du-lieu.test/organization/so-y-te', 'https://du-lieu.test'],
  ])('of %s is %s', (given, site) => expect(ckanSite(given)).toBe(site))
})

describe('the next page in a Link header', () => {
  test.each([
    ['<https://a.test/x?page=2>; rel="next"', 'https://a.test/x?page=2'],
    ['<?page=1>; rel=prev, <?page=3>; rel=next', 'https://a.test/x?page=3'],
    ['</y>; title="a"; rel="last next"', 'https://a.test/y'],
    ['<https://a.test/x>; rel="nextish"', undefined],
    ['<https://a.test/x>', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (header, next) => expect(nextLink(header, 'https://a.test/x?page=2')).toBe(next))

  test('any header leads to a web address or nowhere', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const next = nextLink(header, 'https://a.test/')
        expect(next === undefined || URL.canParse(next)).toBe(true)
      }),
    )
  })
})

describe('how long a source asks to be left alone', () => {
  const now = new Date('2026-11-22T07:00:00Z')
  test.each([
    ['30', 30],
    [' 5 ', 5],
    ['Sun, 22 Nov 2026 07:02:00 GMT', 120],
    ['Sun, 22 Nov 2026 06:00:00 GMT', 0],
    ['99999999', 86_400],
    ['sớm thôi', 0],
    [undefined, 0],
  ])('%s is %i seconds', (header, seconds) => expect(retryAfter(header, now)).toBe(seconds))
})

describe('the text of an answer', () => {
  const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding)

  test('UTF-8 is UTF-8 whatever is declared, and a wrong declaration is said', () => {
    expect(decodeAnswer(bytes('Đắk Lắk'), 'text/plain')).toEqual({ text: 'Đắk Lắk', guessedCharset: undefined })
    expect(decodeAnswer(bytes('Đắk Lắk'), 'text/plain; charset=iso-8859-1')).toEqual({
      text: 'Đắk Lắk',
      guessedCharset: 'utf-8',
    })
    expect(decodeAnswer(bytes('abc'), 'text/plain; charset=iso-8859-1').guessedCharset).toBeUndefined()
  })

  test('a declared charset is believed when the bytes fit it', () => {
    expect(decodeAnswer(bytes('Málaga', 'latin1'), 'text/csv; charset="ISO-8859-1"')).toEqual({
      text: 'Málaga',
      guessedCharset: undefined,
    })
    const xml = bytes('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1')
    expect(decodeAnswer(xml, undefined).text).toContain('é')
  })

  test('byte order marks come before everything', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), bytes('Huế', 'utf16le')])
    expect(decodeAnswer(utf16, 'text/plain; charset=utf-8').text).toBe('Huế')
  })

  test('any bytes become text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (given, type) => {
        expect(typeof decodeAnswer(given, type).text).toBe('string')
      }),
    )
  })
})
