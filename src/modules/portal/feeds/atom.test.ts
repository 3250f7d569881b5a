import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { atomText } from './atom.ts'

const parser = new XMLParser({ ignoreAttributes: false, trimValues: false, parseTagValue: false })

test('a title with any characters comes back as it was, less what XML forbids', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((given) => `t${given.replace(/[\r\n\t]/g, '')}`)
  fc.assert(
    fc.property(text, (title) => {
      const at = new Date('2026-01-02T03:04:05Z')
      const xml = atomText({ id: 'urn:f', title, href: 'http://a/?b=1&c="2"', author: 'a', entries: [], updated: at })
      const { feed } = parser.parse(xml) as { feed: { title: string; updated: string } }
      expect(feed.title).toBe(title)
      expect(feed.updated).toBe('2026-01-02T03:04:05.000Z')
    }),
  )
})

test('control characters are left out and the newest entry dates the feed', () => {
  const entry = (day: string) => ({ id: day, title: 'a\u0000b', updated: new Date(day), href: 'http://a/' })
  const xml = atomText({
    id: 'urn:f',
    title: 't',
    href: 'http://a/',
    author: 'a',
    updated: new Date(0),
    entries: [entry('2026-01-02'), entry('2026-03-04')],
  })
  expect(xml).toContain('<title>ab</title>')
  expect(xml.indexOf('2026-03-04')).toBeLessThan(xml.indexOf('<entry>'))
})
