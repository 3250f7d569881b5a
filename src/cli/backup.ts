import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openNode } from '../node.ts'
import { sealPathOf } from '../platform/audit/index.ts'
import { type BackupReport, checkArchive, createBackup } from '../platform/backup/index.ts'
import { createLog } from '../platform/log.ts'
import { bytes, count, EXIT_DONE, reportFailure, usage } from './say.ts'

const USAGE = `Cách dùng:
  nguon backup [TỆP] [--with-key]   sao lưu cả nút vào một tệp (mặc định: thư mục backups trong NGUON_DATA)
  nguon backup --check TỆP          đọc lại một tệp sao lưu và đối chiếu mọi mã kiểm tra
  --with-key   kèm khóa của nút; ai có tệp này sẽ mở được mọi bí mật, hãy cất như cất khóa
Nút vẫn chạy bình thường trong lúc sao lưu.
`

/** `nguon backup`: everything a node holds, as of one moment, in one file. */
export async function run(args: readonly string[]): Promise<number> {
  const asked = readArguments(args)
  if (!asked) return usage(USAGE)
  return reportFailure(() => (asked.check ? check(asked.check) : backup(asked.file, asked.withKey)))
}

interface Asked {
  readonly file: string | undefined
  readonly withKey: boolean
  readonly check: string | undefined
}

function readArguments(args: readonly string[]): Asked | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'with-key': { type: 'boolean' }, check: { type: 'string' } },
    })
    if (positionals.length > 1 || (values.check !== undefined && positionals.length > 0)) return undefined
    return { file: positionals[0], withKey: values['with-key'] === true, check: values.check }
  } catch {
    return undefined
  }
}

async function backup(file: string | undefined, withKey: boolean): Promise<number> {
  const config = readConfig(process.env)
  const node = await openNode(config, { log: createLog('error'), as: 'tool' })
  try {
    const stamp = node.clock.now().toISOString().slice(0, 19).replaceAll(':', '-')
    const path = resolve(file ?? join(config.dataDir, 'backups', `nguon-${stamp}.tar`))
    const { objects, clock } = node
    const deps = { pool: node.database.pool, objects, clock, sealPath: sealPathOf(config.dataDir) }
    const report = await createBackup(deps, { path, ...(withKey ? { keyFile: config.keyFile } : {}) })
    process.stdout.write(told(report, config.keyFile))
    return EXIT_DONE
  } finally {
    await node.close()
  }
}

function told(report: BackupReport, keyFile: string): string {
  const { objects } = report
  const absent =
    objects.absent > 0 ? ` (${count(objects.absent)} tệp có tên nhưng không còn: đã xóa theo quyết định)` : ''
  return [
    `✓ Đã sao lưu vào ${report.path}`,
    `  ${bytes(report.size)} · ${count(report.tables)} bảng, ${count(report.rows)} dòng · ${count(objects.count)} tệp dữ liệu${absent}`,
    `  SHA-256 ${report.sha256}`,
    report.withKey
      ? '  Tệp này CÓ khóa của nút: cất nó như cất khóa, và đừng để cùng chỗ với máy chủ.'
      : `  Tệp này KHÔNG có khóa của nút. Hãy cất riêng một bản của ${keyFile}: thiếu khóa thì bí mật đã mã hóa không mở lại được.`,
    '',
  ].join('\n')
}

async function check(path: string): Promise<number> {
  const { opening, manifest } = await checkArchive(resolve(path))
  const rows = Object.values(manifest.rows).reduce((sum, value) => sum + value, 0)
  process.stdout.write(
    `✓ Tệp sao lưu nguyên vẹn: lúc ${opening.madeAt}, ${count(rows)} dòng, ${count(manifest.objects.count)} tệp dữ liệu, ${manifest.withKey ? 'có' : 'không có'} khóa của nút.\n`,
  )
  return EXIT_DONE
}
