import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dcatEntry } from '../../../formats/dcat/testing.ts'
import { readRecord } from '../../../formats/nguon/read-record.ts'
import type { PutRecord, Signed, WireRecord } from '../../../formats/nguon/wire.ts'
import { type MessageKey, prove } from '../../../platform/http-sig/index.ts'
import { successionText } from '../../../platform/secrets/index.ts'
import type { KnownNode } from './model.ts'
import { sortItems } from './read-signed.ts'
import { leadsTo } from './succession.ts'

function newKey(): MessageKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64url'),
  }
}

const SELF = '00000000-0000-7000-8000-000000000000'
const AT = '2026-11-22T06:00:00.000Z'
const uuid = (digit: string) => `${digit.repeat(8)}-0000-7000-8000-000000000000`

function nodeWith(id: string, key: MessageKey, more: Partial<KnownNode> = {}): KnownNode {
  return {
    id,
    name: `Nút ${id.slice(0, 2)}`,
    kind: 'other',
    agencyCode: undefined,
    url: 'https://nut.vn',
    key: key.publicKey,
    formerKeys: [],
    state: 'on',
    sourceId: undefined,
    cursor: undefined,
    datasets: 0,
    systems: undefined,
    software: '',
    seenAt: undefined,
    caughtUpAt: undefined,
    lagMs: undefined,
    failure: undefined,
    addedBy: '',
    addedAt: new Date(AT),
    ...more,
  }
}

function put(node: string, entry: PutRecord['entry']): PutRecord {
  const { id, uri } = entry
  return { format: 'nguon-record/1', node, id, uri, kind: 'dataset', at: AT, version: 1, entry }
}

const signedBy = (key: MessageKey, record: WireRecord): Signed => ({ record, proof: prove(key, record) })
const travelled = (signed: Signed) => JSON.parse(JSON.stringify(signed)) as Signed
const [key, other] = [newKey(), newKey()]
const from = nodeWith(uuid('a'), key)
const entries = dcatEntry.map(
  (entry) => ({ ...entry, uri: 'https://nut.vn/id/dataset/1' }) as unknown as PutRecord['entry'],
)
const ofId = entries.map((entry) => ({ ...entry, id: uuid('e') }))

test('any record a node can hold arrives as it was, whatever JSON did to it on the way', () => {
  fc.assert(
    fc.property(ofId, (entry) => {
      const record = put(from.id, entry)
      const { puts, unread } = sortItems([travelled(signedBy(key, record))], { self: SELF, from, nodes: [from] })
      expect(unread).toEqual([])
      expect(puts.map((item) => item.record.entry)).toEqual([entry])
    }),
    { numRuns: 200 },
  )
})

test('a record changed anywhere on its way is refused by name, and the one beside it stands', () => {
  fc.assert(
    fc.property(ofId, ofId, fc.string(), (entry, beside, text) => {
      const forged = travelled(signedBy(key, put(from.id, entry)))
      ;(forged.record as unknown as PutRecord).entry.title['vi'] = `${entry.title['vi']}${text}!`
      const good = signedBy(key, put(from.id, { ...beside, id: uuid('d') }))
      const { puts, unread } = sortItems([forged, good], { self: SELF, from, nodes: [from] })
      expect(unread.map(({ problem }) => problem.code)).toEqual(
        puts.length === 1 ? ['nguon-proof-wrong'] : expect.anything(),
      )
      expect(puts.map(({ record }) => record.id)).toEqual([uuid('d')])
    }),
    { numRuns: 50 },
  )
})

test('whose word counts: our own and what we read directly are passed over, strangers are a problem', () => {
  const record = (node: string): PutRecord => put(node, sample())
  const direct = nodeWith(uuid('b'), other, { sourceId: uuid('1') })
  const known = nodeWith(uuid('c'), other)
  const off = nodeWith(uuid('f'), other, { state: 'off' })
  const given = (node: string, by: MessageKey) => {
    const directory = { self: SELF, from, nodes: [from, direct, known, off] }
    const { puts, unread } = sortItems([signedBy(by, record(node))], directory)
    return puts.length > 0 ? 'taken' : (unread[0]?.problem.code ?? 'passed over')
  }
  expect(given(SELF, key)).toBe('passed over')
  expect(given(direct.id, other)).toBe('passed over')
  expect(given(known.id, other)).toBe('taken')
  expect(given(known.id, key)).toBe('nguon-proof-wrong')
  expect(given(off.id, other)).toBe('nguon-origin-unknown')
  expect(given(uuid('9'), other)).toBe('nguon-origin-unknown')
  expect(given(from.id, key)).toBe('taken')
})

test('what an earlier key of a node signed still holds where others kept it, and not from the node itself', () => {
  const renewed = nodeWith(uuid('c'), other, { formerKeys: [key.publicKey] })
  const early = signedBy(key, put(renewed.id, sample()))
  const relayed = sortItems([early], { self: SELF, from, nodes: [from, renewed] })
  expect(relayed.puts).toHaveLength(1)
  // Whoever has the key that was given up must not speak as the node.
  const itself = sortItems([early], { self: SELF, from: renewed, nodes: [renewed] })
  expect(itself.unread.map(({ problem }) => problem.code)).toEqual(['nguon-proof-wrong'])
  expect(
    sortItems([signedBy(other, put(renewed.id, sample()))], { self: SELF, from: renewed, nodes: [renewed] }).puts,
  ).toHaveLength(1)
})

test('a link that would run in the reader’s browser is no link', () => {
  for (const landingPage of ['javascript:alert(1)', 'data:text/html,x', ' https://nut.vn']) {
    expect(readRecord(put(from.id, { ...sample(), landingPage }))).toMatchObject({
      ok: false,
      remark: { code: 'nguon-record-invalid', at: '/entry/landingPage' },
    })
  }
})

test('a record with a NUL in it is refused: it could not be stored', () => {
  const entry = { ...sample(), title: { vi: 'a\u0000b' } }
  const { puts, unread } = sortItems([signedBy(key, put(from.id, entry))], { self: SELF, from, nodes: [from] })
  expect([puts.length, unread[0]?.problem.code]).toEqual([0, 'nguon-record-unstorable'])
})

test('a record of another form, or of two ids, is refused with the place of the fault; nothing breaks', () => {
  expect(readRecord({ format: 'nguon-record/2' })).toMatchObject({
    ok: false,
    remark: { code: 'nguon-format-unknown' },
  })
  const two = signedBy(key, { ...put(from.id, sample()), id: uuid('7') })
  const { unread } = sortItems([two], { self: SELF, from, nodes: [from] })
  expect(unread.map(({ problem }) => problem.code)).toEqual(['nguon-two-ids'])
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 4 }),
      fc.constantFrom('nguon-record/1', 'nguon-gone/1', 'x'),
      (value, format) => {
        const record = {
          ...(typeof value === 'object' && !Array.isArray(value) ? value : {}),
          format,
          node: from.id,
        } as unknown as WireRecord
        const sorted = sortItems([travelled(signedBy(key, record))], { self: SELF, from, nodes: [from] })
        expect(sorted.unread).toHaveLength(1)
      },
    ),
  )
})

test('a chain of keys leads from the confirmed one to the present one, and a broken or forged one nowhere', () => {
  const keys = [newKey(), newKey(), newKey(), newKey()] as const
  const step = (one: MessageKey, next: MessageKey, signer = one) => ({
    from: one.publicKey,
    to: next.publicKey,
    signature: signer.sign(successionText(one.publicKey, next.publicKey)),
  })
  const chain = [step(keys[0], keys[1]), step(keys[1], keys[2]), step(keys[2], keys[3])]
  const leads = (steps: typeof chain) => leadsTo(keys[0].publicKey, keys[3].publicKey, steps)
  expect(leads(chain)).toBe(true)
  expect(leadsTo(keys[1].publicKey, keys[3].publicKey, chain)).toBe(true)
  expect(leadsTo(keys[3].publicKey, keys[0].publicKey, chain)).toBe(false)
  expect(leads(chain.slice(1))).toBe(false)
  expect(leads([step(keys[0], keys[3], keys[1])])).toBe(false)
  expect(leads([step(keys[0], keys[1]), step(keys[1], keys[0])])).toBe(false)
})

function sample(): PutRecord['entry'] {
  return fc.sample(ofId, { numRuns: 1, seed: 7 })[0] as PutRecord['entry']
}
