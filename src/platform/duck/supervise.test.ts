import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Value } from '../../tabular/model.ts'
import { createGate } from './pool.ts'
import type { TableRef } from './rows/model.ts'
import type { TableColumn } from './sql.ts'
import { createTestDuck, type TestDuck } from './testing.ts'

const columns: readonly TableColumn[] = [
  { name: 'a', type: 'integer' },
  { name: 'b', type: 'text' },
]

function* numbers(count: number): Generator<readonly Value[]> {
  for (let at = 0; at < count; at++) yield [at % 977, `số ${(at * 7919) % 100_003}`]
}

let kit: TestDuck
let table: TableRef
beforeAll(async () => {
  kit = await createTestDuck({ rowsAtOnce: 2, waiting: 2 })
  table = { digest: (await kit.duck.ingest.fromRows({ columns, rows: numbers(300_000) })).digest, columns }
})
afterAll(() => kit.close())

const page = (): Promise<{ readonly rows: readonly unknown[] }> => kit.duck.rows.page({ table, limit: 3 })

async function killWhenRunning(pid: () => number | undefined): Promise<void> {
  for (let wait = 0; wait < 200 && pid() === undefined; wait++) await sleep(10)
  await sleep(100)
  const found = pid()
  if (found !== undefined) process.kill(found, 'SIGKILL')
}

describe('data processes', () => {
  test('a killed one fails its questions with a reason, and the next question is answered', async () => {
    await page()
    const before = kit.duck.pids().rows
    const asked = kit.duck.rows.aggregate({
      table,
      group: ['b'],
      measures: [{ kind: 'distinct', column: 'b' }],
      filter: [],
      sort: [],
      limit: 1,
    })
    process.kill(before ?? 0, 'SIGKILL')
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable', code: 'duck.crashed' })
    expect((await page()).rows).toHaveLength(3)
    expect(kit.duck.pids().rows).not.toBe(before)
  })

  test('an export whose process dies breaks off instead of ending as if it were whole', async () => {
    const read = async (): Promise<void> => {
      for await (const piece of kit.duck.exports.stream({ table, format: 'csv' })) {
        expect(piece).toBeDefined()
        const pid = kit.duck.pids().exports
        if (pid !== undefined) process.kill(pid, 'SIGKILL')
      }
    }
    await expect(read()).rejects.toMatchObject({ code: 'duck.crashed' })
    const rest = await kit.duck.exports.stream({ table, format: 'csv', limit: 1 }).toArray()
    expect(rest.length).toBeGreaterThan(0)
  })

  test('a load whose process dies leaves no file, and the next load works', async () => {
    const file = join(kit.dir, 'big.csv')
    await writeFile(file, `a,b\n${'1,x\n'.repeat(3_000_000)}`)
    const csv = [
      { name: 'a', type: 'integer', source: 0 },
      { name: 'b', type: 'text', source: 1 },
    ] as const
    const job = {
      file,
      dialect: { delimiter: ',', quote: '"', skip: 1 },
      width: 2,
      columns: csv,
      onFailure: 'fail',
    } as const
    const load = kit.duck.ingest.fromCsv(job)
    const killed = killWhenRunning(() => kit.duck.pids().ingest[0])
    await expect(load).rejects.toMatchObject({ code: 'duck.crashed' })
    await killed
    expect(await kit.leftOvers()).toEqual([])
    expect((await kit.duck.ingest.fromRows({ columns, rows: numbers(3) })).rows).toBe(3)
  })

  test('a question past its deadline is stopped and says so', async () => {
    const late = kit.duck.rows.diff({ before: table, after: table, key: [], examples: 1 }, { deadlineMs: 20 })
    await expect(late).rejects.toMatchObject({ kind: 'unavailable', code: 'duck.deadline' })
    expect((await page()).rows).toHaveLength(3)
  })

  test('a question whose asker has left is stopped', async () => {
    const leave = new AbortController()
    const asked = kit.duck.rows.diff({ before: table, after: table, key: [], examples: 1 }, { signal: leave.signal })
    setTimeout(() => leave.abort(), 50)
    await expect(asked).rejects.toMatchObject({ code: 'duck.cancelled' })
  })

  test('more questions than may wait are refused at once', async () => {
    const gate = createGate(1, 1)
    const leave = await gate.enter()
    const waiting = gate.enter()
    await expect(gate.enter()).rejects.toMatchObject({ kind: 'too-many', code: 'duck.busy' })
    leave()
    ;(await waiting)()
    gate.close()
    await expect(gate.enter()).rejects.toMatchObject({ code: 'duck.closed' })
  })

  test('the SQL of a data process reaches no file outside the store', async () => {
    const outside = { digest: table.digest, columns: [{ name: 'a', type: 'integer' as const }] }
    const stray = { ...kit.objects, path: () => '/etc/passwd' }
    const { createRows } = await import('./rows/rows.ts')
    const { createWarmChild } = await import('./pool.ts')
    const { defaultLimits } = await import('./limits.ts')
    const { silentLog } = await import('../log.ts')
    const settings = {
      threads: 1,
      memoryMb: 128,
      spillMb: 10,
      tempDir: kit.dir,
      folders: [kit.objects.folder],
      files: [],
    }
    const child = createWarmChild({ settings, dataLimitMb: 1_500, atOnce: 1, waiting: 1, log: silentLog })
    const rows = createRows({ child, slowChild: child, objects: stray, limits: defaultLimits })
    await expect(rows.page({ table: outside, limit: 1 })).rejects.toMatchObject({ code: 'duck.failed' })
    await child.close()
  })

  test('closing while a question runs ends it and leaves no process', async () => {
    const own = await createTestDuck()
    const { digest } = await own.duck.ingest.fromRows({ columns, rows: numbers(10) })
    await own.duck.rows.page({ table: { digest, columns }, limit: 1 })
    const pid = own.duck.pids().rows ?? 0
    await own.close()
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })
})
