import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LegacyFont } from '../decoded-file.ts'
import { westernByte, westernChar } from './code-pages.ts'
import { decodeText } from './decode-text.ts'
import { convertLegacy, legacyFontOf } from './legacy-fonts.ts'
import { isSyllable } from './vietnamese-syllable.ts'

const PHRASES = [
  'Cộng hòa xã hội chủ nghĩa Việt Nam',
  'Độc lập - Tự do - Hạnh phúc',
  'Báo cáo tình hình kinh tế - xã hội',
  'Đơn vị tính: nghìn tấn',
  'Sản lượng thủy sản phân theo địa phương',
  'Số liệu ước tính sáu tháng đầu năm',
]
const LOWER = 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ'

/** The Western letters that show a Vietnamese letter in a font, found by trying every code. */
function shownLetters(font: LegacyFont): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const codes = Array.from({ length: 128 }, (_, i) => westernChar(i + 128))
  const bases = font === 'vni' ? ['', ...Array.from('aeiouy'), westernChar(0xf4), westernChar(0xf6)] : ['']
  for (const base of bases)
    for (const code of codes) {
      const letter = convertLegacy(base + code, font)
      if (letter.length === 1 && LOWER.includes(letter) && !found.has(letter)) found.set(letter, base + code)
    }
  return found
}

function show(text: string, font: LegacyFont): string {
  const letters = shownLetters(font)
  // Sentence case keeps clear of the capitals that TCVN3 and VPS do not have.
  return Array.from(text, (c) => letters.get(c) ?? c).join('')
}

const bytesOf = (shown: string): Uint8Array => Uint8Array.from(shown, (c) => westernByte(c) ?? 63)
const fonts: readonly LegacyFont[] = ['tcvn3', 'vni', 'viscii', 'vps']
const sentences = fc
  .shuffledSubarray(PHRASES, { minLength: 3 })
  .map((list) => `${list.map((p, i) => `${i + 1},${p.replace(/^Đ/, 'đ')}`).join('\n')}\n`)

describe('Vietnamese before Unicode', () => {
  test.each(fonts)('%s is recognised in bytes and comes back letter by letter', (font) => {
    fc.assert(
      fc.property(sentences, (text) => {
        const decoded = decodeText(bytesOf(show(text, font)))
        expect(decoded.text).toBe(text)
        expect(decoded.legacyFont).toBe(font)
      }),
      { numRuns: 20 },
    )
  })

  test.each(fonts)('%s shown as Western letters and stored as UTF-8 comes back', (font) => {
    fc.assert(
      fc.property(sentences, (text) => {
        const decoded = decodeText(new TextEncoder().encode(show(text, font)))
        expect(decoded).toMatchObject({ text, encoding: 'utf-8', legacyFont: font, repairs: ['legacy-font'] })
      }),
      { numRuns: 20 },
    )
  })

  test('toned capitals of TCVN3 come back in words of capitals, not in names', () => {
    expect(convertLegacy('B¸O C¸O', 'tcvn3')).toBe('BÁO CÁO')
    expect(convertLegacy('Hµ Néi', 'tcvn3')).toBe('Hà Nội')
    expect(convertLegacy('TæNG Sè', 'tcvn3')).toBe('TỔNG SỐ')
    expect(convertLegacy('Tû lÖ', 'tcvn3')).toBe('Tỷ lệ')
  })

  test('font names tell the table', () => {
    expect(legacyFontOf('.VnTime')).toBe('tcvn3')
    expect(legacyFontOf('.VnArial NarrowH')).toBe('tcvn3')
    expect(legacyFontOf('VNI-Times')).toBe('vni')
    expect(legacyFontOf('Times New Roman')).toBeUndefined()
    expect(legacyFontOf('Verdana')).toBeUndefined()
  })
})

describe('Unicode in disguise', () => {
  const text = `${PHRASES.join('\n')}\n`
  const utf8 = new TextEncoder().encode(text)

  test('UTF-8 read as windows-1252, once or twice, is undone', () => {
    const misread = (bytes: Uint8Array): Uint8Array =>
      new TextEncoder().encode(new TextDecoder('windows-1252').decode(bytes))
    for (const bytes of [misread(utf8), misread(misread(utf8))])
      expect(decodeText(bytes)).toMatchObject({ text, encoding: 'utf-8', repairs: ['utf8-read-as-cp1252'] })
  })

  test('marks apart from their letters are composed', () => {
    expect(decodeText(new TextEncoder().encode(text.normalize('NFD')))).toMatchObject({ text, repairs: ['nfd'] })
  })

  test.each([
    ['utf-16le', true],
    ['utf-16le', false],
    ['utf-16be', true],
    ['utf-16be', false],
  ] as const)('%s is recognised with a mark: %s', (encoding, mark) => {
    const table = `\ufeffma,ten,so\n${PHRASES.map((p, i) => `${i},${p},${i * 1000}`).join('\n')}`.slice(mark ? 0 : 1)
    const little = Buffer.from(table, 'utf16le')
    const decoded = decodeText(encoding === 'utf-16le' ? little : Buffer.from(little).swap16())
    expect(decoded).toMatchObject({ text: table.replace('\ufeff', ''), encoding })
  })

  test('lines of different encodings are decoded each by its own', () => {
    const lines = PHRASES.map((p, i) =>
      i % 2 === 0 ? new TextEncoder().encode(`${p}\n`) : bytesOf(show(`${p}\n`, 'tcvn3')),
    )
    const decoded = decodeText(Buffer.concat(lines))
    expect(decoded.encoding).toBe('mixed')
    expect(decoded.legacyFont).toBe('tcvn3')
    expect(decoded.text.split('\n')).toContain(PHRASES[5])
  })

  test('Western text stays Western', () => {
    const french = 'Société générale;à Paris;où êtes-vous\nÉté;déjà;çà et là\n'
    expect(decodeText(bytesOf(french))).toMatchObject({ text: french, encoding: 'windows-1252', repairs: [] })
    expect(decodeText(new TextEncoder().encode('Price £5 or 20 °C ± 1\n'))).toMatchObject({ repairs: [] })
  })

  test('Unicode Vietnamese is left alone', () => {
    fc.assert(
      fc.property(sentences, (sentence) => {
        expect(decodeText(new TextEncoder().encode(sentence))).toMatchObject({
          text: sentence,
          repairs: [],
          legacyFont: undefined,
        })
      }),
    )
  })
})

test('a syllable has one tone, and a stop at its end allows only two of them', () => {
  expect(['nghiêng', 'quyết', 'giếng', 'Đắk', 'khuỷu'].map(isSyllable)).toEqual([true, true, true, true, true])
  expect(['mãc', 'thiÕt', 'ộtộ', 'bểp'].map(isSyllable)).toEqual([false, false, false, false])
})

const VECTORS = new URL('../../../../../shared/data/encodings/vectors.json', import.meta.url)

describe.skipIf(!existsSync(VECTORS))('published phrases (shared data)', () => {
  interface Vector {
    readonly encoding: string
    readonly bytes: string
    readonly expected: string
    readonly lossless?: boolean
  }
  test('decode letter by letter', () => {
    const names: Readonly<Record<string, LegacyFont>> = {
      tcvn3: 'tcvn3',
      'vni-windows': 'vni',
      viscii: 'viscii',
      vps: 'vps',
    }
    for (const vector of JSON.parse(readFileSync(VECTORS, 'utf8')) as readonly Vector[]) {
      const font = names[vector.encoding]
      if (font === undefined || vector.lossless === false) continue
      const shown = Array.from(Buffer.from(vector.bytes, 'hex'), westernChar).join('')
      expect(convertLegacy(shown, font).toLowerCase()).toBe(vector.expected.toLowerCase())
    }
  })
})
