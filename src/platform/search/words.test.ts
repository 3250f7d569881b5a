import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDictionary, surfaceOf } from './dictionary.ts'
import { eachWord, tidyText } from './words.ts'

const piece = fc.oneof(
  fc.constantFrom(' ', '  ', '\n', '\u00a0', '\u2003', '\ufeff', 'e\u0301', 'Đất', 'hoà', '𐐷'),
  fc.string(),
)

test('tidy texts have one blank between words and none at their ends', () => {
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      expect(tidyText(text)).toBe(text.normalize('NFC').replace(/\s+/gu, ' ').trim())
    }),
    { numRuns: 1000 },
  )
})

test('a word keeps its number, however many others come between', () => {
  const dictionary = createDictionary()
  // More words than there are places for those met lately.
  const words = Array.from({ length: 60_000 }, (_, n) => `t${n.toString(36)}`)
  const text = words.join(' ')
  const read = () => {
    const surfaces: number[] = []
    eachWord(text, (start, end) => surfaces.push(surfaceOf(dictionary, text, { start, end })))
    return surfaces
  }
  const first = read()
  expect(first.map((surface) => dictionary.surfaces[surface])).toEqual(words)
  expect(read()).toEqual(first)
})
