import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { DecodedFile } from '../tabular/decode/decoded-file.ts'
import { decodeFile } from '../tabular/decode/open-source-file.ts'
import { mainTableIndex, type TableContent, tablesOfSheet } from '../tabular/decode/tables/table-content.ts'
import { writePlainCsv } from '../tabular/decode/write-plain-csv.ts'
import { describeProblem } from '../tabular/messages.ts'
import type { Problem } from '../tabular/model.ts'

const EXIT_DONE = 0
const EXIT_NOTHING = 2
const EXIT_USAGE = 64
const USAGE = 'Cách dùng: nguon read TỆP [--sheet TÊN|SỐ] [--out THƯ_MỤC]\n'

interface Options {
  readonly file: string
  readonly sheet: string | undefined
  readonly out: string | undefined
}

/** `nguon read FILE`: decodes a file into plain tables and prints what was understood as one JSON object. */
export async function run(args: readonly string[]): Promise<number> {
  const options = parseArguments(args)
  if (!options) {
    process.stderr.write(USAGE)
    return EXIT_USAGE
  }
  const bytes = await readFile(options.file).catch(() => undefined)
  if (!bytes) {
    process.stderr.write(`nguon read: không mở được tệp ${options.file}\n`)
    return EXIT_USAGE
  }
  const decoded = await decodeFile({ bytes, name: basename(options.file) })
  const sheets = options.sheet === undefined ? decoded.sheets : pickSheet(decoded, options.sheet)
  if (decoded.sheets.length > 0 && sheets.length === 0) {
    process.stderr.write(`nguon read: không có trang tính “${options.sheet ?? ''}”\n`)
    return EXIT_USAGE
  }
  const tables = sheets.flatMap(tablesOfSheet)
  const paths = await writeTables(options, tables)
  process.stdout.write(`${JSON.stringify(report(decoded, tables, paths))}\n`)
  return tables.length > 0 ? EXIT_DONE : EXIT_NOTHING
}

function parseArguments(args: readonly string[]): Options | undefined {
  const found: { file?: string; sheet?: string; out?: string } = {}
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? ''
    if (argument === '--sheet' || argument === '--out') {
      const value = args[++i]
      if (value === undefined) return undefined
      found[argument === '--sheet' ? 'sheet' : 'out'] = value
    } else if (argument.startsWith('--') || found.file !== undefined) return undefined
    else found.file = argument
  }
  return found.file === undefined ? undefined : { file: found.file, sheet: found.sheet, out: found.out }
}

function pickSheet(decoded: DecodedFile, wanted: string): DecodedFile['sheets'] {
  const named = decoded.sheets.filter((sheet) => sheet.name === wanted)
  if (named.length > 0) return named
  const sheet = /^\d+$/.test(wanted) ? decoded.sheets[Number(wanted) - 1] : undefined
  return sheet ? [sheet] : []
}

async function writeTables(
  { file, out }: Options,
  tables: readonly TableContent[],
): Promise<readonly (string | null)[]> {
  if (out === undefined) return tables.map(() => null)
  await mkdir(out, { recursive: true })
  const stem = slug(basename(file, extname(file))) || 'bang'
  const paths: string[] = []
  for (const [i, table] of tables.entries()) {
    const path = tables.length === 1 ? `${stem}.csv` : `${stem}-${i + 1}.csv`
    await writeFile(join(out, path), writePlainCsv(table.header ? [table.header, ...table.records] : table.records))
    paths.push(path)
  }
  return paths
}

function slug(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
}

function report(decoded: DecodedFile, tables: readonly TableContent[], paths: readonly (string | null)[]): object {
  const main = mainTableIndex(tables)
  const { dialect } = decoded
  const problems: readonly Problem[] =
    tables.length === 0 && !decoded.problems.some((p) => p.severity === 'error')
      ? [...decoded.problems, { code: 'not-a-table', severity: 'error' }]
      : decoded.problems
  return {
    encoding: decoded.encoding ?? null,
    legacyFont: decoded.legacyFont ?? null,
    repairs: decoded.repairs,
    dialect: dialect ? { ...dialect, quote: dialect.quote ?? null, escape: dialect.escape ?? null } : null,
    tables: tables.map((table, i) => ({
      sheet: table.sheet.name ?? null,
      path: paths[i] ?? null,
      main: i === main,
      headerRows: table.headerRows,
      firstRow: table.firstRow,
      rows: table.records.length,
      columns: table.width,
      preamble: table.preamble,
      footer: table.footer,
      notes: [],
    })),
    problems: problems.map(problemLine),
  }
}

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
