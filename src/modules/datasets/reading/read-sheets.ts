import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../../platform/errors.ts'
import { describeProblem, type Problem, type SourceFile } from '../../../tabular/index.ts'

/** One visible sheet as texts: numbers as they are drawn, dates as ISO 8601 days, a merged value in each of its cells. */
export interface TextSheet {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
}

export interface TextSheets {
  readonly sheets: readonly TextSheet[]
  readonly problems: readonly Problem[]
}

const ENTRY = fileURLToPath(
  new URL(`./sheets-child${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
)
const DEADLINE_MS = 60_000
const HEAP_MB = 1500

/** Reads the sheets of a form that people fill in and send back, in a process of its own; throws when it is no workbook. */
export async function readSheets(file: SourceFile): Promise<readonly TextSheet[]> {
  const told = await askChild(file)
  if (!told) throw unreadable('Tệp quá nặng hoặc hỏng', 'it is too heavy or broken')
  if (told.sheets.length > 0) return told.sheets
  const [first] = told.problems
  const vi = first ? describeProblem(first, 'vi') : 'không có bảng nào'
  const en = first ? describeProblem(first, 'en') : 'it holds no table'
  throw unreadable(vi, en)
}

function askChild(file: SourceFile): Promise<TextSheets | undefined> {
  return new Promise((resolve) => {
    const child = fork(ENTRY, [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), DEADLINE_MS)
    let told: TextSheets | undefined
    child.once('message', (message) => {
      told = message as TextSheets
    })
    child.once('error', () => child.kill('SIGKILL'))
    child.once('close', () => {
      clearTimeout(timer)
      resolve(told)
    })
    child.send(file)
  })
}

function unreadable(vi: string, en: string): AppError {
  return new AppError('invalid', 'datasets.no-sheets', {
    vi: `Không đọc được bảng tính này: ${vi}. Hãy lưu lại dạng XLSX rồi tải lên.`,
    en: `The workbook could not be read: ${en}. Save it as XLSX and upload it again.`,
    fields: [
      {
        field: 'tep',
        message: { vi: `Không đọc được bảng tính: ${vi}.`, en: `The workbook could not be read: ${en}.` },
      },
    ],
  })
}
