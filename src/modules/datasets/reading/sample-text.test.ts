import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pictureOfFile } from './picture.ts'
import { rowsOfFile, sampleText } from './sample-text.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'nguon-sample-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const LINES = 120_000
const line = (number: number): string => `${number},${'x'.repeat(number % 60)}`

async function sampleOf(text: string) {
  const path = join(dir, 'large.csv')
  await writeFile(path, text)
  const sample = await sampleText(path, Buffer.byteLength(text))
  if (!sample) throw new Error('no sample')
  return sample
}

test('every line of the sample is known by its number in the file', async () => {
  const sample = await sampleOf(Array.from({ length: LINES }, (_, i) => `${line(i)}\n`).join(''))
  const rows = Buffer.from(sample.bytes).toString().trimEnd().split('\n')
  const rowOf = rowsOfFile(sample, rows.length)
  expect(sample.lines).toBe(LINES)
  expect(sample.stretches.length).toBeGreaterThan(10)
  expect(rows.length).toBeLessThan(LINES)
  rows.forEach((row, at) => expect(row).toBe(line(rowOf(at) ?? -1)))
  expect(rowOf(rows.length)).toBeUndefined()
})

test('the last line counts though nothing ends it', async () => {
  const sample = await sampleOf(Array.from({ length: LINES }, (_, i) => line(i)).join('\n'))
  expect(sample.lines).toBe(LINES)
})

test('where records stretch over several lines, only the head is sure of its rows', async () => {
  const sample = await sampleOf(Array.from({ length: LINES }, (_, i) => `${line(i)}\n`).join(''))
  const lines = sample.stretches.reduce((sum, stretch) => sum + stretch.lines, 0)
  const rowOf = rowsOfFile(sample, lines - 1)
  expect(rowOf(100)).toBe(100)
  expect(rowOf(lines - 2)).toBeUndefined()
})

test('windows of the sample stand at their rows of the file and part where the file goes on elsewhere', () => {
  const rows = ['a', 'b', 'c', 'd'].map((text) => [text])
  const window = { from: 500, rows, roles: rows.map(() => ['data']) }
  const picture = { sheet: undefined, rows: [], roles: [], windows: [window], totalRows: 900, totalColumns: 1 }
  const rowOf = (row: number): number | undefined => (row === 503 ? undefined : row < 502 ? row : row + 70_000)
  const found = pictureOfFile(picture, rowOf, 1_000_000)
  expect(found.totalRows).toBe(1_000_000)
  expect(found.windows).toEqual([
    { from: 500, rows: [['a'], ['b']], roles: [['data'], ['data']] },
    { from: 70_502, rows: [['c']], roles: [['data']] },
  ])
})
