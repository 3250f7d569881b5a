import { describe, expect, test } from 'vitest'
import { createKept } from './kept.ts'

describe('what is kept', () => {
  test('stays within its size, the one not asked for longest goes first', () => {
    const kept = createKept<number>({ most: 5_000, sizeOf: (size) => size, mostAgeMs: Infinity, now: () => 0 })
    for (const key of ['a', 'b', 'c', 'd']) kept.set(key, 1_000)
    expect(kept.get('a')).toBe(1_000)
    kept.set('e', 1_000)
    expect(['a', 'b', 'c', 'd', 'e'].filter((key) => kept.get(key) !== undefined)).toEqual(['a', 'c', 'd', 'e'])
  })

  test('counts its keys: nothing under ever new questions is not kept for ever', () => {
    const kept = createKept<string>({ most: 100_000, sizeOf: () => 0, mostAgeMs: Infinity, now: () => 0 })
    const keys = Array.from({ length: 500 }, (_, at) => `${at}${'x'.repeat(500)}`)
    for (const key of keys) kept.set(key, '')
    const known = keys.filter((key) => kept.get(key) !== undefined)
    expect(known.length).toBeLessThan(100)
    expect(known).toContain(keys.at(-1))
    kept.set('y'.repeat(50_000), '')
    expect(kept.get('y'.repeat(50_000))).toBeUndefined()
  })
})
