import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createMatcher, readCodeList } from '../tabular/codes/index.ts'
import type { CodeList, Match } from '../tabular/codes/index.ts'

const EXIT_USAGE = 64
const SEEDS = new URL('../../seeds/codes/', import.meta.url)
/** Short names people type for a list. */
const SHORT: Readonly<Record<string, string>> = { province: 'province-63' }

const USAGE = `Cách dùng:
  nguon codes match --list DANH_MUC   đọc tên từ stdin, mỗi dòng một tên; ghi CSV input,code,name,confidence
  DANH_MUC: province-63, province-34, province (= province-63), agency, theme, unit, licence, format, frequency, region
`

/** `nguon codes …`: matches names on stdin against a built-in code list. */
export async function run(args: readonly string[]): Promise<number> {
  const asked = readArguments(args)
  if (asked === undefined) return fail(USAGE)
  const list = await loadList(SHORT[asked] ?? asked)
  if (typeof list === 'string') return fail(`nguon codes: ${list}\n`)
  const matcher = createMatcher(list)
  const lines = ['input,code,name,confidence']
  for (const input of await readLines()) lines.push(answerLine(input, matcher.match(input)))
  process.stdout.write(`${lines.join('\n')}\n`)
  return 0
}

function readArguments(args: readonly string[]): string | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { list: { type: 'string' } },
    })
    return positionals.length === 1 && positionals[0] === 'match' ? values.list : undefined
  } catch {
    return undefined
  }
}

async function loadList(id: string): Promise<CodeList | string> {
  if (!/^[a-z0-9-]+$/.test(id)) return `tên danh mục “${id}” không hợp lệ.`
  const text = await readFile(new URL(`${id}.json`, SEEDS), 'utf8').catch(() => undefined)
  if (text === undefined) return `không có danh mục “${id}”.`
  const read = readCodeList(JSON.parse(text))
  return 'error' in read ? read.error : read.list
}

async function readLines(): Promise<string[]> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\ufeff/, '')
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function answerLine(input: string, match: Match): string {
  const answered = match.code !== undefined
  const fields = [input, match.code ?? '', answered ? (match.name ?? '') : '', String(answered ? match.confidence : 0)]
  return fields.map(quoteField).join(',')
}

function quoteField(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}

function fail(message: string): number {
  process.stderr.write(message)
  return EXIT_USAGE
}
