import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLedger } from './ledger.ts'

function open(allowanceMs = 20_000) {
  let at = 0
  const ledger = createLedger({ allowanceMs, now: () => at })
  const spend = (caller: string, costMs: number): void => ledger.begin(caller)(costMs)
  return { ledger, spend, pass: (ms: number) => void (at += ms) }
}

describe('what a caller spent', () => {
  test('is forgiven at an even pace, a whole allowance in a minute', () => {
    const { ledger, spend, pass } = open()
    spend('a', 20_000)
    expect(ledger.waitMs('a')).toBe(0)
    pass(30_000)
    expect(ledger.spent('a')).toBe(10_000)
    pass(60_000)
    expect(ledger.spent('a')).toBe(0)
  })

  test('beyond the allowance has to be waited for', () => {
    const { ledger, spend, pass } = open()
    spend('a', 25_000)
    expect(ledger.waitMs('a')).toBeCloseTo(15_000)
    pass(15_000)
    expect(ledger.waitMs('a')).toBeCloseTo(0)
    expect(ledger.waitMs('b')).toBe(0)
  })

  test('counts what runs by the clock until its cost is known, and once', () => {
    const { ledger, pass } = open()
    const settle = ledger.begin('a')
    pass(3_000)
    expect(ledger.spent('a')).toBe(3_000)
    settle(500)
    expect(ledger.spent('a')).toBe(500)
    settle(500)
    expect(ledger.spent('a')).toBe(500)
  })

  test('is kept for those who owe, however many callers come by', () => {
    const { ledger, spend, pass } = open()
    spend('owes', 20_000)
    const settle = ledger.begin('runs')
    for (let at = 0; at < 5_000; at++) {
      spend(`passer-by ${at}`, 1)
      pass(4)
    }
    expect(ledger.spent('owes')).toBeGreaterThan(0)
    expect(ledger.spent('runs')).toBe(20_000)
    settle(0)
    expect(ledger.spent('runs')).toBe(0)
  })

  test('is never more than was charged, nor more in a minute than the allowance and one statement', () => {
    const step = fc.record({ cost: fc.nat({ max: 10_000 }), pause: fc.nat({ max: 5_000 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { ledger, spend, pass } = open()
        let charged = 0
        for (const { cost, pause } of steps) {
          if (ledger.waitMs('a') === 0) {
            spend('a', cost)
            charged += cost
          }
          expect(ledger.spent('a')).toBeLessThanOrEqual(Math.min(charged, 30_000))
          pass(pause)
        }
      }),
    )
  })
})
