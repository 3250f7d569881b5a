import { basename, extname } from 'node:path'
import type { DecodedFile } from '../tabular/decode/decoded-file.ts'
import { mainTableIndex, type TableContent, tablesOfSheet } from '../tabular/decode/tables/table-content.ts'
import { writePlainCsv } from '../tabular/decode/write-plain-csv.ts'
import { describeProblem } from '../tabular/messages.ts'
import type { Problem, Sheet } from '../tabular/model.ts'

/** What `nguon read` prints, and the CSV of each table it names. */
export interface ReadReport {
  readonly tables: number
  readonly json: object
  readonly files: readonly { readonly path: string; readonly csv: string }[]
}

/** Finds the tables of the given sheets of a decoded file and puts them in the form of the command's contract. */
export function reportOf(
  decoded: DecodedFile,
  sheets: readonly Sheet[],
  file: { name: string; written: boolean },
): ReadReport {
  const tables = sheets.flatMap(tablesOfSheet)
  const stem = slug(basename(file.name, extname(file.name))) || 'bang'
  const files = file.written
    ? tables.map((table, i) => ({
        path: tables.length === 1 ? `${stem}.csv` : `${stem}-${i + 1}.csv`,
        csv: writePlainCsv(table.header ? [table.header, ...table.records] : table.records),
      }))
    : []
  const { dialect } = decoded
  const json = {
    encoding: decoded.encoding ?? null,
    legacyFont: decoded.legacyFont ?? null,
    repairs: decoded.repairs,
    dialect: dialect ? { ...dialect, quote: dialect.quote ?? null, escape: dialect.escape ?? null } : null,
    tables: tables.map((table, i) =>
      tableLine(table, { path: files[i]?.path ?? null, main: i === mainTableIndex(tables) }),
    ),
    problems: problemsOf(decoded, tables).map(problemLine),
  }
  return { tables: tables.length, json, files }
}

function tableLine(table: TableContent, { path, main }: { path: string | null; main: boolean }): object {
  return {
    sheet: table.sheet.name ?? null,
    path,
    main,
    headerRows: table.headerRows,
    firstRow: table.firstRow,
    rows: table.records.length,
    columns: table.width,
    preamble: table.preamble,
    footer: table.footer,
    notes: [],
  }
}

function problemsOf(decoded: DecodedFile, tables: readonly TableContent[]): readonly Problem[] {
  const said = tables.length > 0 || decoded.problems.some((p) => p.severity === 'error')
  return said ? decoded.problems : [...decoded.problems, { code: 'not-a-table', severity: 'error' }]
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
