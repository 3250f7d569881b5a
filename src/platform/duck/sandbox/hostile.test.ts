import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '../../errors.ts'
import type { TableRef } from '../rows/model.ts'
import { createTestDuck, type TestDuck } from '../testing.ts'
import { ALLOWED_FUNCTIONS } from './functions.ts'
import type { SandboxResult } from './model.ts'
import { openFor } from './run.ts'
import { HOSTILE } from './testing.ts'

const ROWS = 3_000

let kit: TestDuck
let t: TableRef
let other: TableRef
beforeAll(async () => {
  // One caller sends them all.
  kit = await createTestDuck({ sandboxAllowanceMs: 3_600_000 })
  const columns = [
    { name: 'x', type: 'integer' },
    { name: 'y', type: 'text' },
  ] as const
  const rows = Array.from({ length: ROWS }, (_, at) => [at, `văn bản số ${at}`])
  t = { digest: (await kit.duck.ingest.fromRows({ columns, rows })).digest, columns }
  other = { digest: (await kit.duck.ingest.fromRows({ columns, rows: [[1, 'khác']] })).digest, columns }
})
afterAll(() => kit.close())

const run = (sql: string, deadlineMs = 20_000): Promise<SandboxResult> =>
  kit.duck.sandbox.query({ sql, caller: 'test', tables: new Map([['t', t]]), limits: { deadlineMs } })
const value = async (sql: string): Promise<unknown> => (await run(sql)).rows[0]?.[0]

function isClearRefusal({ kind, code, said }: AppError): boolean {
  const inside = /objects\/|node_modules|at \w+ \(/.test(`${said.vi}${said.en}`)
  // `sql.wrong` is what the engine said while it ran: nothing of this list may come so far.
  return ['invalid', 'forbidden'].includes(kind) && code.startsWith('sql.') && code !== 'sql.wrong' && !inside
}

describe('what people who mean harm write', () => {
  test('is a list of more than two hundred statements', () => {
    expect(HOSTILE.length).toBeGreaterThan(200)
    expect(new Set(HOSTILE.map(({ sql }) => sql)).size).toBe(HOSTILE.length)
  })

  test('is refused before it starts, with a sentence in two languages', async () => {
    const wrong: string[] = []
    for (const { sql } of HOSTILE.filter(({ ends }) => ends === 'refused')) {
      const said = await run(sql).then(
        () => 'ran',
        (thrown: unknown) => (thrown instanceof AppError ? thrown : String(thrown)),
      )
      if (typeof said === 'string' || !isClearRefusal(said)) {
        wrong.push(`${sql.slice(0, 90)} → ${typeof said === 'string' ? said : `${said.code} ${said.said.vi}`}`)
      }
    }
    expect(wrong).toEqual([])
  }, 120_000)

  test('is stopped at the deadline or the memory limit, and the sandbox goes on', async () => {
    for (const { sql } of HOSTILE.filter(({ ends }) => ends === 'stopped')) {
      const error = await run(sql, 400).then(
        () => new Error(`ran: ${sql.slice(0, 120)}`),
        (thrown: unknown) => thrown as Error,
      )
      expect((error as AppError).code, `${sql.slice(0, 120)} → ${error.message}`).toMatch(/^sql\.(deadline|exhausted)$/)
      expect(await value('SELECT count(*) FROM "t"'), `after ${sql.slice(0, 120)}`).toBe(ROWS)
    }
  }, 240_000)

  test('finds the engine closed too, where the check of the statement would have let it pass', async () => {
    const file = kit.objects.path(t.digest)
    const { connection, close } = await openFor([{ name: 't', file, columns: t.columns }], 256)
    try {
      expect((await connection.runAndReadAll('SELECT count(*) FROM t')).getRows()).toEqual([[BigInt(ROWS)]])
      for (const sql of [
        `SELECT * FROM read_text('/etc/passwd')`,
        `SELECT * FROM read_parquet('${kit.objects.path(other.digest)}')`,
        `SELECT * FROM glob('/etc/*')`,
        `COPY t TO '/tmp/nguon-out.csv'`,
        `COPY t TO '${file}' (FORMAT parquet)`,
        `EXPORT DATABASE '/tmp/nguon-out'`,
        `ATTACH '/tmp/nguon-x.duckdb'`,
        `INSTALL httpfs`,
        `LOAD '/tmp/x.duckdb_extension'`,
        `SET enable_external_access = true`,
        `SET allowed_paths = ['/etc/passwd']`,
        `SET memory_limit = '64GB'`,
        `SET temp_directory = '/tmp'`,
        `SET lock_configuration = false`,
      ]) {
        await expect(connection.run(sql), sql).rejects.toThrow(
          /Permission|Cannot|locked|disabled|Invalid|Could not|denied|not allowed|IO Error/i,
        )
      }
    } finally {
      close()
    }
  })

  test('is refused however it is spaced, commented and written', async () => {
    const plain = HOSTILE.filter(
      ({ ends, after }) => ends === 'refused' && !after.includes('hiding') && !after.includes('several'),
    )
    const blank = fc.constantFrom(' ', '\n', '\t', '/**/', ' /* ; */ ', '\f', ' -- x\n')
    const disguised = fc
      .tuple(fc.constantFrom(...plain), fc.array(blank, { minLength: 1, maxLength: 5 }), fc.boolean())
      .map(([{ sql }, blanks, shout]) => {
        // Texts in quotes stay as they are; what stands between them is written differently.
        const parts = sql.split(/('(?:[^']|'')*'|"[^"]*")/)
        const written = parts.map((part, at) => {
          if (at % 2 === 1) return part
          const spaced = part
            .split(' ')
            .reduce((text, word, place) => `${text}${blanks[place % blanks.length] ?? ' '}${word}`)
          return shout ? spaced.toUpperCase() : spaced
        })
        return written.join('')
      })
    await fc.assert(
      fc.asyncProperty(disguised, async (sql) => {
        await expect(run(sql)).rejects.toSatisfy((error: unknown) => error instanceof AppError && isClearRefusal(error))
      }),
      { numRuns: 200 },
    )
  }, 120_000)

  test('as any heap of words is run or refused by name, and the process lives', async () => {
    const word = fc.constantFrom(
      'SELECT',
      'FROM',
      '"t"',
      '*',
      'x',
      'y',
      '(',
      ')',
      ',',
      'WHERE',
      'AND',
      '1',
      "'a'",
      'GROUP BY',
      'ORDER BY',
      'UNION',
      'WITH',
      'AS',
      'count',
      'OVER',
      '||',
      '=',
      '::',
      'int',
      'JOIN',
      'USING',
      'LIMIT',
      ';',
      '--',
      '/*',
      '*/',
      '$$',
      "'",
      '"',
      'é',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 14 }), async (words) => {
        const end = await run(`SELECT ${words.join(' ')}`, 2_000).then(
          () => 'sql.ran',
          (error: unknown) => (error instanceof AppError ? error.code : String(error)),
        )
        expect(end).toMatch(/^sql\./)
      }),
      { numRuns: 300 },
    )
    expect(await value('SELECT count(*) FROM "t"')).toBe(ROWS)
  }, 120_000)

  test('reads no table that the caller was not given', async () => {
    const { tables } = await kit.duck.sandbox.plan('SELECT * FROM "t" JOIN "u" USING (x)', 'test')
    expect(tables).toEqual(['t', 'u'])
    await expect(run('SELECT * FROM "t" JOIN "u" USING (x)')).rejects.toMatchObject({ code: 'sql.unknown-table' })
  })

  test('calls only functions that the engine has under that name', async () => {
    // A misspelt name in the list would be a hole for whatever a later engine calls so.
    const { connection, close } = await openFor([], 256)
    const known = await connection.runAndReadAll('SELECT DISTINCT function_name FROM duckdb_functions()')
    close()
    const names = new Set(known.getRows().map(([name]) => String(name)))
    // What the parser writes as an operator or a CASE is no function of the catalogue.
    const grammar = ['coalesce', 'if', 'ifnull', 'position']
    expect([...ALLOWED_FUNCTIONS].filter((name) => !names.has(name) && !grammar.includes(name))).toEqual([])
  })
})
