import { isAppError } from './platform/errors.ts'
import type { RunningServer } from './server.ts'

const TRY_FILE = 'seeds/demo/tep-thu/san-luong-lua.csv'
/** Where `nguon publish` looks when it is not told. */
const USUAL_URL = 'http://127.0.0.1:8080'

/** One clear sentence in each language, and the way out; a bug shows its stack. */
export function sayStartFailure(error: unknown): void {
  if (isAppError(error)) process.stderr.write(`\n✗ ${error.said.vi}\n  ${error.said.en}\n`)
  else if (error instanceof Error && error.name === 'ConfigError') process.stderr.write(`\n✗ ${error.message}\n`)
  else
    process.stderr.write(
      `\n✗ Không khởi động được. (Start failed.) Chạy "npx nguon doctor" để tìm nguyên nhân.\n${String((error as Error).stack ?? error)}\n`,
    )
}

/** Where to look, who can sign in, and what to try next. */
export function sayWelcome(server: RunningServer): void {
  const lines = ['', `  Nguồn đang chạy: ${server.url}`, '']
  if (server.accounts.length > 0) {
    lines.push('  Tài khoản thử (cũng có trong demo-accounts.json):')
    for (const account of server.accounts) {
      lines.push(`    ${account.role.padEnd(13)} ${account.email.padEnd(36)} ${account.password}`)
    }
    lines.push('', '  Thử tiếp trong cửa sổ khác:', ...nextCommand(server))
  }
  if (server.firstOperatorUrl)
    lines.push('  Mở liên kết dùng một lần này để tạo người vận hành đầu tiên:', `    ${server.firstOperatorUrl}`)
  lines.push('', '  Ctrl-C để dừng.', '')
  process.stdout.write(lines.join('\n'))
}

/** The very command, with the keys of this demo, that makes a file open data. */
function nextCommand({ accounts, url }: RunningServer): readonly string[] {
  const officer = accounts.find((account) => account.role === 'data_officer')
  const approver = accounts.find((account) => account.role === 'approver')
  if (!officer || !approver) return []
  return [
    ...(url === USUAL_URL ? [] : [`    export NGUON_URL=${url}`]),
    `    export NGUON_API_KEY=${officer.apiKey}`,
    `    npx nguon publish ${TRY_FILE} --agency ${officer.agency} --title "Sản lượng lúa" --approve-as ${approver.apiKey}`,
  ]
}
