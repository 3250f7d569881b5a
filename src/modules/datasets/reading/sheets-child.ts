import { decodeFile, type Sheet, type SourceFile } from '../../../tabular/index.ts'
import type { TextSheets } from './read-sheets.ts'

// When the program is gone nobody wants the answer.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.once('message', (file: SourceFile) => {
  void answer(file)
})

async function answer(file: SourceFile): Promise<void> {
  const { sheets, problems } = await decodeFile(file)
  const told: TextSheets = {
    sheets: sheets
      .filter(({ hidden }) => hidden !== true)
      .map((sheet) => ({ name: sheet.name ?? '', rows: rowsOf(sheet) })),
    problems,
  }
  process.send?.(told, () => process.exit(0))
}

// Who merges cells of a form means the value for each of them.
function rowsOf({ rows, merges }: Sheet): string[][] {
  const texts = rows.map((row) => row.map(textOf))
  for (const merge of merges) {
    const value = texts[merge.row]?.[merge.column] ?? ''
    for (const row of texts.slice(merge.row, merge.row + merge.rows)) {
      row.fill(value, merge.column, merge.column + merge.columns)
    }
  }
  return texts
}

// A date is told by itself: how it is drawn depends on who drew it.
function textOf({ value, text }: { value: unknown; text: string }): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : text
}
