import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const TEXT = String.raw`('(?:[^'\\]|\\.)*'|\x60(?:[^\x60\\]|\\.)*\x60)`
// Fields and facts may follow the two sentences.
const SAID = String.raw`\{\s*vi:\s*${TEXT}(?:\.trim\(\))?,\s*en:\s*${TEXT}`
const KIND = String.raw`'([a-z-]+)'`
const CODE = String.raw`'([a-z-]+\.[a-z-]+)'`
const DIRECT = new RegExp(String.raw`new AppError\(\s*${KIND},\s*${CODE},\s*${SAID}`, 'g')
const ENGINE = new RegExp(String.raw`invalidInput\(\s*'([a-z-]+)',\s*${SAID}`, 'g')

/** Every error that the program can answer with, as it stands in the source; `vitest -u` writes the list anew. */
test('the published list of error codes is that of the source', async () => {
  const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'))
  const found = files.flatMap((file) => codesIn(readFileSync(file, 'utf8')))
  const byCode = new Map(found.map((item) => [item.code, item]))
  const sorted = [...byCode.values()].toSorted((one, other) => (one.code < other.code ? -1 : 1))
  expect(sorted.length).toBeGreaterThan(50)
  await expect(`${JSON.stringify(sorted, undefined, 2)}\n`).toMatchFileSnapshot('./error-codes.json')
})

function codesIn(source: string) {
  const direct = [...source.matchAll(DIRECT)].map(([, kind, code, vi, en]) => ({ code, kind, vi, en }))
  const engine = [...source.matchAll(ENGINE)].map(([, code, vi, en]) => ({
    code: `duck.${code}`,
    kind: 'invalid',
    vi,
    en,
  }))
  return [...direct, ...engine].map(({ code = '', kind = '', vi = '', en = '' }) => ({
    code,
    kind,
    vi: plain(vi),
    en: plain(en),
  }))
}

/** The sentence with a gap where a value comes in. */
function plain(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\$\{[^}]*\}/g, '…')
    .replace(/\\(.)/g, '$1')
}
