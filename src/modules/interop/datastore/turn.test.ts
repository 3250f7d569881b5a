import fc from 'fast-check'
import { expect, test } from 'vitest'
import { turnOf } from './turn.ts'

test.each([
  ['a1', '10.0.0.1', 'a1'],
  [undefined, undefined, 'visitor'],
  [undefined, '203.113.131.9', '203.113.131.9'],
  [undefined, '::ffff:203.113.131.9', '::ffff:203.113.131.9'],
  [undefined, '::1', '0:0:0:0::/64'],
  [undefined, '2001:DB8:0:1::', '2001:db8:0:1::/64'],
  [undefined, '2001:db8::1:0:0:1', '2001:db8:0:0::/64'],
  [undefined, 'fe80::1%eth0', 'fe80:0:0:0::/64'],
])('account %s at %s takes the turn of %s', (id, address, turn) => expect(turnOf(id, address)).toBe(turn))

test('addresses of one /64 take one turn however they are written, others another', () => {
  const group = fc.integer({ min: 0, max: 0xffff })
  fc.assert(
    fc.property(
      fc.array(group, { minLength: 8, maxLength: 8 }),
      fc.array(group, { minLength: 4, maxLength: 4 }),
      (groups, rest) => {
        const written = (list: readonly number[]): string => list.map((one) => one.toString(16)).join(':')
        const long = groups.map((one) => one.toString(16).padStart(4, '0').toUpperCase()).join(':')
        const neighbour = written([...groups.slice(0, 4), ...rest])
        expect(turnOf(undefined, long)).toBe(turnOf(undefined, written(groups)))
        expect(turnOf(undefined, neighbour)).toBe(turnOf(undefined, long))
        const other = written([(groups[0] ?? 0) ^ 1, ...groups.slice(1)])
        expect(turnOf(undefined, other)).not.toBe(turnOf(undefined, long))
      },
    ),
  )
})
