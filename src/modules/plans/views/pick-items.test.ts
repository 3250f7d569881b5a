import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planItem } from '../testing.ts'
import { ITEMS_PER_PAGE, itemAt, lookIn, pickItems } from './pick-items.ts'

const items = Array.from({ length: 2000 }, (_, index) =>
  planItem(`i${index}`, `Bộ dữ liệu số ${index}`, { unit: index % 7 === 0 ? 'Sở Y tế' : 'Sở Xây dựng' }),
)
const pick = (look: Partial<{ q: string; page: number; item: string }>) =>
  pickItems(items, { q: '', page: 1, item: '', ...look }, (item) => item)

describe('a page of a long list', () => {
  test('two thousand items are twenty pages', () => {
    expect(pick({ page: 20 })).toMatchObject({ found: 2000, page: 20, pages: 20 })
    expect(pick({ page: 20 }).shown.at(-1)?.id).toBe('i1999')
  })

  test.each([0, -3, 999])('page %i is one that exists', (page) => {
    const { page: at, shown } = pick({ page })
    expect(at).toBeGreaterThanOrEqual(1)
    expect(at).toBeLessThanOrEqual(20)
    expect(shown).toHaveLength(ITEMS_PER_PAGE)
  })

  test('words are found without their marks, in the title and the unit', () => {
    expect(pick({ q: 'so y te' }).found).toBe(286)
    expect(pick({ q: 'SỐ 1999 xây' }).shown.map(({ id }) => id)).toEqual(['i1999'])
    expect(pick({ q: 'không có đâu' })).toMatchObject({ found: 0, page: 1, pages: 1, shown: [] })
  })

  test('an item is on the page its address leads to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1999 }), (index) => {
        const id = `i${index}`
        const look = lookIn((name) => new URL(itemAt('/x', id), 'http://x').searchParams.get(name) ?? '')
        expect(pick(look).shown.some((item) => item.id === id)).toBe(true)
      }),
    )
  })

  test('every item is on exactly one page', () => {
    const all = Array.from({ length: 20 }, (_, index) => pick({ page: index + 1 }).shown).flat()
    expect(all).toEqual(items)
  })

  test('an address with nonsense is the first page', () => {
    expect(lookIn(() => 'x;--')).toMatchObject({ page: 1 })
  })
})
