import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { readWithDuckdb, readWithXlsx } from './baselines.ts'
import { type Found, type Score, scoreFacts } from './facts.ts'
import { allCases, fileName, generate } from './generate.ts'
import type { Workbook } from './sheet.ts'
import { foundBy } from './tool-output.ts'

/**
 * Scores a command that behaves like `nguon tidy FILE --out DIR` on the Vietnamese sheets, with two plain readers beside
 * it: node bench/vn-sheets/score.ts [--cmd "node dist/cli/main.js"] [--only WORD] [--worst N] [--smoke]
 */
const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}
const OWN = `"${process.execPath}" "${fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))}"`
const command = option('cmd') ?? OWN
const only = option('only')
const worst = Number(option('worst') ?? 0)
const isSmoke = process.argv.includes('--smoke')
const SMOKE_EVERY = 8
const JOBS = 2
const TIME_LIMIT_MS = 30_000
const say = (line: string): boolean => process.stdout.write(`${line}\n`)

interface Judged {
  readonly book: Workbook
  readonly ours: Score
  readonly duckdb: Score
  readonly reader: Score
}

async function run(file: string, out: string): Promise<unknown> {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')
  const [program = '', ...rest] = words
  const child = spawn(program, [...rest, 'tidy', file, '--out', out], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: TIME_LIMIT_MS,
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  await new Promise((resolve) => child.on('close', resolve).on('error', resolve))
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    return undefined
  }
}

async function ours(path: string): Promise<readonly Found[]> {
  const out = await mkdtemp(join(tmpdir(), 'vn-sheets-out-'))
  try {
    return await foundBy(await run(path, out), out)
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

async function judgeAll(folder: string, books: readonly Workbook[]): Promise<readonly Judged[]> {
  const duck = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const judged: Judged[] = []
  const waiting = [...books]
  const worker = async (): Promise<void> => {
    for (let book = waiting.shift(); book; book = waiting.shift()) {
      const path = join(folder, fileName(book))
      const bytes = await readFile(path)
      const text = book.format === 'csv'
      judged.push({
        book,
        ours: scoreFacts(book.facts, await ours(path)),
        duckdb: scoreFacts(book.facts, await readWithDuckdb(duck, { path, bytes, text })),
        reader: scoreFacts(book.facts, readWithXlsx(bytes)),
      })
    }
  }
  await Promise.all(Array.from({ length: JOBS }, worker))
  return judged
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length)

function sayRow(name: string, list: readonly Judged[]): void {
  const f1 = (tool: 'ours' | 'duckdb' | 'reader'): string => mean(list.map((item) => item[tool].f1)).toFixed(3)
  const facts = list.reduce((sum, { ours }) => sum + ours.gold, 0)
  say(
    `${name.padEnd(20)} ${String(list.length).padStart(5)} ${String(facts).padStart(6)}   ${f1('ours').padStart(6)}  ${f1('duckdb').padStart(6)}  ${f1('reader').padStart(6)}`,
  )
}

function sayWorst(judged: readonly Judged[]): void {
  for (const { book, ours } of judged.toSorted((a, b) => a.ours.f1 - b.ours.f1).slice(0, worst)) {
    if (ours.f1 > 0.9999) continue
    say(
      `\n${fileName(book)}: F1 ${ours.f1.toFixed(3)}, right ${ours.right}/${ours.gold}, found ${ours.found}, units ${ours.unitRight}`,
    )
    for (const fact of ours.missed.slice(0, 3)) say(`  missed ${JSON.stringify(fact)}`)
    for (const record of ours.wrong.slice(0, 3)) say(`  wrong  ${JSON.stringify(record)}`)
  }
}

const folder = await mkdtemp(join(tmpdir(), 'vn-sheets-'))
try {
  const books = allCases().filter(
    ({ name, constructs }, at) =>
      (!only || `${name} ${constructs.join(' ')}`.includes(only)) && (!isSmoke || at % SMOKE_EVERY === 0),
  )
  await generate(folder, books)
  const judged = await judgeAll(folder, books)
  say(`vn-sheets: mean F1 over facts (number, period, row, column; a wrong unit costs a quarter)`)
  say(`${'construct'.padEnd(20)} files  facts     ours  DuckDB  @e965/xlsx`)
  const constructs = [...new Set(books.flatMap((book) => book.constructs))]
  for (const construct of constructs)
    sayRow(
      construct,
      judged.filter(({ book }) => book.constructs.includes(construct)),
    )
  sayRow('all', judged)
  sayWorst(judged)
} finally {
  await rm(folder, { recursive: true, force: true })
}
