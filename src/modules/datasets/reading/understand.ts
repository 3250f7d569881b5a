import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { AppError } from '../../../platform/errors.ts'
import { type DecodedFile, decodeFile, type Recipe, type TidyTable, tidySheets } from '../../../tabular/index.ts'
import type { Problem, Value } from '../../../tabular/model.ts'
import { findPersonalData } from '../../../tabular/profile/index.ts'
import { planCsv } from './csv-plan.ts'
import { guardTable } from './guard.ts'
import { pictureOf, pictureOfFile } from './picture.ts'
import { isEndlessLine, LARGE_TEXT_BYTES, rowsOfFile, sampleText } from './sample-text.ts'
import type { PersonalHit, ReadAnswer, Understanding, UnderstoodTable } from './understanding.ts'
import { type NameList, unmatchedNames } from './unmatched-names.ts'

/** Larger workbooks and odd texts would need more memory than the reading process may use. */
const MOST_BYTES_IN_MEMORY = 250 * 1024 * 1024

export interface ReadJob {
  readonly path: string
  readonly name: string
  /** Folder for the rows. */
  readonly folder: string
  readonly recipe: Recipe | undefined
  readonly lists: readonly NameList[]
}

/** Bytes → tables: decodes, finds layout and types, and writes the rows of every table as JSON lines. */
export async function understand(job: ReadJob): Promise<ReadAnswer> {
  const { size } = await stat(job.path)
  if (size > LARGE_TEXT_BYTES) {
    const answer = await understandLarge(job, size)
    if (answer) return answer
    if (await isEndlessLine(job.path)) throw endlessLine()
    if (size > MOST_BYTES_IN_MEMORY) throw tooLarge()
  }
  const decoded = await decodeFile({ bytes: await readFile(job.path), name: job.name })
  if (decoded.sheets.length === 0) return { understanding: base(decoded), recipe: undefined, sketches: [] }
  const tidy = tidySheets(decoded, { name: job.name, lists: job.lists, ...(job.recipe ? { recipe: job.recipe } : {}) })
  const tables: UnderstoodTable[] = []
  const personal: PersonalHit[] = []
  for (const [index, table] of tidy.tables.entries()) {
    const rowsFile = join(job.folder, `${index}.ndjson`)
    const duplicateRows = await writeRows(rowsFile, table.rows)
    tables.push(understoodTable(table, rowsFile, duplicateRows))
    personal.push(...personalHits(table))
  }
  const guards = tidy.tables.map(guardTable)
  const problems = [...tidy.problems, ...guards.flatMap((guard) => guard.problems)]
  const unmatched = tidy.tables.flatMap((table) => unmatchedNames(table, decoded.sheets, job.lists))
  const pictures = decoded.sheets.map((sheet, index) =>
    pictureOf(sheet, tidy.sheets[index]?.roles, [...problems, ...unmatched]),
  )
  const understanding: Understanding = {
    ...base(decoded),
    tables,
    fixes: tidy.fixes,
    removed: tidy.removed,
    problems,
    pictures,
    personal,
    unmatched,
  }
  return { understanding, recipe: tidy.recipe, sketches: guards.map((guard) => guard.sketch) }
}

/** A large flat text file, decided from a sample; undefined where a sample cannot decide. */
async function understandLarge(job: ReadJob, size: number): Promise<ReadAnswer | undefined> {
  const sample = await sampleText(job.path, size)
  const decoded = sample && (await decodeFile({ bytes: sample.bytes, name: job.name }))
  if (!decoded || decoded.format !== 'csv' || decoded.sheets.length !== 1) return undefined
  const tidy = tidySheets(decoded, { name: job.name, lists: job.lists, ...(job.recipe ? { recipe: job.recipe } : {}) })
  const [table] = tidy.tables
  const csv = table && tidy.tables.length === 1 ? planCsv(decoded, table, tidy.recipe) : undefined
  if (!table || !csv) return undefined
  const problems = tidy.problems.filter((problem) => problem.severity !== 'info')
  const rowOf = rowsOfFile(sample, decoded.sheets[0]?.rows.length ?? 0)
  const pictures = decoded.sheets.map((sheet, index) => pictureOf(sheet, tidy.sheets[index]?.roles, problems))
  const understanding: Understanding = {
    ...base(decoded),
    tables: [{ ...understoodTable(table, '', 0), lastRow: sample.lines, csv }],
    problems: problems.map((problem) => atRowOfFile(problem, rowOf)),
    pictures: pictures.map((picture) => pictureOfFile(picture, rowOf, sample.lines)),
    personal: personalHits(table),
  }
  return { understanding, recipe: tidy.recipe, sketches: [] }
}

/** A problem found in the sample, at its row of the file; without a row where that is not sure. */
function atRowOfFile({ row, ...problem }: Problem, rowOf: (row: number) => number | undefined): Problem {
  const found = row === undefined ? undefined : rowOf(row - 1)
  return found === undefined ? problem : { ...problem, row: found + 1 }
}

function endlessLine(): AppError {
  return new AppError('invalid', 'datasets.endless-line', {
    vi: 'Tệp không có chỗ xuống dòng nào trong 1 MB đầu, nên không phải bảng. Hãy xuất lại, mỗi bản ghi một dòng.',
    en: 'The file has no line end in its first megabyte, so it is no table. Export it again, one record a line.',
  })
}

function tooLarge(): AppError {
  return new AppError('invalid', 'datasets.too-large-to-read', {
    vi: 'Tệp quá lớn mà không phải CSV phẳng UTF-8 có một dòng tiêu đề. Hãy lưu lại dạng CSV UTF-8, hoặc tách thành nhiều tệp.',
    en: 'The file is very large and no flat UTF-8 CSV with one header row. Save it as CSV UTF-8, or split it.',
  })
}

function base(decoded: DecodedFile): Understanding {
  return {
    format: decoded.format,
    encoding: decoded.encoding,
    legacyFont: decoded.legacyFont,
    repairs: decoded.repairs,
    delimiter: decoded.dialect?.delimiter,
    tables: [],
    fixes: [],
    removed: [],
    problems: decoded.problems,
    pictures: [],
    personal: [],
  }
}

function understoodTable(table: TidyTable, rowsFile: string, duplicateRows: number): UnderstoodTable {
  return {
    name: table.name,
    title: table.title,
    unit: table.unit,
    sheet: table.sheet,
    main: table.main,
    columns: table.columns,
    rows: table.rows.length,
    rowsFile,
    notes: table.notes,
    firstRow: table.source.firstRow + 1,
    lastRow: table.source.lastRow + 1,
    duplicateRows,
  }
}

/** Writes one JSON array a line; returns how many rows repeat an earlier one. */
async function writeRows(path: string, rows: readonly (readonly Value[])[]): Promise<number> {
  const file = createWriteStream(path)
  const seen = new Set<string>()
  let duplicates = 0
  for (const row of rows) {
    const line = JSON.stringify(row)
    if (seen.has(line)) duplicates++
    else seen.add(line)
    if (!file.write(`${line}\n`)) await once(file, 'drain')
  }
  file.end()
  await finished(file)
  return duplicates
}

function personalHits(table: TidyTable): PersonalHit[] {
  const titles = new Map(table.columns.map((column) => [column.name, column.title]))
  return findPersonalData(table.columns, table.rows).map((hit) => ({
    table: table.name,
    column: hit.column,
    columnTitle: titles.get(hit.column) ?? hit.column,
    kind: hit.kind,
    count: hit.count,
    share: hit.share,
    examples: hit.examples,
    severity: hit.severity,
  }))
}
