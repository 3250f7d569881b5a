import { readdirSync } from 'node:fs'
import { getPriority } from 'node:os'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../errors.ts'
import type { TableRef } from '../rows/model.ts'
import { createTestDuck, type TestDuck } from '../testing.ts'
import type { SandboxResult } from './model.ts'

const ROWS = 3_000
const ENDLESS = 'SELECT count(*) FROM "t" a, "t" b, "t" c, "t" d WHERE a.x + b.x + c.x + d.x = 7'
const QUICK = 'SELECT count(*) FROM "t"'

let kit: TestDuck
let t: TableRef
beforeEach(async () => {
  kit = await createTestDuck({ sandboxAllowanceMs: 500 })
  const columns = [{ name: 'x', type: 'integer' }] as const
  const rows = Array.from({ length: ROWS }, (_, at) => [at])
  t = { digest: (await kit.duck.ingest.fromRows({ columns, rows })).digest, columns }
})
afterEach(() => kit.close())

const run = (caller: string, sql: string, deadlineMs = 60_000): Promise<SandboxResult> =>
  kit.duck.sandbox.query({ sql, caller, tables: new Map([['t', t]]), limits: { deadlineMs } })

const endOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ran',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )

describe('strangers side by side', () => {
  test('of whom three flood the sandbox do not keep the quiet one waiting until theirs end', async () => {
    const ended: string[] = []
    const note = (name: string, asked: Promise<unknown>): Promise<unknown> =>
      endOf(asked).then((end) => ended.push(`${name} ${end}`))
    const floods = ['flood 1', 'flood 2', 'flood 3'].flatMap((name) => [
      note(name, run(name, ENDLESS, 4_000)),
      note(name, run(name, ENDLESS, 4_000)),
    ])
    await note('quiet', run('quiet', QUICK))
    expect(ended.filter((end) => end.startsWith('flood')).length).toBeLessThan(3)
    expect(ended).toContain('quiet ran')
    await Promise.all(floods)
  }, 60_000)

  test.each([
    ['stopped', ENDLESS],
    ['refused', `SELECT pg_sleep(60)`],
  ])(
    'who send nothing but what is %s are told how long to wait, and others go on',
    async (ends, sql) => {
      const said = new Map<string, AppError>()
      // A minute of 500 ms is spent by a handful of statements that come to nothing, and what is forgiven while they run.
      for (let at = 0; at < 50 && !said.has('sql.over-budget'); at++) {
        const error: unknown = await run('greedy', sql, 200).catch((thrown: unknown) => thrown)
        if (error instanceof AppError) said.set(error.code, error)
      }
      expect([...said.keys()]).toEqual([
        ends === 'stopped' ? 'sql.deadline' : 'sql.refused-function',
        'sql.over-budget',
      ])
      const over = said.get('sql.over-budget')
      expect(over?.kind).toBe('too-many')
      expect(over?.details.facts?.['retry_after']).toBeGreaterThan(0)
      expect((await run('modest', QUICK)).rows).toEqual([[ROWS]])
    },
    120_000,
  )

  test('ask for a table only once the statement is known to be allowed', async () => {
    const asked: (readonly string[])[] = []
    const tables = async (names: readonly string[]): Promise<ReadonlyMap<string, TableRef>> => {
      asked.push(names)
      return new Map([['t', t]])
    }
    const query = (sql: string) => kit.duck.sandbox.query({ sql, caller: 'a', tables })
    await expect(query(`SELECT * FROM "t", read_text('/etc/passwd')`)).rejects.toMatchObject({ kind: 'forbidden' })
    expect(asked).toEqual([])
    expect((await query(QUICK)).rows).toEqual([[ROWS]])
    await expect(query('SELECT * FROM "u"')).rejects.toMatchObject({ code: 'sql.unknown-table' })
    expect(asked).toEqual([['t'], ['u']])
  })

  test.skipIf(process.platform !== 'linux')('compute with every thread at a lower priority than ours', async () => {
    await run('a', QUICK)
    expect(kit.duck.sandbox.pids()).toHaveLength(2)
    for (const pid of kit.duck.sandbox.pids()) {
      const priorities = readdirSync(`/proc/${pid}/task`).map((thread) => getPriority(Number(thread)))
      expect(priorities.length).toBeGreaterThan(4)
      expect(Math.min(...priorities)).toBeGreaterThanOrEqual(10)
    }
  })
})
