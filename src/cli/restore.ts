import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '../config.ts'
import { openStore } from '../node.ts'
import { sealPathOf } from '../platform/audit/index.ts'
import { type RestoreReport, restoreBackup } from '../platform/backup/index.ts'
import { systemClock } from '../platform/clock.ts'
import { createLog } from '../platform/log.ts'
import { lockDataFolder } from '../platform/node-lock.ts'
import { createDiskObjects } from '../platform/objects/index.ts'
import { count, EXIT_DONE, EXIT_FINDINGS, reportFailure, usage } from './say.ts'

const USAGE = `Cách dùng:
  nguon restore TỆP   khôi phục một nút từ tệp sao lưu vào NGUON_DATA trống, hoặc vào DATABASE_URL trống
Mã thoát: 0 xong và niêm phong khớp, 1 tệp hỏng hoặc niêm phong không khớp, 64 gọi sai, 69 không mở được kho dữ liệu
`

/** `nguon restore`: an empty place becomes the node the backup was made of. */
export async function run(args: readonly string[]): Promise<number> {
  const path = readArguments(args)
  if (!path) return usage(USAGE)
  return reportFailure(async () => {
    const config = readConfig(process.env)
    const unlock = await lockDataFolder(config.dataDir)
    try {
      return await restore(config, resolve(path))
    } finally {
      await unlock()
    }
  })
}

function readArguments(args: readonly string[]): string | undefined {
  try {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    return positionals.length === 1 ? positionals[0] : undefined
  } catch {
    return undefined
  }
}

async function restore(config: Config, path: string): Promise<number> {
  const log = createLog('error')
  const store = await openStore(config, { log, as: 'server' })
  try {
    const objects = await createDiskObjects({ dir: join(config.dataDir, 'objects') })
    const report = await restoreBackup(
      {
        database: store.database,
        objects,
        sealPath: sealPathOf(config.dataDir),
        keyFile: config.keyFile,
        clock: systemClock,
        log,
        onStep: (what) => process.stderr.write(`• ${what}\n`),
      },
      path,
    )
    // A search index of this folder would follow the events of another database; it is built again at the next start.
    await rm(join(config.dataDir, 'search'), { recursive: true, force: true })
    process.stdout.write(told(report, config))
    return report.seals.findings.length === 0 ? EXIT_DONE : EXIT_FINDINGS
  } finally {
    await store.close()
  }
}

function told(report: RestoreReport, config: Config): string {
  const lines = [
    `✓ Đã khôi phục nút như lúc ${report.madeAt}: ${count(report.rows)} dòng, ${count(report.objects)} tệp dữ liệu, ${count(report.jobs)} việc đang chờ.`,
    report.seals.findings.length === 0
      ? `✓ Niêm phong khớp: ${count(report.seals.records)} bản ghi nhật ký.`
      : `✗ Niêm phong có ${count(report.seals.findings.length + report.seals.more)} chỗ không khớp; chạy “nguon audit verify” để xem.`,
    keySentence(report, config),
  ]
  if (report.sealsKeptAt) lines.push(`! Tệp niêm phong cũ của thư mục này được giữ ở ${report.sealsKeptAt}`)
  lines.push('Chạy “npm start” để mở nút.', '')
  return lines.join('\n')
}

function keySentence({ key }: RestoreReport, { keyFile }: Config): string {
  if (key === 'restored') return `✓ Khóa của nút được đặt lại ở ${keyFile}.`
  if (key === 'kept')
    return `! Khóa sẵn có ở ${keyFile} được giữ nguyên. Nếu đó không phải khóa của nút cũ, bí mật đã mã hóa (mã xác thực hai bước, mật khẩu kết nối) phải đặt lại.`
  return `! Bản sao lưu không có khóa; nút nhận khóa mới ở ${keyFile}. Nếu còn khóa cũ, hãy chép đè lên tệp này trước khi mở nút; nếu không, bí mật đã mã hóa phải đặt lại.`
}
