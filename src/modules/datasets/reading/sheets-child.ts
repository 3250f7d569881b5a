import { decodeFile, type SourceFile } from '../../../tabular/index.ts'
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
      .map(({ name, rows }) => ({ name: name ?? '', rows: rows.map((row) => row.map(textOf)) })),
    problems,
  }
  process.send?.(told, () => process.exit(0))
}

// A date is told by itself: how it is drawn depends on who drew it.
function textOf({ value, text }: { value: unknown; text: string }): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : text
}
