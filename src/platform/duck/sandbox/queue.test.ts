import { setImmediate as settle } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createFairQueue, type FairOptions } from './queue.ts'

const options: FairOptions = { places: 2, placesPerCaller: 1, waitingPerCaller: 3, waiting: 5, now: () => 0 }

function stage(of: FairOptions = options) {
  const queue = createFairQueue(of)
  const inside: { readonly caller: string; readonly leave: () => void }[] = []
  const refused: string[] = []
  const come = (caller: string): void =>
    void queue.enter(caller).then(
      (leave) => void inside.push({ caller, leave }),
      () => void refused.push(caller),
    )
  return { queue, inside, refused, come, names: () => inside.map(({ caller }) => caller) }
}

describe('turns', () => {
  test('of somebody with one statement come before the second of somebody with many', async () => {
    const { come, inside, names } = stage({ ...options, places: 1 })
    for (const caller of ['greedy', 'greedy', 'greedy', 'modest']) come(caller)
    await settle()
    expect(names()).toEqual(['greedy'])
    inside[0]?.leave()
    await settle()
    inside[1]?.leave()
    await settle()
    expect(names()).toEqual(['greedy', 'greedy', 'modest'])
  })

  test('leave a place for others however many statements one sends', async () => {
    const { come, inside, names } = stage()
    for (const caller of ['greedy', 'greedy', 'modest']) come(caller)
    await settle()
    expect(names()).toEqual(['greedy', 'modest'])
    inside[0]?.leave()
    inside[0]?.leave()
    await settle()
    expect(names()).toEqual(['greedy', 'modest', 'greedy'])
  })

  test('are refused beyond what may wait, of one and of all', async () => {
    const { come, refused } = stage()
    for (let at = 0; at < 6; at++) come('greedy')
    for (const caller of ['a', 'b', 'c', 'd']) come(caller)
    await settle()
    expect(refused).toEqual(['greedy', 'greedy', 'd'])
  })

  test('of callers who ran into a limit leave one place to the others, for a minute', async () => {
    let now = 0
    const { queue, come, inside, names } = stage({ ...options, now: () => now })
    queue.slow('heavy 1')
    queue.slow('heavy 2')
    for (const caller of ['heavy 1', 'heavy 2', 'quick']) come(caller)
    await settle()
    expect(names()).toEqual(['heavy 1', 'quick'])
    inside[1]?.leave()
    await settle()
    expect(names()).toEqual(['heavy 1', 'quick'])
    now = 60_001
    come('quick')
    await settle()
    expect(names()).toEqual(['heavy 1', 'quick', 'quick'])
    inside[2]?.leave()
    await settle()
    expect(names()).toEqual(['heavy 1', 'quick', 'quick', 'heavy 2'])
  })

  test('end with the queue', async () => {
    const { queue, come, refused } = stage({ ...options, places: 1 })
    come('a')
    come('b')
    queue.close()
    come('c')
    await settle()
    expect(refused).toEqual(['b', 'c'])
  })
})
