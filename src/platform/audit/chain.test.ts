import { hash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHAIN_START, chainOver, merkleRoot } from './chain.ts'
import { hashRecord } from './record-hash.ts'
import { readLine, type SealLine, writeLine } from './seal.ts'

const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))
const cell = fc.option(fc.string({ unit: 'grapheme' }), { nil: null })

test('records that differ in any cell have different hashes', () => {
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 1, maxLength: 6 }),
      fc.array(cell, { minLength: 1, maxLength: 6 }),
      (a, b) => {
        expect(hashRecord(a).equals(hashRecord(b))).toBe(JSON.stringify(a) === JSON.stringify(b))
      },
    ),
  )
})

test('an absent cell is not an empty one, and text cannot slide from one cell into the next', () => {
  const hashes = [[null], [''], ['ab', 'c'], ['a', 'bc']].map((cells) => hashRecord(cells).toString('hex'))
  expect(new Set(hashes).size).toBe(4)
})

test('changing, dropping or swapping one record changes the head of the chain and the root', () => {
  fc.assert(
    fc.property(fc.array(digest, { minLength: 2, maxLength: 40 }), fc.nat(), (hashes, at) => {
      const index = at % (hashes.length - 1)
      const [a, b] = [hashes[index], hashes[index + 1]]
      if (!a || !b || a.equals(b)) return
      const changed = hashes.with(index, hash('sha256', a, 'buffer'))
      const dropped = hashes.toSpliced(index, 1)
      const swapped = hashes.with(index, b).with(index + 1, a)
      for (const other of [changed, dropped, swapped]) {
        expect(merkleRoot(other).equals(merkleRoot(hashes))).toBe(false)
        const [head, otherHead] = [hashes, other].map((list) => chainOver(CHAIN_START, 1, list).at(-1))
        expect(otherHead?.equals(head ?? CHAIN_START)).toBe(false)
      }
    }),
  )
})

test('chaining in two pieces gives the same links as in one', () => {
  fc.assert(
    fc.property(fc.array(digest, { minLength: 1, maxLength: 30 }), fc.nat(), (hashes, at) => {
      const cut = at % (hashes.length + 1)
      const first = chainOver(CHAIN_START, 1, hashes.slice(0, cut))
      const second = chainOver(first.at(-1) ?? CHAIN_START, cut + 1, hashes.slice(cut))
      expect([...first, ...second]).toEqual(chainOver(CHAIN_START, 1, hashes))
    }),
  )
})

test('a line of the seal file reads back as it was written, and any cut of it does not', () => {
  const hashes = ['a', 'b', 'c'].map((text) => hash('sha256', text, 'buffer'))
  const line: SealLine = {
    batch: {
      number: 3,
      format: 1,
      firstSeq: 7,
      lastSeq: 9,
      root: merkleRoot(hashes),
      previous: CHAIN_START,
      chain: hashes[0] ?? CHAIN_START,
      publicKey: 'key',
      signature: Buffer.alloc(64, 5),
      at: new Date('2026-01-02T03:04:05.678Z'),
    },
    recordIds: [11, 12, 15],
    recordHashes: hashes,
  }
  const text = writeLine(line).trimEnd()
  expect(readLine(text)).toEqual(line)
  for (let length = 0; length < text.length; length += 7) expect(readLine(text.slice(0, length))).toBeUndefined()
})
