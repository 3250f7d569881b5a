import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDuck, type TestDuck } from '../../../platform/duck/testing.ts'
import type { Column, Value } from '../../../tabular/model.ts'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { type Officer, officerOf, type SeenDraft } from '../testing.ts'

let app: TestApp
let kit: TestDuck
let officer: Officer
beforeAll(async () => {
  app = await openTestApp()
  kit = await createTestDuck()
  officer = officerOf(app)
})
afterAll(() => Promise.all([app.close(), kit.close()]))

const COLUMNS: readonly Column[] = [
  { name: 'ma_xa', title: 'ma_xa', type: 'text', role: 'dimension' },
  { name: 'so_ca_mac', title: 'so_ca_mac', type: 'integer', role: 'measure' },
]
const record = (i: number): readonly Value[] => [`X${100_000 + i}`, i % 500 === 0 ? 3 : 40 + (i % 97)]

async function parquet(from: number, to: number): Promise<Uint8Array> {
  async function* batch(): AsyncGenerator<readonly (readonly Value[])[]> {
    yield Array.from({ length: to - from }, (_, i) => record(from + i))
  }
  const { digest } = await kit.duck.ingest.fromRows({ columns: COLUMNS, rows: batch() })
  return readFile(kit.objects.path(digest))
}

const csv = (from: number, to: number): string =>
  `ma_xa,so_ca_mac\n${Array.from({ length: to - from }, (_, i) => record(from + i).join(',')).join('\n')}\n`

const told = (draft: SeenDraft, code: string): readonly string[] =>
  (draft.files[0]?.problems ?? []).filter((problem) => problem.code === code).map((problem) => problem.message)

describe('a Parquet file is guarded as any other', () => {
  test('its counts of few persons are told, all of them', async () => {
    const draft = await officer.readFile({ name: 'ca-mac.parquet', bytes: await parquet(0, 6000) })
    expect(told(draft, 'small-cells')).toEqual([expect.stringMatching(/12 ô đếm dưới 5 người/)])
  })

  test('it is compared with a table that came as text, in either direction', async () => {
    await app.publishText('ca-mac.csv', csv(0, 6000), { title: 'Ca mắc theo xã', at: 'other' })
    const copy = await officer.readFile({ name: 'sao.parquet', bytes: await parquet(0, 6100) })
    expect(told(copy, 'near-duplicate-table')).toEqual([expect.stringContaining('“sao.parquet”')])
    const another = await officer.readFile({ name: 'khac.parquet', bytes: await parquet(50_000, 56_000) })
    expect(told(another, 'near-duplicate-table')).toEqual([])
  })
})
