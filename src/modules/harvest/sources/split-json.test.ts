import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitJson } from './split-json.ts'

async function* pieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

async function split(text: string, { sizes = [7], maxItemBytes = 5_000_000 } = {}): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for await (const item of splitJson(pieces(Buffer.from(text), sizes), {
    url: 'http://x.test/data.json',
    key: 'dataset',
    maxItemBytes,
  })) {
    found.push('json' in item ? JSON.parse(item.json) : 'too long')
  }
  return found
}

test('items are those JSON itself would give, wherever the document is cut into pieces', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), fc.jsonValue(), sizes, async (dataset, other, cuts) => {
      const document = { '@type': 'dcat:Catalog', other, nested: { dataset: [1, 2] }, dataset, after: [other] }
      const expected = JSON.parse(JSON.stringify(dataset)) as unknown
      expect(await split(JSON.stringify(document), { sizes: cuts })).toEqual(expected)
      expect(await split(JSON.stringify(dataset, null, 2), { sizes: cuts })).toEqual(expected)
    }),
    { numRuns: 200 },
  )
})

test('an item too long is passed over, the next is read', async () => {
  const document = JSON.stringify({ dataset: [{ a: 'x'.repeat(5_000) }, { b: 1 }] })
  expect(await split(document, { maxItemBytes: 1_000 })).toEqual(['too long', { b: 1 }])
})

test.each([
  ['{"dataset": [{"a": 1}, {"b":', 'harvest.cut-short'],
  ['<!doctype html><html>', 'harvest.not-json'],
  ['', 'harvest.not-json'],
])('%s is refused as %s', async (text, code) => {
  await expect(split(text)).rejects.toMatchObject({ code })
})

test('a document without the list has no items', async () => {
  expect(await split('{"title": "dataset", "x": {"dataset": [1]}}')).toEqual([])
})
