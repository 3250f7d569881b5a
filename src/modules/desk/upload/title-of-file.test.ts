import { expect, test } from 'vitest'
import { titleOfFile } from './title-of-file.ts'

test('the name of a file makes a first title', () => {
  expect(titleOfFile('so-truong_2026.xlsx')).toBe('so truong 2026')
  expect(titleOfFile('bang.csv.gz')).toBe('bang')
  expect(titleOfFile('Dân số năm 2020.XLS')).toBe('Dân số năm 2020')
  expect(titleOfFile('.csv')).toBe('Bộ dữ liệu mới')
})
