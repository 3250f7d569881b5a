import { expect, test } from 'vitest'
import { seriesLabel } from './record-words.ts'

test('a series is shown by its title, one that is no longer public in words and never by its id', () => {
  const series = [{ value: 'a', text: 'Niên giám thống kê' }]
  expect(seriesLabel(series, 'a', 'vi')).toBe('Niên giám thống kê')
  expect(seriesLabel(series, 'b', 'vi')).toBe('Chuỗi đã chọn, nay không còn công khai')
  expect(seriesLabel(series, undefined, 'vi')).toBeUndefined()
})
