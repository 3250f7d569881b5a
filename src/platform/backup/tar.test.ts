import { expect, test } from 'vitest'
import { BLOCK, decodeHeader, encodeHeader, paddingFor } from './tar.ts'

const header = (name: string, size: number) => encodeHeader({ name, size }, new Date('2026-01-02T03:04:05Z'))

test.each([0, 1, 511, 512, 8 ** 11 - 1, 8 ** 11, 5e12])('a size of %d bytes reads back as written', (size) => {
  expect(decodeHeader(header('objects/ab', size))).toEqual({ name: 'objects/ab', size })
})

test('a damaged header is refused and an empty block ends the archive', () => {
  const block = header('a', 3)
  block.writeUInt8(7, 3)
  expect(() => decodeHeader(block)).toThrow('damaged tar header')
  expect(decodeHeader(Buffer.alloc(BLOCK))).toBeUndefined()
})

test('a file fills whole blocks', () => {
  expect([0, 1, 512, 513].map((size) => paddingFor(size).length)).toEqual([0, 511, 0, 511])
})
