import { setImmediate as settle } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createFairQueue, type FairOptions } from './queue.ts'

const options: FairOptions = {
  places: 2,
  placesPerCaller: 1,
  waitingPerCaller: 3,
  waiting: 5,
  spent: () => 0,
  slowMs: 1_000,
}

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

  test('of whoever has spent least come first', async () => {
    const spent = new Map([
      ['heavy', 900],
      ['middling', 300],
    ])
    const { come, inside, names } = stage({ ...options, places: 1, spent: (caller) => spent.get(caller) ?? 0 })
    for (const caller of ['heavy', 'heavy', 'middling', 'quiet']) come(caller)
    for (let at = 0; at < 3; at++) {
      await settle()
      inside[at]?.leave()
    }
    await settle()
    expect(names()).toEqual(['heavy', 'quiet', 'middling', 'heavy'])
  })

  test('of the slow leave one place to the others', async () => {
    const spent = new Map([
      ['slow 1', 1_001],
      ['slow 2', 1_001],
    ])
    const { queue, come, inside, names } = stage({ ...options, spent: (caller) => spent.get(caller) ?? 0 })
    for (const caller of ['slow 1', 'slow 2', 'quick']) come(caller)
    await settle()
    expect(names()).toEqual(['slow 1', 'quick'])
    inside[1]?.leave()
    await settle()
    expect(names()).toEqual(['slow 1', 'quick'])
    spent.set('slow 2', 1_000)
    queue.look()
    await settle()
    expect(names()).toEqual(['slow 1', 'quick', 'slow 2'])
  })

  test('of the quick have one place more when all inside have become slow', async () => {
    const spent = new Map<string, number>()
    const { queue, come, names } = stage({ ...options, spent: (caller) => spent.get(caller) ?? 0 })
    for (const caller of ['a', 'b', 'slow', 'c', 'd']) come(caller)
    spent.set('a', 2_000).set('slow', 2_000)
    queue.look()
    await settle()
    expect(names()).toEqual(['a', 'b'])
    spent.set('b', 2_000)
    queue.look()
    await settle()
    expect(names()).toEqual(['a', 'b', 'c'])
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
