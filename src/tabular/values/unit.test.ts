import { expect, test } from 'vitest'
import { splitUnit, unitOfLine } from './unit.ts'

test.each([
  ['Area (Km2)', 'Area', 'Km2'],
  ['Average population (Thous. pers.)', 'Average population', 'Thous. pers.'],
  ['Index (Previous year = 100) - %', 'Index (Previous year = 100)', '%'],
  ['Income (Thous. dongs) - Lowest quintile', 'Income - Lowest quintile', 'Thous. dongs'],
  ['Sản lượng (Nghìn tấn)', 'Sản lượng', 'Nghìn tấn'],
  ['Annual hires (1,000)', 'Annual hires', '1,000'],
  ['Human Development Index (HDI)', 'Human Development Index (HDI)', undefined],
  ['Natural gas (State)', 'Natural gas (State)', undefined],
  ['Tổng số', 'Tổng số', undefined],
])('%s is %s in %s', (text, label, unit) => {
  expect(splitUnit(text)).toEqual(unit === undefined ? { label } : { label, unit })
})

test.each([
  ['Đơn vị tính: Nghìn tấn', 'Nghìn tấn'],
  ['ĐVT: đồng', 'đồng'],
  ['Unit: Thous. ha', 'Thous. ha'],
  ['(Tấn)', 'Tấn'],
  ['Bảng 1. Số hộ', undefined],
])('the line %s states the unit %s', (line, unit) => {
  expect(unitOfLine(line)).toBe(unit)
})
