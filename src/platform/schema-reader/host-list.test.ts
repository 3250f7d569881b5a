import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isListedHost, readHostRules } from './host-list.ts'

const rulesOf = (list: string) => readHostRules(list.split(','))
const listed = (list: string, host: string, port?: number) =>
  isListedHost(rulesOf(list), { engine: 'postgresql', host, port })

test.each([
  ['db.tinh.vn', 'db.tinh.vn', undefined, true],
  ['db.tinh.vn', 'DB.Tinh.VN ', 5432, true],
  ['db.tinh.vn', 'db.tinh.vn', 5433, false],
  ['db.tinh.vn:5433', 'db.tinh.vn', 5433, true],
  ['db.tinh.vn:5433', 'db.tinh.vn', undefined, false],
  ['10.0.0.5, 10.0.0.6:6000', '10.0.0.6', 6000, true],
  ['10.0.0.5', '10.0.0.50', undefined, false],
  ['10.0.0.5', '167772165', undefined, false],
  ['[fd00::1]:5432', 'fd00::1', undefined, true],
  ['/run/postgresql', '/run/postgresql', undefined, true],
  ['/run/postgresql', '/run/postgresql/../other', undefined, false],
  ['', 'localhost', undefined, false],
])('with “%s” listed, %s port %s may be read: %s', (...[list, host, port, expected]) => {
  expect(listed(list, host, port)).toBe(expected)
})

test('the usual port is that of the engine', () => {
  expect(isListedHost(rulesOf('db.tinh.vn'), { engine: 'mysql', host: 'db.tinh.vn', port: 3306 })).toBe(true)
  expect(listed('db.tinh.vn', 'db.tinh.vn', 3306)).toBe(false)
  expect(isListedHost(rulesOf('/run/x'), { engine: 'mysql', host: '/run/x' })).toBe(false)
})

test('nothing is allowed that is not written in the list', () => {
  fc.assert(
    fc.property(
      fc.array(fc.domain(), { maxLength: 4 }),
      fc.domain(),
      fc.integer({ min: 1, max: 65_535 }),
      (list, host, port) => {
        fc.pre(!list.some((one) => one.toLowerCase() === host.toLowerCase()))
        expect(isListedHost(readHostRules(list), { engine: 'postgresql', host, port })).toBe(false)
      },
    ),
  )
})
