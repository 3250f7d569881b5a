import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsOf } from './words.ts'

const piece = fc.oneof(
  fc.constantFrom('Đất đai', 'TRƯỜNG', 'hoà ', '142/QĐ-TTg', '...', '𐐷𐐲', '数据', 'e\u0301', '١٢', '\u200b'),
  fc.string({ unit: 'grapheme' }),
)

test('words are the runs of letters, marks and digits, as Unicode has them', () => {
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      const runs =
        text
          .normalize('NFC')
          .toLowerCase()
          .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
      expect(wordsOf(text).map(({ spelling }) => spelling)).toEqual(runs)
    }),
  )
})

test('a word is folded the same however often it comes', () => {
  expect(wordsOf('Đường, đường; DƯƠNG')).toEqual([
    { folded: 'duong', spelling: 'đường' },
    { folded: 'duong', spelling: 'đường' },
    { folded: 'duong', spelling: 'dương' },
  ])
})

test('long texts are cut after two thousand words', () => {
  expect(wordsOf('số '.repeat(3000))).toHaveLength(2000)
  expect(wordsOf('𐐷 '.repeat(3000))).toHaveLength(2000)
})
