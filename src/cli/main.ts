import { access } from 'node:fs/promises'

interface Command {
  readonly file: string
  readonly summary: string
}

interface CommandModule {
  readonly run: (args: readonly string[]) => Promise<number>
}

const EXIT_USAGE = 64

/** Every command of `nguon`; each file exports `run(args)` and is loaded only when called. */
const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['start', { file: 'start', summary: 'Khởi động nút Nguồn trên máy này' }],
  ['read', { file: 'read', summary: 'Đọc một tệp: mã chữ, dấu phân cách, các bảng, ô giữ nguyên như trong tệp' }],
  ['tidy', { file: 'tidy', summary: 'Làm gọn một tệp thành bảng có kiểu dữ liệu, kèm danh sách chỗ đã sửa' }],
  ['publish', { file: 'publish', summary: 'Đưa một tệp lên nút Nguồn và gửi duyệt' }],
  ['codes', { file: 'codes', summary: 'Đối chiếu tên với danh mục dùng chung, nạp danh mục' }],
  ['people', { file: 'people', summary: 'Thêm người dùng, đặt lại mật khẩu' }],
  ['harvest', { file: 'harvest', summary: 'Thu thập mô tả dữ liệu từ cổng khác' }],
  ['audit', { file: 'audit', summary: 'Kiểm tra sổ nhật ký có bị sửa không' }],
  ['backup', { file: 'backup', summary: 'Sao lưu toàn bộ nút vào một tệp' }],
  ['restore', { file: 'restore', summary: 'Khôi phục từ tệp sao lưu' }],
  ['node', { file: 'node', summary: 'Xem, thay khóa mà các nút khác biết nút này' }],
  ['doctor', { file: 'doctor', summary: 'Kiểm tra máy và cấu hình, chỉ cách sửa' }],
])

function moduleUrl(command: Command): URL {
  // Sources run as .ts under Node 24, the build as .js.
  return new URL(`./${command.file}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)
}

async function exists(command: Command): Promise<boolean> {
  return access(moduleUrl(command)).then(
    () => true,
    () => false,
  )
}

async function usage(): Promise<string> {
  const present = await Promise.all(
    [...COMMANDS].map(async ([name, command]) => ((await exists(command)) ? [name, command.summary] : [])),
  )
  const lines = present.flatMap(([name, summary]) => (name && summary ? [`  ${name.padEnd(9)} ${summary}`] : []))
  return ['Cách dùng: nguon LỆNH [tham số]', '', ...lines, ''].join('\n')
}

async function main(argv: readonly string[]): Promise<number> {
  const [name = '', ...args] = argv
  const command = COMMANDS.get(name)
  if (command && (await exists(command))) {
    const module = (await import(moduleUrl(command).href)) as CommandModule
    return module.run(args)
  }
  const asked = name === '' || name === 'help' || name === '--help' || name === '-h'
  process.stderr.write(`${asked ? '' : `nguon: không có lệnh “${name}”.\n\n`}${await usage()}`)
  return asked && name !== '' ? 0 : EXIT_USAGE
}

process.exitCode = await main(process.argv.slice(2))
