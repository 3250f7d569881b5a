import { writeLine } from './seal.ts'
import { readSealFile, sealFileSize } from './seal-file.ts'
import { loadHead, loadLines, type Queryable } from './seal-store.ts'

/**
 * The seal file as far as the database of this transaction goes, for a backup. Lines are passed on as they stand, so
 * that a damaged one stays visible; what the sealer has committed but not yet appended is added.
 */
export async function* exportSeals(db: Queryable, path: string): AsyncGenerator<Buffer> {
  const end = (await loadHead(db))?.batch.number ?? 0
  let written = 0
  for await (const { line, text } of readSealFile(path, (await sealFileSize(path)) ?? 0)) {
    if (line && line.batch.number > end) break
    if (line) written = line.batch.number
    yield Buffer.from(`${text}\n`)
  }
  for (let number = written + 1; number <= end; number++) {
    for (const line of await loadLines(db, number, number)) yield Buffer.from(writeLine(line))
  }
}
