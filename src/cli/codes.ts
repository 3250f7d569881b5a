import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readClientConfig } from '../config.ts'
import type { AboutList } from '../modules/codes/index.ts'
import type { CodeList, Match } from '../tabular/codes/index.ts'
import { createMatcher, readCodeList } from '../tabular/codes/index.ts'

const EXIT_DONE = 0
const EXIT_NOTHING = 2
const EXIT_USAGE = 64
const EXIT_UNREACHABLE = 69
const EXIT_NOT_ALLOWED = 77
const SEEDS = new URL('../../seeds/codes/', import.meta.url)
/** Short names people type for a list. */
const SHORT: Readonly<Record<string, string>> = { province: 'province-63' }
const ERRORS_SHOWN = 20

const USAGE = `Cách dùng:
  nguon codes match --list DANH_MUC
      đọc tên từ stdin, mỗi dòng một tên; ghi CSV input,code,name,confidence
      DANH_MUC: province-63, province-34, province (= province-63), agency, theme, unit, licence, format, frequency, region

  nguon codes import TỆP --list DANH_MUC --title TÊN --source NGUỒN
      [--broader DANH_MUC_CẤP_TRÊN] [--valid-from NGÀY] [--valid-to NGÀY] [--check]
      nạp danh mục (JSON, CSV, Excel) vào nút ở NGUON_URL bằng khóa NGUON_API_KEY; --check chỉ đọc thử tệp
`

type Options = Readonly<
  Partial<Record<'list' | 'title' | 'source' | 'broader' | 'valid-from' | 'valid-to', string>> & { check?: boolean }
>

/** `nguon codes match` answers names on stdin from a built-in list; `nguon codes import` brings a list to a node. */
export async function run(args: readonly string[]): Promise<number> {
  const asked = readArguments(args)
  if (asked?.command === 'match' && asked.options.list !== undefined) return matchNames(asked.options.list)
  if (asked?.command === 'import' && asked.file !== undefined) return importFile(asked.file, asked.options)
  return fail(EXIT_USAGE, USAGE)
}

async function matchNames(id: string): Promise<number> {
  const list = await loadList(SHORT[id] ?? id)
  if (typeof list === 'string') return fail(EXIT_USAGE, `nguon codes: ${list}\n`)
  const matcher = createMatcher(list)
  const lines = ['input,code,name,confidence']
  for (const input of await readLines()) lines.push(answerLine(input, matcher.match(input)))
  process.stdout.write(`${lines.join('\n')}\n`)
  return EXIT_DONE
}

function readArguments(
  args: readonly string[],
): { command: string; file: string | undefined; options: Options } | undefined {
  const text = { type: 'string' } as const
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        list: text,
        title: text,
        source: text,
        broader: text,
        'valid-from': text,
        'valid-to': text,
        check: { type: 'boolean' },
      },
    })
    const [command, file, ...rest] = positionals
    const expected = command === 'import' ? file !== undefined : file === undefined
    return command !== undefined && expected && rest.length === 0 ? { command, file, options: values } : undefined
  } catch {
    return undefined
  }
}

async function importFile(file: string, options: Options): Promise<number> {
  const bytes = await readFile(file).catch(() => undefined)
  if (!bytes) return fail(EXIT_USAGE, `nguon codes: không mở được tệp ${file}\n`)
  const about = await aboutList(basename(file), options)
  if (typeof about === 'string') return fail(EXIT_USAGE, `nguon codes: ${about}\n`)
  // Loaded here only: matching must not wait for the database's code.
  const { readListFile } = await import('../modules/codes/index.ts')
  const read = await readListFile({ bytes, name: basename(file) }, about)
  if ('error' in read) return fail(EXIT_NOTHING, `nguon codes: ${read.error}\n`)
  const { list, errors } = read
  for (const { message } of errors.slice(0, ERRORS_SHOWN)) process.stderr.write(`${message}\n`)
  if (errors.length > ERRORS_SHOWN) process.stderr.write(`… và ${errors.length - ERRORS_SHOWN} dòng khác.\n`)
  if (list.items.length === 0) return fail(EXIT_NOTHING, 'nguon codes: không có mục nào đọc được.\n')
  const summary = { id: list.id, items: list.items.length, errors }
  return options.check ? report({ ...summary, changed: false }) : sendList(list, summary)
}

async function aboutList(name: string, options: Options): Promise<AboutList | string> {
  const broader = options.broader === undefined ? undefined : await loadList(options.broader)
  if (typeof broader === 'string') return broader
  if (options.list === undefined && !name.endsWith('.json')) return 'cần --list để đặt mã cho danh mục.'
  return {
    id: options.list ?? '',
    title: options.title ?? options.list ?? '',
    source: options.source ?? name,
    ...(options['valid-from'] === undefined ? {} : { validFrom: options['valid-from'] }),
    ...(options['valid-to'] === undefined ? {} : { validTo: options['valid-to'] }),
    ...(broader === undefined ? {} : { broaderList: broader }),
  }
}

async function sendList(list: CodeList, summary: Readonly<Record<string, unknown>>): Promise<number> {
  const { url: node, apiKey: key } = readClientConfig(process.env)
  if (!key) return fail(EXIT_NOT_ALLOWED, 'nguon codes: cần khóa của bạn trong biến NGUON_API_KEY.\n')
  const reply = await fetch(new URL(`/api/v1/code-lists/${encodeURIComponent(list.id)}`, node), {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(list),
  }).catch(() => undefined)
  if (!reply) return fail(EXIT_UNREACHABLE, `nguon codes: không gọi được nút ${node}.\n`)
  const answer = (await reply.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
  if (reply.ok) return report({ ...summary, ...answer })
  const said = typeof answer['detail'] === 'string' ? answer['detail'] : `mã trả lời ${reply.status}`
  return fail(reply.status === 401 || reply.status === 403 ? EXIT_NOT_ALLOWED : EXIT_NOTHING, `nguon codes: ${said}\n`)
}

function report(outcome: Readonly<Record<string, unknown>>): number {
  process.stdout.write(`${JSON.stringify(outcome)}\n`)
  return EXIT_DONE
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

function fail(exitCode: number, message: string): number {
  process.stderr.write(message)
  return exitCode
}
