import { expect, test } from 'vitest'
import { permanentRefusal } from './transport.ts'

test.each([
  [550, true],
  [552, true],
  [421, false],
  [451, false],
  // The node's name or password is wrong, not the letter.
  [530, false],
  [535, false],
])('a mail server that answers %i refuses the letter for good: %s', (responseCode, forGood) => {
  expect(permanentRefusal(Object.assign(new Error('no'), { responseCode }))).toBe(forGood)
})

test('a server that cannot be reached refuses nothing', () => {
  expect(permanentRefusal(new Error('connect ECONNREFUSED'))).toBe(false)
})
