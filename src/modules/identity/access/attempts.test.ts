import { describe, expect, it } from 'vitest'
import { nextAttempt } from './attempts.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 3, minute))
const free = 5

describe('wrong attempts', () => {
  it('are free at first, then wait longer each time, at most fifteen minutes', () => {
    const waits: number[] = []
    let now = at(0)
    let known: Parameters<typeof nextAttempt>[0]
    for (let round = 0; round < 12; round += 1) {
      const verdict = nextAttempt(known, now, free)
      if (!verdict.allowed) throw new Error('came too early')
      known = verdict.next
      const until = known.lockedUntil ?? now
      waits.push((until.getTime() - now.getTime()) / 60_000)
      now = until
    }
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15, 15])
  })

  it('are refused while locked, without making the wait longer', () => {
    const known = { failures: 6, lastAt: at(0), lockedUntil: at(2) }
    expect(nextAttempt(known, at(1), free)).toEqual({ allowed: false, until: at(2) })
  })

  it('are forgotten after a day', () => {
    const known = { failures: 9, lastAt: at(0), lockedUntil: at(15) }
    const verdict = nextAttempt(known, at(24 * 60 + 1), free)
    expect(verdict).toMatchObject({ allowed: true, next: { failures: 1, lockedUntil: undefined } })
  })
})
