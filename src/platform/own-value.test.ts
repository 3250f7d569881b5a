import { expect, it } from 'vitest'
import { ownValue } from './own-value.ts'

it('knows the names of a record and none that every object has', () => {
  const words: Readonly<Record<string, string>> = { luu: 'Đã lưu.' }
  expect(ownValue(words, 'luu')).toBe('Đã lưu.')
  for (const name of ['', 'khac', 'constructor', '__proto__', 'toString']) expect(ownValue(words, name)).toBeUndefined()
})
