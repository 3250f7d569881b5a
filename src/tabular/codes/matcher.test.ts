import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldKey } from './fold.ts'
import { createMatcher } from './matcher.ts'
import type { CodeList } from './model.ts'
import { seedList } from './testing.ts'

const old = createMatcher(seedList('province-63'))
const now = createMatcher(seedList('province-34'))

describe('province names as files spell them', () => {
  test.each([
    ['Hà Nội', '01'],
    ['HÀ NỘI', '01'],
    ['Ha Noi City', '01'],
    ['TP. Hồ Chí Minh', '79'],
    ['TP.HCM', '79'],
    ['TPHCM*', '79'],
    ['TP. H.C.Minh', '79'],
    ['HCMC', '79'],
    ['Thành phố Hồ Chí Minh (HCMC)', '79'],
    ['TPHồChíMinh', '79'],
    ['BR-VT', '77'],
    ['Bà Rịa – Vũng Tàu', '77'],
    ['T.T.Huế', '46'],
    ['Thừa Thiên - Huế', '46'],
    ['Tỉnh Quảng Nam', '49'],
    ['KonTum', '62'],
    ['Ðắc Lắc', '66'],
    ['3. Lâm Đồng (*)', '68'],
    ['Khánh Hoà', '56'],
    ['Hà Nội, Thành phố', '01'],
    ['Hà Nội / Hanoi', '01'],
  ])('%s is %s', (name, code) => {
    expect(old.match(name)).toMatchObject({ code })
    expect(old.match(name).confidence).toBeGreaterThanOrEqual(0.9)
  })

  test.each([
    ['H\u00adng Yªn', '33', 'TCVN3 shown as Latin'],
    ['Bµ RÞa - Vòng Tµu', '77', 'TCVN3 shown as Latin'],
    ['TiÒn Giang', '82', 'TCVN3 with letters that Vietnamese has too'],
    ['Ñaø Naüng', '48', 'VNI shown as Latin'],
    ['Haø Giang', '02', 'VNI that would be Hậu Giang in TCVN3'],
    ['Cao BãÌng', '04', 'windows-1258 shown as windows-1252'],
    ['BÃ¬nh Äá»‹nh', '52', 'UTF-8 read as cp1252, a byte lost'],
    ['PhÃº Thá»', '25', 'UTF-8 read as cp1252, the last byte lost'],
    ['HÃ  Nam', '35', 'UTF-8 read as cp1252, the hard blank made soft'],
    ['H¨i PhÝng', '31', 'a font whose table nobody knows'],
    ['H? N?i', '01', 'letters replaced by question marks'],
    ['H\ufffd N\ufffdi', '01', 'letters replaced by U+FFFD'],
    ['T.Quang', '08', 'a word cut to its first letter'],
    ['Hải Dơng', '30', 'a letter left out'],
    ['Hải Dươgn', '30', 'two letters swapped'],
  ])('%s is understood as %s: %s', (name, code) => {
    expect(old.match(name)).toMatchObject({ code })
    expect(old.match(name).confidence).toBeGreaterThanOrEqual(0.5)
  })

  test('a code is its own answer', () => {
    expect(old.match('79')).toEqual({ how: 'code', code: '79', name: 'Hồ Chí Minh', confidence: 1 })
  })
})

describe('names without an answer', () => {
  test.each(['Hà Tây', 'Vinh Phu', 'Quảng Nam - Đà Nẵng', 'QN-§µ N½ng', 'Gia Lai - Kon Tum', 'Nam Hµ', 'H¡ Tµy'])(
    '%s ended before the list began and is not taken for a neighbour',
    (name) => {
      expect(old.match(name)).toMatchObject({ how: 'ended', confidence: 0 })
    },
  )

  test.each([
    'Cả nước',
    'Đồng bằng sông Hồng',
    'WHOLE COUNTRY',
    '',
    '  ',
    'Nam',
    'QN',
    '2016',
    'Phường Vĩnh Phúc',
    'Huyện Minh Long',
  ])('“%s” is no province', (name) => {
    expect(old.match(name).code).toBeUndefined()
  })

  test('two provinces in one cell are candidates, not a guess', () => {
    const match = old.match('Hà Nội / Hải Phòng')
    expect(match).toMatchObject({ how: 'ambiguous', candidates: [{ code: '01' }, { code: '31' }] })
    expect(match.confidence).toBeLessThan(0.5)
  })

  test('an abbreviation that fits two provinces is not guessed', () => {
    expect(old.match('H. Giang').code).toBeUndefined()
  })
})

describe('the provinces since July 2025', () => {
  test('a merged province gives the one it went into, less surely than a current name', () => {
    expect(now.match('Bình Dương')).toMatchObject({ how: 'former', code: '79', confidence: 0.9 })
    expect(now.match('BR-VT')).toMatchObject({ how: 'former', code: '79' })
    expect(now.match('Yên Bái')).toMatchObject({ code: '15', name: 'Lào Cai' })
  })

  test('every one of the 63 leads to its successor', () => {
    for (const item of old.list.items) expect(now.match(item.name).code).toBe(item.successors?.[0])
  })
})

const spellings = new URL(
  '../../../../shared/data/admin-units/name-variants-real/provinces.visible.txt',
  import.meta.url,
)

test.skipIf(!existsSync(spellings))(
  'real spellings lead to the right province or, if it ended before 2025, to none',
  () => {
    const codeOf = new Map(old.list.items.map((item) => [foldKey(item.name), item.code]))
    const cases = readFileSync(spellings, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split(';'))
      .filter(([input, name]) => input && name)
    const wrong = cases.filter(([input = '', name = '']) => old.match(input).code !== codeOf.get(foldKey(name)))
    expect(cases.length).toBeGreaterThan(150)
    expect(wrong).toEqual([])
  },
)

describe('lists where one name belongs to several items', () => {
  const list: CodeList = {
    id: 'ward',
    title: 'Phường, xã',
    source: 'ví dụ',
    items: [
      { code: '1', name: 'Phường Hòa Bình', kind: 'Phường', broader: '25' },
      { code: '2', name: 'Xã Hòa Bình', kind: 'Xã', broader: '79' },
      { code: '3', name: 'Xã Hoà Bính', kind: 'Xã', broader: '80' },
    ],
  }
  const wards = createMatcher(list)

  test('the kind, the diacritics or the parent decide', () => {
    expect(wards.match('Hòa Bình')).toMatchObject({ how: 'ambiguous', confidence: 0.3 })
    expect(wards.match('Phường Hoà Bình')).toMatchObject({ code: '1' })
    expect(wards.match('Hòa Bình', { broader: '79' })).toMatchObject({ code: '2' })
    expect(wards.match('Hòa Bình').code).toBeUndefined()
  })
})

describe('properties', () => {
  const items = fc.constantFrom(...old.list.items)

  test('case, blanks, diacritics, Unicode form and prefixes never change the answer', () => {
    const dress = fc.record({
      form: fc.constantFrom('NFC', 'NFD'),
      prefix: fc.constantFrom('', 'Tỉnh ', 'TỈNH ', 'TP. ', 'Thành phố '),
      upper: fc.boolean(),
      blank: fc.constantFrom(' ', '  ', '\u00a0', ''),
      ascii: fc.boolean(),
    })
    fc.assert(
      fc.property(items, dress, (item, { form, prefix, upper, blank, ascii }) => {
        const plain = ascii
          ? item.name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
          : item.name
        const name = prefix + plain.replaceAll(' ', blank).normalize(form)
        expect(old.match(upper ? name.toUpperCase() : name).code).toBe(item.code)
      }),
    )
  })

  test('UTF-8 read as Latin-1 is undone for every name', () => {
    fc.assert(
      fc.property(items, (item) => {
        expect(old.match(Buffer.from(item.name, 'utf8').toString('latin1')).code).toBe(item.code)
      }),
    )
  })

  test('a letter left out, not the first, never leads surely to another province', () => {
    fc.assert(
      fc.property(items, fc.nat(), (item, at) => {
        const gap = 1 + (at % (item.name.length - 1))
        const spoilt = item.name.slice(0, gap) + item.name.slice(gap + 1)
        const match = old.match(spoilt)
        expect(
          match.confidence < 0.5 || match.code === item.code || foldKey(match.name ?? '') === foldKey(spoilt),
        ).toBe(true)
      }),
    )
  })

  test('any text gives an answer object with a confidence between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { confidence } = old.match(text)
        expect(confidence >= 0 && confidence <= 1).toBe(true)
      }),
    )
  })
})
