import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawnCases } from './cases.ts'
import { handMadeCases } from './hand-made.ts'
import type { Workbook } from './sheet.ts'
import { writeWorkbook } from './write-file.ts'

/** File name of a workbook; a page saved as .xls keeps the wrong name on purpose. */
export function fileName({ name, format }: Pick<Workbook, 'name' | 'format'>): string {
  return `${name}.${format === 'html' ? 'xls' : format}`
}

/** All workbooks of the benchmark, always the same. */
export function allCases(): readonly Workbook[] {
  return [...drawnCases(), ...handMadeCases()]
}

/** Writes every workbook with its answers (`NAME.gold.json`) into a folder. */
export async function generate(folder: string, books: readonly Workbook[] = allCases()): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const book of books) {
    await writeFile(join(folder, fileName(book)), await writeWorkbook(book))
    const gold = { file: fileName(book), constructs: book.constructs, facts: book.facts }
    await writeFile(join(folder, `${book.name}.gold.json`), `${JSON.stringify(gold, null, 1)}\n`)
  }
}

if (import.meta.main) {
  const folder = process.argv[2]
  if (folder === undefined) {
    process.stderr.write('usage: node bench/vn-sheets/generate.ts FOLDER\n')
    process.exitCode = 64
  } else await generate(folder)
}
