import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type {
  CodeBinder,
  DecodedFile,
  LongColumn,
  Problem,
  RoleMatrix,
  TidyResult,
  TidyTable,
  Value,
} from '../tabular/index.ts'
import { createMatcher, decodeFile, describeProblem, ROLES, readCodeList, tidySheets } from '../tabular/index.ts'

const EXIT_DONE = 0
const EXIT_NOTHING = 2
const EXIT_USAGE = 64
const USAGE = 'Cách dùng: nguon tidy TỆP [--sheet TÊN|SỐ] [--out THƯ_MỤC] [--cells]\n'
const SEEDS = new URL('../../seeds/codes/', import.meta.url)
/** Lists that columns are bound to, in this order: a name both province lists know is one of the 63 until 30/06/2025. */
const LISTS = [
  { id: 'province-63', level: 'province' },
  { id: 'province-34', level: 'province' },
  { id: 'region', level: 'region' },
]
const SURE = 0.85

interface Options {
  readonly file: string
  readonly sheet?: string
  readonly out?: string
  readonly cells: boolean
}

/** `nguon tidy FILE`: turns a file into tidy tables, wide and long, and prints what was done as one JSON object. */
export async function run(args: readonly string[]): Promise<number> {
  const options = parseArguments(args)
  if (!options) return misuse(USAGE)
  const bytes = await readFile(options.file).catch(() => undefined)
  if (!bytes) return misuse(`nguon tidy: không mở được tệp ${options.file}\n`)
  const name = basename(options.file)
  const decoded = await decodeFile({ bytes, name })
  const sheets = options.sheet === undefined ? decoded.sheets : pickSheet(decoded, options.sheet)
  if (decoded.sheets.length > 0 && sheets.length === 0)
    return misuse(`nguon tidy: không có trang tính “${options.sheet ?? ''}”\n`)
  const result = tidySheets({ sheets, problems: decoded.problems }, { name, lists: await loadBinders() })
  const written = await writeAll(options, result)
  process.stdout.write(`${JSON.stringify(report(decoded, result, written))}\n`)
  return result.tables.length > 0 ? EXIT_DONE : EXIT_NOTHING
}

function misuse(message: string): number {
  process.stderr.write(message)
  return EXIT_USAGE
}

function parseArguments(args: readonly string[]): Options | undefined {
  const found: { file?: string; sheet?: string; out?: string; cells: boolean } = { cells: false }
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? ''
    if (argument === '--cells') found.cells = true
    else if (argument === '--sheet' || argument === '--out') {
      const value = args[++i]
      if (value === undefined) return undefined
      found[argument === '--sheet' ? 'sheet' : 'out'] = value
    } else if (argument.startsWith('--') || found.file !== undefined) return undefined
    else found.file = argument
  }
  return found.file === undefined ? undefined : { ...found, file: found.file }
}

function pickSheet(decoded: DecodedFile, wanted: string): DecodedFile['sheets'] {
  const named = decoded.sheets.filter((sheet) => sheet.name === wanted)
  if (named.length > 0) return named
  const sheet = /^\d+$/.test(wanted) ? decoded.sheets[Number(wanted) - 1] : undefined
  return sheet ? [sheet] : []
}

async function loadBinders(): Promise<CodeBinder[]> {
  const binders: CodeBinder[] = []
  for (const { id, level } of LISTS) {
    const text = await readFile(new URL(`${id}.json`, SEEDS), 'utf8').catch(() => undefined)
    const read = text === undefined ? undefined : readCodeList(JSON.parse(text))
    if (!read || 'error' in read) continue
    const matcher = createMatcher(read.list)
    binders.push({
      list: id,
      level,
      ...(read.list.validFrom === undefined ? {} : { validFrom: read.list.validFrom }),
      size: read.list.items.length,
      match(name) {
        const { code, name: known, confidence } = matcher.match(name)
        return code !== undefined && known !== undefined && confidence >= SURE ? { code, name: known } : undefined
      },
    })
  }
  return binders
}

interface Written {
  readonly wide: readonly (string | null)[]
  readonly long: readonly { readonly path: string | null; readonly rows: number }[]
  readonly cells: readonly (string | null)[]
}

const field = (value: Value): string => {
  const text = value === null ? '' : String(value).normalize('NFC')
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const record = (values: readonly Value[]): string => `${values.map(field).join(',')}\n`

/** Writes records as plain CSV without holding the file in memory; says how many there were. */
async function writeCsv(
  path: string | undefined,
  header: readonly string[] | undefined,
  rows: Iterable<readonly Value[]>,
): Promise<number> {
  const file = path === undefined ? undefined : createWriteStream(path)
  let text = header === undefined ? '' : record(header)
  let count = 0
  for (const row of rows) {
    count++
    if (!file) continue
    text += record(row)
    if (text.length > 1 << 16) {
      if (!file.write(text)) await once(file, 'drain')
      text = ''
    }
  }
  if (file) {
    file.end(text)
    await once(file, 'finish')
  }
  return count
}

async function writeAll(options: Options, result: TidyResult): Promise<Written> {
  const { out } = options
  if (out !== undefined) await mkdir(out, { recursive: true })
  const target = (path: string): string | undefined => (out === undefined ? undefined : join(out, path))
  const shown = (path: string): string | null => (out === undefined ? null : path)
  const wide: (string | null)[] = []
  const long: { path: string | null; rows: number }[] = []
  for (const table of result.tables) {
    await writeCsv(
      target(`${table.name}.csv`),
      table.columns.map((column) => column.name),
      table.rows,
    )
    wide.push(shown(`${table.name}.csv`))
    const rows = await writeCsv(
      target(`${table.name}.long.csv`),
      table.long.columns.map((column) => column.name),
      table.long.rows,
    )
    long.push({ path: shown(`${table.name}.long.csv`), rows })
  }
  const cells: (string | null)[] = []
  for (const [i, sheet] of result.sheets.entries()) {
    const path = `${result.tables[0]?.name ?? 'bang'}${result.sheets.length === 1 ? '' : `-${i + 1}`}.cells.csv`
    if (options.cells) await writeCsv(target(path), undefined, roleRows(sheet.roles))
    cells.push(options.cells ? shown(path) : null)
  }
  return { wide, long, cells }
}

function* roleRows(roles: RoleMatrix): Generator<Value[]> {
  for (let r = 0; r < roles.rows; r++) {
    yield Array.from({ length: roles.columns }, (_, c) => ROLES[roles.codes[r * roles.columns + c] ?? 0] ?? 'empty')
  }
}

function report(decoded: DecodedFile, result: TidyResult, written: Written): object {
  const { dialect } = decoded
  const silent = result.tables.length === 0 && !result.problems.some((problem) => problem.severity === 'error')
  const problems: readonly Problem[] = silent
    ? [...result.problems, { code: 'not-a-table', severity: 'error' }]
    : result.problems
  return {
    encoding: decoded.encoding ?? null,
    legacyFont: decoded.legacyFont ?? null,
    repairs: decoded.repairs,
    dialect: dialect ? { ...dialect, quote: dialect.quote ?? null, escape: dialect.escape ?? null } : null,
    tables: result.tables.map((table, i) => tableLine(table, { path: written.wide[i] ?? null, long: written.long[i] })),
    sheets: result.sheets.map((sheet, i) => ({
      sheet: sheet.sheet ?? null,
      cells: written.cells[i] ?? null,
      rows: sheet.roles.rows,
      columns: sheet.roles.columns,
    })),
    removed: result.removed,
    fixes: result.fixes,
    problems: problems.map(problemLine),
  }
}

function tableLine(
  table: TidyTable,
  written: { path: string | null; long: Written['long'][number] | undefined },
): object {
  return {
    sheet: table.sheet ?? null,
    name: table.name,
    title: table.title,
    unit: table.unit ?? null,
    path: written.path,
    rows: table.rows.length,
    main: table.main,
    columns: table.columns.map(({ name, title, role, type, unit, codeList, kind }) => ({
      name,
      title,
      role,
      kind,
      type,
      unit: unit ?? null,
      codeList: codeList ?? null,
    })),
    notes: table.notes,
    long: {
      path: written.long?.path ?? null,
      rows: written.long?.rows ?? 0,
      columns: table.long.columns.map(longLine),
    },
  }
}

const longLine = ({ name, title, role, kind, type, codeList }: LongColumn): object => ({
  name,
  title,
  role,
  kind,
  type,
  codeList,
})

function problemLine(problem: Problem): object {
  return {
    code: problem.code,
    message: describeProblem(problem, 'vi'),
    severity: problem.severity,
    sheet: problem.sheet ?? null,
    row: problem.row ?? null,
    column: problem.column ?? null,
  }
}
