import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ComparedItem, findDoubles } from './find-doubles.ts'
import { foldItem } from './fold-item.ts'

test.each([
  ['Họ và tên', 'HoTen'],
  ['Số định danh cá nhân', 'Số CCCD'],
  ['Ngày, tháng, năm sinh', 'ngay_sinh'],
  ['Số điện thoại', 'SĐT'],
  ['Mã số thuế', 'MST'],
  ['Mã trường', 'truong'],
])('“%s” and “%s” are one thing', (one, other) => {
  expect(foldItem({ title: one })).toBe(foldItem({ title: other }))
})

test.each([
  ['Ngày sinh', 'Ngày cấp'],
  ['Nơi thường trú', 'Nơi sinh'],
  ['Giá đất', 'Giá'],
])('“%s” and “%s” are not', (one, other) => {
  expect(foldItem({ title: one })).not.toBe(foldItem({ title: other }))
})

const item = (databaseId: string, title: string, codeList?: string): ComparedItem => ({
  databaseId,
  title,
  folded: foldItem({ title }),
  codeList,
  personal: false,
})

describe('groups', () => {
  test('a code list used under different names counts as one more thing', () => {
    const items = [
      ...['x', 'y'].flatMap((id) => [item(id, 'Tên'), item(id, 'Loại hình')]),
      item('x', 'Nơi ở', 'don-vi-hanh-chinh'),
      item('y', 'Địa bàn', 'don-vi-hanh-chinh'),
    ]
    const [group] = findDoubles(items, { least: 3, most: 10 })
    expect(group?.shared.filter(({ byCodeList }) => byCodeList).map(({ titles }) => [...titles.values()])).toEqual([
      ['Nơi ở', 'Địa bàn'],
    ])
  })

  test('every group shares what it says, in enough things, and every pair that does is in one', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'g'] as const
    const held = fc.array(
      fc.tuple(fc.constantFrom<string[]>('1', '2', '3', '4', '5'), fc.constantFrom<string[]>(...names)),
      {
        maxLength: 40,
      },
    )
    fc.assert(
      fc.property(held, (pairs) => {
        const has = Map.groupBy(pairs, ([id]) => id)
        const set = (id: string) => new Set((has.get(id) ?? []).map(([, name]) => name))
        const groups = findDoubles(
          pairs.map(([id, name]) => item(id, name)),
          { least: 3, most: 100 },
        )
        for (const { databaseIds, shared } of groups) {
          expect(shared.length).toBeGreaterThanOrEqual(3)
          for (const id of databaseIds) for (const { title } of shared) expect(set(id)).toContain(title)
        }
        const ids = [...has.keys()]
        for (const one of ids)
          for (const other of ids) {
            const common = [...set(one)].filter((name) => set(other).has(name))
            if (one !== other && common.length >= 3)
              expect(groups.some(({ databaseIds }) => databaseIds.includes(one) && databaseIds.includes(other))).toBe(
                true,
              )
          }
      }),
    )
  })
})
