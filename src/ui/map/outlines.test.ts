import { expect, test } from 'vitest'
import { chooseBreaks, classOf } from './classes.ts'
import { mapSize, outlines } from './outlines.ts'

test('there are 63 and 34 provinces, each with land inside the drawing', () => {
  expect(outlines['63']).toHaveLength(63)
  expect(outlines['34']).toHaveLength(34)
  for (const province of [...outlines['63'], ...outlines['34']]) {
    expect(province.land).toMatch(/^M\d+ \d+l[-\d ]+z/)
    const [, x = '', y = ''] = /^M(\d+) (\d+)/.exec(province.land) ?? []
    expect(Number(x)).toBeLessThanOrEqual(mapSize.width)
    expect(Number(y)).toBeLessThanOrEqual(mapSize.height)
  }
})

test('Hoàng Sa is drawn with Đà Nẵng and Trường Sa with Khánh Hòa at both levels', () => {
  for (const level of ['63', '34'] as const) {
    const dotsOf = (name: string) => {
      const province = outlines[level].find((one) => one.name === name)
      return [...(province?.islets ?? '').matchAll(/M(\d+) (\d+)h0/g)].map(
        ([, x, y]) => [Number(x), Number(y)] as const,
      )
    }
    const hoangSa = dotsOf('Đà Nẵng').filter(([x, y]) => x > 550 && y > 380 && y < 520)
    const truongSa = dotsOf('Khánh Hòa').filter(([x, y]) => x > 500 && y > 650)
    expect(hoangSa.length).toBeGreaterThan(5)
    expect(truongSa.length).toBeGreaterThan(30)
  }
})

test('classes are cut at round numbers and the highest value is the darkest', () => {
  const values = Array.from({ length: 63 }, (_, index) => index * 37.3)
  const breaks = chooseBreaks(values)
  expect(breaks.length).toBe(5)
  for (const value of breaks) expect(String(value).replace(/0+$/, '').length).toBeLessThanOrEqual(2)
  expect(classOf(Math.max(...values), breaks)).toBe(6)
  expect(classOf(0, breaks)).toBe(1)
})

test('one value for every province is one class', () => {
  expect(chooseBreaks([5, 5, 5])).toEqual([])
  expect(classOf(5, [])).toBe(4)
})
